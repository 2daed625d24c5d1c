#pragma once
#include <cstdint>
#include <stop_token>

#include "engine/dsp/wave_augment.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/track_pieces.h"

namespace engine::tasks {

/// What a noisy student learns from (neural::Teacher): a batch is labelled windows, then pieces of unlabelled tracks. Of a piece the teacher
/// hears the melgram as it is, the student that of the changed sound: the same crop, the same preset. The longer of the two sets the epoch, the
/// shorter begins again, in a new order and with other windows. Batch b of epoch e is a pure function of (seed, e, b) and of the tracks.
class StudentBatches final : public neural::BatchSource {
public:
    struct Config {
        std::size_t samples = 0;       ///< of one piece, at the preset's rate; they give the labelled windows' frames
        std::size_t unlabelled = 16;   ///< pieces of a batch; not more than there are tracks
        dsp::WaveAugmentation noise = dsp::studentNoise();
        std::uint64_t seed = 0;
        int threads = 1;
    };
    /// `labelled` must outlive this.
    StudentBatches(TrainingWindows& labelled, store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& unlabelled, Config config,
                   std::stop_token stop);

    std::size_t mels() const override { return m_labelled.mels(); }
    std::size_t frames() const override { return m_labelled.frames(); }
    /// 0 where one of the two has nothing.
    std::size_t batchCount(int epoch) const override;
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;
    std::size_t unlabelledTracks() const { return m_pieces.count(); }
    std::size_t leftOut() const { return m_pieces.leftOut(); }

private:
    void makePiece(int epoch, std::size_t pass, const std::vector<std::size_t>& order, std::size_t place, float* clean, float* changed) const;

    TrainingWindows& m_labelled;
    TrackPieces m_pieces;
    dsp::Preset m_preset;
    Config m_config;
    std::stop_token m_stop;
};

}  // namespace engine::tasks
