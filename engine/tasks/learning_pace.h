#pragma once
#include <functional>

#include "engine/core/run_control.h"
#include "engine/neural/neural_engine.h"

namespace engine::tasks {

/// One batch of noise at the level of music, again and again: time and memory of learning do not depend on what is heard.
class NoiseWindows final : public neural::BatchSource {
public:
    NoiseWindows(std::size_t mels, std::size_t frames, std::size_t rows, std::size_t tags);
    std::size_t mels() const override { return m_mels; }
    std::size_t frames() const override { return m_frames; }
    std::size_t batchCount(int epoch) const override;
    void fill(int, std::size_t, neural::HostBatch& out) override { out = m_batch; }
    const neural::HostBatch& batch() const { return m_batch; }

private:
    std::size_t m_mels, m_frames;
    neural::HostBatch m_batch;
};

/// Median seconds of a step. The trainer itself learns the noise; it is stopped when enough batches are timed, hence before it writes
/// anything. `tell` hears of batches done and to do. Throws Cancelled when `control` is stopped.
double secondsPerStep(neural::NeuralEngine& engine, const neural::TrainConfig& config, NoiseWindows& noise, RunControl& control,
                      const std::function<void(int done, int total)>& tell);

}  // namespace engine::tasks
