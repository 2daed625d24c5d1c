// FMA: Defferrard, Benzi, Vandergheynst, Bresson 2017, "FMA: a dataset for music analysis".
//
// fma_metadata/tracks.csv has three header rows: group (album, artist, set, track), field, and one that holds only "track_id".
// genres.csv beside it gives every genre's parent: a root becomes a tag of type genre, the others of type subgenre. Audio of track 2 is
// 000/000002.mp3. set.split is the published split (by artist); set.subset small < medium < large, each part of the next.
#include <algorithm>
#include <unordered_map>

#include "engine/core/csv.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/python_list.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

namespace fs = std::filesystem;

struct FmaGenre {
    std::string title;
    std::int64_t parent = 0;   // 0 = root
};
using FmaGenres = std::unordered_map<std::int64_t, FmaGenre>;

/// Parents that are broken in the raw data, as the data set's own preparation repairs them.
void repairParents(FmaGenres& genres)
{
    constexpr std::pair<std::int64_t, std::int64_t> kRepairs[] = {{13, 0}, {580, 21}, {810, 13}, {763, 16}};
    for (const auto& [genre, parent] : kRepairs)
        if (const auto at = genres.find(genre); at != genres.end()) at->second.parent = parent;
}

FmaGenres readGenres(const fs::path& file)
{
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, file.string(), "a table of genres wanted, the file is empty");
    std::unordered_map<std::string, std::size_t> columns;
    for (std::size_t i = 0; i < row.fields.size(); ++i)
        columns.emplace(trimmed(row.fields[i]), i);
    for (const char* name : {"genre_id", "parent", "title"})
        if (!columns.contains(name)) throw Error(ErrorCode::BadRow, file.string(), std::string("the column '") + name + "' is missing");
    const auto width = row.fields.size();
    FmaGenres genres;
    while (reader.next(row)) {
        if (!row.problem.empty() || row.fields.size() != width)
            throw Error(ErrorCode::BadRow, file.string(), "line " + std::to_string(row.line) + " is broken; tracks refer to these genres, so none may be lost");
        genres[reading::numberFrom<std::int64_t>(row.fields[columns["genre_id"]], "a genre's number")] = {
            toNfc(trimmed(row.fields[columns["title"]])), reading::numberFrom<std::int64_t>(row.fields[columns["parent"]], "a parent's number")};
    }
    repairParents(genres);
    return genres;
}

class FmaTracks {
public:
    FmaTracks(const CsvRow& groups, const CsvRow& fields, FmaGenres genres, const fs::path& file) : m_genres(std::move(genres))
    {
        m_width = groups.fields.size();
        const auto column = [&](std::string_view group, std::string_view field) {
            for (std::size_t i = 0; i < m_width && i < fields.fields.size(); ++i)
                if (groups.fields[i] == group && fields.fields[i] == field) return i;
            throw Error(ErrorCode::BadRow, file.string(), "the column '" + std::string(group) + "." + std::string(field) + "' is missing");
        };
        m_album = column("album", "title");
        m_artist = column("artist", "name");
        m_split = column("set", "split");
        m_subset = column("set", "subset");
        m_genreTop = column("track", "genre_top");
        m_allGenres = column("track", "genres_all");
        m_tags = column("track", "tags");
        m_title = column("track", "title");
    }

    ImportRow read(const CsvRow& cells) const
    {
        if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, "", cells.problem);
        if (cells.fields.size() != m_width)
            throw Error(ErrorCode::BadRow, "", std::to_string(m_width) + " columns wanted, found " + std::to_string(cells.fields.size()));
        ImportRow row;
        row.line = cells.line;
        placeAudio(row, reading::numberFrom<std::int64_t>(cells.fields[0], "a track's number"));
        const auto text = [&](std::size_t column) { return toNfc(trimmed(cells.fields[column])); };
        row.artist = text(m_artist);
        row.album = text(m_album);
        row.title = text(m_title);
        row.part = partOf(cells.fields[m_split]);
        row.subsets = subsetsOf(cells.fields[m_subset]);
        addGenres(row, cells.fields[m_allGenres], text(m_genreTop));
        for (const auto& tag : listOf(cells.fields[m_tags], "tags"))
            if (!trimmed(tag).empty()) addTag(row, parseTag(tag));
        return row;
    }

