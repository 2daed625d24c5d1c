#include "engine/tasks/codified_encoder.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/tasks/codified_features.h"

namespace engine::tasks {

namespace {

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

std::vector<std::string> partsOf(const std::string& encoder)
{
    std::vector<std::string> parts;
    for (std::size_t start = kCodified.size(); start <= encoder.size();) {
        const auto end = std::min(encoder.find(':', start), encoder.size());
        parts.push_back(encoder.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

int layersOf(const store::Codified& model)
{
    return model.parameters["layers"].get<int>();
}

std::string modelText(const CodifiedEncoder& encoder)
{
    return std::string(kCodified) + std::to_string(value(encoder.model.id));
}

}  // namespace

CodifiedEncoder codifiedEncoder(const std::string& text, store::Workspace& workspace)
{
    const auto parts = partsOf(text);
    const auto number = numberOf(parts.front());
    if (!number) throw Error(ErrorCode::InvalidArgument, text, "calm:N is wanted, N the number of a codified model (calm list)");
    CodifiedEncoder encoder;
    encoder.model = codifiedModel(*number, workspace);
    bool isBest = false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i] == "untrained") encoder.isUntrained = true;
        else if (parts[i] == "histogram") encoder.isHistogram = true;
        else if (parts[i] == "best") isBest = true;
        else if (const auto layer = numberOf(parts[i]); layer && *layer >= 1 && *layer <= layersOf(encoder.model)) encoder.layer = static_cast<int>(*layer);
        else throw Error(ErrorCode::InvalidArgument, text, "behind calm:N a layer from 1 to " + std::to_string(layersOf(encoder.model)) + ", best, untrained or histogram is wanted");
    }
    if (encoder.isHistogram && (encoder.isUntrained || parts.size() > 2)) throw Error(ErrorCode::InvalidArgument, text, "the histogram of the codes has no layer and nothing to train");
    if (isBest && encoder.layer > 0) throw Error(ErrorCode::InvalidArgument, text, "either the best layer or a layer by its number is wanted");
    return encoder;
}

std::string codifiedText(const CodifiedEncoder& encoder)
{
    if (encoder.isHistogram) return modelText(encoder) + ":histogram";
    return modelText(encoder) + (encoder.isUntrained ? ":untrained:" : ":") + (encoder.isChoice() ? "best" : std::to_string(encoder.layer));
}

std::string codifiedName(const CodifiedEncoder& encoder)
{
    const auto model = "calm " + std::to_string(value(encoder.model.id));
    if (encoder.isHistogram) return model + ", code histogram";
    if (encoder.isChoice()) return model + (encoder.isUntrained ? ", untrained" : "") + ", best layer";
    return model + " layer " + std::to_string(encoder.layer) + (encoder.isUntrained ? ", untrained" : "");
}

std::vector<std::string> codifiedBaselines(const CodifiedEncoder& encoder)
{
    if (encoder.isHistogram || encoder.isUntrained) return {};
    auto twin = encoder;
    twin.isUntrained = true;
    return {codifiedText(twin), modelText(encoder) + ":histogram"};
}

std::string codifiedState(const CodifiedEncoder& encoder, store::Workspace& workspace)
{
    Json key{{"model", encoder.model.identity}, {"codes", roundsOf(encoder.model, "codes", workspace)}, {"layer", encoder.layer}};
    key["language"] = encoder.isUntrained ? 0 : roundsOf(encoder.model, "language", workspace);
    return sha256Hex("calm " + key.dump()).substr(0, 24);
}

std::vector<CodifiedEncoder> codifiedLayers(const CodifiedEncoder& encoder)
{
    if (!encoder.isChoice()) return {};
    const int count = layersOf(encoder.model), middle = (count + 1) / 2;
    std::vector<CodifiedEncoder> layers(static_cast<std::size_t>(count), encoder);
    for (int i = 0; i < count; ++i)
        layers[static_cast<std::size_t>(i)].layer = i + 1;
    std::ranges::stable_sort(layers, {}, [middle](const auto& choice) { return std::abs(choice.layer - middle); });
    return layers;
}

CodifiedEncoder settledLayer(const CodifiedEncoder& encoder, store::Workspace& workspace)
{
    if (!encoder.isChoice()) return encoder;
    auto settled = codifiedLayers(encoder).front();
    const auto text = codifiedText(encoder);
    for (const auto& experiment : workspace.probes().list()) {
        std::map<double, std::map<int, int>> votes;   // by share, by layer
        for (const auto& result : workspace.probes().results(experiment.id))
            if (result.encoder == text && result.document.contains("layer")) ++votes[result.share][result.document["layer"].get<int>()];
        if (votes.empty()) continue;
        const auto& most = votes.rbegin()->second;
        settled.layer = std::ranges::max_element(most, {}, [](const auto& vote) { return vote.second; })->first;
        break;
    }
    return settled;
}

}  // namespace engine::tasks
