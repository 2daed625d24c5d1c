#include "engine/tasks/track_pairs.h"

#include <algorithm>
#include <cmath>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/jobs/map_parallel.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kFewestPairs = 2;      // one pair has nothing to be told from
constexpr std::size_t kMostSubstitutes = 8;  // tracks tried in place of unreadable ones

}  // namespace

TrackPairs::TrackPairs(store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& tracks, Config config, std::stop_token stop)
    : m_preset(preset), m_melgrams(workspace, preset), m_config(config), m_stop(std::move(stop))
{
    auto store = workspace.tracks();
    for (const auto& track : store.page(tracks)) {
        if (track.state != store::TrackState::Ready) continue;
        Item item{track.id, store.absolutePath(track), static_cast<std::size_t>(track.durationSeconds * preset.sampleRateHz), nullptr};
        const auto& rows = m_melgrams.of(track.id);
        if (!rows.empty() && rows.front().sourceMtimeNs == track.stamp.mtimeNs && static_cast<std::size_t>(rows.front().frames) >= config.samples) {
            item.kept = &rows.front();
            item.samples = static_cast<std::size_t>(rows.front().frames);
        }
        if (item.samples >= config.samples) m_items.push_back(std::move(item));
        else ++m_leftOut;
    }
    m_config.pairs = std::min(m_config.pairs, m_items.size());
}

std::size_t TrackPairs::batchCount(int) const
{
    return m_config.pairs < kFewestPairs ? 0 : m_items.size() / m_config.pairs;
}

void TrackPairs::read(const Item& item, std::size_t start, std::vector<float>& piece) const
{
    if (item.kept != nullptr) {
        piece.resize(m_config.samples);
        m_melgrams.read(*item.kept, start, m_config.samples, piece.data());
        return;
    }
    const audio::Range range{static_cast<std::int64_t>(start), static_cast<std::int64_t>(m_config.samples)};
    piece = audio::decodeMono(item.file, m_preset.sampleRateHz, m_preset.resampler, range, m_stop).samples;
    piece.resize(m_config.samples, 0.0f);   // a duration that was rounded up
}

void TrackPairs::makePiece(int epoch, const std::vector<std::size_t>& order, std::size_t place, std::uint64_t view, float* out) const
{
    std::vector<float> piece;
    for (std::size_t attempt = 0;; ++attempt) {
        const auto& item = m_items[order[(place + attempt) % order.size()]];
        SplitMix random{m_config.seed, static_cast<std::uint64_t>(epoch), value(item.track), view};
        try {
            read(item, random.below(item.samples - m_config.samples + 1), piece);
        } catch (const Error&) {
            if (attempt + 1 < std::min(kMostSubstitutes, order.size())) continue;
            throw;
        }
        dsp::augmentWave(piece, m_preset.sampleRateHz, m_config.augmentation, random);
        std::copy(piece.begin(), piece.end(), out);
        return;
    }
}

void TrackPairs::fill(int epoch, std::size_t batch, neural::HostBatch& out)
{
    const auto order = SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch)}.permutation(m_items.size());
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
