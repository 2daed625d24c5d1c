#include "engine/tasks/named_tracks.h"

#include <set>

#include "engine/dataset/line_reader.h"
#include "engine/store/display_text.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

bool looksLikeId(const std::string& text)
{
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

TrackNames::TrackNames(store::Workspace& workspace) : m_tracks(workspace.tracks()), m_libraries(m_tracks.libraries()) {}

std::optional<store::Track> TrackNames::find(const std::string& name, const fs::path& folder)
{
    if (looksLikeId(name))
        if (auto track = m_tracks.find(trackIdFromHex(name))) return track;
    const auto file = (folder / name).lexically_normal();
    for (const auto& library : m_libraries) {
        const auto relative = file.lexically_relative(library.path);
        if (relative.empty() || *relative.begin() == "..") continue;
        if (auto track = m_tracks.findByPath(library.id, relative)) return track;
    }
    return {};
}

TrackList readTrackList(const fs::path& file, store::Workspace& workspace)
{
    dataset::LineReader reader(file);
    TrackNames names(workspace);
    const auto folder = fs::absolute(file).parent_path();
    TrackList list;
    std::set<std::uint64_t> seen;
    for (dataset::TextLine line; reader.next(line);) {
        if (line.text.empty() || line.text.front() == '#') continue;
        ++list.lines;
        // A path need not be UTF-8; what the reader says of that is no fault here.
        auto track = line.text.find('\0') == std::string::npos ? names.find(line.text, folder) : std::nullopt;
        if (!track) list.unknown.push_back({line.number, store::displayText(line.text)});
        else if (seen.insert(value(track->id)).second) list.tracks.push_back(std::move(*track));
    }
    return list;
}

}  // namespace engine::tasks
