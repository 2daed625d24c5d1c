#pragma once
#include <memory>
#include <vector>

#include "engine/classic/fitted_model.h"
#include "engine/report/drawing.h"
#include "engine/store/track_store.h"
#include "ui/pages/features/experiment_data.h"

namespace ui::features {

/// A final model with what the page shows of it. The model belongs to the thread that loads and draws.
struct LoadedFinal {
    ExperimentPtr experiment;
    std::shared_ptr<const engine::classic::FittedModel> model;
    QString failure;                        ///< why there is no model, if there is none
};
LoadedFinal loadFinal(engine::store::Workspace& workspace, engine::store::ExperimentId id);

/// What a final model said of a track.
struct TrackAnswer {
    engine::TrackId track{};
    QString name, artist, className;
    double probability = 0;
};
/// The surest first. `classes`: of the experiment's document.
std::vector<TrackAnswer> readAnswers(engine::store::Workspace& workspace, engine::store::ExperimentId id, const std::vector<std::string>& classes);

}  // namespace ui::features
