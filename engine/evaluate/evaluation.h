#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/evaluate/bootstrap.h"
#include "engine/evaluate/confusion.h"
#include "engine/evaluate/interval.h"
#include "engine/evaluate/matrix.h"
#include "engine/evaluate/type_confusion.h"

namespace engine::evaluate {

/// Is the lower bound of a tag's ROC-AUC interval above 0.5? NotEnoughData where the interval means nothing: fewer than
/// two items of a class, or a perfect order, whose estimated variance is 0 however few items made it.
enum class Verdict { Yes, No, NotEnoughData };
/// "yes", "no", "not-enough-data"
std::string_view verdictName(Verdict verdict);

enum class IntervalMethod { DeLong, Bootstrap };

struct EvaluationOptions {
    IntervalMethod intervals = IntervalMethod::DeLong;
    std::size_t replicates = 1000;    ///< bootstrap only
    std::uint64_t seed = 0;           ///< bootstrap only
    bool bonferroni = false;          ///< DeLong only: one error rate of 5 % for all tags together
    std::vector<double> thresholds;   ///< one a tag, chosen on *validation* data by the caller; empty = 0.5 for all
    Decision decision = Decision::AtLeast;
};

/// Undefined = no tag (or track) has both classes.
struct Averages {
    std::optional<double> rocAuc;
    std::optional<double> averagePrecision;
};

struct TypeScore {
    std::string type;
    std::size_t tags = 0;      ///< all tags of this type
    std::size_t defined = 0;   ///< those that have a value
    std::size_t betterThanChance = 0;
    Averages macro;
};

struct TagScore {
    std::string tag;
    std::string type;                        ///< empty if types are unknown
    std::size_t positives = 0;
    std::size_t negatives = 0;
    std::optional<double> rocAuc;
    std::optional<double> averagePrecision;
    std::optional<Interval> interval;        ///< of rocAuc, clipped to [0, 1]
    std::optional<Interval> logitInterval;   ///< DeLong only
    std::optional<Interval> averagePrecisionInterval;   ///< beside DeLong: the logit interval of Boyd et al.; bootstrap: percentiles
    Verdict verdict = Verdict::NotEnoughData;
    double threshold = 0.5;
    Counts counts;                           ///< at the threshold

    std::size_t items() const { return positives + negatives; }
    double prevalence() const { return items() > 0 ? static_cast<double>(positives) / static_cast<double>(items()) : 0; }
};

/// Everything said about one set of scores. Undefined tags are named and stand in no mean.
struct Evaluation {
    std::size_t tracks = 0;
    IntervalMethod intervals = IntervalMethod::DeLong;
    Averages macro;
    Averages micro;
    Averages weighted;                       ///< by positives
    Averages samples;                        ///< mean over tracks that have both classes
    std::optional<Interval> macroInterval;   ///< of macro.rocAuc, bootstrap only
    std::vector<TypeScore> perType;          ///< in order of first appearance
    std::vector<TagScore> perTag;
    std::vector<std::string> undefined;
    std::size_t betterThanChance = 0;
    CountTable tagConfusion;
    std::optional<Confusion> confusion;      ///< only where every track has exactly one tag: highest score against truth
    std::vector<TypeConfusion> typeConfusions;   ///< of the types of which every track has exactly one tag

    /// "47 of 50 tags better than chance"
    std::string headline() const;
};

/// scores, truth: [tracks, tags], one row a *track* (mean over its chunks first: chunks of a track are one piece of
/// evidence). tagTypes may be empty. Throws Error{Mismatch, NonFinite, InvalidArgument}.
Evaluation evaluateTags(const Scores& scores, const Truth& truth, std::span<const std::string> tagNames,
                        std::span<const std::string> tagTypes, const EvaluationOptions& options);

/// Per tag the threshold of best F1 on these (validation) data; 0.5 for a tag without positives.
std::vector<double> chooseThresholds(const Scores& scores, const Truth& truth);

/// Numbers checked to be 0 or 1 and narrowed. Throws Error{InvalidArgument} naming the first cell that is not.
std::vector<std::uint8_t> toLabels(std::span<const double> values, std::size_t columns, const std::string& subject);

/// The document of `tagbench-cli metrics`.
Json toJson(const Evaluation& evaluation);
/// That of `evaluate`: also types, thresholds, counts and confusion.
Json toDetailedJson(const Evaluation& evaluation);

}  // namespace engine::evaluate
