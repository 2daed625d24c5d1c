#include "engine/dataset/split_check.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/leak_check.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

std::string trackKey(const SplitLine& line)
{
    return line.id.empty() ? normalisedPath(line.path) : line.id;
}

template <typename KeyOf>
void addOffenders(std::vector<SplitOffender>& offenders, const std::string& kind, std::span<const SplitLine> lines, KeyOf keyOf)
{
    std::vector<Membership> rows;
    for (const auto& line : lines)
        rows.push_back({keyOf(line), line.part});
    std::map<std::string, std::size_t> offenderOfKey;
    for (auto& leak : findLeaks(rows)) {
        offenderOfKey[leak.key] = offenders.size();
        offenders.push_back({kind, leak.key, std::move(leak.parts), {}});
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto at = offenderOfKey.find(rows[i].key);
        if (at == offenderOfKey.end()) continue;
        auto& tracks = offenders[at->second].tracks;
        const auto& shown = lines[i].path.empty() ? lines[i].id : lines[i].path;
        if (std::find(tracks.begin(), tracks.end(), shown) == tracks.end()) tracks.push_back(shown);
    }
}

/// Copies by decoded audio, then those by bytes and by likeness that have not been named already.
void addDuplicates(std::vector<SplitOffender>& offenders, std::span<const SplitLine> lines)
{
    std::vector<SplitOffender> copies;
    addOffenders(copies, "duplicate", lines, [](const SplitLine& line) { return line.audioHash; });
    addOffenders(copies, "duplicate", lines, [](const SplitLine& line) { return line.fileHash; });
    addOffenders(copies, "near-duplicate", lines, [](const SplitLine& line) { return line.likeGroup; });
    for (auto& copy : copies) {
        const bool isNamed = std::any_of(offenders.begin(), offenders.end(), [&](const auto& one) { return one.tracks == copy.tracks; });
        // One track in two parts is a leak of its own kind, no copy of itself.
        if (copy.tracks.size() > 1 && !isNamed) offenders.push_back(std::move(copy));
    }
}

class SplitTable {
public:
    SplitTable(const std::vector<std::string>& header, const std::filesystem::path& file) : m_columns(header.size())
    {
        std::map<std::string, std::size_t> named;
        for (std::size_t i = 0; i < header.size(); ++i)
            named.emplace(foldCase(trimmed(header[i])), i);
        const auto column = [&](std::initializer_list<const char*> names) -> std::optional<std::size_t> {
            for (const char* name : names)
                if (const auto at = named.find(name); at != named.end()) return at->second;
            return {};
        };
        m_id = column({"id", "track"});
        m_path = column({"path"});
        m_artist = column({"artist"});
        m_album = column({"album"});
        m_audioHash = column({"audio_hash"});
        m_part = column({"part", "split"});
        if (!m_id && !m_path) throw Error(ErrorCode::BadRow, file.string(), "a column 'id' or 'path' is missing");
        if (!m_part) throw Error(ErrorCode::BadRow, file.string(), "the column 'part' is missing");
    }

    SplitLine read(const CsvRow& row, const std::filesystem::path& file) const
    {
        const auto refuse = [&](const std::string& why) { throw Error(ErrorCode::BadRow, file.string() + ":" + std::to_string(row.line), why); };
        if (!row.problem.empty()) refuse(row.problem);
        if (row.fields.size() != m_columns)
            refuse(std::to_string(m_columns) + " columns wanted, found " + std::to_string(row.fields.size()));
        const auto cell = [&](std::optional<std::size_t> column) {
            return column ? std::string(trimmed(unguardFormula(row.fields[*column]))) : std::string();
        };
        SplitLine line{cell(m_id), cell(m_path), cell(m_artist), cell(m_album), cell(m_audioHash), {}, {}};
        if (line.id.empty() && line.path.empty()) refuse("neither id nor path is given");
        line.part = partName(partFromName(foldCase(cell(m_part))));
        return line;
    }

private:
    std::size_t m_columns;
    std::optional<std::size_t> m_id, m_path, m_artist, m_album, m_audioHash, m_part;
};

}  // namespace

std::vector<SplitOffender> findOffenders(std::span<const SplitLine> lines, GroupBy groupBy)
{
    std::vector<SplitOffender> offenders;
    addOffenders(offenders, "track", lines, trackKey);
    addDuplicates(offenders, lines);
    if (groupBy == GroupBy::Artist) addOffenders(offenders, "artist", lines, [](const SplitLine& line) { return groupKey(line.artist); });
    if (groupBy == GroupBy::Album) addOffenders(offenders, "album", lines, [](const SplitLine& line) { return groupKey(line.album); });
    return offenders;
}

std::vector<SplitLine> readSplitTable(const std::filesystem::path& file)
{
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, file.string(), "a header with the columns id or path, and part wanted, the file is empty");
    const SplitTable table(row.fields, file);
    std::vector<SplitLine> lines;
    while (reader.next(row))
        lines.push_back(table.read(row, file));
    return lines;
}

}  // namespace engine::dataset
