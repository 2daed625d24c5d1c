#pragma once
#include <optional>
#include <vector>

#include <QSortFilterProxyModel>
#include <QWidget>

#include "engine/tasks/run_settings.h"
#include "ui/models/run_table_model.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTableView;
class QTableWidget;

namespace ui {

class RunExchangeBar;
struct PageContext;

/// The table of runs; beside it the epochs of one run, and the settings of one run or those in which several differ.
class RunsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunsPanel(PageContext& context, QWidget* parent = nullptr);

    void setRuns(std::vector<engine::store::RunSummary> runs);
    /// The chosen runs in the order of the table.
    std::vector<engine::RunId> chosen() const;
    void choose(engine::RunId run);
    RunExchangeBar& exchange() { return *m_exchange; }
    const RunTableModel& model() const { return m_model; }
    void setColours(std::map<engine::RunId, QColor> colours) { m_model.setColours(std::move(colours)); }
    void showEpochs(const std::optional<engine::store::RunSummary>& run, const std::vector<engine::store::EpochRow>& epochs);
    /// Settings of the chosen runs, in their order.
    void showSettings(const std::vector<engine::Json>& settings);

Q_SIGNALS:
    void choiceChanged();
    /// A note was written: the runs should be read again.
    void changed();
    void resumeWanted(const engine::store::RunSummary& run);
    void rerunWanted(const engine::store::RunSummary& run);

private:
    QWidget* buildRuns();
    QWidget* buildBar();
    void showCurrent();
    void keepNotes();
    const engine::store::RunSummary* current() const;

    PageContext& m_context;
    RunTableModel m_model;
    QSortFilterProxyModel m_sorted;
    QTabWidget* m_tabs = nullptr;
    QTableView* m_table = nullptr;
    QTableWidget* m_epochs = nullptr;
    QTableWidget* m_settings = nullptr;
    QLabel* m_settingsHint = nullptr;
    RunExchangeBar* m_exchange = nullptr;
    QLineEdit* m_notes = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_rerun = nullptr;
    QPushButton* m_copy = nullptr;
    std::optional<engine::RunId> m_notesOf;
};

}  // namespace ui
