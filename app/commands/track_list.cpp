#include "app/commands/track_list.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/commands/command.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"

namespace app {

namespace {

bool looksLikeId(const std::string& text)
{
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::optional<engine::TrackId> byPath(engine::store::Workspace& workspace, const std::string& given)
{
    std::error_code ignored;
    const auto file = std::filesystem::absolute(given, ignored).lexically_normal();
    for (const auto& library : workspace.tracks().libraries()) {
        const auto relative = file.lexically_relative(library.path);
        if (relative.empty() || *relative.begin() == "..") continue;
        if (const auto track = workspace.tracks().findByPath(library.id, relative)) return track->id;
    }
    return {};
}

}  // namespace

std::vector<engine::TrackId> resolveTracks(engine::store::Workspace& workspace, const std::vector<std::string>& given)
{
    std::vector<engine::TrackId> tracks;
    for (const auto& text : given) {
        std::optional<engine::TrackId> found;
        if (looksLikeId(text))
            if (const auto track = workspace.tracks().find(engine::trackIdFromHex(text))) found = track->id;
        if (!found) found = byPath(workspace, text);
        if (!found) throw engine::Error(engine::ErrorCode::NotFound, text, "no track of the library has this id or path; library list shows them");
        tracks.push_back(*found);
    }
    return tracks;
}

engine::Json trackFacts(engine::store::Workspace& workspace, engine::TrackId id)
{
    engine::Json facts{{"id", engine::toHex(id)}};
    const auto track = workspace.tracks().find(id);
    if (!track) return facts;
    const auto path = workspace.tracks().absolutePath(*track).native();
    facts["path"] = engine::store::displayText(path);
    if (!engine::store::isUtf8(path)) facts["path_hex"] = engine::store::hexOfBytes(path);
    facts["title"] = track->title;
    facts["artist"] = track->artist;
    return facts;
}

std::string trackLine(const engine::Json& facts)
{
    const auto title = facts.value("title", std::string()), artist = facts.value("artist", std::string());
    const auto name = title.empty() ? facts.value("path", std::string("?")) : artist.empty() ? title : artist + " - " + title;
    return facts["id"].get<std::string>() + "  " + printable(name);
}

}  // namespace app
