#pragma once
#include <optional>

#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/retrieval/retrieval_form.h"
#include "ui/pages/retrieval/retrieval_tables.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace ui {

class NextStep;

/// Retrieval: metric models are prepared and trained here, and stand beside predicted tags, a random order and the published rows.
class RetrievalPage : public QWidget {
    Q_OBJECT
public:
    explicit RetrievalPage(PageContext& context, QWidget* parent = nullptr);

    retrieval::RetrievalForm& form() { return *m_form; }
    retrieval::WaysModel& ways() { return *m_ways; }
    retrieval::ScoresModel& scores() { return *m_scores; }
    QString hintText() const;
    /// The comparison below as a file.
    void exportCsv(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildTables();
    QLayout* buildTools();
    void reload();
    void submit(const TaskList& tasks);
    void takeEvent(const engine::jobs::JobEvent& event);
    void showScores();
    void showHint();
    void updateNextStep();
    std::vector<std::string> trained() const;
    QString tableLine() const;
    void askWhereToExport();

    PageContext& m_context;
    retrieval::RetrievalForm* m_form = nullptr;
    retrieval::WaysModel* m_ways = nullptr;
    retrieval::ScoresModel* m_scores = nullptr;
    retrieval::Known m_known;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_hint = nullptr;
    QTableView* m_waysTable = nullptr;
    QTableView* m_scoresTable = nullptr;
    QSortFilterProxyModel* m_sortedScores = nullptr;
    QComboBox* m_part = nullptr;
    QComboBox* m_measure = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_export = nullptr;
    NextStep* m_next = nullptr;
    QTimer m_reload;                       ///< news of jobs come in bursts
    std::optional<engine::JobId> m_job;    ///< what the form's progress shows
    int m_jobsLeft = 0;                    ///< of the chain that was begun here
    bool m_isStale = true;
};

}  // namespace ui
