#include "engine/retrieval/implicit_als.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/retrieval/als_kernels.h"

namespace engine::retrieval {

namespace {

constexpr std::size_t kRowsPerBlock = 256;   // what a thread takes at once; a stop is obeyed between blocks

/// Songs become rows.
PlayCounts turned(const PlayCounts& plays)
{
    PlayCounts other{plays.songs, plays.users, std::vector<std::uint64_t>(plays.songs + 1, 0), std::vector<std::uint32_t>(plays.entries()),
                     std::vector<float>(plays.entries())};
    for (const auto song : plays.song)
        ++other.start[song + 1];
    for (std::size_t song = 0; song < plays.songs; ++song)
        other.start[song + 1] += other.start[song];
    auto next = other.start;
    for (std::size_t user = 0; user < plays.users; ++user)
        for (auto entry = plays.start[user]; entry < plays.start[user + 1]; ++entry) {
            const auto place = next[plays.song[entry]]++;
            other.song[place] = static_cast<std::uint32_t>(user);
            other.count[place] = plays.count[entry];
        }
    return other;
}

/// values^T values + lambda I, the lower triangle. values: [rows, size].
std::vector<double> gram(std::span<const float> values, std::size_t size, double lambda)
{
    std::vector<double> result(size * size, 0.0);
    std::vector<double> rows(kOutersAtOnce * size);
    const std::size_t block = kOutersAtOnce * size;
    for (std::size_t first = 0; first < values.size(); first += block) {
        const auto count = std::min(block, values.size() - first);
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(first), count, rows.begin());
        std::array<double, kOutersAtOnce> weights{};
        std::fill_n(weights.begin(), count / size, 1.0);
        addOuters(result.data(), size, rows.data(), weights.data());
    }
    for (std::size_t i = 0; i < size; ++i)
        result[i * size + i] += lambda;
    return result;
}

/// Solves A x = b in place of b; A symmetric positive definite, its lower triangle is overwritten. False if it is not.
bool solveCholesky(std::vector<double>& a, std::vector<double>& b)
{
    const auto size = b.size();
    for (std::size_t i = 0; i < size; ++i) {
        auto* rowI = a.data() + i * size;
        for (std::size_t j = 0; j <= i; ++j) {
            const auto* rowJ = a.data() + j * size;
            const double sum = rowI[j] - dotInLanes(rowI, rowJ, j);
            if (i != j) {
                rowI[j] = sum / rowJ[j];
            } else {
                if (!(sum > 0)) return false;
                rowI[i] = std::sqrt(sum);
            }
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        b[i] = (b[i] - dotInLanes(a.data() + i * size, b.data(), i)) / a[i * size + i];
    }
    for (std::size_t i = size; i-- > 0;) {
        for (std::size_t k = i + 1; k < size; ++k)
            b[i] -= a[k * size + i] * b[k];
        b[i] /= a[i * size + i];
    }
    return true;
}

/// One side of the factorisation, the other held: rows of `plays` get new vectors.
class HalfStep {
public:
    HalfStep(const PlayCounts& plays, std::span<const float> fixed, const AlsConfig& config)
        : m_plays(plays), m_fixed(fixed), m_config(config), m_gram(gram(fixed, config.factors, config.regularisation))
    {
    }

    void solve(std::size_t row, float* out) const
    {
        const auto size = m_config.factors;
        auto matrix = m_gram;
        std::vector<double> right(size, 0.0);
        std::vector<double> vectors(kOutersAtOnce * size, 0.0);
        for (auto first = m_plays.start[row]; first < m_plays.start[row + 1]; first += kOutersAtOnce) {
            const auto count = std::min<std::size_t>(kOutersAtOnce, m_plays.start[row + 1] - first);
            std::array<double, kOutersAtOnce> extra{};   // c - 1
            for (std::size_t k = 0; k < count; ++k) {
                const auto* vector = m_fixed.data() + m_plays.song[first + k] * size;
                extra[k] = m_config.confidence * static_cast<double>(m_plays.count[first + k]);
                for (std::size_t i = 0; i < size; ++i) {
                    vectors[k * size + i] = static_cast<double>(vector[i]);
                    right[i] += (1 + extra[k]) * static_cast<double>(vector[i]);
                }
            }
            addOuters(matrix.data(), size, vectors.data(), extra.data());
        }
        if (!solveCholesky(matrix, right)) throw Error(ErrorCode::NonFinite, "taste profile", "a step has no solution; raise the regularisation");
        std::transform(right.begin(), right.end(), out, [](double value) { return static_cast<float>(value); });
    }

private:
    const PlayCounts& m_plays;
    std::span<const float> m_fixed;
    const AlsConfig& m_config;
    std::vector<double> m_gram;
};

/// All rows on all threads; the calling thread works too and reports.
void solveAll(const HalfStep& step, std::size_t rows, std::vector<float>& out, const AlsConfig& config, const std::string& stage, RunControl& control)
{
    std::atomic<std::size_t> next{0};
    std::atomic<bool> ended{false};
    std::mutex mutex;
    std::exception_ptr failure;   // guarded by mutex
    const auto work = [&](bool reports) {
        try {
            for (std::size_t first; !ended && (first = next.fetch_add(kRowsPerBlock)) < rows;) {
                if (reports) control.step(stage, static_cast<std::int64_t>(first), static_cast<std::int64_t>(rows));
                for (auto row = first; row < std::min(rows, first + kRowsPerBlock); ++row)
                    step.solve(row, out.data() + row * config.factors);
            }
        } catch (...) {
            ended = true;
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < config.threads; ++i)
            others.emplace_back([&] { work(false); });
        work(true);
    }
    if (failure) std::rethrow_exception(failure);
}

void checkConfig(const AlsConfig& config, const PlayCounts& plays)
{
    if (config.factors < 1 || config.factors > 4096) throw Error(ErrorCode::InvalidArgument, "factors", "1 to 4096 are possible");
    if (config.iterations < 1 || config.iterations > 10'000) throw Error(ErrorCode::InvalidArgument, "iterations", "1 to 10000 are possible");
    if (!(config.regularisation > 0)) throw Error(ErrorCode::InvalidArgument, "regularisation", "a number above 0 is wanted");
    if (!(config.confidence >= 0)) throw Error(ErrorCode::InvalidArgument, "confidence", "0 or more is wanted");
    if (plays.entries() == 0) throw Error(ErrorCode::TooShort, "taste profile", "nobody played anything");
}

}  // namespace

PlayCounts sortedPlays(std::span<const Play> plays, std::size_t users, std::size_t songs)
{
    std::vector<Play> sorted(plays.begin(), plays.end());
    for (const auto& play : sorted) {
        if (play.user >= users || play.song >= songs) throw Error(ErrorCode::InvalidArgument, "plays", "a user or song number is out of range");
        if (!(play.count > 0) || !std::isfinite(play.count)) throw Error(ErrorCode::InvalidArgument, "plays", "a play count must be above 0");
    }
    std::sort(sorted.begin(), sorted.end(), [](const Play& a, const Play& b) { return a.user != b.user ? a.user < b.user : a.song < b.song; });
    PlayCounts result{users, songs, std::vector<std::uint64_t>(users + 1, 0), {}, {}};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && sorted[i].user == sorted[i - 1].user && sorted[i].song == sorted[i - 1].song) {
            result.count.back() += sorted[i].count;
            continue;
        }
        result.song.push_back(sorted[i].song);
        result.count.push_back(sorted[i].count);
        ++result.start[sorted[i].user + 1];
    }
    for (std::size_t user = 0; user < users; ++user)
        result.start[user + 1] += result.start[user];
    return result;
}

AlsFactors factorise(const PlayCounts& plays, const AlsConfig& config, RunControl& control)
{
    checkConfig(config, plays);
    const auto bySong = turned(plays);
    AlsFactors result{config.factors, std::vector<float>(plays.users * config.factors, 0.0f), std::vector<float>(plays.songs * config.factors)};
    SplitMix random{config.seed};
    for (auto& value : result.songs)
        value = static_cast<float>((random.uniform() - 0.5) / std::sqrt(static_cast<double>(config.factors)));
    for (int iteration = 1; iteration <= config.iterations; ++iteration) {
        const auto name = " " + std::to_string(iteration) + " of " + std::to_string(config.iterations);
        solveAll(HalfStep(plays, result.songs, config), plays.users, result.users, config, "users, iteration" + name, control);
        solveAll(HalfStep(bySong, result.users, config), plays.songs, result.songs, config, "songs, iteration" + name, control);
    }
    return result;
}

}  // namespace engine::retrieval
