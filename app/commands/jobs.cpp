#include <iomanip>
#include <memory>
#include <ostream>
#include <string>

#include "app/commands/command.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

namespace app {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::JobId;
using engine::Json;
namespace store = engine::store;

Json jobJson(const store::JobRow& job)
{
    Json json = {{"id", engine::value(job.id)}, {"kind", job.kind},   {"state", job.state},          {"stage", job.stage},
                 {"done", job.done},            {"total", job.total}, {"created_at", job.createdAt}, {"started_at", job.startedAt},
                 {"finished_at", job.finishedAt}};
    json["failure"] = nullptr;
    if (job.failure)
        json["failure"] = {{"class", std::string(engine::errorCodeName(job.failure->code))},
                           {"subject", job.failure->subject},
                           {"message", job.failure->message}};
    json["parameters"] = job.parameters;
    return json;
}

int list(CommandContext& context)
{
    auto workspace = store::Workspace::openOrCreate(context.workspaceFolder());
    Json document = {{"jobs", Json::array()}};
    for (const auto& job : workspace.jobs().list())
        document["jobs"].push_back(jobJson(job));
    context.result(document, [&](std::ostream& out) {
        for (const auto& job : document["jobs"]) {
            out << std::setw(5) << job["id"].get<std::int64_t>() << "  " << std::left << std::setw(12) << job["state"].get<std::string>()
                << std::setw(18) << job["kind"].get<std::string>() << std::right << job["created_at"].get<std::string>();
            if (!job["failure"].is_null()) out << "  " << printable(job["failure"]["message"].get<std::string>());
            out << '\n';
        }
        if (document["jobs"].empty()) out << "no jobs yet\n";
    });
    return kSuccess;
}

store::JobRow findJob(store::Workspace& workspace, std::int64_t number)
{
    auto job = workspace.jobs().find(static_cast<JobId>(number));
    if (!job) throw Error(ErrorCode::NotFound, "job " + std::to_string(number), "there is no job of this number; see `jobs list`");
    return *job;
}

int resume(CommandContext& context, std::int64_t number)
{
    auto workspace = store::Workspace::openOrCreate(context.workspaceFolder());
    const auto job = findJob(workspace, number);
    if (job.state == "done") throw Error(ErrorCode::InvalidArgument, "job " + std::to_string(number), "this job is done; there is nothing to resume");
    if (job.state == "queued" && job.ownerAlive)
        throw Error(ErrorCode::Busy, "job " + std::to_string(number), "this job waits its turn in another program that is open now");
    engine::tasks::TaskContext inner{workspace, context.control(), context.threads(), context.options.device,
                                     [&](const std::string& line) { context.note(line); }, {}};
    const auto document = engine::tasks::rerunJob(job.id, inner);
    for (auto after = engine::tasks::stepsAfter(job.parameters); !after.empty(); after.erase(after.begin()))
        engine::tasks::runAsJob(after.front().first, engine::tasks::withSteps(after.front().second, std::span(after).subspan(1)), inner);
    context.result(document, [&](std::ostream& out) { out << "job " << number << " (" << job.kind << ") is done\n"; });
    return document.is_object() && document.contains("counts") && document["counts"].value("rejected", 0) > 0 ? kSomeRejected : kSuccess;
}

int cancel(CommandContext& context, std::int64_t number)
{
    auto workspace = store::Workspace::openOrCreate(context.workspaceFolder());   // jobs of dead programs become 'interrupted' here
    const auto job = findJob(workspace, number);
    const auto subject = "job " + std::to_string(number);
    if (job.state == "done" || job.state == "failed" || job.state == "cancelled")
        throw Error(ErrorCode::InvalidArgument, subject, "this job is over already (" + job.state + ")");
    if (job.state != "interrupted")
        throw Error(ErrorCode::Busy, subject, "another program works on it or has it in its queue; stop it there (Jobs page, or Ctrl+C)");
    workspace.jobs().setState(job.id, "cancelled");
    const Json document = {{"id", number}, {"state", "cancelled"}};
    context.result(document, [&](std::ostream& out) { out << subject << " is cancelled\n"; });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* jobs = root.add_subcommand("jobs", "What was started in this workspace: scans, preprocessing, trainings ...");
    jobs->require_subcommand(1);
    auto* listing = jobs->add_subcommand("list", "The last 500 jobs, newest first. Jobs of a program that was killed show as interrupted");
    sink.bind(listing, list);

    auto number = std::make_shared<std::int64_t>(0);
    auto* resuming = jobs->add_subcommand("resume", "Run an interrupted, cancelled or failed job again with its parameters; what it finished is kept");
    resuming->add_option("JOB", *number, "Number of the job, see `jobs list`")->required();
    sink.bind(resuming, [number](CommandContext& context) { return resume(context, *number); });
    auto* cancelling = jobs->add_subcommand("cancel", "Give up an interrupted job. One that another open program is working on is stopped there");
    cancelling->add_option("JOB", *number, "Number of the job, see `jobs list`")->required();
    sink.bind(cancelling, [number](CommandContext& context) { return cancel(context, *number); });
}

}  // namespace

extern const CommandEntry jobs_command;
const CommandEntry jobs_command{add};

}  // namespace app
