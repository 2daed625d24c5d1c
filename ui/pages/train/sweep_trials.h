#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "ui/pages/train/parallel_coordinates.h"

namespace engine::store {
class Workspace;
}

namespace ui {

/// One trial of a search as the workspace knows it now.
struct SweepTrial {
    engine::Json point;                  ///< what is its own
    QString name;
    std::optional<engine::RunId> run;
    int epochs = 0;
    double score = std::numeric_limits<double>::quiet_NaN();   ///< best validation ROC-AUC
    std::string standing;                ///< of its run; empty = has not begun
    bool isBest = false;
};

/// A job of the task `sweep`, from the window or the command line.
struct SweepRecord {
    engine::JobId job{};
    std::string name, state;
    engine::Json parameters;
    std::vector<SweepTrial> trials;
    std::optional<engine::RunId> finalRun;
    bool isRunning() const { return state == "running" || state == "queued" || state == "paused"; }
};

/// On the store's thread. All searches, newest first, without their trials.
std::vector<SweepRecord> readSweeps(engine::store::Workspace& workspace);
/// On the store's thread. State and trials as they are now.
SweepRecord readTrials(engine::store::Workspace& workspace, SweepRecord record);

/// Names of the settings that are varied, in order.
std::vector<std::string> variedSettings(const SweepRecord& record);
/// An axis a setting and one for the score; a line a trial.
std::pair<std::vector<TrialAxis>, std::vector<TrialLine>> linesOf(const SweepRecord& record);

/// What a setting of a training is called: "Learning rate".
QString settingName(const QString& id);
/// Its value as people read it.
QString settingText(const engine::Json& value);

}  // namespace ui
