#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/language.h"
#include "engine/report/tag_report.h"

/// What the HTML page and the PDF say alike.
namespace engine::report {

/// "24 of 31 tags better than chance". Of a run whose parts share tracks (a leak made on purpose, to measure it) it begins with a warning.
std::string headline(std::size_t betterThanChance, std::size_t tags, bool leaking, const Language& language = {});
std::string headline(const TagReport& report, const Language& language = {});
/// "yes", "no", "not enough data": a source text of the context "Report".
std::string_view verdictWord(evaluate::Verdict verdict);
/// How to repeat it: name and value of run, model, preset, split, seed, device, intervals, date, program.
std::vector<std::pair<std::string, std::string>> recipe(const TagReport& report, const Language& language = {});

}  // namespace engine::report
