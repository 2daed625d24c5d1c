#include "engine/dataset/table_form.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "engine/core/error.h"
#include "engine/dataset/tag_text.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

constexpr std::array<std::pair<ColumnRole, std::string_view>, 12> kRoles{{{ColumnRole::Ignored, "ignored"},
                                                                          {ColumnRole::Path, "path"},
                                                                          {ColumnRole::Id, "id"},
                                                                          {ColumnRole::Artist, "artist"},
                                                                          {ColumnRole::Album, "album"},
                                                                          {ColumnRole::Title, "title"},
                                                                          {ColumnRole::Split, "split"},
                                                                          {ColumnRole::Tag, "tag"},
                                                                          {ColumnRole::Score, "score"},
                                                                          {ColumnRole::Tags, "tags"},
                                                                          {ColumnRole::Flag, "flag"},
                                                                          {ColumnRole::Hash, "hash"}}};
constexpr std::array<std::pair<char, std::string_view>, 4> kDelimiters{{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}}};

/// Names that tables use, without case, blanks and underlines.
const std::map<std::string, ColumnUse, std::less<>> kUsualNames = {
    {"path", {ColumnRole::Path}},        {"file", {ColumnRole::Path}},        {"filename", {ColumnRole::Path}},   {"filepath", {ColumnRole::Path}},
    {"location", {ColumnRole::Path}},    {"audio", {ColumnRole::Path}},       {"mp3path", {ColumnRole::Path}},    {"id", {ColumnRole::Id}},
    {"trackid", {ColumnRole::Id}},       {"clipid", {ColumnRole::Id}},        {"artist", {ColumnRole::Artist}},   {"artistname", {ColumnRole::Artist}},
    {"performer", {ColumnRole::Artist}}, {"album", {ColumnRole::Album}},      {"release", {ColumnRole::Album}},   {"title", {ColumnRole::Title}},
    {"song", {ColumnRole::Title}},       {"track", {ColumnRole::Title}},      {"name", {ColumnRole::Title}},      {"split", {ColumnRole::Split}},
    {"part", {ColumnRole::Split}},       {"set", {ColumnRole::Split}},        {"tag", {ColumnRole::Tag}},         {"label", {ColumnRole::Tag}},
    {"score", {ColumnRole::Score}},      {"weight", {ColumnRole::Score}},     {"tags", {ColumnRole::Tags}},       {"labels", {ColumnRole::Tags}},
    {"keywords", {ColumnRole::Tags}},    {"genre", {ColumnRole::Tags, "genre"}}, {"genres", {ColumnRole::Tags, "genre"}},
    {"style", {ColumnRole::Tags, "subgenre"}}, {"mood", {ColumnRole::Tags, "mood/theme"}}, {"moods", {ColumnRole::Tags, "mood/theme"}},
    {"filehash", {ColumnRole::Hash}},    {"audiohash", {ColumnRole::Hash}},   {"sha256", {ColumnRole::Hash}},
    {"instrument", {ColumnRole::Tags, "instrument"}}, {"instruments", {ColumnRole::Tags, "instrument"}},
};

std::string plainName(const std::string& name)
{
    auto plain = foldCase(name);
    std::erase_if(plain, [](char c) { return c == ' ' || c == '_' || c == '-'; });
    return plain;
}

bool holdsFlags(const TableSample& sample, std::size_t column)
{
    return !sample.rows.empty() && std::all_of(sample.rows.begin(), sample.rows.end(), [column](const CsvRow& row) {
        const auto cell = column < row.fields.size() ? trimmed(row.fields[column]) : std::string_view("?");
        return cell == "0" || cell == "1";
    });
}

std::optional<std::size_t> indexOf(const std::vector<std::string>& columns, std::string_view wanted)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (foldCase(columns[i]) == wanted) return i;
    return {};
}

}  // namespace

ColumnRole columnRoleFromName(std::string_view name)
{
    for (const auto& [role, text] : kRoles)
        if (text == name) return role;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "path, id, artist, album, title, split, tag, score, tags, flag, hash or ignored wanted");
}

std::string_view columnRoleName(ColumnRole role)
{
    return kRoles[static_cast<std::size_t>(role)].second;
}

bool holdsTags(ColumnRole role)
{
    return role == ColumnRole::Tag || role == ColumnRole::Tags || role == ColumnRole::Flag;
}

std::pair<std::string, ColumnUse> columnUseFrom(std::string_view text)
{
    const auto at = text.rfind('=');
    if (at == std::string_view::npos || at == 0) throw Error(ErrorCode::InvalidArgument, std::string(text), "COLUMN=MEANING wanted, such as file=path or labels=tags:genre");
    const auto meaning = text.substr(at + 1);
    const auto colon = meaning.find(':');
    ColumnUse use{columnRoleFromName(meaning.substr(0, colon)), {}};
    if (colon != std::string_view::npos) use.type = toNfc(trimmed(meaning.substr(colon + 1)));
    if (!use.type.empty() && !holdsTags(use.role)) throw Error(ErrorCode::InvalidArgument, std::string(text), "only columns of tags have a type");
    return {toNfc(trimmed(text.substr(0, at))), use};
}

