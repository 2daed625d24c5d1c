#include "ui/pages/train/training_pace.h"

#include <algorithm>
#include <cstdio>

namespace ui {

namespace {

constexpr double kLeastSeconds = 2, kLeastShare = 0.02;
constexpr double kTrainingShare = 0.9;   ///< of an epoch, until a whole one was timed; the rest is the check on the validation part

}  // namespace

std::optional<EpochStage> epochStageOf(const std::string& stage)
{
    EpochStage found;
    if (std::sscanf(stage.c_str(), "training, epoch %d of %d", &found.epoch, &found.epochs) == 2) return found;
    found.checking = true;
    if (std::sscanf(stage.c_str(), "checking, epoch %d of %d", &found.epoch, &found.epochs) == 2) return found;
    return {};
}

void TrainingPace::begin(int windowsPerBatch)
{
    *this = {};
    m_batch = std::max(1, windowsPerBatch);
}

std::optional<TrainingPace::Reading> TrainingPace::update(const engine::Progress& progress, Clock::time_point now)
{
    const auto stage = epochStageOf(progress.stage);
    if (!stage || stage->epochs < 1) return {};
    const auto seconds = [&] { return std::chrono::duration<double>(now - m_epochBegan).count(); };
    if (stage->epoch != m_epoch) {
        if (m_fromStart && stage->epoch == m_epoch + 1) m_epochSeconds = seconds();
        m_fromStart = !stage->checking && progress.done == 0;
        m_epoch = stage->epoch;
        m_epochBegan = now;
        m_firstBatch = progress.done;
    }
    const double total = static_cast<double>(std::max<std::int64_t>(1, progress.total));
    const double part = std::clamp(static_cast<double>(progress.done) / total, 0.0, 1.0);
    const double within = stage->checking ? kTrainingShare + (1 - kTrainingShare) * part : kTrainingShare * part;
    Reading reading;
    reading.stage = *stage;
    reading.share = (stage->epoch - 1 + within) / stage->epochs;
    const auto made = static_cast<double>(progress.done - m_firstBatch);
    if (!stage->checking && seconds() >= kLeastSeconds && made >= std::max(1.0, kLeastShare * total)) m_rate = made * m_batch / seconds();
    reading.samplesPerSecond = m_rate;
    if (m_epochSeconds) {
        reading.secondsLeft = std::max(0.0, *m_epochSeconds * (1 - within)) + *m_epochSeconds * (stage->epochs - stage->epoch);
    } else if (m_rate) {
        const double epoch = total * m_batch / *m_rate / kTrainingShare;
        if (!stage->checking) reading.secondsLeft = epoch * (1 - within) + epoch * (stage->epochs - stage->epoch);
    }
    return reading;
}

}  // namespace ui
