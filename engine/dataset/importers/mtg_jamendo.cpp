// MTG-Jamendo: Bogdanov, Won, Tovstogan, Porter, Serra 2019, "The MTG-Jamendo dataset for automatic music tagging".
//
// autotagging*.tsv: TRACK_ID ARTIST_ID ALBUM_ID PATH DURATION TAGS, with one more cell for each further tag. A published split is three
// files, NAME-train.tsv, NAME-validation.tsv and NAME-test.tsv; naming one of them, or their folder, brings all three.
#include <array>

#include "engine/core/csv.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"

namespace engine::dataset {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kJamendoColumns{"TRACK_ID", "ARTIST_ID", "ALBUM_ID", "PATH", "DURATION", "TAGS"};
constexpr std::size_t kFirstTag = 5;

struct PartSuffix {
    Part part;
    std::string_view ending;
};
constexpr std::array<PartSuffix, 3> kSuffixes{{{Part::Train, "-train.tsv"}, {Part::Valid, "-validation.tsv"}, {Part::Test, "-test.tsv"}}};

struct JamendoFile {
    fs::path path;
    std::optional<Part> part;
};

/// The number in "track_0000214": its zeros differ from file to file.
std::int64_t idNumber(std::string_view cell, std::string_view prefix)
{
    if (!cell.starts_with(prefix)) throw Error(ErrorCode::BadRow, "", std::string(prefix) + "NUMBER wanted, found '" + std::string(cell.substr(0, 100)) + "'");
    return reading::numberFrom<std::int64_t>(cell.substr(prefix.size()), "a number after " + std::string(prefix));
}

ImportRow jamendoRow(const CsvRow& cells, std::optional<Part> part)
{
    if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, "", cells.problem);
    if (cells.fields.size() < kFirstTag)
        throw Error(ErrorCode::BadRow, "", "5 columns and the tags wanted, found " + std::to_string(cells.fields.size()));
    const auto number = std::to_string(idNumber(cells.fields[0], "track_"));
    ImportRow row;
    row.line = cells.line;
    row.path = safeRelativePath(cells.fields[3]);
    row.ids = {number, number + ".low"};   // the low-bitrate set
    row.artist = "artist_" + std::to_string(idNumber(cells.fields[1], "artist_"));
    row.album = "album_" + std::to_string(idNumber(cells.fields[2], "album_"));
    row.part = part;
    for (std::size_t i = kFirstTag; i < cells.fields.size(); ++i)
        if (!trimmed(cells.fields[i]).empty()) row.tags.push_back(parseTag(cells.fields[i]));
    return row;
}

/// Where one of the three files is named, all that are there; else the file alone.
std::vector<JamendoFile> withSiblings(const fs::path& file)
{
    const auto name = file.filename().string();
    for (const auto& own : kSuffixes) {
        if (!name.ends_with(own.ending)) continue;
        const auto base = name.substr(0, name.size() - own.ending.size());
        std::vector<JamendoFile> files;
        for (const auto& [part, ending] : kSuffixes)
            if (const auto sibling = file.parent_path() / (base + std::string(ending)); fs::is_regular_file(sibling)) files.push_back({sibling, part});
        return files;
    }
    return {{file, {}}};
}

std::vector<JamendoFile> jamendoFiles(const fs::path& path)
{
    if (!fs::is_directory(path)) return withSiblings(path);
    for (const char* name : {"autotagging-train.tsv", "autotagging.tsv"})
        if (const auto file = reading::fileOrIn(path, name)) return withSiblings(*file);
    return {};
}

bool recognisesJamendo(const fs::path& path)
{
    const auto files = jamendoFiles(path);
    CsvRow header;
    if (files.empty() || !fs::is_regular_file(files.front().path) || !CsvReader(files.front().path, '\t').next(header)) return false;
    return header.fields.size() == kJamendoColumns.size() && std::equal(kJamendoColumns.begin(), kJamendoColumns.end(), header.fields.begin());
}

void readJamendoFile(const JamendoFile& file, bool isOneOfSeveral, ImportSink& sink, reading::RowCount& count)
{
    CsvReader reader(file.path, '\t');
    CsvRow cells;
    if (!reader.next(cells)) throw Error(ErrorCode::Empty, file.path.string(), "a header TRACK_ID ... TAGS wanted, the file is empty");
    if (cells.fields.size() < kFirstTag || cells.fields[0] != kJamendoColumns[0] || cells.fields[3] != kJamendoColumns[3])
        throw Error(ErrorCode::BadRow, file.path.string(), "the header TRACK_ID ARTIST_ID ALBUM_ID PATH DURATION TAGS is missing");
    while (reader.next(cells)) {
        count.next();
        reading::rowOrRefusal(sink, cells.line, [&] {
            try {
                return jamendoRow(cells, file.part);
            } catch (const Error& error) {
                if (!isOneOfSeveral || error.code() != ErrorCode::BadRow) throw;
                throw Error(ErrorCode::BadRow, "", file.path.filename().string() + ": " + error.what());
            }
        });
    }
}

void readJamendo(const fs::path& path, ImportSink& sink, RunControl& control)
{
    const auto files = jamendoFiles(path);
    if (files.empty()) throw Error(ErrorCode::Missing, path.string(), "holds neither autotagging-train.tsv nor autotagging.tsv");
    reading::RowCount count(control, path);
    for (const auto& file : files)
        readJamendoFile(file, files.size() > 1, sink, count);
}

}  // namespace

extern const ImporterEntry mtg_jamendo_importer;
const ImporterEntry mtg_jamendo_importer{"mtg-jamendo", "MTG-Jamendo: an autotagging*.tsv; one of a published split's three files, or their folder, brings the split",
                                         recognisesJamendo, readJamendo};

}  // namespace engine::dataset
