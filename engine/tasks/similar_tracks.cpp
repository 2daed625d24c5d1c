#include "engine/tasks/similar_tracks.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/neural/neural_engine.h"
#include "engine/retrieval/vector_index.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

SimilarTracks similarTracks(store::Workspace& workspace, TrackId track, std::size_t count)
{
    auto runs = workspace.runs().list();
    std::ranges::sort(runs, std::greater{}, &store::Run::id);
    for (const auto& run : runs) {
        if (!workspace.predictions().scores(run.id, track)) continue;
        const auto vectors = workspace.predictions().allEmbeddings(run.id, std::string(neural::kEmbeddingLayer));
        const auto at = std::ranges::find(vectors.tracks, track);
        if (at == vectors.tracks.end()) continue;
        const retrieval::VectorIndex index(vectors.values, vectors.tracks.size(), vectors.width, retrieval::Metric::Cosine);
        retrieval::Query query;
        query.count = count;
        const std::vector<std::uint32_t> wanted{static_cast<std::uint32_t>(at - vectors.tracks.begin())};
        SimilarTracks found;
        found.run = run.id;
        found.runName = run.name;
        for (const auto& hit : index.recommend(wanted, query))
            found.tracks.push_back({vectors.tracks[hit.index], hit.distance});
        return found;
    }
    throw Error(ErrorCode::NotFound, "this track", "no model has heard it yet; train one, or predict the library with a trained one");
}

}  // namespace engine::tasks
