// MagnaTagATune: Law, West, Mandel, Bay, Downie 2009, "Evaluation of algorithms using games: the case of music tagging".
//
// annotations_final.csv (tab separated, every field quoted): clip_id, one 0/1 column a tag, mp3_path. clip_info_final.csv beside it gives
// artist, album and title. The first character of a path's folder is the published split: 0-b train, c valid, d-f test.
// A folder with binary.npy, tags.npy and {train,valid,test}.npy is the split of the tagging literature (only clips with a top tag).
#include <map>
#include <unordered_map>

#include "engine/core/csv.h"
#include "engine/core/npy.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

namespace fs = std::filesystem;

constexpr const char* kAnnotations = "annotations_final.csv";
constexpr const char* kClipInfo = "clip_info_final.csv";

struct Clip {
    std::string artist, album, title;
};

/// "noVocals" of one published list is the column "no vocals".
std::string spacedName(std::string_view name)
{
    std::string spaced;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !spaced.empty() && spaced.back() >= 'a' && spaced.back() <= 'z') spaced += ' ';
        spaced += upper ? static_cast<char>(c | 0x20) : c;
    }
    return spaced;
}

std::optional<Part> publishedPart(const std::string& path)
{
    if (path.size() < 2 || path[1] != '/') return {};
    const char folder = path[0];
    if ((folder >= '0' && folder <= '9') || folder == 'a' || folder == 'b') return Part::Train;
    if (folder == 'c') return Part::Valid;
    return folder >= 'd' && folder <= 'f' ? std::optional(Part::Test) : std::nullopt;
}

std::size_t columnOf(const std::vector<std::string>& header, std::string_view name, const fs::path& file)
{
    for (std::size_t i = 0; i < header.size(); ++i)
        if (trimmed(header[i]) == name) return i;
    throw Error(ErrorCode::BadRow, file.string(), "the column '" + std::string(name) + "' is missing");
}

/// Names are a help, not the data: rows that cannot be read are left out.
std::unordered_map<std::string, Clip> readClipInfo(const fs::path& file)
{
    std::unordered_map<std::string, Clip> clips;
    CsvReader reader(file, '\t');
    CsvRow row;
    if (!reader.next(row)) return clips;
    const auto id = columnOf(row.fields, "clip_id", file), title = columnOf(row.fields, "title", file);
    const auto artist = columnOf(row.fields, "artist", file), album = columnOf(row.fields, "album", file);
    const auto columns = row.fields.size();
    while (reader.next(row))
        if (row.problem.empty() && row.fields.size() == columns)
            clips[row.fields[id]] = {toNfc(trimmed(row.fields[artist])), toNfc(trimmed(row.fields[album])), toNfc(trimmed(row.fields[title]))};
    return clips;
}

ImportRow clipRow(const std::string& path)
{
    ImportRow row;
    row.path = safeRelativePath(path);
    row.ids = {reading::stemOf(row.path)};
    row.part = publishedPart(row.path);
    return row;
}

class AnnotationTable {
public:
    AnnotationTable(const std::vector<std::string>& header, const fs::path& file)
        : m_columns(header.size()), m_id(columnOf(header, "clip_id", file)), m_path(columnOf(header, "mp3_path", file))
    {
        for (std::size_t i = 0; i < header.size(); ++i)
            if (i != m_id && i != m_path) m_tags.emplace_back(i, parseTag(spacedName(header[i])));
        const auto info = file.parent_path() / kClipInfo;
        if (fs::is_regular_file(info)) m_clips = readClipInfo(info);
    }
    ImportRow read(const CsvRow& cells) const
    {
        if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, "", cells.problem);
        if (cells.fields.size() != m_columns)
            throw Error(ErrorCode::BadRow, "", std::to_string(m_columns) + " columns wanted, found " + std::to_string(cells.fields.size()));
        auto row = clipRow(cells.fields[m_path]);
        row.line = cells.line;
        if (const auto clip = m_clips.find(cells.fields[m_id]); clip != m_clips.end()) {
            row.artist = clip->second.artist;
            row.album = clip->second.album;
            row.title = clip->second.title;
        }
        for (const auto& [column, tag] : m_tags) {
            const auto& flag = cells.fields[column];
            if (flag != "0" && flag != "1") throw Error(ErrorCode::BadRow, "", "0 or 1 wanted in column '" + tag.name + "', found '" + flag.substr(0, 100) + "'");
            if (flag == "1") row.tags.push_back(tag);
        }
        return row;
    }

