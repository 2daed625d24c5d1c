#pragma once
#include "app/commands/report_options.h"

namespace app {

/// `tagbench report ...`: takes what `tagbench-cli report` takes and paints PDF and PNG as well. No window, no display.
struct ReportMode {
    CLI::App* command = nullptr;
    ReportOptions options;
    bool json = false;
    bool quiet = false;
};
void addReportMode(CLI::App& root, ReportMode& mode);
/// `report` stood on the command line.
bool isWanted(const ReportMode& mode);
int runReportMode(const GlobalOptions& global, const ReportMode& mode);

}  // namespace app
