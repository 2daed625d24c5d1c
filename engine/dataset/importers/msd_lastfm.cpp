// Tags of the Million Song Dataset in the forms in which they are published, told apart by their content.
#include <array>
#include <fstream>

#include "engine/dataset/importers/msd_parts.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

namespace fs = std::filesystem;

enum class MsdForm { None, JsonTree, Database, TrackTags, TaggingSplit, UniqueTags, TasteProfile };

bool isLetterFolder(const fs::path& path)
{
    const auto name = path.filename().string();
    return name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z' && fs::is_directory(path);
}

MsdForm formOfFolder(const fs::path& folder)
{
    for (const char* part : {"train", "valid", "test"})
        if (fs::is_regular_file(folder / (std::string(part) + "_x_msd_id.txt"))) return MsdForm::TaggingSplit;
    std::error_code problem;
    for (fs::directory_iterator at(folder, problem), end; at != end && !problem; at.increment(problem)) {
        if (!isLetterFolder(at->path())) continue;
        for (fs::directory_iterator below(at->path(), problem); below != end && !problem; below.increment(problem))
            if (isLetterFolder(below->path())) return MsdForm::JsonTree;
    }
    return MsdForm::None;
}

bool isWholeNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

MsdForm formOfFile(const fs::path& file)
{
    std::array<char, 16> head{};
    std::ifstream(file, std::ios::binary).read(head.data(), head.size());
    if (std::string_view(head.data(), head.size()) == std::string_view("SQLite format 3\0", 16)) return MsdForm::Database;
    const auto name = file.filename().string();
    if (name.find("_x_msd_id") != std::string::npos || name.find("_x_7d_id") != std::string::npos) return MsdForm::TaggingSplit;
    TextLine line;
    if (!LineReader(file).next(line) || !line.problem.empty()) return MsdForm::None;
    const auto cells = cellsOf(line.text, "\t");
    if (cells.size() == 5 && msd::isTrackId(cells[0])) return MsdForm::TrackTags;
    if (cells.size() == 3 && cells[0].size() == 40 && cells[1].starts_with("SO")) return MsdForm::TasteProfile;
    if (cells.size() == 2 && isWholeNumber(cells[1])) return MsdForm::UniqueTags;
    return MsdForm::None;
}

MsdForm formOf(const fs::path& path)
{
    if (fs::is_directory(path)) return formOfFolder(path);
    return fs::is_regular_file(path) ? formOfFile(path) : MsdForm::None;
}

bool recognisesMsd(const fs::path& path)
{
    return formOf(path) != MsdForm::None;
}

void readMsd(const fs::path& path, ImportSink& sink, RunControl& control)
{
    const auto refuse = [&](const char* why) { throw Error(ErrorCode::Unsupported, path.string(), why); };
    switch (formOf(path)) {
    case MsdForm::JsonTree: return msd::readJsonTree(path, sink, control);
    case MsdForm::Database: return msd::readDatabase(path, sink, control);
    case MsdForm::TrackTags: return msd::readTrackTags(path, sink, control);
    case MsdForm::TaggingSplit: return msd::readTaggingSplit(fs::is_directory(path) ? path : path.parent_path(), sink, control);
    case MsdForm::UniqueTags: return refuse("a list of tags and their counts names no tracks; give it to 'tags clean --input'");
    case MsdForm::TasteProfile: return refuse("who listened to what holds no tags; give it as --only-heard beside the tags");
    case MsdForm::None: return refuse("none of the Million Song Dataset's forms: JSON tree, tag database, track_tags.tsv, *_x_msd_id.txt");
    }
}

}  // namespace

void msd::readTrackTags(const fs::path& file, ImportSink& sink, RunControl& control)
{
    const Companions companions(file.parent_path());
    reading::RowCount count(control, file);
    LineReader reader(file);
    TextLine line;
    while (reader.next(line)) {
        count.next();
        reading::rowOrRefusal(sink, line.number, [&] {
            if (!line.problem.empty()) throw Error(ErrorCode::BadRow, "", line.problem);
            const auto cells = cellsOf(line.text, "\t");
            if (cells.size() != 5)
                throw Error(ErrorCode::BadRow, "", "track, original tag, cleaned tag, category and score wanted, found " + std::to_string(cells.size()) + " cells");
            auto row = companions.rowOf(std::string(cells[0]), line.number);
            const auto name = toNfc(trimmed(cells[2])), type = toNfc(trimmed(cells[3]));
            if (name.empty() || type.empty()) throw Error(ErrorCode::BadRow, "", "a tag without a name or a category");
            row.tags = {{name, type, scoreOf(reading::numberFrom<double>(cells[4], "a score"))}};
            row.isComplete = false;
            return row;
        });
    }
}

extern const ImporterEntry msd_lastfm_importer;
const ImporterEntry msd_lastfm_importer{"msd-lastfm",
                                        "Million Song Dataset: Last.fm's JSON tree or lastfm_tags.db, track_tags.tsv of MSD500, the 50-tag split's lists; "
                                        "unique_tracks.txt and sid_mismatches.txt beside them are heeded",
                                        recognisesMsd, readMsd};

}  // namespace engine::dataset
