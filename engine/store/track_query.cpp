#include "engine/store/track_query.h"

#include <utility>

#include "engine/store/track_filter.h"

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

class Builder {
public:
    void where(const std::string& condition) { m_conditions += (m_conditions.empty() ? " WHERE " : " AND ") + condition; }
    void bind(std::string text) { m_query.values.push_back({std::move(text), 0, false}); }
    void bind(std::int64_t number) { m_query.values.push_back({"", number, true}); }

    void add(const FilterTerm& term)
    {
        if (term.field == "state") {
            where("state = ?");
            bind(term.value);
        } else if (term.field == "tag" || term.field == "genre") {
            where("id IN (SELECT track_id FROM track_tag WHERE tag_id IN (SELECT id FROM tag WHERE search_fold(name) = ?" +
                  std::string(term.field == "genre" ? " AND type = 'genre'" : "") + "))");
            bind(term.value);
        } else if (term.field.empty()) {
            where("id IN (" + textMatch("") + " UNION ALL SELECT track_id FROM track_tag WHERE tag_id IN "
                  "(SELECT id FROM tag WHERE search_fold(name) LIKE ? ESCAPE '\\'))", term);
            bind(likePattern(term.value));
        } else {
            where("id IN (" + textMatch(term.field) + ")", term);
        }
    }
    PreparedQuery finish(const std::string& order)
    {
        m_query.sql = "SELECT id FROM track" + m_conditions + order;
        return std::move(m_query);
    }

private:
    /// "#" stands for the text condition, which depends on the word's length.
    static std::string textMatch(const std::string& field) { return "SELECT rowid FROM track_text WHERE #" + field + "#"; }

    void where(std::string condition, const FilterTerm& term)
    {
        const auto begin = condition.find('#');
        const auto end = condition.find('#', begin + 1);
        const auto field = condition.substr(begin + 1, end - begin - 1);
        condition.replace(begin, end - begin + 1, textCondition(field, term.value));
        where(condition);
    }
    /// Three characters and more go through the trigram index; shorter words are looked for in the texts themselves.
    std::string textCondition(const std::string& field, const std::string& value)
    {
        if (characters(value) >= kTrigramCharacters) {
            bind((field.empty() ? "" : "{" + field + "} : ") + ftsPhrase(value));
            return "track_text MATCH ?";
        }
        const auto pattern = likePattern(value);
        std::string condition;
        for (const char* column : {"title", "artist", "album", "path"}) {
            if (!field.empty() && field != column) continue;
            condition += std::string(condition.empty() ? "(" : " OR ") + column + " LIKE ? ESCAPE '\\'";
            bind(pattern);
        }
        return condition + ")";
    }

    PreparedQuery m_query;
    std::string m_conditions;
};

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

PreparedQuery prepareQuery(const TrackQuery& query)
{
    Builder builder;
    if (const auto folder = asFolder(query.folderPrefix); !folder.empty()) {
        builder.where("display_path >= ? AND display_path < ?");
        builder.bind(folder);
        builder.bind(endOfFolder(folder));
    }
    if (query.library) {
        builder.where("library_id = ?");
        builder.bind(static_cast<std::int64_t>(value(*query.library)));
    }
    for (const auto& term : parseFilter(query.text))
        builder.add(term);
    return builder.finish(orderClause(query.order, query.descending));
}

}  // namespace engine::store
