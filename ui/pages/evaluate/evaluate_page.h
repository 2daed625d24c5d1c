#pragma once
#include <optional>
#include <set>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "engine/store/run_store.h"
#include "ui/charts/chart.h"
#include "ui/pages/evaluate/tag_score_model.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QTableWidget;
class QTabWidget;
class QToolButton;

namespace ui {

class ChosenTracks;
class EvaluationLoader;
class NextStep;

/// Evaluate: how good a run is on one part of its split; every bar, point and cell leads to its tracks.
class EvaluatePage : public QWidget {
    Q_OBJECT
public:
    explicit EvaluatePage(PageContext& context, QWidget* parent = nullptr);

    const std::optional<Choice>& choice() const { return m_choice; }
    const EvaluationPtr& view() const { return m_view; }
    const std::vector<Chart*>& charts() const { return m_charts; }
    TagScoreModel& tags() { return m_tags; }
    QString heading() const;
    QString headline() const;
    /// What the numbers leave out or must be read with; may be empty.
    QString notes() const;
    void choose(const Choice& choice);
    void clearChoice();

private:
    QWidget* buildTop();
    QWidget* buildSummary();
    QWidget* buildTables();
    QWidget* buildCharts();
    QWidget* buildChart(const ChartEntry& entry, Chart* chart);
    QWidget* buildEmpty();
    void buildActions();
    void connectLoader();

    void readRuns();
    void takeRuns(std::vector<engine::store::Run> runs);
    void load();
    void showView(EvaluationPtr view);
    void showAbsent(int partTracks);
    void showMessage(const QString& text, const QString& button, std::function<void()> action);
    void showSummary();
    void showTypes();
    void showChosenTags();
    void showTracks(const QString& what, const std::vector<engine::TrackId>& tracks);
    void takeChosen(const Choice& choice, const std::vector<engine::TrackId>& tracks);
    void noticeSelection();
    /// Of the evaluate task; only with a run chosen.
    engine::Json parameters() const;
    void evaluate();
    void exportChart(const QString& ending);
    void takeEvent(const engine::jobs::JobEvent& event);
    std::optional<engine::RunId> runId() const;
    QString partWord() const;
    void updateNextStep();

    PageContext& m_context;
    EvaluationLoader* m_loader;
    TagScoreModel m_tags;
    EvaluationPtr m_view;
    std::optional<Choice> m_choice;
    std::vector<engine::TrackId> m_chosen;
    bool m_choosing = false;
    std::set<engine::JobId> m_evaluating;

    QComboBox* m_run = nullptr;
    QComboBox* m_part = nullptr;
    QPushButton* m_evaluate = nullptr;
    QPushButton* m_export = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_headline = nullptr;
    QLabel* m_notes = nullptr;
    std::vector<QLabel*> m_figures;
    QTableView* m_table = nullptr;
    QTableWidget* m_types = nullptr;
    QTabWidget* m_chartTabs = nullptr;
    QToolButton* m_explain = nullptr;
    std::vector<Chart*> m_charts;
    ChosenTracks* m_tracks = nullptr;
    QSplitter* m_floors = nullptr;
    QList<int> m_floorSizes;   ///< as the user left them with tracks shown
    bool m_tracksOpen = false;
    QStackedWidget* m_middle = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyButton = nullptr;
    std::function<void()> m_emptyAction;
    NextStep* m_next = nullptr;
    QTimer m_reload;   ///< thins reloads out while jobs end one after another
};

}  // namespace ui
