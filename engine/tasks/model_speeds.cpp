#include "engine/tasks/model_speeds.h"

#include <fstream>

#include "engine/core/atomic_file.h"

namespace engine::tasks {

namespace {

std::filesystem::path speedsFile(const store::Workspace& workspace)
{
    return workspace.cacheFolder() / "model-speeds.json";
}

}  // namespace

std::vector<ModelSpeed> modelSpeeds(const store::Workspace& workspace)
{
    std::vector<ModelSpeed> speeds;
    std::ifstream in(speedsFile(workspace));
    if (!in) return speeds;
    const auto document = Json::parse(in, nullptr, /*allow_exceptions=*/false);
    if (!document.is_array()) return speeds;
    for (const auto& row : document) {
        try {
            speeds.push_back({row.at("architecture").get<std::string>(), row.at("device").get<std::string>(), row.at("windows_per_second").get<double>(),
                              row.at("audio_s_per_second").get<double>(), row.at("measured_at").get<std::string>()});
        } catch (const Json::exception&) {
            // A row of another version: it is measured again.
        }
    }
    return speeds;
}

void keepModelSpeed(const store::Workspace& workspace, const ModelSpeed& speed)
{
    auto rows = Json::array();
    for (const auto& known : modelSpeeds(workspace))
        if (known.architecture != speed.architecture) rows.push_back(toJson(known));
    rows.push_back(toJson(speed));
    std::filesystem::create_directories(workspace.cacheFolder());
    writeFileAtomically(speedsFile(workspace), rows.dump(1) + "\n");
}

Json toJson(const ModelSpeed& speed)
{
    return {{"architecture", speed.architecture},
            {"device", speed.device},
            {"windows_per_second", speed.windowsPerSecond},
            {"audio_s_per_second", speed.audioPerSecond},
            {"measured_at", speed.measuredAt}};
}

}  // namespace engine::tasks
