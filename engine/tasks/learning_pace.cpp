#include "engine/tasks/learning_pace.h"

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/random.h"

namespace engine::tasks {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMeasuredBatches = 4;
constexpr double kEnoughSeconds = 4;      ///< slow networks are measured by fewer batches

class NoRows final : public neural::EpochSink {
public:
    double epochDone(const neural::EpochReport&) override { return 0; }
    void checkpointWritten(int, bool) override {}
};

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

}  // namespace

NoiseWindows::NoiseWindows(std::size_t mels, std::size_t frames, std::size_t rows, std::size_t tags) : m_mels(mels), m_frames(frames)
{
    constexpr double kLowestDb = -60, kRangeDb = 60;
    SplitMix random{7};
    m_batch.rows = rows;
    m_batch.input.resize(rows * mels * frames);
    for (auto& value : m_batch.input)
        value = static_cast<float>(kLowestDb + kRangeDb * random.uniform());
    m_batch.target.resize(rows * tags);
    for (auto& value : m_batch.target)
        value = random.uniform() < 0.1 ? 1.0F : 0.0F;
}

std::size_t NoiseWindows::batchCount(int) const
{
    return kMeasuredBatches + 2;   // one to warm up; the last is never timed
}

double secondsPerStep(neural::NeuralEngine& engine, const neural::TrainConfig& config, NoiseWindows& noise, RunControl& control,
                      const std::function<void(int done, int total)>& tell)
{
    std::stop_source enough;
    std::vector<double> batches;
    Clock::time_point began, last;
    RunControl inner(enough.get_token(), [&](const Progress& progress) {
        tell(static_cast<int>(progress.done), kMeasuredBatches + 1);
        const auto now = Clock::now();
        if (progress.done == 1) began = now;   // the first batch warms up
        if (progress.done > 1) batches.push_back(std::chrono::duration<double>(now - last).count());
        last = now;
        const auto timed = static_cast<int>(batches.size());
        if (timed >= kMeasuredBatches || (timed >= 1 && std::chrono::duration<double>(now - began).count() > kEnoughSeconds)) enough.request_stop();
    });
    NoRows nothing;
    try {
        engine.train(config, noise, nullptr, nothing, inner);
    } catch (const Cancelled&) {
        if (control.stop().stop_requested()) throw;
    }
    return medianOf(batches);
}

}  // namespace engine::tasks
