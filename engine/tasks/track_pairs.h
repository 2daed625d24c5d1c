#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "engine/dsp/wave_augment.h"
#include "engine/neural/training.h"
#include "engine/tasks/track_pieces.h"

namespace engine::tasks {

/// Two pieces of each track from independent random places, changed independently: what a network learns from without labels. Rows of a
/// batch: all first pieces, then all second ones. A track gives one pair an epoch, in a new order; what does not fill a batch waits for the
/// next epoch. Batch b of epoch e is a pure function of (seed, e, b) and of the tracks. Samples come from a kept waveform melgram where
/// there is one, else from the file itself; a file that cannot be read gives its place to the next track of the order.
class TrackPairs final : public neural::BatchSource {
public:
    struct Config {
        std::size_t samples = 0;       ///< of one piece, at the preset's rate
        std::size_t pairs = 48;        ///< of a batch; not more than there are tracks
        dsp::WaveAugmentation augmentation = {};
        std::uint64_t seed = 0;
        int threads = 1;
    };
    /// Tracks shorter than a piece are left out: leftOut() counts them.
    TrackPairs(store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& tracks, Config config, std::stop_token stop);

    std::size_t mels() const override { return 1; }
    std::size_t frames() const override { return m_config.samples; }
    std::size_t batchCount(int epoch) const override;
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;
    std::size_t tracks() const { return m_pieces.count(); }
    std::size_t leftOut() const { return m_pieces.leftOut(); }

private:
    void makePiece(int epoch, const std::vector<std::size_t>& order, std::size_t place, std::uint64_t view, float* out) const;

    TrackPieces m_pieces;
    int m_sampleRateHz;
    Config m_config;
    std::stop_token m_stop;
};

}  // namespace engine::tasks
