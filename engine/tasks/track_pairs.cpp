#include "engine/tasks/track_pairs.h"

#include <algorithm>

#include "engine/core/random.h"
#include "engine/jobs/map_parallel.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kFewestPairs = 2;   // one pair has nothing to be told from

}  // namespace

TrackPairs::TrackPairs(store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& tracks, Config config, std::stop_token stop)
    : m_pieces(workspace, preset, tracks, config.samples, stop), m_sampleRateHz(preset.sampleRateHz), m_config(config), m_stop(std::move(stop))
{
    m_config.pairs = std::min(m_config.pairs, m_pieces.count());
}

std::size_t TrackPairs::batchCount(int) const
{
    return m_config.pairs < kFewestPairs ? 0 : m_pieces.count() / m_config.pairs;
}

void TrackPairs::makePiece(int epoch, const std::vector<std::size_t>& order, std::size_t place, std::uint64_t view, float* out) const
{
    std::vector<float> piece;
    SplitMix random(0);
    const auto start = [&](std::size_t item) {
        random = SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch), value(m_pieces.track(item)), view};
        return random.below(m_pieces.starts(item));
    };
    m_pieces.read(order, place, start, piece);
    dsp::augmentWave(piece, m_sampleRateHz, m_config.augmentation, random);
    std::copy(piece.begin(), piece.end(), out);
}

void TrackPairs::fill(int epoch, std::size_t batch, neural::HostBatch& out)
{
    const auto order = SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch)}.permutation(m_pieces.count());
    out.rows = 2 * m_config.pairs;
    out.input.resize(out.rows * m_config.samples);
    out.target.clear();
    std::size_t next = 0;
    const auto source = [&]() -> std::optional<std::size_t> { return next < out.rows ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t row) {
        const auto view = row / m_config.pairs, pair = row % m_config.pairs;
        makePiece(epoch, order, batch * m_config.pairs + pair, view, out.input.data() + row * m_config.samples);
        return row;
    };
    jobs::mapParallel(m_config.threads, m_stop, source, work, [](std::size_t) {});
    if (m_stop.stop_requested()) throw Cancelled{};
}

}  // namespace engine::tasks
