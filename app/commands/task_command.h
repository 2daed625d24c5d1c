#pragma once
#include <functional>
#include <iosfwd>
#include <string_view>

#include "app/commands/command.h"

namespace app {

/// Opens (or makes) the workspace, runs the task with a job row around it and prints its document.
/// `human` writes the document for people. Returns kSomeRejected when the document says that inputs were rejected
/// ("rejected" > 0 in "counts", or non-empty "refused"), else kSuccess.
int runTask(CommandContext& context, std::string_view task, const engine::Json& parameters,
            const std::function<void(std::ostream&, const engine::Json&)>& human);

}  // namespace app
