#include "engine/tasks/path_parameters.h"

#include "engine/store/display_text.h"

namespace engine::tasks {

void putPath(Json& parameters, const std::string& name, const std::filesystem::path& path)
{
    const auto& bytes = path.native();
    parameters[name] = store::isUtf8(bytes) ? bytes : store::displayText(bytes);
    if (!store::isUtf8(bytes)) parameters[name + "_hex"] = store::hexOfBytes(bytes);
}

void putPaths(Json& parameters, const std::string& name, const std::vector<std::filesystem::path>& paths)
{
    Json texts = Json::array(), hexes = Json::array();
    bool needHex = false;
    for (const auto& path : paths) {
        const auto& bytes = path.native();
        const bool utf8 = store::isUtf8(bytes);
        texts.push_back(utf8 ? bytes : store::displayText(bytes));
        hexes.push_back(utf8 ? std::string() : store::hexOfBytes(bytes));
        needHex = needHex || !utf8;
    }
    parameters[name] = std::move(texts);
    if (needHex) parameters[name + "_hex"] = std::move(hexes);
}

std::filesystem::path pathOf(const Json& parameters, const std::string& name)
{
    const auto hex = parameters.value(name + "_hex", std::string());
    return hex.empty() ? std::filesystem::path(parameters.value(name, std::string())) : std::filesystem::path(store::bytesOfHex(hex));
}

std::vector<std::filesystem::path> pathsOf(const Json& parameters, const std::string& name)
{
    const auto texts = parameters.value(name, std::vector<std::string>());
    const auto hexes = parameters.value(name + "_hex", std::vector<std::string>());
    std::vector<std::filesystem::path> paths;
    for (std::size_t i = 0; i < texts.size(); ++i)
        paths.emplace_back(i < hexes.size() && !hexes[i].empty() ? store::bytesOfHex(hexes[i]) : texts[i]);
    return paths;
}

}  // namespace engine::tasks
