#pragma once
#include <filesystem>
#include <vector>

#include <QWidget>

#include "engine/store/probe_store.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class QTabWidget;

namespace ui {

class GridTable;
class PictureView;

/// Experiments of the probe lab: what labels buy, as a chart and a table of means and spreads.
class ProbeResults : public QWidget {
    Q_OBJECT
public:
    struct Experiment {
        engine::store::ProbeExperiment experiment;
        std::vector<engine::store::ProbeResult> results;
        std::vector<engine::store::ProbeTrial> trials;   ///< of its grids
    };
    explicit ProbeResults(PageContext& context, QWidget* parent = nullptr);

    /// Newest first. Keeps the one shown.
    void setExperiments(std::vector<Experiment> experiments);
    const Experiment* shown() const;
    /// The chart as it is shown.
    const PictureView& chart() const { return *m_chart; }
    const GridTable& grid() const { return *m_grid; }
    /// Table (.csv) or chart (.svg), by the ending.
    void write(const std::filesystem::path& path);

Q_SIGNALS:
    void removed();

private:
    QWidget* buildHead();
    void showChosen();
    void showTable(const Experiment& chosen);
    void askAndWrite();
    void remove();

    PageContext& m_context;
    std::vector<Experiment> m_experiments;
    QComboBox* m_choice = nullptr;
    QComboBox* m_measure = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_remove = nullptr;
    QLabel* m_facts = nullptr;
    PictureView* m_chart = nullptr;
    QTableWidget* m_table = nullptr;
    GridTable* m_grid = nullptr;
    QTabWidget* m_tables = nullptr;
    QStackedWidget* m_stack = nullptr;
};

}  // namespace ui
