#include "engine/store/pipeline_store.h"

#include <string_view>

#include "engine/store/cleaning_store.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

/// FNV-1a over the columns of a row, then mixed, so that the sum over rows in any order stands for all of them.
class RowHash {
public:
    void add(std::string_view text)
    {
        for (const char c : text)
            add(static_cast<unsigned char>(c));
        add(0x1f);
    }
    std::uint64_t mixed() const
    {
        auto z = m_hash;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }

private:
    void add(unsigned char byte) { m_hash = (m_hash ^ byte) * 0x100000001b3U; }
    std::uint64_t m_hash = 0xcbf29ce484222325U;
};

std::string rowsFingerprint(SQLite::Statement& query)
{
    std::uint64_t sum = 0;
    while (query.executeStep()) {
        RowHash row;
        for (int i = 0; i < query.getColumnCount(); ++i)
            row.add(query.getColumn(i).getString());
        sum += row.mixed();
    }
    return toHex(TrackId{sum});
}

}  // namespace

void PipelineStore::note(const std::string& stage, const std::string& inputs, const Json& settings)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO pipeline_stage (stage, inputs, settings, made_at) VALUES (?, ?, ?, ?)");
        insert.bind(1, stage);
        insert.bind(2, inputs);
        insert.bind(3, jsonText(settings));
        insert.bind(4, nowUtc());
        insert.exec();
    });
}

std::optional<PipelineNote> PipelineStore::find(const std::string& stage)
{
    return guarded(m_database, [&]() -> std::optional<PipelineNote> {
        SQLite::Statement query(m_database.connection(), "SELECT inputs, settings, made_at FROM pipeline_stage WHERE stage = ?");
        query.bind(1, stage);
        if (!query.executeStep()) return {};
        return PipelineNote{query.getColumn(0).getString(), jsonFrom(query.getColumn(1), m_database), query.getColumn(2).getString()};
    });
}

std::string PipelineStore::tagsFingerprint(bool withCleaned)
{
    return guarded(m_database, [&] {
        // Sums that SQLite makes in one pass: millions of rows must not be carried out of it. The factors keep them below 2^63.
        SQLite::Statement query(m_database.connection(),
                                "SELECT count(*), sum(tag_id), sum((track_id % 1000003) * (tag_id % 1009)), total(score), count(DISTINCT source) FROM track_tag WHERE source <> ?");
        query.bind(1, withCleaned ? "" : CleaningStore::kSource);
        return rowsFingerprint(query);
    });
}

std::string PipelineStore::labelsFingerprint(const std::string& set)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT count(*), sum(tag_id), sum((track_id % 1000003) * (tag_id % 1009)) FROM label WHERE set_name = ?");
        query.bind(1, set);
        return rowsFingerprint(query);
    });
}

std::string PipelineStore::mappingFingerprint()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT source, tag_id, target, target_type FROM vocabulary_map");
        return rowsFingerprint(query);
    });
}

std::string PipelineStore::tracksFingerprint()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT id, artist, album, audio_hash, file_hash, ifnull(group_id, 0) FROM track LEFT JOIN near_duplicate ON track_id = id "
                                "WHERE state = 'ready'");
        return rowsFingerprint(query);
    });
}

std::string PipelineStore::splitFingerprint(SplitId split)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, part FROM split_track WHERE split_id = ?");
        query.bind(1, sqlId(split));
        return rowsFingerprint(query);
    });
}

PipelineCounts PipelineStore::counts()
{
    return guarded(m_database, [&] {
        auto& connection = m_database.connection();
        const auto number = [&](const char* sql) { return connection.execAndGet(sql).getInt64(); };
        PipelineCounts counts;
        counts.libraries = number("SELECT count(*) FROM library");
        counts.ready = number("SELECT count(*) FROM track WHERE state = 'ready'");
        counts.unreadable = number("SELECT count(*) FROM track WHERE state = 'unreadable'");
        counts.missing = number("SELECT count(*) FROM track WHERE state = 'missing'");
        counts.tagged = number("SELECT count(*) FROM (SELECT DISTINCT track_id FROM track_tag)");
        counts.tags = number("SELECT count(DISTINCT tag_id) FROM track_tag WHERE source <> 'cleaned'");
        counts.pairs = number("SELECT count(*) FROM track_tag WHERE source <> 'cleaned'");
        counts.cleanedTags = number("SELECT count(DISTINCT tag_id) FROM track_tag WHERE source = 'cleaned'");
        counts.mergedTags = number("SELECT count(DISTINCT tag_id) FROM label WHERE set_name = 'merged'");
        counts.hashed = number("SELECT count(*) FROM track WHERE audio_hash IS NOT NULL");
        return counts;
    });
}

}  // namespace engine::store
