#pragma once
#include <string>

#include "app/commands/command.h"

namespace app {

/// What `report` takes, in both programs.
struct ReportOptions {
    std::string run = "latest", format = "html", part = "test", output, charts;
};
void addReportOptions(CLI::App& report, ReportOptions& options);
/// html, csv and json, by the task that both programs share.
int writeReport(CommandContext& context, const ReportOptions& options);

}  // namespace app
