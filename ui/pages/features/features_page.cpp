#include "ui/pages/features/features_page.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/jobs/job_strip.h"
#include "ui/pages/features/best_panel.h"
#include "ui/pages/features/compare_panel.h"
#include "ui/pages/features/final_form.h"
#include "ui/pages/features/final_panel.h"
#include "ui/pages/features/table_form.h"
#include "ui/pages/features/table_panel.h"
#include "ui/pages/page.h"
#include "ui/selection.h"
#include "ui/theme/theme.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

enum FeatureTab { kTable, kCompare, kBest, kFinal };

}  // namespace

FeaturesPage::FeaturesPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_reader(context.store)
{
    setWhatsThis(tr("From a table of hand-made features to a model, in steps.\n\nTable: the library's features, or a table from a file, with what should be known of it before "
                    "anything is learnt: gaps, constant columns, rows that are equal, how the classes are balanced. A click on a point of the scatter chooses its track.\n\n"
                    "Compare: classic models out of the box, each examined on rows it did not learn from. What decides is yours; macro recall is offered first. Beside random folds stands "
                    "what is left when no artist is on both sides, wherever that is known.\n\nBest three: their settings searched on a grid, then side by side.\n\nFinal model: one of them, with your reasons: what it looks at, its trees, and what it says of the library's tracks."));
    m_table = new features::TablePanel(context, m_reader);
    m_compare = new features::ComparePanel(context, m_reader);
    m_best = new features::BestPanel(context);
    m_final = new features::FinalPanel(context, m_reader);
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, Theme::icon(QStringLiteral("dataset")), tr("Table"));
    m_tabs->addTab(m_compare, Theme::icon(QStringLiteral("evaluate")), tr("Compare"));
    m_tabs->addTab(m_best, Theme::icon(QStringLiteral("settings")), tr("Best three"));
    m_tabs->addTab(m_final, Theme::icon(QStringLiteral("ready")), tr("Final model"));
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_next);
    connectPanels();
    updateNextStep();
}

void FeaturesPage::connectPanels()
{
    using namespace features;
    connect(m_table, &TablePanel::changed, this, [this] {
        m_compare->setTable(m_table->table());
        updateNextStep();
    });
    connect(m_compare, &ComparePanel::opened, this, [this](const ExperimentPtr& experiment) {
        m_experiment = experiment;
        if (experiment->row.kind != "final") m_best->show(experiment);
        m_final->setExperiment(experiment);
        updateNextStep();
    });
    connect(m_compare, &ComparePanel::gridWanted, this, [this](qlonglong experiment) {
        m_tabs->setCurrentIndex(kBest);
        m_best->search(engine::store::ExperimentId{experiment});
    });
    connect(m_best, &BestPanel::cellPicked, this, &FeaturesPage::chooseTracks);
    connect(m_best, &BestPanel::finalWanted, this, [this](const ExperimentPtr& experiment, const std::string& model) {
        m_tabs->setCurrentIndex(kFinal);
        m_final->setExperiment(experiment);
        m_final->form().choose(model);
    });
    connect(m_final, &FinalPanel::made, m_compare, &ComparePanel::openResultOf);
    connect(m_final, &FinalPanel::cellPicked, this, &FeaturesPage::chooseTracks);
    connect(m_best, &BestPanel::searched, m_compare, &ComparePanel::openResultOf);
    connect(m_tabs, &QTabWidget::currentChanged, this, &FeaturesPage::updateNextStep);
}

void FeaturesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_table->form().reload();
    m_compare->reload();
}

void FeaturesPage::chooseTracks(const features::ExperimentPtr& experiment, const std::string& model, const Choice& cell)
{
    if (!m_table->table()) return;
    auto tracks = features::tracksBehind(*experiment, model, cell, *m_table->table());
    if (tracks.empty()) return;   // a table from a file has rows, but no music
    m_context.say(tr("%n tracks are chosen: %1.", nullptr, static_cast<int>(tracks.size())).arg(textOf(cell)));
    const auto first = tracks.front();
    m_context.selection.setTracks(std::move(tracks), first);
}

void FeaturesPage::updateNextStep()
{
    const auto go = [this](FeatureTab tab) { return [this, tab] { m_tabs->setCurrentIndex(tab); }; };
    switch (m_tabs->currentIndex()) {
    case kTable:
        if (m_table->table()) m_next->show(tr("Know the table before you learn from it; then compare what can be learnt."), tr("Compare models..."), go(kCompare));
        else m_next->show(tr("A table of features is what classic models learn from."), tr("Compare models..."), go(kCompare));
        break;
    case kCompare:
        if (m_experiment) m_next->show(tr("The best three deserve better settings than those out of the box."), tr("The best three..."), go(kBest));
        else m_next->show(tr("The comparison is kept: it stands here the next time, too."));
        break;
    case kBest: m_next->show(tr("Choose by more than one number: the classes it finds, what it mixes up, what it costs."), tr("Choose a final model..."), go(kFinal)); break;
    default: m_next->show(tr("The final model is kept with its reasons, and can say what your tracks are."));
    }
}

extern const PageEntry features_page;
const PageEntry features_page{"features", QT_TRANSLATE_NOOP("pages", "Features"), QT_TRANSLATE_NOOP("pages", "Hand-made features and classic models"),
                              [](PageContext& context) -> QWidget* { return new FeaturesPage(context); }};

}  // namespace ui
