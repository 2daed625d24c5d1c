#pragma once
#include <string>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/experiment_data.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace ui {

class Chart;

namespace features {

/// One model of an experiment: its settings, its scores of every class against all others, what it mixes up.
class ModelSheet : public QWidget {
    Q_OBJECT
public:
    explicit ModelSheet(PageContext& context, QWidget* parent = nullptr);
    void show(const ExperimentPtr& experiment, const std::string& model);
    const std::string& model() const { return m_model; }
    QTableWidget& classes() { return *m_classes; }

Q_SIGNALS:
    void finalWanted(const std::string& model);
    void cellPicked(const std::string& model, const ui::Choice& cell);

private:
    std::string m_model;
    QLabel* m_title;
    QLabel* m_scores;
    QLabel* m_settings;
    QTableWidget* m_classes;
    Chart* m_confusion;
    QPushButton* m_choose;
};

/// Fills a table with precision, recall, F1 and ROC-AUC of every class against all others. `model`: as the document has it.
void fillClassTable(QTableWidget& table, const engine::Json& model);
/// "C 10, scale z-score": what was chosen in most rounds, or what was set.
QString settingsText(const engine::Json& model);
/// The same numbers as CSV.
std::string classTableCsv(const engine::Json& model);

}  // namespace features
}  // namespace ui
