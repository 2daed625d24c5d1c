#pragma once
#include <optional>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/experiment_data.h"
#include "ui/pages/features/table_data.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace ui {

class JobStrip;

namespace features {

class CompareForm;
class ResultView;

/// Models out of the box, side by side; and every experiment there has been.
class ComparePanel : public QWidget {
    Q_OBJECT
public:
    ComparePanel(PageContext& context, TableReader& reader, QWidget* parent = nullptr);

    void setTable(const TablePtr& table);
    void reload();
    CompareForm& form() { return *m_form; }
    ResultView& results() { return *m_results; }
    QTableWidget& list() { return *m_list; }
    JobStrip& job() { return *m_job; }
    void compare();
    /// Chooses the experiment that this job made, once it is in the list.
    void openResultOf(qlonglong job);

Q_SIGNALS:
    /// The user looks at this experiment now.
    void opened(const ui::features::ExperimentPtr& experiment);
    /// The three best of this experiment are to be searched.
    void gridWanted(qlonglong experiment);

private:
    QWidget* buildLeft();
    QWidget* buildList();
    engine::Json parameters() const;
    void takeList(const std::vector<engine::store::Experiment>& all);
    std::optional<engine::store::ExperimentId> chosen() const;
    void open();
    void remove();
    void updateButtons();

    PageContext& m_context;
    TableReader& m_reader;
    TablePtr m_table;
    CompareForm* m_form = nullptr;
    QPushButton* m_compare = nullptr;
    QPushButton* m_grid = nullptr;
    QPushButton* m_remove = nullptr;
    JobStrip* m_job = nullptr;
    QLabel* m_missing = nullptr;
    QStackedWidget* m_right = nullptr;
    QLabel* m_hint = nullptr;
    ResultView* m_results = nullptr;
    QTableWidget* m_list = nullptr;
    std::optional<engine::JobId> m_awaited;   ///< whose experiment is to be opened
    bool m_filling = false;
};

}  // namespace features
}  // namespace ui
