#include "engine/tasks/student_plan.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kListedArtists = 20;

Json poolJson(const UnlabelledPool& pool)
{
    auto artists = Json::array();
    for (std::size_t i = 0; i < std::min(kListedArtists, pool.sharedArtists.size()); ++i)
        artists.push_back(pool.sharedArtists[i]);
    return {{"tracks", pool.tracks.size()}, {"outside", pool.outside}, {"untagged", pool.untagged}, {"without_artist", pool.withoutArtist},
            {"leaking", pool.leaking.size()}, {"copies", pool.copies}, {"held_out", pool.heldOut}, {"lines", pool.lines}, {"labelled", pool.labelled}, {"shared_artists", artists}, {"shared_artist_count", pool.sharedArtists.size()}};
}

Json cardJson(const neural::ModelCard& card)
{
    return {{"architecture", card.id}, {"display_name", card.displayName}, {"parameters", card.parameters}};
}

std::string refusalOf(const UnlabelledPool& pool, std::size_t labelled, bool leaveOut)
{
    if (labelled == 0) return "no training track carries a label";
    if (!leaveOut && !pool.leaking.empty()) return leakSentence(pool);
    return pool.tracks.empty() ? "there is no unlabelled track: every track is labelled, or in the validation or test part" : "";
}

}  // namespace

const Json& studentPlanDefaults()
{
    static const Json defaults{{"teacher", ""}, {"arch", ""}, {"split", ""}, {"unlabelled", ""}, {"pool_list", ""}, {"leave_out_artists", false}, {"strength", 1}, {"skeptical", 0},
                               {"rounds", 1}, {"from", ""}, {"epochs", 30}, {"batch", 32}, {"lr", 1e-4}, {"weight_decay", 0}, {"patience", 0}, {"watch", "roc_auc"}, {"windows", 1},
                               {"dropout", 1}, {"seed", std::uint64_t{0}}, {"device", "auto"}, {"prepare", false}, {"evaluate", false}, {"name", ""}, {"notes", ""}};
    return defaults;
}

Json roundTraining(const Json& given, const std::string& teacherName, const std::string& teacher, int round)
{
    auto parameters = studentPlanDefaults();
    parameters.update(given);
    const auto rounds = parameters["rounds"].get<int>();
    auto training = Json{{"student_of", teacher}};
    for (const auto& [key, value] : parameters.items())
        if (key != "teacher" && key != "rounds" && key != "dry_run" && key != "then") training[key] = value;
    auto name = parameters["name"].get<std::string>();
    if (name.empty()) name = "Student of " + teacherName;
    if (rounds > 1) name += ", round " + std::to_string(round);
    training["name"] = name;
    if (round < rounds) training["evaluate"] = false;   // the test part is looked at once
    return training;
}

Json studentPlan(const Json& parameters, store::Workspace& workspace)
{
    const auto teacher = findTeacher(workspace, parameters.value("teacher", std::string()));
    const auto training = completeTraining(asStudent(roundTraining(parameters, teacher.run.name, parameters.value("teacher", std::string()), 1), workspace));
    const auto setup = makeTrainSetup(training, workspace);
    const auto teacherCard = neural::loadModelCard(teacher.run.architecture);
    const auto sources = labelSources(workspace, training["sources"].get<std::vector<std::string>>());
    const auto pool = unlabelledPool(workspace, setup.split, poolWishOf(training), sources);
    const auto labelled = setup.table.part(Part::Train).tracks.size();
    auto teacherJson = cardJson(teacherCard);
    teacherJson["run"] = teacher.run.id == RunId{} ? Json() : Json(value(teacher.run.id));
    teacherJson["name"] = teacher.run.name;
    return {{"teacher", teacherJson}, {"student", cardJson(setup.card)}, {"kind", studentKind(teacherCard, setup.card)}, {"split", setup.split.name},
            {"preset", setup.preset.name}, {"tags", setup.table.tags.size()}, {"labelled", labelled}, {"valid", setup.table.part(Part::Valid).tracks.size()},
            {"unlabelled", poolJson(pool)}, {"rejected", pool.rejected}, {"refusal", refusalOf(pool, labelled, training["leave_out_artists"].get<bool>())}};
}

}  // namespace engine::tasks
