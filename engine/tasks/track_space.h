#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/run_control.h"
#include "engine/retrieval/kept_index.h"
#include "engine/retrieval/ranking_quality.h"
#include "engine/retrieval/vector_index.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

/// Where nearness is measured.
struct SpaceChoice {
    std::string of = "tags";         ///< tags|embedding of a run, joint (of a metric model), or map: places of a kept map (neighbourhoods mean something there, distances do not)
    std::string run = "latest";      ///< number, name or latest
    std::string layer;               ///< embedding only; empty = the last hidden one
    std::optional<MapId> map;        ///< map only; nothing = the newest
    std::string joint = {};          ///< joint only: metric model, number or name; empty = the newest that was trained
    retrieval::Metric metric = retrieval::Metric::Cosine;   ///< ignored for map, which is Euclidean
    std::size_t exactLimit = retrieval::VectorIndex::kExactLimit;   ///< above, and by cosine, an index that the task "index" made answers
};

struct NearOptions {
    std::size_t count = 10;
    bool otherArtists = false;       ///< nothing by an artist of the query; tracks without an artist are by nobody
    double diversity = 0;            ///< 0 = the nearest; towards 1 the answers are also far from each other
    std::optional<std::vector<TrackId>> only = {};   ///< nothing = all; else nothing but these, in any order
};

struct NearTrack {
    TrackId track{};
    double distance = 0;             ///< to the query: Euclidean or 1 - cosine
};

/// All tracks of a workspace as vectors of one kind, to be asked many times. Reads the database in its constructor only;
/// afterwards it is constant and may be used by any thread.
class TrackSpace {
public:
    /// Throws Error{NotFound, InvalidArgument, TooShort (nothing predicted yet)}.
    TrackSpace(store::Workspace& workspace, const SpaceChoice& choice);

    std::size_t size() const { return m_places.size(); }
    bool contains(TrackId track) const { return m_places.contains(track); }
    /// "tag space of run 3 (musicnn-1), cosine": for people and `--json`.
    const std::string& name() const { return m_name; }

    /// Nearest to the tracks together (the mean of their vectors), never one of them; nearest first, ties by track id.
    /// With diversity, maximal marginal relevance (Carbonell & Goldstein 1998) chooses among the ten-fold number of nearest.
    /// Throws Error{NotFound} for a track without a vector, Error{InvalidArgument}.
    std::vector<NearTrack> near(std::span<const TrackId> query, const NearOptions& options) const;
    /// The same for a vector that was made of the query's: moved towards a tag, for instance.
    std::vector<NearTrack> near(std::span<const float> vector, std::span<const TrackId> query, const NearOptions& options) const;
    /// The mean of the tracks' vectors; under cosine of their directions, and of unit length. Throws as near().
    std::vector<float> centre(std::span<const TrackId> query) const;
    retrieval::Metric metric() const { return m_metric; }
    std::size_t dims() const { return m_dims; }
    std::span<const float> vector(std::size_t place) const;
    /// Throws std::out_of_range for a track that is not there.
    std::span<const float> vectorOf(TrackId track) const { return vector(m_places.at(track)); }

    /// Each labelled track once as a query; relevant = the same label. label: one a track of tracks(), "" = not used.
    retrieval::RankingQuality evaluate(std::span<const std::string> labels, bool otherArtists, RunControl& control) const;
    /// plays[listener]: tracks, each once; those without a vector are not asked. The space's answers, the listener's own never among them.
    retrieval::HitRate hitRate(std::span<const std::vector<TrackId>> plays, std::size_t count, std::uint64_t seed, RunControl& control) const;
    const std::vector<TrackId>& tracks() const { return m_tracks; }

private:
    std::vector<std::uint32_t> placesOf(std::span<const TrackId> tracks) const;
    std::vector<NearTrack> spreadOut(const std::vector<retrieval::Hit>& pool, const NearOptions& options) const;
    double between(std::uint32_t a, std::uint32_t b) const;

    bool takeKept(store::Workspace& workspace, const SpaceChoice& choice);
    std::vector<TrackId> m_tracks;                            // ascending; of a kept index by slot, 0 where a slot is free
    std::shared_ptr<const retrieval::KeptIndex> m_kept;
    std::unordered_map<TrackId, std::uint32_t> m_places;
    std::vector<std::int64_t> m_artists;                      // a number an artist; a track without one has its own
    std::vector<float> m_values;
    std::size_t m_dims = 0;
    retrieval::Metric m_metric = retrieval::Metric::Cosine;
    std::optional<retrieval::VectorIndex> m_index;
    std::string m_name;
};

}  // namespace engine::tasks
