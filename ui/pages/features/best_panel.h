#pragma once
#include <array>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/experiment_data.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class JobStrip;

namespace features {

class ModelSheet;

/// The three best models of an experiment side by side, and the way to search their settings.
class BestPanel : public QWidget {
    Q_OBJECT
public:
    explicit BestPanel(PageContext& context, QWidget* parent = nullptr);

    void show(const ExperimentPtr& experiment);
    /// Searches the settings of the three best of this experiment.
    void search(engine::store::ExperimentId experiment);
    ModelSheet& sheet(std::size_t place) { return *m_sheets[place]; }
    JobStrip& job() { return *m_job; }

Q_SIGNALS:
    void finalWanted(const ui::features::ExperimentPtr& experiment, const std::string& model);
    void cellPicked(const ui::features::ExperimentPtr& experiment, const std::string& model, const ui::Choice& cell);
    /// A grid search ended well.
    void searched(qlonglong job);

private:
    engine::Json parameters(engine::store::ExperimentId experiment) const;

    ExperimentPtr m_experiment;
    QLabel* m_heading;
    QPushButton* m_search;
    JobStrip* m_job;
    QStackedWidget* m_pages;
    std::array<ModelSheet*, 3> m_sheets{};
};

}  // namespace features
}  // namespace ui
