#pragma once
#include <optional>

#include <QWidget>

#include "engine/core/json.h"
#include "engine/jobs/job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

struct PageContext;

/// Runs one task at a time for a panel: progress, cancel, and in words what went wrong. Nothing of it is seen while nothing runs.
class JobStrip : public QWidget {
    Q_OBJECT
public:
    /// `what`: for screen readers, "the comparison".
    JobStrip(PageContext& context, const QString& what, QWidget* parent = nullptr);

    void start(const QString& task, const engine::Json& parameters);
    /// From the click until the end, waiting in the queue included.
    bool isBusy() const { return m_isBusy; }
    void say(const QString& text);
    QString message() const;

Q_SIGNALS:
    void busyChanged(bool busy);
    /// The job ended well; what it made is in the workspace. A plain number: Qt 6.4 cannot stream an enum over `long`.
    void done(qlonglong job);

private:
    void setBusy(bool busy);
    void takeEvent(const engine::jobs::JobEvent& event);
    void showProgress(const engine::jobs::JobEvent& event);

    PageContext& m_context;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QLabel* m_message;
    std::optional<engine::JobId> m_job;
    bool m_isBusy = false;
};

}  // namespace ui
