#pragma once
#include <optional>
#include <set>
#include <string>
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

/// What a trained run says about one track, as values that may cross threads.
struct TrackPredictions {
    bool hasRun = false;                          ///< there is a trained run at all
    std::vector<widgets::PredictedTag> tags;
    std::string run = "latest";                   ///< which run that is, as a task takes it
    QString madeBy;                               ///< model, run, sample rate, chunk rule
    std::optional<widgets::TaggramContent> taggram;
};

/// On the store's thread. What is kept of this run, or of the newest that has scores for the track; without any, whether there is a run to ask.
TrackPredictions readPredictions(engine::store::Workspace& workspace, engine::TrackId track, std::optional<engine::RunId> run = {});
/// Names of the tags that the user gave a track. On the store's thread.
std::set<std::string> yourTags(engine::store::Workspace& workspace, engine::TrackId track);
bool hasTrainedRun(engine::store::Workspace& workspace);

/// On the store's thread, from the result document of the task "predict" for one file, taggram included:
/// {"run", "tracks": [{"tags": [{"tag", "type", "probability"}], "taggram": {..}}]}.
TrackPredictions predictionsFromResult(engine::store::Workspace& workspace, const engine::Json& result, std::optional<engine::TrackId> track);

}  // namespace ui::inspect
