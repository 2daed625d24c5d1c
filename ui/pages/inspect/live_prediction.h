#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include <QObject>
#include <QTimer>

#include "engine/core/ids.h"
#include "engine/jobs/job.h"
#include "ui/pages/inspect/track_predictions.h"

namespace ui {

struct PageContext;

namespace inspect {

/// Lets one model listen to one file in the background, for the page alone: nothing is stored. The latest wish wins; the one before is
/// cancelled, wherever it is. Arrows that run through the library start nothing until they rest.
class LivePrediction : public QObject {
    Q_OBJECT
public:
    struct Wish {
        std::filesystem::path file;
        std::optional<engine::TrackId> track;   ///< to mark which tags are the user's
        std::string run = "latest";             ///< as the task `predict` takes it
        QString model;                          ///< what people call it; may be empty
    };
    explicit LivePrediction(PageContext& context, QObject* parent = nullptr);

    /// soon: after a moment's rest, in case the next wish follows at once.
    void ask(Wish wish, bool soon);
    /// What was asked for is not wanted any more.
    void cancel();
    bool isBusy() const { return m_wish.has_value(); }
    /// The job of the newest wish, also after its end.
    bool isLast(engine::JobId job) const { return m_last == job; }

Q_SIGNALS:
    void said(const QString& text);
    void found(const ui::inspect::TrackPredictions& predictions);
    void failed(const QString& message);

private:
    void sayListening();
    void submit();
    void takeEvent(const engine::jobs::JobEvent& event);
    void readJob();

    PageContext& m_context;
    QTimer m_rest;
    std::optional<Wish> m_wish;
    int m_number = 0;                       ///< of the wish; an answer to an older one is dropped
    std::optional<engine::JobId> m_job, m_last;
    bool m_waits = false;                   ///< behind another job
};

}  // namespace inspect
}  // namespace ui
