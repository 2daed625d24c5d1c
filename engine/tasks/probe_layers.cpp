#include "engine/tasks/probe_layers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/tasks/codified_encoder.h"

namespace engine::tasks {

std::vector<LayerChoice> layerChoices(const std::string& encoder, store::Workspace& workspace)
{
    std::vector<LayerChoice> choices;
    if (encoder.starts_with(kCodified))
        for (const auto& layer : codifiedLayers(codifiedEncoder(encoder, workspace)))
            choices.push_back({codifiedText(layer), layer.layer});
    if (choices.empty()) choices.push_back({encoder, 0});
    return choices;
}

Json measuredBestLayer(const ProbeQuestion& question, const ProbePlace& place, const std::vector<LayerChoice>& choices,
                       const std::vector<FeatureTable>& features, neural::NeuralEngine& engine, TaskContext& context)
{
    std::size_t best = 0;
    double bestScore = -std::numeric_limits<double>::infinity();
    auto scores = Json::array();
    auto of = place;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        of.encoder = choices[i].encoder;
        const double score = validated(question, of, features[i], engine, context);
        scores.push_back({{"layer", choices[i].layer}, {"valid_roc_auc", std::isnan(score) ? Json() : Json(score)}});
        if (!(score > bestScore)) continue;
        best = i;
        bestScore = score;
    }
    std::sort(scores.begin(), scores.end(), [](const Json& a, const Json& b) { return a["layer"].get<int>() < b["layer"].get<int>(); });
    of.encoder = choices[best].encoder;
    auto document = measured(question, of, features[best], engine, context);
    document["encoder"] = of.encoder;
    document["layer"] = choices[best].layer;
    document["layers"] = std::move(scores);
    return document;
}

}  // namespace engine::tasks
