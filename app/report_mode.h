#pragma once
#include "app/commands/report_options.h"

namespace app {

/// `tagbench report ...`: takes what `tagbench-cli report` takes and paints PDF and PNG as well, and speaks every
/// language of the window. No window, no display.
struct ReportMode {
    ReportOptions options;
    bool wanted = false;   ///< `report` stood on the command line; the parser itself is gone by then
    std::string language = "en";
    bool json = false;
    bool quiet = false;
};
void addReportMode(CLI::App& root, ReportMode& mode);
int runReportMode(const GlobalOptions& global, const ReportMode& mode);

}  // namespace app
