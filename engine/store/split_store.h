#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

struct Split {
    SplitId id{};
    std::string name;
    std::uint64_t seed = 0;
    std::vector<double> ratios;      ///< train, valid, test; sum 1
    bool stratify = true;
    std::string groupBy = "none";    ///< artist|album|none
};
struct SplitMember {
    TrackId track{};
    Part part = Part::Train;
};

class SplitStore {
public:
    explicit SplitStore(Database& database) : m_database(database) {}
    /// Replaces a split of the same name unless a run uses it (Error{Busy} naming the run).
    SplitId put(const Split& split, const std::vector<SplitMember>& members);
    std::optional<Split> find(const std::string& name);
    std::optional<Split> find(SplitId id);
    std::vector<Split> list();
    std::vector<SplitMember> members(SplitId id);

    /// How often each track of the training part occurs after resampling; only tracks that do not occur once. Replaces what was there.
    void setOccurrences(SplitId id, const std::vector<std::pair<TrackId, int>>& occurrences);
    std::vector<std::pair<TrackId, int>> occurrences(SplitId id);

private:
    Database& m_database;
};

}  // namespace engine::store
