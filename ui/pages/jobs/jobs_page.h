#pragma once
#include <optional>

#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/models/job_table_model.h"
#include "ui/page_context.h"
#include "ui/widgets/copy_command_button.h"

class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace ui {

class NextStep;

/// Jobs: everything running, queued, done and failed, each with its log, which grows while it works.
class JobsPage : public QWidget {
    Q_OBJECT
public:
    explicit JobsPage(PageContext& context, QWidget* parent = nullptr);

private:
    QWidget* buildList();
    void reload();
    void takeEvent(const engine::jobs::JobEvent& event);
    void showChosen();
    const engine::store::JobRow* chosen() const;
    TaskList tasksOfChosen() const;
    void readLog();
    void showLog(engine::JobId job, const QString& text);
    void updateNextStep();

    PageContext& m_context;
    JobTableModel m_model;
    QTableView* m_table = nullptr;
    QPlainTextEdit* m_log = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_rerun = nullptr;
    NextStep* m_next = nullptr;
    QTimer m_tick;
    QTimer m_reload;
    QTimer m_logTimer;
    std::optional<engine::JobId> m_logOf;
};

}  // namespace ui
