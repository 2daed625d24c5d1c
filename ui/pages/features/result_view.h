#pragma once
#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/experiment_data.h"

class QLabel;
class QTableWidget;
class QTabWidget;

namespace ui {

class PictureView;

namespace features {

/// One experiment: every model with mean, least and most of its rounds, beside what it reaches with artists apart, and what must be known
/// before these numbers are believed.
class ResultView : public QWidget {
    Q_OBJECT
public:
    explicit ResultView(PageContext& context, QWidget* parent = nullptr);
    void show(const ExperimentPtr& experiment);
    QTableWidget& table() { return *m_table; }
    QString warningText() const;

private:
    void showTable();
    void showBars();
    void exportTable();

    PageContext& m_context;
    ExperimentPtr m_experiment;
    QLabel* m_heading;
    QLabel* m_warning;
    QTabWidget* m_tabs;
    PictureView* m_bars;
    QTableWidget* m_table;
};

/// The plain sentence on random folds that leak, with the figures; empty where nothing does. `document`: of an experiment.
QString leakSentence(const engine::Json& document);
/// The numbers of all models as CSV.
std::string resultsCsv(const engine::Json& document);

}  // namespace features
}  // namespace ui
