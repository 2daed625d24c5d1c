#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "engine/checkpoint/safetensors.h"
#include "engine/neural/metric_learning.h"
#include "tests/engine/tasks/map_bench.h"

/// Adds a trained metric model to a workspace of made-up genres. Its tag branch leaves a word of four coordinates from 0 up where it is, so that
/// places are known beforehand: genre g lies on axis g, the fourth belongs to words that are near no genre. Tracks lie near their genre, the
/// last `unplaced` of them nowhere.
inline std::int64_t addJointSpace(MapBench& bench, std::size_t unplaced = 0)
{
    constexpr std::size_t kDims = 4;
    using namespace engine;
    auto& workspace = bench.workspace;
    const std::vector<std::string> words{"genre 0", "genre 1", "genre 2", "floating", "elsewhere"};
    const std::vector<float> vectors{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0.8F, 0.1F, 0, 0.3F, 0, 0, 0.1F, 1};
    workspace.words().put({0, "compass", "made up", kDims, 0}, words, vectors);

    std::vector<float> identity(kDims * kDims, 0), spread(neural::kJointDims * kDims, 0);
    for (std::size_t d = 0; d < kDims; ++d)
        identity[d * kDims + d] = spread[d * kDims + d] = 1;
    const auto count = static_cast<std::int64_t>(kDims), joint = static_cast<std::int64_t>(neural::kJointDims);
    const std::vector<float> zero(kDims, 0), one(kDims, 1);
    const std::vector<checkpoint::TensorBytes> state{
        checkpoint::floatTensor("fc1.weight", {count, count}, identity),       checkpoint::floatTensor("fc1.bias", {count}, zero),
        checkpoint::floatTensor("bn1.weight", {count}, one),                   checkpoint::floatTensor("bn1.bias", {count}, zero),
        checkpoint::floatTensor("bn1.running_mean", {count}, zero),            checkpoint::floatTensor("bn1.running_var", {count}, one),
        checkpoint::floatTensor("fc2.weight", {joint, count}, spread),         checkpoint::floatTensor("fc2.bias", {joint}, std::vector<float>(neural::kJointDims, 0))};

    store::MetricRun run;
    run.name = "made-up space";
    run.split = workspace.splits().list().front().id;
    run.config = {{"input", "spec"}, {"words", "compass"}, {"balanced", true}, {"weighted", true}, {"seed", 0}, {"split", "half"}, {"taste", ""}};
    run.tags = {{"genre 0", "genre"}, {"genre 1", "genre"}, {"genre 2", "genre"}};
    run.words.assign(vectors.begin(), vectors.begin() + 3 * kDims);
    run.id = workspace.metrics().create(run);
    run.folder = "metric-" + std::to_string(run.id);
    run.state = "trained";
    run.bestEpoch = 1;
    workspace.metrics().update(run);
    std::filesystem::create_directories(workspace.checkpointFolder() / run.folder);
    checkpoint::writeSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors", state);

    const std::size_t placed = bench.tracks.size() - unplaced;
    SplitMix random(5);
    std::vector<float> places(placed * neural::kJointDims, 0);
    for (std::size_t i = 0; i < placed; ++i)
        for (std::size_t d = 0; d < kDims; ++d)
            places[i * neural::kJointDims + d] = static_cast<float>((d == bench.genreOf[i] ? 1 : 0) + 0.2 * random.uniform());
    workspace.metrics().putVectors(run.id, std::span(bench.tracks).first(placed), places);
    return run.id;
}