private:
    std::size_t m_columns, m_id, m_path;
    std::vector<std::pair<std::size_t, ImportTag>> m_tags;
    std::unordered_map<std::string, Clip> m_clips;
};

void readAnnotations(const fs::path& file, ImportSink& sink, RunControl& control)
{
    CsvReader reader(file, '\t');
    CsvRow cells;
    if (!reader.next(cells)) throw Error(ErrorCode::Empty, file.string(), "a header with clip_id and mp3_path wanted, the file is empty");
    const AnnotationTable table(cells.fields, file);
    reading::RowCount count(control, file);
    while (reader.next(cells)) {
        count.next();
        reading::rowOrRefusal(sink, cells.line, [&] { return table.read(cells); });
    }
}

/// One entry of {train,valid,test}.npy: "row of binary.npy<TAB>path".
ImportRow splitRow(const std::string& entry, Part part, const NpyArray& binary, const std::vector<ImportTag>& tags)
{
    const auto tab = entry.find('\t');
    if (tab == std::string::npos) throw Error(ErrorCode::BadRow, "", "a row number, a tab and a path wanted, found '" + entry.substr(0, 100) + "'");
    const auto index = reading::numberFrom<std::size_t>(std::string_view(entry).substr(0, tab), "a row number");
    if (index >= binary.shape[0]) throw Error(ErrorCode::BadRow, "", "row " + std::to_string(index) + " is wanted, binary.npy has " + std::to_string(binary.shape[0]));
    auto row = clipRow(entry.substr(tab + 1));
    row.part = part;
    for (std::size_t tag = 0; tag < tags.size(); ++tag)
        if (binary.values[index * tags.size() + tag] != 0) row.tags.push_back(tags[tag]);
    return row;
}

void readArrays(const fs::path& folder, ImportSink& sink, RunControl& control)
{
    const auto binary = readNpy(folder / "binary.npy");
    std::vector<ImportTag> tags;
    for (const auto& name : readNpyTexts(folder / "tags.npy"))
        tags.push_back(parseTag(spacedName(name)));
    if (binary.shape.size() != 2 || binary.shape[1] != tags.size())
        throw Error(ErrorCode::Mismatch, (folder / "binary.npy").string(), "a column for each of the " + std::to_string(tags.size()) + " tags of tags.npy wanted");
    reading::RowCount count(control, folder);
    std::int64_t line = 0;
    for (const auto part : {Part::Train, Part::Valid, Part::Test}) {
        const auto file = folder / (std::string(partName(part)) + ".npy");
        if (!fs::is_regular_file(file)) continue;
        for (const auto& entry : readNpyTexts(file)) {
            count.next();
            reading::rowOrRefusal(sink, ++line, [&] {
                auto row = splitRow(entry, part, binary, tags);
                row.line = line;
                return row;
            });
        }
    }
}

bool isArrayFolder(const fs::path& path)
{
    return reading::fileOrIn(path, "binary.npy") && reading::fileOrIn(path, "tags.npy") && fs::is_directory(path);
}

bool recognisesMtat(const fs::path& path)
{
    if (isArrayFolder(path)) return true;
    const auto file = reading::fileOrIn(path, kAnnotations);
    CsvRow header;
    if (!file || !CsvReader(*file, '\t').next(header)) return false;
    bool id = false, audio = false;
    for (const auto& name : header.fields) {
        id = id || name == "clip_id";
        audio = audio || name == "mp3_path";
    }
    return id && audio;
}

void readMtat(const fs::path& path, ImportSink& sink, RunControl& control)
{
    if (isArrayFolder(path)) return readArrays(path, sink, control);
    const auto file = reading::fileOrIn(path, kAnnotations);
    if (!file) throw Error(ErrorCode::Missing, path.string(), "holds neither annotations_final.csv nor binary.npy with tags.npy");
    readAnnotations(*file, sink, control);
}

}  // namespace

extern const ImporterEntry mtat_importer;
const ImporterEntry mtat_importer{"mtat", "MagnaTagATune: annotations_final.csv (its folders are the split) or a folder of binary.npy, tags.npy, train.npy, ...",
                                  recognisesMtat, readMtat};

}  // namespace engine::dataset
