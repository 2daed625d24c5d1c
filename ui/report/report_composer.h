#pragma once
#include <memory>
#include <vector>

#include "engine/core/language.h"
#include "engine/report/tag_report.h"
#include "ui/report/page_blocks.h"

namespace ui::paper {

/// A tag report's blocks from the top: every section of the HTML page, with the same words and numbers.
std::vector<std::shared_ptr<Block>> composed(const engine::report::TagReport& report, const engine::Language& language);

}  // namespace ui::paper
