// GTZAN: Tzanetakis, Cook 2002, "Musical genre classification of audio signals". The folder is the genre: <genre>/<genre>.NNNNN.wav.
// Fault-filtered split (Kereliuk, Sturm, Larsen 2015): {train,valid,test}_filtered.txt, one path a line; naming one brings all three.
#include <algorithm>
#include <array>
#include <vector>

#include "engine/dataset/importers/reading.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"

namespace engine::dataset {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kClipEndings{".wav", ".au", ".mp3", ".flac"};

/// <genre>/<genre>.NNNNN.<ending>; the genre, or nothing.
std::optional<std::string> genreOf(const std::string& path)
{
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return {};
    const auto above = path.rfind('/', slash - 1);
    const auto genre = path.substr(above == std::string::npos || slash == 0 ? 0 : above + 1, above == std::string::npos ? slash : slash - above - 1);
    const std::string_view name = std::string_view(path).substr(slash + 1);
    if (genre.empty() || !name.starts_with(genre + ".")) return {};
    const auto digits = name.substr(genre.size() + 1, name.find_last_of('.') - std::min(name.find_last_of('.'), genre.size() + 1));
    const bool isNumber = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    const auto ending = name.substr(name.find_last_of('.'));
    return isNumber && std::find(kClipEndings.begin(), kClipEndings.end(), ending) != kClipEndings.end() ? std::optional(genre) : std::nullopt;
}

ImportRow gtzanRow(const std::string& written, std::int64_t line, std::optional<Part> part)
{
    ImportRow row;
    row.line = line;
    row.path = safeRelativePath(trimmed(written));
    const auto genre = genreOf(row.path);
    if (!genre) throw Error(ErrorCode::BadRow, "", "a path genre/genre.NNNNN.wav wanted, found '" + row.path.substr(0, 100) + "'");
    row.ids = {reading::stemOf(row.path)};
    row.tags = {{*genre, "genre", 1}};
    row.part = part;
    return row;
}

std::vector<fs::path> sortedEntries(const fs::path& folder, bool folders)
{
    std::vector<fs::path> entries;
    std::error_code problem;
    for (fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, problem), end; at != end && !problem; at.increment(problem))
        if (!at->is_symlink() && at->is_directory() == folders && !at->path().filename().native().starts_with('.')) entries.push_back(at->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// Some archives bring a folder genres/ or genres_original/ around the genres.
fs::path genreRoot(const fs::path& folder)
{
    for (const char* name : {"genres_original", "genres"})
        if (fs::is_directory(folder / name)) return folder / name;
    return folder;
}

/// "._blues.00000.wav" is what another system keeps beside a file; names that begin with a dot are passed over.
template <typename Visit>
void forEachClip(const fs::path& folder, Visit visit)
{
    for (const auto& genre : sortedEntries(genreRoot(folder), true))
        for (const auto& file : sortedEntries(genre, false)) {
            const auto path = genre.filename().string() + "/" + file.filename().string();
            if (genreOf(path) && !visit(path)) return;
        }
}

struct GenreList {
    fs::path path;
    std::optional<Part> part;
};

std::vector<GenreList> genreLists(const fs::path& file)
{
    constexpr std::string_view kEnding = "_filtered.txt";
    const auto name = file.filename().string();
    if (!name.ends_with(kEnding)) return {{file, {}}};
    std::vector<GenreList> lists;
    for (const auto part : {Part::Train, Part::Valid, Part::Test})
        if (const auto list = file.parent_path() / (std::string(partName(part)) + std::string(kEnding)); fs::is_regular_file(list)) lists.push_back({list, part});
    return lists;
}

bool recognisesGtzan(const fs::path& path)
{
    if (fs::is_directory(path)) {
        bool any = false;
        forEachClip(path, [&](const std::string&) { return !(any = true); });
        return any || fs::is_regular_file(path / "train_filtered.txt");
    }
    TextLine line;
    return path.extension() == ".txt" && fs::is_regular_file(path) && LineReader(path).next(line) && line.problem.empty() &&
           genreOf(std::string(trimmed(line.text))).has_value();
}

void readGtzan(const fs::path& path, ImportSink& sink, RunControl& control)
{
    reading::RowCount count(control, path);
    const bool isFolder = fs::is_directory(path);
    const auto listed = isFolder ? path / "train_filtered.txt" : path;
    if (isFolder && !fs::is_regular_file(listed)) {
        std::int64_t line = 0;
        forEachClip(path, [&](const std::string& clip) {
            count.next();
            reading::rowOrRefusal(sink, ++line, [&] { return gtzanRow(clip, line, {}); });
            return true;
        });
        return;
    }
    for (const auto& list : genreLists(listed)) {
        LineReader reader(list.path);
        TextLine line;
        while (reader.next(line)) {
            count.next();
            reading::rowOrRefusal(sink, line.number, [&] {
                if (!line.problem.empty()) throw Error(ErrorCode::BadRow, "", line.problem);
                return gtzanRow(line.text, line.number, list.part);
            });
        }
    }
}

}  // namespace

extern const ImporterEntry gtzan_importer;
const ImporterEntry gtzan_importer{"gtzan", "GTZAN: the folder of the genre folders, or one of the lists {train,valid,test}_filtered.txt",
                                   recognisesGtzan, readGtzan};

}  // namespace engine::dataset
