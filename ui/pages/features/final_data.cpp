#include "ui/pages/features/final_data.h"

#include <algorithm>
#include <functional>
#include <map>
#include <span>

#include "engine/core/error.h"
#include "engine/tasks/classify_models.h"
#include "ui/store/store_thread.h"

namespace ui::features {

LoadedFinal loadFinal(engine::store::Workspace& workspace, engine::store::ExperimentId id)
{
    LoadedFinal loaded;
    loaded.experiment = loadExperiment(workspace, id, 1);
    if (!loaded.experiment) return loaded;
    try {
        loaded.model = std::make_shared<engine::classic::FittedModel>(engine::tasks::keptModel(workspace, loaded.experiment->row));
    } catch (const engine::Error&) {
        loaded.failure = failureText(engine::describe(std::current_exception()));
    }
    return loaded;
}

std::vector<TrackAnswer> readAnswers(engine::store::Workspace& workspace, engine::store::ExperimentId id, const std::vector<std::string>& classes)
{
    const auto said = workspace.experiments().predictions(id);
    if (said.width != classes.size()) return {};
    std::vector<TrackAnswer> answers;
    std::map<engine::TrackId, std::size_t> placeOf;
    for (std::size_t t = 0; t < said.tracks.size(); ++t) {
        const auto shares = std::span(said.values).subspan(t * said.width, said.width);
        const auto best = std::ranges::max_element(shares);
        placeOf[said.tracks[t]] = answers.size();
        answers.push_back({said.tracks[t], {}, {}, QString::fromStdString(classes[static_cast<std::size_t>(best - shares.begin())]), static_cast<double>(*best)});
    }
    for (const auto& track : workspace.tracks().page(said.tracks)) {
        auto& answer = answers[placeOf.at(track.id)];
        answer.name = QString::fromStdString(track.title.empty() ? track.displayPath : track.title);
        answer.artist = QString::fromStdString(track.artist);
    }
    std::ranges::stable_sort(answers, std::greater(), &TrackAnswer::probability);
    return answers;
}

}  // namespace ui::features
