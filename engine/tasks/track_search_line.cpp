#include "engine/tasks/track_search_line.h"

#include "engine/core/json.h"
#include "engine/tasks/command_line.h"

namespace engine::tasks {

std::string searchLine(const std::filesystem::path& workspace, const SearchRequest& request)
{
    const SearchRequest defaults;
    std::vector<std::string> words{"tagbench-cli", "--workspace", workspace.native(), "search"};
    const auto add = [&](const char* option, const std::string& value) {
        if (value.starts_with('-')) return words.push_back(std::string(option) + "=" + value);   // else it would be read as the next option
        words.insert(words.end(), {option, value});
    };
    if (request.words.find_first_not_of(" \t") != std::string::npos) add("--tag", request.words);
    for (const auto track : request.like)
        add("--like", toHex(track));
    if (request.method != defaults.method) add("--method", request.method);
    if (!request.model.empty()) add("--model", request.model);
    if (!request.filter.empty()) add("--filter", request.filter);
    if (request.count != defaults.count) add("--k", std::to_string(request.count));
    if (request.like.empty()) return shellLine(words);
    if (request.otherArtists) words.emplace_back("--other-artists");
    if (request.diversity != defaults.diversity) add("--diversity", Json(request.diversity).dump());
    if (request.strength != defaults.strength) add("--strength", Json(request.strength).dump());
    return shellLine(words);
}

}  // namespace engine::tasks
