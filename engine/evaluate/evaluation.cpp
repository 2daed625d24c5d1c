#include "engine/evaluate/evaluation.h"

#include <algorithm>
#include <numeric>

#include "engine/core/error.h"

namespace engine::evaluate {

namespace {

/// Mean of what is defined, weighted.
class Mean {
public:
    void add(const std::optional<double>& value, double weight = 1)
    {
        if (!value || weight <= 0) return;
        m_sum += weight * *value;
        m_weight += weight;
    }
    std::optional<double> value() const
    {
        if (m_weight <= 0) return std::nullopt;
        return m_sum / m_weight;
    }

private:
    double m_sum = 0;
    double m_weight = 0;
};

void requireConsistent(const Scores& scores, const Truth& truth, std::span<const std::string> names,
                       std::span<const std::string> types, const EvaluationOptions& options)
{
    const auto shape = [](std::size_t rows, std::size_t columns) {
        return "[" + std::to_string(rows) + ", " + std::to_string(columns) + "]";
    };
    if (scores.rows() != truth.rows() || scores.columns() != truth.columns())
        throw Error(ErrorCode::Mismatch, "scores and labels",
                    "scores are " + shape(scores.rows(), scores.columns()) + ", labels are " + shape(truth.rows(), truth.columns()));
    if (scores.rows() == 0 || scores.columns() == 0)
        throw Error(ErrorCode::InvalidArgument, "scores", "at least one track and one tag wanted, found " + shape(scores.rows(), scores.columns()));
    if (names.size() != scores.columns())
        throw Error(ErrorCode::Mismatch, "tag names", std::to_string(names.size()) + " names for " + std::to_string(scores.columns()) + " tags");
    if (!types.empty() && types.size() != names.size())
        throw Error(ErrorCode::Mismatch, "tag types", std::to_string(types.size()) + " types for " + std::to_string(names.size()) + " tags");
    if (!options.thresholds.empty() && options.thresholds.size() != names.size())
        throw Error(ErrorCode::Mismatch, "thresholds",
                    std::to_string(options.thresholds.size()) + " thresholds for " + std::to_string(names.size()) + " tags");
}

Interval clipped(const Interval& interval)
{
    return {std::max(0.0, interval.low), std::min(1.0, interval.high)};
}

Verdict judge(const TagScore& tag)
{
    if (tag.positives < 2 || tag.negatives < 2 || !tag.rocAuc || !tag.interval) return Verdict::NotEnoughData;
    // Perfectly ordered data have no estimated variance: the interval is a point and proves nothing.
    if (*tag.rocAuc > 0.5 && tag.interval->high <= tag.interval->low) return Verdict::NotEnoughData;
    return *tag.rocAuc > 0.5 && tag.interval->low > 0.5 ? Verdict::Yes : Verdict::No;
}

void addDelong(TagScore& tag, const Ranked& ranked, double z)
{
    const auto variance = delongVariance(ranked);
    if (!variance || !tag.rocAuc) return;
    tag.interval = clipped(delongInterval(*tag.rocAuc, *variance, z));
    tag.logitInterval = delongLogitInterval(*tag.rocAuc, *variance, z);
}

void addIntervals(Evaluation& result, std::span<const Ranked> ranked, const EvaluationOptions& options)
{
    if (options.intervals == IntervalMethod::DeLong) {
        const double z = options.bonferroni ? bonferroniZ(result.perTag.size()) : kZ95;
        for (std::size_t t = 0; t < ranked.size(); ++t) {
            auto& tag = result.perTag[t];
            addDelong(tag, ranked[t], z);
            if (tag.averagePrecision) tag.averagePrecisionInterval = averagePrecisionInterval(*tag.averagePrecision, tag.positives, z);
        }
        return;
    }
    const auto intervals = bootstrap(ranked, {options.replicates, options.seed, 0.95});
    for (std::size_t t = 0; t < ranked.size(); ++t) {
        result.perTag[t].interval = intervals.rocAuc[t];
        result.perTag[t].averagePrecisionInterval = intervals.averagePrecision[t];
    }
    result.macroInterval = intervals.macroRocAuc;
}

void addAverages(Evaluation& result, const Scores& scores, const Truth& truth)
{
    Mean macroRoc, macroAp, weightedRoc, weightedAp, samplesRoc, samplesAp;
    for (const auto& tag : result.perTag) {
        macroRoc.add(tag.rocAuc);
        macroAp.add(tag.averagePrecision);
        weightedRoc.add(tag.rocAuc, static_cast<double>(tag.positives));
        weightedAp.add(tag.averagePrecision, static_cast<double>(tag.positives));
    }
    for (std::size_t r = 0; r < scores.rows(); ++r) {
        const auto ranked = rank(scores.row(r), truth.row(r));
        samplesRoc.add(rocAuc(ranked));
        samplesAp.add(averagePrecision(ranked));
    }
    const auto flat = rank(scores.values(), truth.values());
    result.macro = {macroRoc.value(), macroAp.value()};
    result.weighted = {weightedRoc.value(), weightedAp.value()};
    result.samples = {samplesRoc.value(), samplesAp.value()};
    result.micro = {rocAuc(flat), averagePrecision(flat)};
}

void addTypes(Evaluation& result)
{
    struct Sums {
        Mean roc;
        Mean ap;
    };
    std::vector<Sums> sums;
    for (const auto& tag : result.perTag) {
        if (tag.type.empty()) continue;
        auto found = std::find_if(result.perType.begin(), result.perType.end(), [&](const TypeScore& t) { return t.type == tag.type; });
        if (found == result.perType.end()) {
            found = result.perType.insert(found, TypeScore{tag.type, 0, 0, 0, {}});
            sums.emplace_back();
        }
        auto& sum = sums[static_cast<std::size_t>(found - result.perType.begin())];
        ++found->tags;
        found->defined += tag.rocAuc ? 1 : 0;
        found->betterThanChance += tag.verdict == Verdict::Yes ? 1 : 0;
        sum.roc.add(tag.rocAuc);
        sum.ap.add(tag.averagePrecision);
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        result.perType[i].macro = {sums[i].roc.value(), sums[i].ap.value()};
}

/// Where every track has exactly one tag, the tags are classes and the highest score is the answer.
std::optional<Confusion> singleLabelConfusion(const Scores& scores, const Truth& truth)
{
    std::vector<int> classes;
    std::vector<int> answers;
    for (std::size_t r = 0; r < truth.rows(); ++r) {
        const auto row = truth.row(r);
        if (std::count(row.begin(), row.end(), 1) != 1) return std::nullopt;
        classes.push_back(static_cast<int>(std::find(row.begin(), row.end(), 1) - row.begin()));
        const auto given = scores.row(r);
        answers.push_back(static_cast<int>(std::max_element(given.begin(), given.end()) - given.begin()));
    }
    if (truth.columns() < 2) return std::nullopt;
    return confusion(classes, answers, truth.columns());
}

void addDecisions(Evaluation& result, const Scores& scores, const Truth& truth, const EvaluationOptions& options)
{
    const auto thresholds = options.thresholds.empty() ? std::vector<double>(scores.columns(), 0.5) : options.thresholds;
    const auto yes = decide(scores, thresholds, options.decision);
    const Truth predicted(yes, scores.rows(), scores.columns());
    const auto counts = countPerTag(predicted, truth);
    for (std::size_t t = 0; t < counts.size(); ++t) {
        result.perTag[t].threshold = thresholds[t];
        result.perTag[t].counts = counts[t];
    }
    result.tagConfusion = tagConfusion(truth, predicted);
    result.confusion = singleLabelConfusion(scores, truth);
}

}  // namespace

std::string_view verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Yes: return "yes";
    case Verdict::No: return "no";
    case Verdict::NotEnoughData: break;
    }
    return "not-enough-data";
}