std::string columnUseText(const std::string& column, const ColumnUse& use)
{
    return column + "=" + std::string(columnRoleName(use.role)) + (use.type.empty() ? "" : ":" + use.type);
}

char delimiterFromName(std::string_view name)
{
    for (const auto& [character, text] : kDelimiters)
        if (text == name || (name.size() == 1 && name.front() == character)) return character;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "comma, semicolon, tab or pipe wanted");
}

std::string_view delimiterName(char delimiter)
{
    for (const auto& [character, text] : kDelimiters)
        if (character == delimiter) return text;
    throw Error(ErrorCode::InvalidArgument, std::string(1, delimiter), "comma, semicolon, tab or pipe wanted");
}

char guessDelimiter(const std::filesystem::path& file)
{
    char best = ',';
    std::size_t most = 1;
    for (const auto& [character, name] : kDelimiters) {
        CsvRow first;
        if (!CsvReader(file, character).next(first) || !first.problem.empty()) continue;
        if (first.fields.size() > most) {
            most = first.fields.size();
            best = character;
        }
    }
    return best;
}

std::vector<std::string> columnNames(const CsvRow& first, bool hasHeader)
{
    std::vector<std::string> names;
    for (const auto& cell : first.fields) {
        auto name = hasHeader ? toNfc(trimmed(cellText(cell))) : std::string();
        if (name.empty()) name = "#" + std::to_string(names.size() + 1);
        names.push_back(std::move(name));
    }
    return names;
}

TableSample readSample(const std::filesystem::path& file, char delimiter, bool hasHeader, std::size_t rows)
{
    CsvReader reader(file, delimiter);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, file.string(), "a table wanted, the file is empty");
    if (!row.problem.empty()) throw Error(ErrorCode::BadRow, file.string(), "the header cannot be read: " + row.problem);
    TableSample sample{columnNames(row, hasHeader), {}};
    if (!hasHeader && rows > 0) sample.rows.push_back(row);
    while (sample.rows.size() < rows && reader.next(row))
        sample.rows.push_back(row);
    return sample;
}

std::string columnList(const std::vector<std::string>& columns)
{
    std::string list;
    for (const auto& name : columns)
        list.append(list.empty() ? "" : ", ").append(name);
    return list.size() <= 300 ? list : std::to_string(columns.size()) + " columns, the first is '" + columns.front().substr(0, 100) + "'";
}

std::map<std::string, ColumnUse> standardUses(const std::vector<std::string>& columns)
{
    const bool manyTags = indexOf(columns, "tags").has_value(), oneTag = indexOf(columns, "tag").has_value();
    std::set<std::size_t> named;
    std::map<std::string, ColumnUse> uses;
    const auto use = [&](std::string_view name, ColumnRole role) {
        if (const auto at = indexOf(columns, name)) {
            uses[columns[*at]] = {role, {}};
            named.insert(*at);
        }
    };
    use("path", ColumnRole::Path);
    use("artist", ColumnRole::Artist);
    use("album", ColumnRole::Album);
    use("split", ColumnRole::Split);
    use("audio_hash", ColumnRole::Hash);
    if (indexOf(columns, "file_hash") && indexOf(columns, "audio_hash")) uses[columns[*indexOf(columns, "audio_hash")]].role = ColumnRole::Ignored;   // the file's says more
    use("file_hash", ColumnRole::Hash);
    if (manyTags) {
        use("tags", ColumnRole::Tags);
    } else if (oneTag) {
        use("tag", ColumnRole::Tag);
        use("score", ColumnRole::Score);
    } else {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!named.contains(i)) uses[columns[i]] = {ColumnRole::Flag, {}};
    }
    return uses;
}

std::map<std::string, ColumnUse> suggestedUses(const TableSample& sample)
{
    if (indexOf(sample.columns, "path")) {
        auto uses = standardUses(sample.columns);
        std::erase_if(uses, [&](const auto& entry) {
            const auto at = indexOf(sample.columns, foldCase(entry.first));
            return entry.second.role == ColumnRole::Flag && at && !holdsFlags(sample, *at);
        });
        if (std::any_of(uses.begin(), uses.end(), [](const auto& entry) { return holdsTags(entry.second.role); })) return uses;
    }
    std::map<std::string, ColumnUse> uses;
    std::set<ColumnRole> taken;
    for (std::size_t i = 0; i < sample.columns.size(); ++i) {
        const auto known = kUsualNames.find(plainName(sample.columns[i]));
        if (known != kUsualNames.end()) {
            const auto role = known->second.role;
            if (role == ColumnRole::Tags || taken.insert(role).second) uses[sample.columns[i]] = known->second;
        } else if (holdsFlags(sample, i)) {
            uses[sample.columns[i]] = {ColumnRole::Flag, {}};
        }
    }
    if (!taken.contains(ColumnRole::Tag))   // a score of nothing
        std::erase_if(uses, [](const auto& entry) { return entry.second.role == ColumnRole::Score; });
    return uses;
}

}  // namespace engine::dataset
