#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/report/drawing.h"
#include "engine/report/tag_report.h"

namespace engine::report {

/// An experiment with classic models on paper: what was compared, which model was chosen and why.
struct ClassicReport {
    std::string programVersion;
    std::string date;              ///< ISO 8601
    Json document;                 ///< what `classify --json` prints
    std::vector<std::string> models;   ///< shown in full, best first; the final one, or the best three
    std::vector<TagReport> values;     ///< [models] of the answers, classes as tags; may be fewer
    Json compared;                 ///< the document of the experiment a final model came out of; null = none
    Drawing tree;                  ///< may be empty
};

/// Self-contained page as that of the tag report. Atomic.
void writeHtml(const ClassicReport& report, const std::filesystem::path& path);
std::string toHtml(const ClassicReport& report);

/// Truth in rows, answers in columns, from a document's "confusion".
Drawing classConfusion(const Json& confusion, const std::vector<std::string>& classes);
/// Features by what shuffling them costs, with the spread, and their share of gain beside it; at most `most`. From "importance" of a document.
Drawing importanceBars(const Json& importance, const std::string& metric, std::size_t most = 20);

}  // namespace engine::report
