// t-SNE on clouds of points, one thread; arguments are points and iterations.
//   build/tests/bench_tsne
// Peer: scikit-learn, e.g. OPENBLAS_NUM_THREADS=1 python3 tsne_peers.py --peer sklearn --n 10000 --iters 1000 --threads 1
// For the same data on both sides give the peer --save-data X.npy and run tagbench-cli --threads 1 tsne X.npy -o Y.npy.
#include <benchmark/benchmark.h>

#include <random>

#include "engine/embed/repulsion.h"
#include "engine/embed/tsne.h"

using namespace engine::embed;

namespace {

std::vector<float> clouds(std::size_t points, std::size_t dims)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    std::vector<float> centres(50 * dims);
    for (float& c : centres)
        c = 1.2F * normal(random);
    std::vector<float> data(points * dims);
    for (std::size_t i = 0; i < data.size(); ++i)
        data[i] = centres[i / dims % 50 * dims + i % dims] + normal(random);
    return data;
}

void wholeRun(benchmark::State& state)
{
    constexpr std::size_t kDims = 50;
    const auto points = static_cast<std::size_t>(state.range(0));
    const auto data = clouds(points, kDims);
    TsneConfig config;
    config.threads = 1;
    config.iterations = static_cast<int>(state.range(1));
    for (auto _ : state) {
        auto control = engine::RunControl::silent();
        const auto result = tsne({data, points, kDims}, config, {}, control);
        state.counters["kl"] = result.kl;
    }
}
BENCHMARK(wholeRun)->Args({2000, 1000})->Args({10000, 1000})->Unit(benchmark::kSecond)->Iterations(1);

/// Where comparing all pairs and FFT meet: kExactForceLimit. Arguments: points, width of the map, 1 = FFT.
void repulsion(benchmark::State& state)
{
    std::mt19937 random(2);
    std::uniform_real_distribution<float> uniform(0, static_cast<float>(state.range(1)));
    Plane map(static_cast<std::size_t>(state.range(0)));
    for (auto* axis : {&map.x, &map.y})
        for (float& value : *axis)
            value = uniform(random);
    Plane force(map.points());
    Workers workers(1);
    const auto method = state.range(2) != 0 ? fftRepulsion(0.4) : exactRepulsion();
    for (auto _ : state)
        benchmark::DoNotOptimize(method->compute(map, force, workers));
}
BENCHMARK(repulsion)->ArgsProduct({{1000, 2000, 4000, 8000}, {60, 120}, {0, 1}})->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
