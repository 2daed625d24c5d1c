#include "engine/store/track_query.h"

#include <utility>

namespace engine::store {

namespace {

constexpr std::size_t kTrigramCharacters = 3;

std::size_t characters(const std::string& utf8)
{
    std::size_t count = 0;
    for (const char c : utf8)
        count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    return count;
}

/// A pattern for LIKE ... ESCAPE '\' that finds `text` anywhere.
std::string likePattern(const std::string& text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

/// One phrase of FTS5's own language, where a quote is doubled; nothing else has a meaning inside.
std::string ftsPhrase(const std::string& text)
{
    std::string phrase = "\"";
    for (const char c : text) {
        if (c == '"') phrase += '"';
        phrase += c;
    }
    return phrase + "\"";
}

const char* orderColumns(TrackQuery::Order order)
{
    switch (order) {
    case TrackQuery::Order::Path: return "display_path#, library_id#, id#";
    case TrackQuery::Order::Title: return "title COLLATE NOCASE#, id#";
    case TrackQuery::Order::Artist: return "artist COLLATE NOCASE#, album COLLATE NOCASE#, track_number#, id#";
    case TrackQuery::Order::Album: return "album COLLATE NOCASE#, track_number#, id#";
    case TrackQuery::Order::Duration: return "duration_s#, id#";
    case TrackQuery::Order::State: return "state#, id#";
    case TrackQuery::Order::Rate: return "sample_rate_hz#, id#";
    case TrackQuery::Order::Format: return "format COLLATE NOCASE#, id#";
    }
    return "id#";
}

/// All columns of an order turn round together, so that its index serves both directions.
std::string orderClause(TrackQuery::Order order, bool descending)
{
    std::string clause = " ORDER BY ";
    for (const char* c = orderColumns(order); *c != '\0'; ++c)
        *c == '#' ? clause += (descending ? " DESC" : "") : clause += *c;
    return clause;
}

PreparedQuery::Value text(std::string value)
{
    return {std::move(value), 0, false};
}

/// Three characters and more go through the trigram index; shorter words are looked for in the texts themselves.
/// field "" = all of them.
PreparedQuery textQuery(const std::string& field, const std::string& value)
{
    if (characters(value) >= kTrigramCharacters)
        return {"SELECT rowid FROM track_text WHERE track_text MATCH ?", {text((field.empty() ? "" : "{" + field + "} : ") + ftsPhrase(value))}};
    PreparedQuery query{"SELECT rowid FROM track_text WHERE ", {}};
    for (const char* column : {"title", "artist", "album", "path"}) {
        if (!field.empty() && field != column) continue;
        query.sql += std::string(query.values.empty() ? "" : " OR ") + column + " LIKE ? ESCAPE '\\'";
        query.values.push_back(text(likePattern(value)));
    }
    return query;
}

}  // namespace

std::string asFolder(std::string prefix)
{
    if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
    return prefix;
}

std::string endOfFolder(std::string folder)
{
    folder.back() = '/' + 1;
    return folder;
}

PreparedQuery termQuery(const FilterTerm& term)
{
    const std::string tagged = "SELECT track_id FROM track_tag WHERE tag_id IN (SELECT id FROM tag WHERE ";
    if (term.field == "state") return {"SELECT id FROM track WHERE state = ?", {text(term.value)}};
    if (term.field == "tag") return {tagged + "search_fold(name) = ?)", {text(term.value)}};
    if (term.field == "genre") return {tagged + "search_fold(name) = ? AND type = 'genre')", {text(term.value)}};
    auto query = textQuery(term.field, term.value);
    if (term.field.empty()) {
        query.sql += " UNION ALL " + tagged + "search_fold(name) LIKE ? ESCAPE '\\')";
        query.values.push_back(text(likePattern(term.value)));
    }
    return query;
}

PreparedQuery orderedQuery(const TrackQuery& query, bool among)
{
    PreparedQuery prepared{"SELECT id FROM track", {}};
    const auto where = [&](const char* condition, std::vector<PreparedQuery::Value> values) {
        prepared.sql += (prepared.sql.ends_with("track") ? " WHERE " : " AND ") + std::string(condition);
        for (auto& value : values)
            prepared.values.push_back(std::move(value));
    };
    if (const auto folder = asFolder(query.folderPrefix); !folder.empty())
        where("display_path >= ? AND display_path < ?", {text(folder), text(endOfFolder(folder))});
    // The plus keeps SQLite from the index of (library, path): the one of the order saves the sorting.
    if (query.library) where("+library_id = ?", {{"", static_cast<std::int64_t>(value(*query.library)), true}});
    if (among) where("id IN (SELECT value FROM json_each(?))", {});
    prepared.sql += orderClause(query.order, query.descending);
    return prepared;
}

}  // namespace engine::store
