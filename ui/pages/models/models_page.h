#pragma once
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/models/architecture_table_model.h"

class QLabel;
class QPushButton;
class QTabWidget;
class QTableView;

namespace ui {

class FilterPanel;
class ImportWeights;
class ModelDetails;
class NextStep;

/// Models: the gallery of architectures, weights that others published, the way in for weight files, and what first layers have learned.
class ModelsPage : public QWidget {
    Q_OBJECT
public:
    explicit ModelsPage(PageContext& context, QWidget* parent = nullptr);

    const ArchitectureTableModel& model() const { return m_model; }
    void choose(const std::string& architecture);
    /// Loads published weights, after the user's word.
    void fetch(const QString& checkpoint);
    ImportWeights& importing() { return *m_import; }
    FilterPanel& filters() { return *m_filters; }
    /// Brings the learned filters of the chosen architecture to the front.
    void showFilters();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildTable();
    void reload();
    void showChosen();
    void train(const QString& architecture);
    void measure(const std::vector<std::string>& architectures);
    void askToFetch(const QString& checkpoint);
    void takeEvent(const engine::jobs::JobEvent& event);

    PageContext& m_context;
    ArchitectureTableModel m_model;
    QSortFilterProxyModel m_sorted;
    QTableView* m_table = nullptr;
    QPushButton* m_measureAll = nullptr;
    ModelDetails* m_details = nullptr;
    ImportWeights* m_import = nullptr;
    FilterPanel* m_filters = nullptr;
    QTabWidget* m_tabs = nullptr;
    NextStep* m_next = nullptr;
    QTimer m_reload;      ///< news of jobs come in bursts
    int m_working = 0;    ///< measurements and downloads under way
};

}  // namespace ui