private:
    static void placeAudio(ImportRow& row, std::int64_t number)
    {
        if (number < 0 || number > 999'999) throw Error(ErrorCode::BadRow, "", "a track's number of at most six digits wanted, found " + std::to_string(number));
        auto digits = std::to_string(number);
        digits.insert(0, 6 - digits.size(), '0');
        row.path = digits.substr(0, 3) + "/" + digits + ".mp3";
        row.ids = {digits};
    }
    static std::optional<Part> partOf(const std::string& cell)
    {
        const auto name = trimmed(cell);
        if (name.empty()) return {};
        if (name == "training") return Part::Train;
        if (name == "validation") return Part::Valid;
        if (name == "test") return Part::Test;
        throw Error(ErrorCode::BadRow, "", "training, validation or test wanted, found '" + std::string(name.substr(0, 100)) + "'");
    }
    static std::vector<std::string> subsetsOf(const std::string& cell)
    {
        const auto name = trimmed(cell);
        if (name == "small") return {"small", "medium", "large", "full"};
        if (name == "medium") return {"medium", "large", "full"};
        if (name == "large") return {"large", "full"};
        return {"full"};
    }
    static std::vector<std::string> listOf(const std::string& cell, const char* what)
    {
        if (trimmed(cell).empty()) return {};
        auto items = parsePythonList(cell);
        if (!items) throw Error(ErrorCode::BadRow, "", std::string("the list of ") + what + " is broken: '" + cell.substr(0, 100) + "'");
        return *items;
    }
    void addGenres(ImportRow& row, const std::string& cell, const std::string& top) const
    {
        for (const auto& item : listOf(cell, "genres")) {
            const auto number = reading::numberFrom<std::int64_t>(item, "a genre's number");
            const auto at = m_genres.find(number);
            if (at == m_genres.end()) throw Error(ErrorCode::BadRow, "", "genre " + item.substr(0, 20) + " is not in genres.csv");
            addTag(row, {at->second.title, at->second.parent == 0 ? "genre" : "subgenre", 1});
        }
        // Empty where the genres of a track disagree about their root.
        if (!top.empty()) addTag(row, {top, "genre", 1});
    }
    static void addTag(ImportRow& row, ImportTag tag)
    {
        if (std::find(row.tags.begin(), row.tags.end(), tag) == row.tags.end()) row.tags.push_back(std::move(tag));
    }

    FmaGenres m_genres;
    std::size_t m_width = 0, m_album = 0, m_artist = 0, m_split = 0, m_subset = 0, m_genreTop = 0, m_allGenres = 0, m_tags = 0, m_title = 0;
};

std::optional<fs::path> fmaTable(const fs::path& path)
{
    if (auto file = reading::fileOrIn(path, "tracks.csv")) return file;
    return fs::is_directory(path) ? reading::fileOrIn(path / "fma_metadata", "tracks.csv") : std::nullopt;
}

bool recognisesFma(const fs::path& path)
{
    const auto file = fmaTable(path);
    if (!file) return false;
    CsvReader reader(*file);
    CsvRow groups, fields, third;
    return reader.next(groups) && reader.next(fields) && reader.next(third) && groups.fields.size() > 1 && groups.fields[0].empty() &&
           fields.fields[0].empty() && third.fields[0] == "track_id";
}

void readFma(const fs::path& path, ImportSink& sink, RunControl& control)
{
    const auto file = fmaTable(path);
    if (!file) throw Error(ErrorCode::Missing, path.string(), "holds no tracks.csv");
    CsvReader reader(*file);
    CsvRow groups, fields, cells;
    if (!reader.next(groups) || !reader.next(fields) || !reader.next(cells) || cells.fields[0] != "track_id")
        throw Error(ErrorCode::BadRow, file->string(), "three header rows wanted, the third one with 'track_id'");
    const auto genres = file->parent_path() / "genres.csv";
    if (!fs::is_regular_file(genres)) throw Error(ErrorCode::Missing, genres.string(), "is needed beside tracks.csv: genres are stated by their numbers");
    const FmaTracks tracks(groups, fields, readGenres(genres), *file);
    reading::RowCount count(control, *file);
    while (reader.next(cells)) {
        count.next();
        reading::rowOrRefusal(sink, cells.line, [&] { return tracks.read(cells); });
    }
}

}  // namespace

extern const ImporterEntry fma_importer;
const ImporterEntry fma_importer{"fma", "FMA: tracks.csv with genres.csv beside it, or their folder; genres by their hierarchy, published split and subsets",
                                 recognisesFma, readFma};

}  // namespace engine::dataset
