#include "engine/tasks/track_pieces.h"

#include <algorithm>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kMostTried = 8;   // one unreadable file must not end a training, a lost disk must

}  // namespace

TrackPieces::TrackPieces(store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& tracks, std::size_t samples, std::stop_token stop)
    : m_preset(preset), m_melgrams(workspace, preset), m_samples(samples), m_stop(std::move(stop))
{
    auto store = workspace.tracks();
    for (const auto& track : store.page(tracks)) {
        if (track.state != store::TrackState::Ready) continue;
        Item item{track.id, store.absolutePath(track), static_cast<std::size_t>(track.durationSeconds * preset.sampleRateHz), nullptr};
        const auto& rows = m_melgrams.of(track.id);
        if (preset.isWaveform() && !rows.empty() && rows.front().sourceMtimeNs == track.stamp.mtimeNs &&
            static_cast<std::size_t>(rows.front().frames) >= samples) {
            item.kept = &rows.front();
            item.samples = static_cast<std::size_t>(rows.front().frames);
        }
        if (item.samples >= samples) m_items.push_back(std::move(item));
        else ++m_leftOut;
    }
}

void TrackPieces::readItem(const Item& item, std::size_t start, std::vector<float>& piece) const
{
    if (item.kept != nullptr) {
        piece.resize(m_samples);
        m_melgrams.read(*item.kept, start, m_samples, piece.data());
        return;
    }
    const audio::Range range{static_cast<std::int64_t>(start), static_cast<std::int64_t>(m_samples)};
    piece = audio::decodeMono(item.file, m_preset.sampleRateHz, m_preset.resampler, range, m_stop).samples;
    piece.resize(m_samples, 0.0f);   // a duration that was rounded up
}

void TrackPieces::read(const std::vector<std::size_t>& order, std::size_t place, const std::function<std::size_t(std::size_t)>& start,
                       std::vector<float>& piece) const
{
    for (std::size_t attempt = 0;; ++attempt) {
        const auto item = order[(place + attempt) % order.size()];
        try {
            readItem(m_items[item], start(item), piece);
            return;
        } catch (const Error&) {
            if (attempt + 1 >= std::min(kMostTried, order.size())) throw;
        }
    }
}

}  // namespace engine::tasks
