#include "app/commands/track_list.h"

#include <filesystem>

#include "app/commands/command.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/named_tracks.h"

namespace app {

std::vector<engine::TrackId> resolveTracks(engine::store::Workspace& workspace, const std::vector<std::string>& given)
{
    std::vector<engine::TrackId> tracks;
    engine::tasks::TrackNames names(workspace);
    const auto here = std::filesystem::current_path();
    for (const auto& text : given) {
        const auto found = names.find(text, here);
        if (!found) throw engine::Error(engine::ErrorCode::NotFound, text, "no track of the library has this id or path; library list shows them");
        tracks.push_back(found->id);
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
