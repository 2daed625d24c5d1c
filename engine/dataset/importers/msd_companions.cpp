#include "engine/core/error.h"
#include "engine/dataset/importers/msd_parts.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset::msd {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSeparator = "<SEP>";   // these very letters and brackets

template <typename Visit>
void forEachLine(const fs::path& file, Visit visit)
{
    if (!fs::is_regular_file(file)) return;
    LineReader reader(file);
    TextLine line;
    while (reader.next(line))
        if (line.problem.empty()) visit(line.text);
}

}  // namespace

bool isTrackId(std::string_view text)
{
    return text.size() == 18 && text.starts_with("TR") && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

double scoreOf(double value)
{
    if (!(value >= 0 && value <= 100)) throw Error(ErrorCode::BadRow, "", "a weight from 0 to 100 wanted, found " + std::to_string(value));
    return value / 100;
}

Companions::Companions(const fs::path& folder)
{
    forEachLine(folder / "unique_tracks.txt", [&](const std::string& line) {
        const auto cells = cellsOf(line, kSeparator);
        if (cells.size() == 4) m_names.emplace(cells[0], Names{toNfc(trimmed(cells[2])), toNfc(trimmed(cells[3]))});
    });
    // ERROR: <SONG TRACK> artist - title != ...
    forEachLine(folder / "sid_mismatches.txt", [&](const std::string& line) {
        const auto end = line.find('>');
        const auto blank = line.rfind(' ', end);
        if (end != std::string::npos && blank != std::string::npos && isTrackId(std::string_view(line).substr(blank + 1, end - blank - 1)))
            m_mismatched.insert(line.substr(blank + 1, end - blank - 1));
    });
}

ImportRow Companions::rowOf(const std::string& trackId, std::int64_t line) const
{
    if (!isTrackId(trackId)) throw Error(ErrorCode::BadRow, trackId, "a track id TR... of 18 characters wanted, found '" + trackId.substr(0, 100) + "'");
    if (m_mismatched.contains(trackId)) throw Error(ErrorCode::BadRow, trackId, trackId + " is listed in sid_mismatches.txt: its song and its audio do not belong together");
    ImportRow row;
    row.line = line;
    row.ids = {trackId};
    if (const auto at = m_names.find(trackId); at != m_names.end()) {
        row.artist = at->second.artist;
        row.title = at->second.title;
    }
    return row;
}

}  // namespace engine::dataset::msd
