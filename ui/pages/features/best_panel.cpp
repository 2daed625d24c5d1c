#include "ui/pages/features/best_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/jobs/job_strip.h"
#include "ui/pages/features/model_sheet.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::features {

BestPanel::BestPanel(PageContext& context, QWidget* parent)
    : QWidget(parent), m_heading(panel::heading({})), m_search(new QPushButton(Theme::icon(QStringLiteral("search")), tr("Search their settings"))),
      m_job(new JobStrip(context, tr("the grid search"))), m_pages(new QStackedWidget)
{
    m_search->setAccessibleName(tr("Search the settings of the best three"));
    m_search->setToolTip(tr("Tries every combination of each model's grid; some minutes for large tables"));
    auto* never = panel::plainLabel(tr("Settings are chosen by folds inside the rows a model learns from. The rows it is examined on cannot be used: the search is never given them, so a "
                                       "score here is not the best of many tries on its own test."));
    auto* sheets = new QSplitter;
    sheets->setObjectName(QStringLiteral("featureBestSheets"));
    sheets->setChildrenCollapsible(false);
    for (auto*& sheet : m_sheets) {
        sheet = new ModelSheet(context);
        sheets->addWidget(sheet);
        connect(sheet, &ModelSheet::finalWanted, this, [this](const std::string& model) { if (m_experiment) Q_EMIT finalWanted(m_experiment, model); });
        connect(sheet, &ModelSheet::cellPicked, this, [this](const std::string& model, const Choice& cell) { if (m_experiment) Q_EMIT cellPicked(m_experiment, model, cell); });
    }
    m_pages->addWidget(sheets);
    m_pages->addWidget(panel::hint(tr("Compare models first, in the tab before; the three best of an experiment stand here side by side.")));
    m_pages->setCurrentIndex(1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_heading, 1);
    row->addWidget(m_search);
    row->addWidget(new CopyCommandButton(context, [this] {
        return m_experiment ? TaskList{{QStringLiteral("classify"), parameters(m_experiment->row.id)}} : TaskList{};
    }));
    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 8, 12, 4);
    top->addLayout(row);
    top->addWidget(never);
    top->addWidget(m_job);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_pages, 1);
    m_search->setEnabled(false);
    connect(m_search, &QPushButton::clicked, this, [this] { if (m_experiment) search(m_experiment->row.id); });
    connect(m_job, &JobStrip::busyChanged, this, [this](bool busy) { m_search->setEnabled(!busy && m_experiment); });
    connect(m_job, &JobStrip::done, this, &BestPanel::searched);
}

engine::Json BestPanel::parameters(engine::store::ExperimentId experiment) const
{
    return {{"from", static_cast<std::int64_t>(experiment)}, {"best", m_sheets.size()}, {"grid", true}};
}

void BestPanel::search(engine::store::ExperimentId experiment)
{
    m_job->start(QStringLiteral("classify"), parameters(experiment));
}

void BestPanel::show(const ExperimentPtr& experiment)
{
    m_experiment = experiment;
    m_search->setEnabled(experiment && !m_job->isBusy());
    const auto ranking = experiment ? experiment->ranking() : std::vector<std::string>();
    m_pages->setCurrentIndex(ranking.empty() ? 1 : 0);
    if (ranking.empty()) {
        m_heading->setText({});
        return;
    }
    const auto number = QLocale().toString(static_cast<qlonglong>(experiment->row.id));
    m_heading->setText(experiment->row.kind == "grid" ? tr("Experiment %1: the best with searched settings").arg(number) : tr("Experiment %1: the best as they come out of the box").arg(number));
    for (std::size_t place = 0; place < m_sheets.size(); ++place) {
        m_sheets[place]->setVisible(place < ranking.size());
        if (place < ranking.size()) m_sheets[place]->show(experiment, ranking[place]);
    }
}

}  // namespace ui::features
