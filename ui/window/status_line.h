#pragma once
#include <map>
#include <optional>

#include <QElapsedTimer>
#include <QStatusBar>

#include "engine/jobs/job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

struct PageContext;

/// Status bar: the selection summed up, the running job with bar, time left, Pause and Cancel, and the device in use.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    StatusLine(PageContext& context, const QString& deviceText, QWidget* parent = nullptr);
    /// Where models are computed: "CPU, 2 threads", or the card by its name once its driver has told it.
    void setDevice(const QString& device, int threads);
    /// Tracks listed in the library now.
    void setListed(int tracks);

private:
    void takeEvent(const engine::jobs::JobEvent& event);
    void showJob();
    void sumUp();

    PageContext& m_context;
    std::map<engine::JobId, engine::jobs::JobEvent> m_jobs;   ///< queued, running or paused
    int m_listed = 0;
    QLabel* m_selection;
    QLabel* m_job;
    QLabel* m_device;
    QProgressBar* m_bar;
    QPushButton* m_pause;
    QPushButton* m_cancel;
};

}  // namespace ui
