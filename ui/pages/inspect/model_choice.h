#pragma once
#include <vector>

#include <QComboBox>

#include "engine/store/run_store.h"

namespace ui::inspect {

/// Which model speaks: the newest that knows the track, or one run or imported checkpoint. The user's choice is remembered by the
/// name of the run, so that it holds after the next start and in a workspace that has a run of this name, too.
class ModelChoice : public QComboBox {
    Q_OBJECT
public:
    explicit ModelChoice(QWidget* parent = nullptr);

    /// Runs with weights, newest first. A remembered one that is not there leaves the choice to the newest, and comes back with its run.
    void setRuns(std::vector<engine::store::Run> runs);
    /// nullptr: the newest.
    const engine::store::Run* chosen() const;
    /// The newest that can be asked: not one that has just begun to learn. nullptr without any.
    const engine::store::Run* newest() const;

Q_SIGNALS:
    /// Another model is to speak, by the user's choice or because a run came or went.
    void changed();

private:
    std::vector<engine::store::Run> m_runs;
};

/// Those that can be asked, newest first. On the store's thread.
std::vector<engine::store::Run> askableRuns(std::vector<engine::store::Run> runs);

}  // namespace ui::inspect
