#include "ui/pages/features/compare_panel.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/tasks/classify_keep.h"
#include "ui/jobs/job_bridge.h"
#include "ui/jobs/job_strip.h"
#include "ui/pages/features/compare_form.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/features/result_view.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::features {

namespace {

QString kindText(const std::string& kind)
{
    if (kind == "grid") return ComparePanel::tr("Grid search");
    if (kind == "final") return ComparePanel::tr("Final");
    return ComparePanel::tr("Comparison");
}

QString stateText(const std::string& state)
{
    if (state == "running") return ComparePanel::tr("running");
    if (state == "done") return ComparePanel::tr("done");
    if (state == "stopped") return ComparePanel::tr("stopped");
    if (state == "failed") return ComparePanel::tr("failed");
    return ComparePanel::tr("interrupted");
}

QString bestText(const engine::store::Experiment& row)
{
    if (row.bestModel.empty() || !row.bestValue) return QStringLiteral("\u2013");
    return ComparePanel::tr("%1, %2 %3").arg(modelTitle(row.bestModel), metricTitle(row.deciding), score(*row.bestValue));
}

QString timeText(const std::string& iso)
{
    return QLocale().toString(QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
}

constexpr std::size_t kBestShown = 3;   // with their curves: what the other tabs show

}  // namespace

ComparePanel::ComparePanel(PageContext& context, TableReader& reader, QWidget* parent) : QWidget(parent), m_context(context), m_reader(reader)
{
    m_results = new ResultView(context);
    m_hint = panel::plainLabel();
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setContentsMargins(40, 40, 40, 40);
    m_right = new QStackedWidget;
    m_right->addWidget(m_results);
    m_right->addWidget(m_hint);
    m_right->setCurrentWidget(m_hint);
    auto* right = new QSplitter(Qt::Vertical);
    right->setObjectName(QStringLiteral("featureCompareRight"));
    right->addWidget(m_right);
    right->addWidget(buildList());
    right->setStretchFactor(0, 1);
    right->setSizes({460, 170});
    right->setChildrenCollapsible(false);
    auto* halves = new QSplitter;
    halves->setObjectName(QStringLiteral("featureCompareHalves"));
    halves->addWidget(buildLeft());
    halves->addWidget(right);
    halves->setStretchFactor(1, 1);
    halves->setSizes({320, 880});
    halves->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves);
    connect(m_form, &CompareForm::changed, this, &ComparePanel::updateButtons);
    connect(m_job, &JobStrip::busyChanged, this, &ComparePanel::updateButtons);
    connect(m_job, &JobStrip::done, this, &ComparePanel::openResultOf);
    connect(&context.jobs, &JobBridge::eventArrived, this, [this](const engine::jobs::JobEvent& event) {
        using engine::jobs::JobState;
        const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
        if (ended && event.kind.starts_with("classify")) reload();
    });
    updateButtons();
}

QWidget* ComparePanel::buildLeft()
{
    m_form = new CompareForm;
    m_compare = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Compare"));
    m_compare->setAccessibleName(tr("Compare the models"));
    m_compare->setToolTip(tr("Every model with its standard settings over all rounds of the plan; kept in the workspace"));
    m_job = new JobStrip(m_context, tr("the comparison"));
    m_missing = panel::plainLabel(tr("Choose a table first, in the tab Table."));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_compare, 1);
    buttons->addWidget(new CopyCommandButton(m_context, [this] {
        const auto wanted = parameters();
        return wanted.is_null() ? TaskList{} : TaskList{{QStringLiteral("classify"), wanted}};
    }));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_form, 1);
    column->addLayout(buttons);
    column->addWidget(m_job);
    column->addWidget(m_missing);
    connect(m_compare, &QPushButton::clicked, this, &ComparePanel::compare);
    return page;
}

