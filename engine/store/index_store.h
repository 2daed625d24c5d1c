#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/store/prediction_store.h"

namespace engine::store {

/// Which vectors of a run: the outputs of a layer, or the tag probabilities with layer "".
struct VectorSource {
    RunId run{};
    std::string layer;
};

/// Which indexes of neighbours are kept, and what changed since they were written (triggers of the schema note it).
class IndexStore {
public:
    explicit IndexStore(Database& database) : m_database(database) {}

    /// Name of the file in the workspace's cache folder; nothing = no index is kept.
    std::optional<std::string> file(const VectorSource& source);
    /// From now on changes of these vectors are noted.
    void keep(const VectorSource& source, const std::string& file);
    void drop(const VectorSource& source);
    std::vector<std::string> files();

    /// Number of the newest change of any vectors; 0 = none yet.
    std::int64_t newestChange();
    /// Tracks with changed, new or removed vectors after a change, ascending.
    std::vector<TrackId> changedAfter(const VectorSource& source, std::int64_t change);
    /// They are in the file: nobody needs the notes any more.
    void forgetUpTo(const VectorSource& source, std::int64_t change);

    std::int64_t vectors(const VectorSource& source);
    /// Nothing for a track that has none.
    std::optional<std::vector<float>> vector(const VectorSource& source, TrackId track);
    TrackMatrix all(const VectorSource& source);

private:
    Database& m_database;
};

}  // namespace engine::store
