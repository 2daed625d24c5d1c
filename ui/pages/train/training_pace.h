#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "engine/core/run_control.h"

namespace ui {

/// What the trainer says of itself: "training, epoch 3 of 30" or "checking, ...".
struct EpochStage {
    int epoch = 0, epochs = 0;
    bool checking = false;
};
std::optional<EpochStage> epochStageOf(const std::string& stage);

/// How fast a training goes and how long it will go on, from its progress. A guess is given only after 2 s and 2 % of an epoch; then the length
/// of whole epochs replaces it.
class TrainingPace {
public:
    using Clock = std::chrono::steady_clock;
    struct Reading {
        EpochStage stage;
        double share = 0;                            ///< of the whole training, 0 to 1
        std::optional<double> samplesPerSecond, secondsLeft;
    };
    /// windowsPerBatch: the batch size of the run.
    void begin(int windowsPerBatch);
    /// Nothing for stages that are no epochs.
    std::optional<Reading> update(const engine::Progress& progress, Clock::time_point now = Clock::now());

private:
    int m_batch = 1, m_epoch = 0;
    bool m_fromStart = false;                        ///< the present epoch was seen from its first batch on
    std::int64_t m_firstBatch = 0;
    Clock::time_point m_epochBegan{};
    std::optional<double> m_epochSeconds, m_rate;
};

}  // namespace ui
