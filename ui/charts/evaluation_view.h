#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "engine/report/charts.h"
#include "engine/report/tag_report.h"
#include "engine/tasks/run_scores.h"

namespace ui {

/// One evaluation as the pages show it: the values of its report, and the scores behind them to find tracks in. Never changed once made.
struct EvaluationView {
    engine::report::TagReport report;
    engine::tasks::RunScores data;
    std::vector<engine::report::ConfusionTable> confusions;
    std::size_t partTracks = 0;       ///< playable tracks of the part, predicted or not
    std::string evaluatedAt;          ///< ISO 8601, may be empty
};
using EvaluationPtr = std::shared_ptr<const EvaluationView>;

/// What the user chose in a chart. By names, so that it holds when the numbers are made again.
struct Choice {
    enum class Kind {
        Tag,        ///< tracks that have the tag
        Point,      ///< tracks that reach the threshold
        ClassCell,  ///< tracks of one class that were called another (or the same)
        TagCell,    ///< tracks that have one tag and were given another (or the same)
    };
    struct TagName {
        std::string tag, type;
        bool operator==(const TagName&) const = default;
    };
    Kind kind = Kind::Tag;
    TagName tag;              ///< of a cell: its row, the truth
    TagName given;            ///< of a cell: its column
    double threshold = 0;
    bool operator==(const Choice&) const = default;
};

/// The place of a tag, if this evaluation has it.
std::optional<std::size_t> placeOf(const EvaluationView& view, const Choice::TagName& tag);
Choice::TagName nameOf(const EvaluationView& view, std::size_t place);

/// Exactly the tracks behind a choice, highest score first; none if the tags are gone.
std::vector<engine::TrackId> tracksOf(const Choice& choice, const EvaluationView& view);
/// "Tracks with the tag rock", "jazz called rock".
QString textOf(const Choice& choice);

}  // namespace ui
