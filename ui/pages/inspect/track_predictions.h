#pragma once
#include <optional>
#include <vector>

#include <QString>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "ui/widgets/tag_bars.h"
#include "ui/widgets/taggram_view.h"

namespace engine::store {
class Workspace;
}

namespace ui::inspect {

/// What the newest trained run says about one track, as values that may cross threads.
struct TrackPredictions {
    bool hasRun = false;                          ///< there is a trained run at all
    std::vector<widgets::PredictedTag> tags;
    std::string run = "latest";                   ///< which run that is, as a task takes it
    QString madeBy;                               ///< model, run, sample rate, chunk rule
    std::optional<widgets::TaggramContent> taggram;
};

/// On the store's thread. The newest run that has scores for the track; without one, whether there is a run to ask.
TrackPredictions readPredictions(engine::store::Workspace& workspace, engine::TrackId track);
bool hasTrainedRun(engine::store::Workspace& workspace);

/// From the result document of the task "predict": {"tracks": [{"path", "tags": [{"tag", "probability"}]}]}.
TrackPredictions predictionsFromResult(const engine::Json& result);

}  // namespace ui::inspect
