// The index of neighbours at scale: vectors of 256 dimensions, either a smooth cloud of intrinsic dimension 20 without any groups (hard: everything
// is near everything) or 2000 groups on 48 directions with noise in all.
//   build/tests/bench_retrieval [VECTORS [cloud|groups [THREADS]]]        default 200000 vectors, cloud, all cores
// Peer: comparing all vectors, in the same run. Reports the time of building, writing, reading, of one query, and the recall at ten.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <random>
#include <string_view>
#include <unordered_set>

#include "engine/retrieval/kept_index.h"

using namespace engine;
using retrieval::KeptIndex;

namespace {

constexpr std::size_t kDims = 256, kQueries = 200, kWanted = 10;

/// What the vectors look like.
struct Shape {
    const char* name;
    std::size_t inner;               ///< directions that carry them: the intrinsic dimension
    std::size_t groups;              ///< 0 = none: one smooth cloud, where everything is near everything
    float spread, noise;             ///< within a group, and in all dimensions
};
constexpr Shape kShapes[] = {{"groups", 48, 2000, 0.7F, 0.5F}, {"cloud", 20, 0, 1, 0.05F}};

class Made {
public:
    explicit Made(const Shape& shape) : m_shape(shape), m_centres(std::max<std::size_t>(shape.groups, 1) * shape.inner), m_turn(shape.inner * kDims)
    {
        if (shape.groups > 0)
            for (float& v : m_centres)
                v = m_normal(m_random);
        for (float& v : m_turn)
            v = m_normal(m_random);
    }
    void next(std::span<float> out)
    {
        std::vector<float> inner(m_shape.inner);
        const auto group = m_random() % std::max<std::size_t>(m_shape.groups, 1);
        for (std::size_t i = 0; i < inner.size(); ++i)
            inner[i] = m_centres[group * inner.size() + i] + m_shape.spread * m_normal(m_random);
        for (std::size_t d = 0; d < kDims; ++d) {
            float sum = m_shape.noise * m_normal(m_random);
            for (std::size_t i = 0; i < inner.size(); ++i)
                sum += inner[i] * m_turn[i * kDims + d] / std::sqrt(static_cast<float>(inner.size()));
            out[d] = sum;
        }
        retrieval::normalise(out);
    }

private:
    Shape m_shape;
    std::mt19937 m_random{1};
    std::normal_distribution<float> m_normal;
    std::vector<float> m_centres, m_turn;
};

template <typename Work>
double seconds(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<std::uint64_t> exact(std::span<const float> values, std::span<const float> query)
{
    std::vector<std::pair<float, std::uint64_t>> all(values.size() / kDims);
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::array<float, 16> dots{};   // as many as a processor multiplies at once
        for (std::size_t d = 0; d < kDims; d += dots.size())
            for (std::size_t lane = 0; lane < dots.size(); ++lane)
                dots[lane] += values[i * kDims + d + lane] * query[d + lane];
        all[i] = {-std::accumulate(dots.begin(), dots.end(), 0.0F), i};
    }
    std::partial_sort(all.begin(), all.begin() + kWanted, all.end());
    std::vector<std::uint64_t> nearest;
    for (std::size_t i = 0; i < kWanted; ++i)
        nearest.push_back(all[i].second);
    return nearest;
}

/// The true answers, found once.
struct Truth {
    std::vector<std::unordered_set<std::uint64_t>> answers;
    double secondsEach = 0;
};

Truth truthOf(std::span<const float> values, std::span<const float> queries)
{
    Truth truth;
    for (std::size_t q = 0; q < kQueries; ++q)
        truth.secondsEach += seconds([&] {
                                 const auto nearest = exact(values, queries.subspan(q * kDims, kDims));
                                 truth.answers.emplace_back(nearest.begin(), nearest.end());
                             }) / static_cast<double>(kQueries);
    return truth;
}

void measureQueries(const KeptIndex& index, const Truth& truth, std::span<const float> queries)
{
    std::vector<double> times;
    std::size_t right = 0;
    for (std::size_t q = 0; q < kQueries; ++q) {
        std::vector<KeptIndex::Near> near;
        times.push_back(seconds([&] { near = index.nearest(queries.subspan(q * kDims, kDims), kWanted); }) * 1e3);
        for (const auto& found : near)
            right += truth.answers[q].count(found.key);
    }
    std::ranges::sort(times);
    std::cout << "query: median " << times[times.size() / 2] << " ms, 95 % " << times[times.size() * 95 / 100] << " ms, 99 % " << times[times.size() * 99 / 100] << " ms, comparing all "
              << truth.secondsEach * 1e3 << " ms; recall@" << kWanted << ' ' << static_cast<double>(right) / static_cast<double>(kQueries * kWanted) << std::endl;
}

}  // namespace

int main(int argc, char** argv)
{
    const auto count = static_cast<std::size_t>(argc > 1 ? std::atoll(argv[1]) : 200'000);
    const auto* shape = std::ranges::find(kShapes, std::string_view(argc > 2 ? argv[2] : "cloud"), [](const Shape& known) { return std::string_view(known.name); });
    const auto threads = static_cast<unsigned>(argc > 3 ? std::atoi(argv[3]) : 0);
    if (shape == std::end(kShapes)) return 2;
    Made made(*shape);
    std::vector<float> values(count * kDims), queries(kQueries * kDims);
    for (std::size_t i = 0; i < count; ++i)
        made.next(std::span(values).subspan(i * kDims, kDims));
    for (std::size_t i = 0; i < kQueries; ++i)
        made.next(std::span(queries).subspan(i * kDims, kDims));
    std::vector<std::uint64_t> keys(count);
    std::iota(keys.begin(), keys.end(), std::uint64_t{0});
    auto control = RunControl::silent();
    KeptIndex index(kDims);
    std::cout << count << " vectors of " << kDims << ": " << shape->name << ", intrinsic dimension " << shape->inner << std::endl;
    std::cout << "built in " << seconds([&] { index.put(keys, values, control, threads); }) << " s" << std::endl;
    measureQueries(index, truthOf(values, queries), queries);
    const auto file = std::filesystem::temp_directory_path() / "bench_retrieval.neighbours";
    std::cout << "written in " << seconds([&] { index.write(file, 0); }) << " s, " << static_cast<double>(std::filesystem::file_size(file)) / 1e9 << " GB" << std::endl;
    std::cout << "read in " << seconds([&] { index = KeptIndex::read(file); }) << " s" << std::endl;
    std::filesystem::remove(file);
    // One in a hundred replaced by what another one sounds like.
    std::vector<std::uint64_t> changed;
    std::vector<float> news;
    for (std::size_t i = 0; i < count; i += 100) {
        changed.push_back(i);
        made.next(std::span(values).subspan(i * kDims, kDims));
        news.insert(news.end(), values.begin() + static_cast<std::ptrdiff_t>(i * kDims), values.begin() + static_cast<std::ptrdiff_t>((i + 1) * kDims));
    }
    std::cout << changed.size() << " vectors replaced in " << seconds([&] { index.put(changed, news, control, threads); }) << " s" << std::endl;
    measureQueries(index, truthOf(values, queries), queries);
    return 0;
}
