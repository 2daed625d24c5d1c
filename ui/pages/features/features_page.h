#pragma once
#include <QTimer>
#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/experiment_data.h"
#include "ui/pages/features/table_data.h"

class QTabWidget;

namespace ui {

class NextStep;

namespace features {
class BestPanel;
class ComparePanel;
class FinalPanel;
class TablePanel;
}

/// Features & classic models: from a table of hand-made features to a model chosen with reasons.
class FeaturesPage : public QWidget {
    Q_OBJECT
public:
    explicit FeaturesPage(PageContext& context, QWidget* parent = nullptr);

    features::TablePanel& tablePanel() { return *m_table; }
    features::ComparePanel& comparePanel() { return *m_compare; }
    features::BestPanel& bestPanel() { return *m_best; }
    features::FinalPanel& finalPanel() { return *m_final; }
    QTabWidget& tabs() { return *m_tabs; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void connectPanels();
    void chooseTracks(const features::ExperimentPtr& experiment, const std::string& model, const Choice& cell);
    void updateNextStep();

    PageContext& m_context;
    features::TableReader m_reader;
    features::ExperimentPtr m_experiment;   ///< the one looked at
    QTabWidget* m_tabs = nullptr;
    features::TablePanel* m_table = nullptr;
    features::ComparePanel* m_compare = nullptr;
    features::BestPanel* m_best = nullptr;
    features::FinalPanel* m_final = nullptr;
    NextStep* m_next = nullptr;
};

}  // namespace ui