std::string Evaluation::headline() const
{
    return std::to_string(betterThanChance) + " of " + std::to_string(perTag.size()) + " tags better than chance";
}

Evaluation evaluateTags(const Scores& scores, const Truth& truth, std::span<const std::string> tagNames,
                        std::span<const std::string> tagTypes, const EvaluationOptions& options)
{
    requireConsistent(scores, truth, tagNames, tagTypes, options);
    Evaluation result;
    result.tracks = scores.rows();
    result.intervals = options.intervals;
    std::vector<Ranked> ranked;
    for (std::size_t t = 0; t < scores.columns(); ++t) {
        ranked.push_back(rank(scores.column(t), truth.column(t)));
        TagScore tag;
        tag.tag = tagNames[t];
        tag.type = tagTypes.empty() ? std::string() : tagTypes[t];
        tag.positives = ranked.back().positives;
        tag.negatives = ranked.back().negatives();
        tag.rocAuc = rocAuc(ranked.back());
        tag.averagePrecision = averagePrecision(ranked.back());
        if (!tag.rocAuc) result.undefined.push_back(tag.tag);
        result.perTag.push_back(std::move(tag));
    }
    addIntervals(result, ranked, options);
    for (auto& tag : result.perTag) {
        tag.verdict = judge(tag);
        result.betterThanChance += tag.verdict == Verdict::Yes ? 1 : 0;
    }
    addAverages(result, scores, truth);
    addTypes(result);
    addDecisions(result, scores, truth, options);
    result.typeConfusions = confusionsByType(scores, truth, tagTypes);
    return result;
}

std::vector<double> chooseThresholds(const Scores& scores, const Truth& truth)
{
    std::vector<double> thresholds;
    for (std::size_t t = 0; t < scores.columns(); ++t) {
        const auto best = bestF1(rank(scores.column(t), truth.column(t)));
        thresholds.push_back(best ? best->threshold : 0.5);
    }
    return thresholds;
}

std::vector<std::uint8_t> toLabels(std::span<const double> values, std::size_t columns, const std::string& subject)
{
    std::vector<std::uint8_t> labels(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != 0 && values[i] != 1)
            throw Error(ErrorCode::InvalidArgument, subject,
                        "labels are 0 or 1; row " + std::to_string(i / columns) + ", column " + std::to_string(i % columns) +
                            " holds another value");
        labels[i] = values[i] != 0 ? 1 : 0;
    }
    return labels;
}

}  // namespace engine::evaluate
