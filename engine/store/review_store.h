#pragma once
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// A prediction that the user has not decided on: above the tag's threshold, and the track does not have the tag.
struct ReviewItem {
    TrackId track{};
    TagId tag{};
    std::string name, type;
    double score = 0;
};

class ReviewStore {
public:
    explicit ReviewStore(Database& database) : m_database(database) {}

    /// Predictions of a run from `lowest` on, tags not on the track and not decided on; the most certain first, at most `limit`. Tracks that can be played only.
    std::vector<ReviewItem> open(RunId run, double lowest, std::size_t limit);
    /// Accepting gives the track the tag of source "user"; rejecting is kept alone. One transaction.
    void decide(RunId run, const ReviewItem& item, bool accepted);
    /// As if decide() had not been called: open() lists no tag that the track has, so the one that goes came from decide().
    void takeBack(const ReviewItem& item);
    struct Counts {
        std::int64_t accepted = 0, rejected = 0;
    };
    Counts counts();

private:
    Database& m_database;
};

}  // namespace engine::store
