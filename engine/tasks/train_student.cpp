#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/student_plan.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_setup.h"

/// Trains a noisy student of a teacher, in one round or several. Parameters: those of student_plan.h, and dry_run (only say what would be learned).
/// Every round is a run of its own; a job that was stopped goes on with them.
namespace engine::tasks {

namespace {

constexpr int kMostRounds = 20;

/// A round that an earlier start of this job has finished already.
std::optional<store::Run> finishedRound(const Json& training, store::Workspace& workspace)
{
    const auto wanted = asStudent(training, workspace);
    for (auto& run : workspace.runs().list())
        if (run.state == "trained" && isStudent(run.config) && sameTraining(run.config, wanted)) return std::move(run);
    return {};
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto plan = studentPlan(parameters, context.workspace);
    if (parameters.value("dry_run", false)) return plan;
    const auto rounds = parameters.value("rounds", 1);
    if (rounds < 1 || rounds > kMostRounds) throw Error(ErrorCode::InvalidArgument, "rounds", "1 to 20 are possible");
    const auto teacherName = plan["teacher"]["name"].get<std::string>();
    context.say("knowledge " + plan["kind"].get<std::string>() + ": " + plan["student"]["display_name"].get<std::string>() + " with " + plan["student"]["parameters"].dump() +
                " parameters learns from " + teacherName + " with " + plan["teacher"]["parameters"].dump() + " (with 50 tags)");
    auto teacher = parameters["teacher"].get<std::string>();
    Json document;
    auto made = Json::array();
    for (int round = 1; round <= rounds; ++round) {
        const auto training = roundTraining(parameters, teacherName, teacher, round);
        if (const auto done = round < rounds ? finishedRound(training, context.workspace) : std::nullopt) {
            teacher = std::to_string(value(done->id));
        } else {
            if (rounds > 1) context.say("round " + std::to_string(round) + " of " + std::to_string(rounds));
            document = findTask("train").run(training, context);
            teacher = document["run"].dump();
        }
        made.push_back(Json::parse(teacher));
    }
    document["kind"] = plan["kind"];
    document["teacher"] = plan["teacher"];
    document["architecture_parameters"] = plan["student"]["parameters"];
    document["unlabelled"] = plan["unlabelled"];
    for (const auto& row : plan["rejected"])
        document["rejected"].push_back(row);
    document["rounds"] = made;
    return document;
}

}  // namespace

extern const TaskEntry train_student_task;
const TaskEntry train_student_task{"train_student", LaneKind::Engine, run};

}  // namespace engine::tasks
