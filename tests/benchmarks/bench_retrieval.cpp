// The index of neighbours at scale: vectors of 256 dimensions with the structure of embeddings (2000 groups on 48 directions, and noise in all).
//   build/tests/bench_retrieval [VECTORS [THREADS]]        default 200000 vectors, all cores
// Peer: comparing all vectors, in the same run. Reports the time of building, writing, reading, of one query, and the recall at ten.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <unordered_set>

#include "engine/retrieval/kept_index.h"

using namespace engine;
using retrieval::KeptIndex;

namespace {

constexpr std::size_t kDims = 256, kInner = 48, kGroups = 2000, kQueries = 300, kWanted = 10;

class Made {
public:
    Made() : m_centres(kGroups * kInner), m_turn(kInner * kDims)
    {
        for (auto* values : {&m_centres, &m_turn})
            for (float& v : *values)
                v = m_normal(m_random);
    }
    void next(std::span<float> out)
    {
        std::array<float, kInner> inner{};
        const auto group = m_random() % kGroups;
        for (std::size_t i = 0; i < kInner; ++i)
            inner[i] = m_centres[group * kInner + i] + 0.7F * m_normal(m_random);
        for (std::size_t d = 0; d < kDims; ++d) {
            float sum = 0.5F * m_normal(m_random);
            for (std::size_t i = 0; i < kInner; ++i)
                sum += inner[i] * m_turn[i * kDims + d] / std::sqrt(static_cast<float>(kInner));
            out[d] = sum;
        }
        retrieval::normalise(out);
    }

private:
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
        float dot = 0;
        for (std::size_t d = 0; d < kDims; ++d)
            dot += values[i * kDims + d] * query[d];
        all[i] = {-dot, i};
    }
    std::partial_sort(all.begin(), all.begin() + kWanted, all.end());
    std::vector<std::uint64_t> nearest;
    for (std::size_t i = 0; i < kWanted; ++i)
        nearest.push_back(all[i].second);
    return nearest;
}

void measureQueries(const KeptIndex& index, std::span<const float> values, std::span<const float> queries, std::size_t most)
{
    std::vector<double> times;
    std::size_t right = 0, asked = 0;
    double comparing = 0;
    for (std::size_t q = 0; q < most; ++q) {
        const auto query = queries.subspan(q * kDims, kDims);
        std::vector<KeptIndex::Near> near;
        times.push_back(seconds([&] { near = index.nearest(query, kWanted); }));
        std::vector<std::uint64_t> truth;
        comparing += seconds([&] { truth = exact(values, query); });
        const std::unordered_set<std::uint64_t> wanted(truth.begin(), truth.end());
        for (const auto& found : near)
            right += wanted.count(found.key);
        asked += kWanted;
    }
    std::ranges::sort(times);
    std::cout << "query: median " << times[times.size() / 2] * 1e3 << " ms, 99th percentile " << times[times.size() * 99 / 100] * 1e3 << " ms, comparing all "
              << comparing / static_cast<double>(most) * 1e3 << " ms; recall@" << kWanted << ' ' << static_cast<double>(right) / static_cast<double>(asked) << std::endl;
}

}  // namespace

int main(int argc, char** argv)
{
    const auto count = static_cast<std::size_t>(argc > 1 ? std::atoll(argv[1]) : 200'000);
    const auto threads = static_cast<unsigned>(argc > 2 ? std::atoi(argv[2]) : 0);
    Made made;
    std::vector<float> values(count * kDims), queries(kQueries * kDims);
    for (std::size_t i = 0; i < count; ++i)
        made.next(std::span(values).subspan(i * kDims, kDims));
    for (std::size_t i = 0; i < kQueries; ++i)
        made.next(std::span(queries).subspan(i * kDims, kDims));
    std::vector<std::uint64_t> keys(count);
    for (std::size_t i = 0; i < count; ++i)
        keys[i] = i;
    auto control = RunControl::silent();
    KeptIndex index(kDims);
    std::cout << count << " vectors of " << kDims << std::endl;
    std::cout << "built in " << seconds([&] { index.put(keys, values, control, threads); }) << " s" << std::endl;
    measureQueries(index, values, queries, kQueries);
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
    measureQueries(index, values, queries, kQueries);
    return 0;
}
