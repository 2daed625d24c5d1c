#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/prediction_store.h"

namespace engine::store {

/// Who played what, or factors made of it elsewhere.
struct Taste {
    std::int64_t id = 0;
    std::string name, source;        ///< source: the file's name
    std::string file;                ///< play counts, below taste/; empty for ready factors
    std::int64_t users = 0, songs = 0, entries = 0;
    std::int64_t factors = 0;        ///< numbers a vector; 0 = not fitted yet
    Json config = Json::object();    ///< of the fit
};

class TasteStore {
public:
    explicit TasteStore(Database& database) : m_database(database) {}
    /// Replaces a profile of the same name and its factors.
    std::int64_t put(const Taste& taste);
    std::vector<Taste> list();
    /// The profile of this name; with an empty name the newest. Throws Error{NotFound} listing those there are.
    Taste resolve(const std::string& name);
    /// Replaces the vectors of a profile. vectors: [tracks, factors]; tracks may be none.
    void putFactors(std::int64_t taste, std::size_t factors, std::span<const TrackId> tracks, std::span<const float> vectors, const Json& config);
    TrackMatrix factors(std::int64_t taste);

private:
    Database& m_database;
};

}  // namespace engine::store
