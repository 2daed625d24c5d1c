#pragma once
#include <filesystem>

#include "engine/report/tag_report.h"

namespace ui {

/// The report as PDF with text that can be selected, painted without a display too (needs a QGuiApplication). Atomic. Throws Error.
void writePdf(const engine::report::TagReport& report, const std::filesystem::path& path, const engine::Language& language = {});

}  // namespace ui
