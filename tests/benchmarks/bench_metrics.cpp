// ROC-AUC and average precision of 25 000 tracks x 50 tags, and 1000 bootstrap replicates of both, one thread.
//   build/tests/bench_metrics
// Peer: scikit-learn on scores made the same way, python3 metrics_sklearn.py --tracks 25000 --tags 50
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "engine/evaluate/bootstrap.h"
#include "engine/evaluate/matrix.h"
#include "engine/evaluate/ranking.h"

using namespace engine::evaluate;

namespace {

constexpr std::size_t kTracks = 25000;
constexpr std::size_t kTags = 50;

struct Data {
    std::vector<double> scores;
    std::vector<std::uint8_t> truth;
};

/// Prevalence from 0.5 to 25 %, float32 sigmoid scores.
const Data& data()
{
    static const Data made = [] {
        Data result{std::vector<double>(kTracks * kTags), std::vector<std::uint8_t>(kTracks * kTags)};
        std::mt19937 random(0);
        std::normal_distribution<double> normal;
        std::uniform_real_distribution<double> uniform;
        for (std::size_t i = 0; i < result.scores.size(); ++i) {
            const double prevalence = 0.005 + 0.245 * static_cast<double>(i % kTags) / (kTags - 1);
            result.truth[i] = uniform(random) < prevalence ? 1 : 0;
            result.scores[i] = static_cast<double>(static_cast<float>(1 / (1 + std::exp(-(normal(random) + 1.5 * result.truth[i] - 2)))));
        }
        return result;
    }();
    return made;
}

std::vector<Ranked> ranked()
{
    const Scores scores(data().scores, kTracks, kTags);
    const Truth truth(data().truth, kTracks, kTags);
    std::vector<Ranked> result;
    for (std::size_t t = 0; t < kTags; ++t)
        result.push_back(rank(scores.column(t), truth.column(t)));
    return result;
}

void pointValues(benchmark::State& state)
{
    data();
    for (auto _ : state)
        for (const auto& tag : ranked()) {
            benchmark::DoNotOptimize(rocAuc(tag));
            benchmark::DoNotOptimize(averagePrecision(tag));
        }
}
BENCHMARK(pointValues)->Unit(benchmark::kMillisecond);

void bootstrapOfAllTags(benchmark::State& state)
{
    const auto tags = ranked();
    for (auto _ : state)
        benchmark::DoNotOptimize(bootstrap(tags, {static_cast<std::size_t>(state.range(0)), 0, 0.95}));
}
BENCHMARK(bootstrapOfAllTags)->Arg(1000)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
