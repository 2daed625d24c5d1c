// Tracks from a list of ids and file paths: rows at once, audio when it is needed.
// parameters: {"file", "root"} (and *_hex): root = the folder that the paths are relative to, which need not be there now (an unmounted disk).
// A table with the column path and, if known, id (16 hex digits of a track id; else it is made of path, title and the library's seed), title,
// artist, album, duration_s, size, file_hash. A track that is in the library already stays as it is.
#include <charconv>
#include <map>
#include <optional>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"
#include "engine/dataset/track_id.h"
#include "engine/dataset/unicode.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_needs.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

class ManifestTable {
public:
    ManifestTable(const CsvRow& header, const fs::path& file) : m_columns(header.fields.size())
    {
        for (std::size_t i = 0; i < header.fields.size(); ++i)
            m_places.emplace(dataset::foldCase(dataset::trimmed(header.fields[i])), i);
        if (!m_places.contains("path")) throw Error(ErrorCode::BadRow, file.string(), "the column 'path' is missing");
    }
    /// Throws Error{BadRow}.
    store::Track read(const CsvRow& row, const store::Library& library) const
    {
        if (!row.problem.empty()) throw Error(ErrorCode::BadRow, "", row.problem);
        if (row.fields.size() != m_columns) throw Error(ErrorCode::BadRow, "", std::to_string(m_columns) + " columns wanted, found " + std::to_string(row.fields.size()));
        store::Track track;
        track.library = library.id;
        track.path = dataset::safeRelativePath(cell(row, "path"));
        track.displayPath = store::displayText(track.path.native());
        track.title = dataset::toNfc(cell(row, "title"));
        track.artist = dataset::toNfc(cell(row, "artist"));
        track.album = dataset::toNfc(cell(row, "album"));
        track.fileHash = dataset::foldCase(cell(row, "file_hash"));
        track.durationSeconds = numberOf<double>(row, "duration_s");
        track.stamp.size = numberOf<std::int64_t>(row, "size");
        const auto id = cell(row, "id");
        track.id = id.empty() ? dataset::makeTrackId(track.path.native(), track.title, library.seed) : trackIdFromHex(id);
        track.state = store::TrackState::Missing;
        track.errorClass = store::kRemoteClass;
        track.reason = kNotHereYet;
        return track;
    }

private:
    std::string cell(const CsvRow& row, const char* column) const
    {
        const auto at = m_places.find(column);
        return at == m_places.end() ? std::string() : std::string(dataset::trimmed(unguardFormula(row.fields[at->second])));
    }
    template <typename Number>
    Number numberOf(const CsvRow& row, const char* column) const
    {
        const auto text = cell(row, column);
        Number number{};
        if (text.empty()) return number;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || number < 0)
            throw Error(ErrorCode::BadRow, "", std::string(column) + ": a number not below 0 wanted, found '" + text.substr(0, 100) + "'");
        return number;
    }
    std::size_t m_columns;
    std::map<std::string, std::size_t> m_places;
};

store::Library libraryAt(store::TrackStore tracks, const fs::path& root)
{
    const auto id = tracks.addLibrary(root, 0);
    for (const auto& library : tracks.libraries())
        if (library.id == id) return library;
    throw Error(ErrorCode::NotFound, root.string(), "the folder could not be added");
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto file = pathOf(parameters, "file");
    if (file.empty()) throw Error(ErrorCode::InvalidArgument, "file", "a table of paths is wanted");
    if (pathOf(parameters, "root").empty()) throw Error(ErrorCode::InvalidArgument, "root", "the folder that the paths are relative to is wanted");
    const auto root = fs::absolute(pathOf(parameters, "root")).lexically_normal();
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, file.string(), "a header with the column path wanted, the file is empty");
    const ManifestTable table(row, file);

    auto transaction = store::writeTransaction(context.workspace.database());   // all or nothing
    auto tracks = context.workspace.tracks();
    const auto library = libraryAt(tracks, root);
    std::int64_t rows = 0, added = 0, known = 0;
    auto refused = Json::array();
    while (reader.next(row)) {
        context.control.step("read", ++rows, 0);
        try {
            const auto track = table.read(row, library);
            if (tracks.findByPath(library.id, track.path) || tracks.find(track.id)) {
                ++known;
                continue;
            }
            tracks.upsert(track);
            ++added;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadRow && error.code() != ErrorCode::InvalidArgument) throw;
            refused.push_back({{"line", row.line}, {"reason", error.what()}});
        }
    }
    transaction.commit();
    return {{"rows", rows}, {"added", added}, {"known", known}, {"refused", std::move(refused)}};
}

}  // namespace

extern const TaskEntry manifest_task;
const TaskEntry manifest_task{"manifest", LaneKind::Library, run};

}  // namespace engine::tasks