QWidget* ComparePanel::buildList()
{
    m_list = panel::listTable({tr("No."), tr("Kind"), tr("Name"), tr("When"), tr("State"), tr("Best"), tr("Plan")}, tr("Experiments"));
    m_grid = new QPushButton(Theme::icon(QStringLiteral("next")), tr("Take the best three to grid search"));
    m_grid->setAccessibleName(m_grid->text());
    m_grid->setToolTip(tr("Searches the settings of the three best models by folds inside the rows they learn from, never by the rows they are examined on"));
    m_remove = new QPushButton(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the experiment"));
    m_remove->setToolTip(tr("Forgets the chosen experiment, with its answers"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 12, 4);
    head->addWidget(panel::heading(tr("Experiments")), 1);
    head->addWidget(m_remove);
    head->addWidget(m_grid);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    connect(m_list, &QTableWidget::itemSelectionChanged, this, [this] { if (!m_filling) open(); });
    connect(m_grid, &QPushButton::clicked, this, [this] { if (const auto id = chosen()) Q_EMIT gridWanted(static_cast<qlonglong>(*id)); });
    connect(m_remove, &QPushButton::clicked, this, &ComparePanel::remove);
    return page;
}

void ComparePanel::setTable(const TablePtr& table)
{
    const bool isAnother = !m_table || !table || m_table->hash != table->hash;   // the same one read again changes no choice
    m_table = table;
    if (table && isAnother) m_form->setTable(table->parameters.value("library", false), !table->table.groups.empty());
    updateButtons();
}

engine::Json ComparePanel::parameters() const
{
    if (!m_table) return {};
    auto wanted = m_form->parameters();
    if (wanted.is_null()) return {};
    wanted.update(m_table->parameters);
    return wanted;
}

void ComparePanel::compare()
{
    const auto wanted = parameters();
    if (!wanted.is_null()) m_job->start(QStringLiteral("classify"), wanted);
}

void ComparePanel::openResultOf(qlonglong job)
{
    m_awaited = engine::JobId{job};
    reload();
}

void ComparePanel::updateButtons()
{
    m_compare->setEnabled(!m_job->isBusy() && !parameters().is_null());
    m_grid->setEnabled(chosen().has_value() && m_right->currentWidget() == m_results);
    m_remove->setEnabled(chosen().has_value());
    m_missing->setVisible(!m_table);
}

void ComparePanel::reload()
{
    m_reader.store().ask(this, "splits", [](StoreThread::Workspace& workspace) {
        QStringList names;
        for (const auto& split : workspace.splits().list())
            names << QString::fromStdString(split.name);
        return names;
    }, [this](const QStringList& names) { m_form->setSplits(names); });
    m_reader.store().ask(this, "experiments", [](StoreThread::Workspace& workspace) { return workspace.experiments().list(); },
                         [this](const std::vector<engine::store::Experiment>& all) { takeList(all); });
}

void ComparePanel::takeList(const std::vector<engine::store::Experiment>& all)
{
    auto wanted = chosen();
    const auto awaited = std::ranges::find_if(all, [this](const auto& row) { return m_awaited && row.job == *m_awaited; });
    if (awaited != all.end()) {
        wanted = awaited->id;
        m_awaited.reset();
    }
    m_filling = true;
    m_list->clearSelection();
    m_list->setRowCount(static_cast<int>(all.size()));
    for (int row = 0; row < m_list->rowCount(); ++row) {
        const auto& one = all[static_cast<std::size_t>(row)];
        const std::array cells{QLocale().toString(static_cast<qlonglong>(one.id)), kindText(one.kind), QString::fromStdString(one.name), timeText(one.createdAt),
                               stateText(one.standing()), bestText(one), QString::fromStdString(one.plan)};
        for (std::size_t c = 0; c < cells.size(); ++c)
            m_list->setItem(row, static_cast<int>(c), new QTableWidgetItem(cells[c]));
        m_list->item(row, 0)->setData(Qt::UserRole, static_cast<qlonglong>(one.id));
        if (wanted == one.id) m_list->selectRow(row);
    }
    m_list->resizeColumnsToContents();
    m_filling = false;
    const auto done = std::ranges::find_if(all, [](const auto& row) { return row.state == "done"; });
    if (!chosen() && done != all.end()) m_list->selectRow(static_cast<int>(done - all.begin()));
    else open();
}

std::optional<engine::store::ExperimentId> ComparePanel::chosen() const
{
    const auto rows = m_list->selectionModel()->selectedRows();
    if (rows.isEmpty()) return {};
    return engine::store::ExperimentId{m_list->item(rows.front().row(), 0)->data(Qt::UserRole).toLongLong()};
}

void ComparePanel::open()
{
    const auto id = chosen();
    if (!id) {
        m_hint->setText(tr("Nothing compared yet. Choose a plan and models, then Compare: each model learns from some rows and is examined on others, again and again."));
        m_right->setCurrentWidget(m_hint);
        updateButtons();
        return;
    }
    struct Opened {
        ExperimentPtr experiment, parent;   ///< a final model is shown with what it was chosen from
    };
    m_reader.store().ask(
        this, "experiment",
        [id = *id](StoreThread::Workspace& workspace) {
            Opened found{loadExperiment(workspace, id, kBestShown), nullptr};
            if (found.experiment && found.experiment->row.kind == "final" && found.experiment->row.parent)
                found.parent = loadExperiment(workspace, *found.experiment->row.parent, kBestShown);
            return found;
        },
        [this](const Opened& found) {
            if (found.experiment) m_results->show(found.experiment);
            else m_hint->setText(tr("This experiment has no result: it is running, or it was stopped before its end."));
            m_right->setCurrentWidget(found.experiment ? static_cast<QWidget*>(m_results) : m_hint);
            updateButtons();
            if (found.parent) Q_EMIT opened(found.parent);
            if (found.experiment) Q_EMIT opened(found.experiment);
        });
}

void ComparePanel::remove()
{
    const auto id = chosen();
    if (!id) return;
    QMessageBox question(QMessageBox::Question, tr("Remove the experiment"), tr("Forget experiment %1 and its answers?").arg(static_cast<qlonglong>(*id)), QMessageBox::Cancel, this);
    auto* yes = question.addButton(tr("Remove"), QMessageBox::DestructiveRole);
    question.exec();
    if (question.clickedButton() != yes) return;
    m_context.store.edit(this, [id = *id](StoreThread::Workspace& workspace) { engine::tasks::removeExperiment(workspace, id); return true; }, [this](bool) { reload(); });
}

}  // namespace ui::features
