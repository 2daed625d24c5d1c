#include "engine/store/review_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/store/prediction_store.h"
#include "engine/store/run_store.h"
#include "engine/store/sql.h"
#include "engine/store/tag_store.h"

namespace engine::store {

namespace {

constexpr const char* kUser = "user";
constexpr double kUsualThreshold = 0.5;
using TrackAndTag = std::pair<TrackId, TagId>;

std::set<TrackAndTag> settledPairs(SQLite::Database& connection)
{
    // What the tracks have and what was decided on, whoever said it.
    SQLite::Statement query(connection, "SELECT track_id, tag_id FROM track_tag UNION SELECT track_id, tag_id FROM prediction_review");
    std::set<TrackAndTag> pairs;
    while (query.executeStep())
        pairs.emplace(idFrom<TrackId>(query.getColumn(0)), idFrom<TagId>(query.getColumn(1)));
    return pairs;
}

std::set<TrackId> playableTracks(SQLite::Database& connection)
{
    SQLite::Statement query(connection, "SELECT id FROM track WHERE state = 'ready'");
    std::set<TrackId> tracks;
    while (query.executeStep())
        tracks.insert(idFrom<TrackId>(query.getColumn(0)));
    return tracks;
}

}  // namespace

std::vector<ReviewItem> ReviewStore::open(RunId run, double lowest, std::size_t limit)
{
    const auto row = RunStore(m_database).find(run);
    if (!row) throw Error(ErrorCode::NotFound, std::to_string(value(run)), "no run of this number");
    std::vector<TagId> ids;
    for (const auto& tag : row->tags)
        ids.push_back(TagStore(m_database).ensure(tag.name, tag.type));
    const auto scores = PredictionStore(m_database).allScores(run);
    return guarded(m_database, [&] {
        const auto settled = settledPairs(m_database.connection());
        const auto playable = playableTracks(m_database.connection());
        std::vector<ReviewItem> items;
        for (std::size_t i = 0; i < scores.tracks.size(); ++i) {
            if (!playable.contains(scores.tracks[i])) continue;
            for (std::size_t tag = 0; tag < std::min(ids.size(), scores.width); ++tag) {
                const double score = scores.values[i * scores.width + tag];
                const double threshold = tag < row->thresholds.size() ? row->thresholds[tag] : kUsualThreshold;
                if (score < std::max(lowest, threshold) || settled.contains({scores.tracks[i], ids[tag]})) continue;
                items.push_back({scores.tracks[i], ids[tag], row->tags[tag].name, row->tags[tag].type, score});
            }
        }
        std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
        if (items.size() > limit) items.resize(limit);
        return items;
    });
}

void ReviewStore::decide(RunId run, const ReviewItem& item, bool accepted)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO prediction_review (track_id, tag_id, accepted, run_id, score, decided_at) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(item.track));
        insert.bind(2, sqlId(item.tag));
        insert.bind(3, accepted ? 1 : 0);
        insert.bind(4, sqlId(run));
        insert.bind(5, item.score);
        insert.bind(6, nowUtc());
        insert.exec();
    });
    if (accepted) TagStore(m_database).set(item.track, item.tag, kUser);
    transaction.commit();
}

void ReviewStore::takeBack(const ReviewItem& item)
{
    auto transaction = writeTransaction(m_database);
    TagStore(m_database).remove(item.track, item.tag, kUser);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM prediction_review WHERE track_id = ? AND tag_id = ?");
        remove.bind(1, sqlId(item.track));
        remove.bind(2, sqlId(item.tag));
        remove.exec();
    });
    transaction.commit();
}

ReviewStore::Counts ReviewStore::counts()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT total(accepted = 1), total(accepted = 0) FROM prediction_review");
        query.executeStep();
        return Counts{static_cast<std::int64_t>(query.getColumn(0).getDouble()), static_cast<std::int64_t>(query.getColumn(1).getDouble())};
    });
}

}  // namespace engine::store
