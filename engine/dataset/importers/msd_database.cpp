// lastfm_tags.db: tables tids(tid), tags(tag), tid_tag(tid, tag, val), where tid and tag of the last are the row numbers of the others.
#include <sqlite3.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include "engine/dataset/importers/msd_parts.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset::msd {

namespace {

namespace fs = std::filesystem;

/// A file name may hold what a URI gives a meaning to.
std::string uriOf(const fs::path& file)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string uri = "file:";
    const auto whole = fs::absolute(file);
    for (const char c : whole.native()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '%' || c == '?' || c == '#' || byte < 0x20)
            uri.append({'%', kHex[byte >> 4], kHex[byte & 15]});
        else
            uri += c;
    }
    return uri + "?mode=ro&immutable=1";
}

/// Somebody else's file: read only, no triggers or functions of its own, expected names must be tables.
SQLite::Database openForeign(const fs::path& file)
{
    SQLite::Database database(uriOf(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    auto* handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
    const int tables = database.execAndGet("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('tids', 'tags', 'tid_tag')").getInt();
    if (tables != 3) throw Error(ErrorCode::Unsupported, file.string(), "the tables tids, tags and tid_tag of Last.fm's tag database are wanted");
    return database;
}

/// Rows of one track stand together; each is given when the next one begins.
class TrackRows {
public:
    TrackRows(ImportSink& sink, const Companions& companions, reading::RowCount& count) : m_sink(sink), m_companions(companions), m_count(count) {}

    void add(SQLite::Statement& query)
    {
        const auto number = query.getColumn(0).getInt64();
        if (number != m_number || !m_isOpen) {
            finish();
            m_count.next();
            m_isOpen = true;
            m_number = number;
            m_id = query.getColumn(1).getString();
            m_tags.clear();
            m_problem.clear();
        }
        if (query.getColumn(2).isNull()) return;   // a track without tags
        try {
            m_tags.push_back(tagFrom(query));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadRow) throw;
            m_problem = error.what();
        }
    }
    void finish()
    {
        if (!m_isOpen) return;
        m_isOpen = false;
        reading::rowOrRefusal(m_sink, m_number, [&] {
            if (!m_problem.empty()) throw Error(ErrorCode::BadRow, "", m_id.substr(0, 100) + ": " + m_problem);
            auto row = m_companions.rowOf(m_id, m_number);
            row.tags = m_tags;
            return row;
        });
    }

private:
    static ImportTag tagFrom(SQLite::Statement& query)
    {
        if (query.getColumn(3).isNull()) throw Error(ErrorCode::BadRow, "", "tag number " + query.getColumn(2).getString() + " is not in the table tags");
        const auto name = toNfc(trimmed(query.getColumn(3).getString()));
        if (name.empty()) throw Error(ErrorCode::BadRow, "", "a tag without a name");
        return {name, ImportTag().type, scoreOf(query.getColumn(4).getDouble())};
    }

    ImportSink& m_sink;
    const Companions& m_companions;
    reading::RowCount& m_count;
    bool m_isOpen = false;
    std::int64_t m_number = 0;
    std::string m_id, m_problem;
    std::vector<ImportTag> m_tags;
};

}  // namespace

void readDatabase(const fs::path& file, ImportSink& sink, RunControl& control)
{
    try {
        auto database = openForeign(file);
        const Companions companions(file.parent_path());
        reading::RowCount count(control, file);
        TrackRows rows(sink, companions, count);
        SQLite::Statement query(database,
                                "SELECT tids.rowid, tids.tid, pair.tag, tags.tag, pair.val FROM tids LEFT JOIN tid_tag AS pair ON pair.tid = tids.rowid "
                                "LEFT JOIN tags ON tags.rowid = pair.tag ORDER BY tids.rowid");
        while (query.executeStep())
            rows.add(query);
        rows.finish();
        SQLite::Statement lost(database, "SELECT pair.rowid, pair.tid FROM tid_tag AS pair LEFT JOIN tids ON tids.rowid = pair.tid WHERE tids.rowid IS NULL");
        while (lost.executeStep()) {
            count.next();
            sink.refuse(lost.getColumn(0).getInt64(), "track number " + lost.getColumn(1).getString() + " is not in the table tids");
        }
    } catch (const SQLite::Exception& error) {
        throw Error(ErrorCode::Corrupt, file.string(), std::string("not a readable tag database: ") + error.what());
    }
}

}  // namespace engine::dataset::msd
