#pragma once
#include <cstdint>
#include <vector>

#include <QObject>
#include <QThreadPool>

#include "engine/core/ids.h"
#include "ui/charts/evaluation_view.h"

namespace ui {

class StoreThread;

/// Makes an EvaluationView: rows are read on the store thread, numbers and curves are computed on a thread of its own, answers arrive on the
/// GUI thread. Only the newest request is answered.
class EvaluationLoader : public QObject {
    Q_OBJECT
public:
    explicit EvaluationLoader(StoreThread& store, QObject* parent = nullptr);
    ~EvaluationLoader() override;   ///< waits for what is being computed

    void load(engine::RunId run, engine::Part part);
    /// Looks up the tracks behind a choice.
    void choose(const EvaluationPtr& view, const Choice& choice);

Q_SIGNALS:
    void loaded(const ui::EvaluationPtr& view);
    /// The run has no prediction of the part, which has so many playable tracks.
    void absent(int partTracks);
    void failed(const QString& reason);
    void chosen(const ui::Choice& choice, const std::vector<engine::TrackId>& tracks);

private:
    StoreThread& m_store;
    std::uint64_t m_newestView = 0;
    std::uint64_t m_newestChoice = 0;
    QThreadPool m_pool;
};

}  // namespace ui
