#include "engine/tasks/probe_options.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/tasks/codified_encoder.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/probe_grid.h"

namespace engine::tasks {

namespace {

constexpr int kMostSeeds = 100;
constexpr std::size_t kFewestTracks = 2;
constexpr std::int64_t kSequenceWidth = 64;

/// A run is kept by its number: "latest" is another one tomorrow.
std::string lasting(const std::string& encoder, store::Workspace& workspace)
{
    std::error_code ignored;
    if (encoder.find(':') != std::string::npos || std::filesystem::is_regular_file(encoder, ignored)) return encoder;
    return std::to_string(value(workspace.runs().resolve(encoder).id));
}

/// A codified model is believed only beside its untrained twin and the bare codes: they come along unasked, behind it.
Json withBaselines(const Json& encoders, store::Workspace& workspace)
{
    Json all = Json::array();
    const auto add = [&](const std::string& encoder) {
        if (std::find(all.begin(), all.end(), Json(encoder)) == all.end()) all.push_back(encoder);
    };
    for (const auto& encoder : encoders) {
        const auto name = encoder.get<std::string>();
        if (!name.starts_with(kCodified)) {
            add(name);
            continue;
        }
        const auto codified = codifiedEncoder(name, workspace);
        add(codifiedText(codified));
        for (const auto& baseline : codifiedBaselines(codified))
            add(baseline);
    }
    return all;
}

/// Of an encoder, and of each layer that it is chosen from.
void addNames(const std::string& encoder, Json& names, store::Workspace& workspace)
{
    names[encoder] = encoderName(encoder, workspace);
    if (!encoder.starts_with(kCodified)) return;
    for (const auto& layer : codifiedLayers(codifiedEncoder(encoder, workspace)))
        names[codifiedText(layer)] = codifiedName(layer);
}

void requireKnown(const Json& config)
{
    if (config["encoders"].empty()) throw Error(ErrorCode::InvalidArgument, "encoders", "at least one encoder is wanted: a run, a weight file, random:ARCH or npy:FOLDER");
    if (config["probes"].empty()) throw Error(ErrorCode::InvalidArgument, "probes", "at least one probe is wanted");
    for (const auto& probe : config["probes"])
        if (probe != kGridProbe) probeConfigOf(probe.get<std::string>());
    if (config["shares"].empty()) throw Error(ErrorCode::InvalidArgument, "shares", "at least one share of the labels is wanted");
    for (const auto& share : config["shares"])
        if (!(share.get<double>() > 0) || share.get<double>() > 1) throw Error(ErrorCode::InvalidArgument, "shares", "a share above 0 and up to 1 is wanted");
    const auto seeds = config["seeds"].get<int>();
    if (seeds < 1 || seeds > kMostSeeds) throw Error(ErrorCode::InvalidArgument, "seeds", "1 to 100 are possible");
}

}  // namespace

const Json& probeDefaults()
{
    static const Json defaults{{"encoders", {"latest"}}, {"probes", {"linear"}}, {"shares", {0.01, 0.05, 0.1, 1.0}}, {"seeds", 3},
                               {"seed", std::uint64_t{0}}, {"split", "default"}, {"types", Json::array()}, {"sources", Json::array()},
                               {"min_tracks", 5}, {"top", 0}, {"name", ""}, {"device", "auto"}, {"grid", Json::object()}};
    return defaults;
}

Json completeProbes(const Json& parameters, store::Workspace& workspace)
{
    Json config = probeDefaults();
    for (const auto& [key, value] : parameters.items())
        if (config.contains(key)) config[key] = value;
    requireKnown(config);
    const bool asksForGrid = std::find(config["probes"].begin(), config["probes"].end(), Json(kGridProbe)) != config["probes"].end();
    if (asksForGrid) config["grid"] = completeGrid(config["grid"]);
    else config.erase("grid");   // what no probe looks at is no part of the question
    config["encoders"] = withBaselines(config["encoders"], workspace);
    config["names"] = Json::object();
    for (auto& encoder : config["encoders"]) {
        encoder = lasting(encoder.get<std::string>(), workspace);
        addNames(encoder.get<std::string>(), config["names"], workspace);
    }
    return config;
}

const std::vector<std::string>& probeNames()
{
    static const std::vector<std::string> names{"linear", "mlp", "gru", "transformer", std::string(kGridProbe)};
    return names;
}

bool readsSteps(const std::string& probe)
{
    return probe == "gru" || probe == "transformer";
}

neural::ProbeConfig probeConfigOf(const std::string& probe)
{
    neural::ProbeConfig config;
    if (probe == "linear") {
        config.kind = neural::ProbeKind::Linear;
    } else if (probe == "mlp") {
        config.kind = neural::ProbeKind::Mlp;
    } else if (probe == "gru" || probe == "transformer") {
        config.kind = probe == "gru" ? neural::ProbeKind::Gru : neural::ProbeKind::Transformer;
        config.hidden = kSequenceWidth;
        config.dropout = 0.1;
    } else {
        std::string known;
        for (const auto& name : probeNames())
            known += (known.empty() ? "" : ", ") + name;
        throw Error(ErrorCode::InvalidArgument, probe, "no such probe; there are " + known);
    }
    return config;
}

std::size_t sharedTracks(std::size_t tracks, double share)
{
    const auto wanted = static_cast<std::size_t>(std::llround(share * static_cast<double>(tracks)));
    return std::min(tracks, std::max(kFewestTracks, wanted));
}

}  // namespace engine::tasks
