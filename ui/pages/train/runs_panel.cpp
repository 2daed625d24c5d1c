#include "ui/pages/train/runs_panel.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QUndoCommand>
#include <QUndoStack>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/train_setup.h"
#include "ui/page_context.h"
#include "ui/pages/train/run_exchange_bar.h"
#include "ui/pages/train/sweep_trials.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

using engine::Json;
using engine::store::EpochRow;

/// A note of a run, with the one before it.
class EditNote final : public QUndoCommand {
public:
    EditNote(RunsPanel& panel, StoreThread& store, engine::RunId run, std::string before, std::string after)
        : QUndoCommand(RunsPanel::tr("note of run %1").arg(engine::value(run))), m_panel(&panel), m_store(store), m_run(run), m_before(std::move(before)),
          m_after(std::move(after))
    {
    }
    void undo() override { write(m_before); }
    void redo() override { write(m_after); }

private:
    void write(const std::string& text)
    {
        m_store.edit(
            &m_store,
            [run = m_run, text](StoreThread::Workspace& workspace) {
                workspace.runs().setNotes(run, text);
                return true;
            },
            [panel = m_panel](bool) { if (panel) Q_EMIT panel->changed(); });
    }
    QPointer<RunsPanel> m_panel;
    StoreThread& m_store;
    engine::RunId m_run;
    std::string m_before, m_after;
};

QString number(double value, int digits = 4)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', digits) : RunsPanel::tr("n/a");
}

/// What all tables of the panel have in common.
void dress(QTableView& table, const QString& name)
{
    table.setAccessibleName(name);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setFrameShape(QFrame::NoFrame);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 10);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeader()->setHighlightSections(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

}  // namespace

RunsPanel::RunsPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_epochs = new QTableWidget(0, 9);
    dress(*m_epochs, tr("Epochs of the run"));
    m_epochs->setHorizontalHeaderLabels({tr("Epoch"), tr("Train. loss"), tr("Valid. loss"), tr("Train. ROC-AUC"), tr("Valid. ROC-AUC"), tr("Train. AP"),
                                         tr("Valid. AP"), tr("Windows/s"), tr("Seconds")});
    m_epochs->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_settings = new QTableWidget(0, 0);
    dress(*m_settings, tr("Settings of the chosen runs"));
    m_settingsHint = new QLabel;
    m_settingsHint->setTextFormat(Qt::PlainText);
    m_settingsHint->setContentsMargins(8, 4, 8, 4);
    auto* settings = new QWidget;
    auto* column = new QVBoxLayout(settings);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_settingsHint);
    column->addWidget(m_settings, 1);
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildRuns(), tr("Runs"));
    m_tabs->addTab(m_epochs, tr("Epochs"));
    m_tabs->addTab(settings, tr("Settings"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_tabs);
    showCurrent();
}

QWidget* RunsPanel::buildRuns()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(RunTableModel::kSortRole);
    m_table = new QTableView;
    dress(*m_table, tr("Runs"));
    m_table->setModel(&m_sorted);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunTableModel::Name, Qt::DescendingOrder);
    m_table->setWordWrap(false);
    const int em = fontMetrics().averageCharWidth();
    const auto width = [&](int column, int letters) { m_table->setColumnWidth(column, letters * em); };
    width(RunTableModel::Name, 40);
    width(RunTableModel::State, 18);
    width(RunTableModel::Model, 12);
    for (const int column : {RunTableModel::BestAuc, RunTableModel::LastAuc, RunTableModel::BestAp, RunTableModel::LastAp, RunTableModel::LastLoss})
        width(column, 18);
    width(RunTableModel::Epochs, 13);
    width(RunTableModel::Preset, 11);
    width(RunTableModel::Split, 11);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showCurrent();
        Q_EMIT choiceChanged();
    });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &RunsPanel::showCurrent);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(m_table, 1);
    return page;
}

QWidget* RunsPanel::buildBar()
{
    const auto button = [](const QString& icon, const QString& text, const QString& tip) {
        auto* made = new QPushButton(Theme::icon(icon), text);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        return made;
    };
    m_resume = button(QStringLiteral("resume"), tr("Resume"), tr("Go on with the chosen run after its last finished epoch"));
    m_rerun = button(QStringLiteral("train"), tr("Rerun with changes"), tr("Fill the form with the settings of the chosen run"));
    m_copy = new CopyCommandButton(m_context, [this]() -> TaskList {
        const auto* run = current();
        if (run == nullptr) return {};
        return {{QStringLiteral("train"), engine::tasks::briefTraining(engine::tasks::rerunParameters(*run))}};
    });
    m_exchange = new RunExchangeBar(m_context);
    auto* exchange = new QPushButton(tr("Exchange"));
    exchange->setAccessibleName(exchange->text());
    exchange->setToolTip(tr("Runs out to another machine, and in from there"));
    exchange->setMenu(m_exchange->menu());
    m_notes = new QLineEdit;
    m_notes->setAccessibleName(tr("Notes of the chosen run"));
    m_notes->setPlaceholderText(tr("Notes of the chosen run"));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 6, 8, 6);
    row->addWidget(m_resume);
    row->addWidget(m_rerun);
    row->addWidget(m_copy);
    row->addWidget(exchange);
    row->addWidget(m_notes, 1);
    connect(m_resume, &QPushButton::clicked, this, [this] { if (const auto* run = current()) Q_EMIT resumeWanted(*run); });
    connect(m_rerun, &QPushButton::clicked, this, [this] { if (const auto* run = current()) Q_EMIT rerunWanted(*run); });
    connect(m_notes, &QLineEdit::editingFinished, this, &RunsPanel::keepNotes);
    connect(m_exchange, &RunExchangeBar::imported, this, &RunsPanel::changed);
    auto* both = new QWidget;
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_exchange);
    return both;
}

std::vector<engine::RunId> RunsPanel::chosen() const
{
    std::vector<engine::RunId> ids;
    auto rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    for (const auto& row : rows)
        ids.push_back(m_model.at(m_sorted.mapToSource(row).row())->run.id);
    return ids;
}

const engine::store::RunSummary* RunsPanel::current() const
{
    const auto ids = chosen();
    return ids.size() == 1 ? m_model.at(m_model.rowOf(ids.front())) : nullptr;
}

void RunsPanel::choose(engine::RunId run)
{
    const int row = m_model.rowOf(run);
    if (row < 0) return;
    const auto index = m_sorted.mapFromSource(m_model.index(row, 0));
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(index);
}

void RunsPanel::setRuns(std::vector<engine::store::RunSummary> runs)
{
    const auto before = chosen();
    const QSignalBlocker quiet(m_table->selectionModel());   // a reset loses the selection for a moment
    m_model.setRows(std::move(runs));
    QItemSelection again;
    for (const auto id : before)
        if (const int row = m_model.rowOf(id); row >= 0) {
            const auto index = m_sorted.mapFromSource(m_model.index(row, 0));
            again.select(index, index);
        }
    m_table->selectionModel()->select(again, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->viewport()->update();
    showCurrent();
}

void RunsPanel::showCurrent()
{
    const auto* run = current();
    const auto standing = run == nullptr ? std::string() : run->standing();
    m_resume->setEnabled(standing == "interrupted" || standing == "stopped" || standing == "failed");
    m_rerun->setEnabled(run != nullptr);
    m_copy->setEnabled(run != nullptr);
    m_notes->setEnabled(run != nullptr);
    m_exchange->setRun(run != nullptr && run->run.bestEpoch > 0 ? std::optional(run->run.id) : std::nullopt);
    const auto id = run == nullptr ? std::nullopt : std::optional(run->run.id);
    if (id != m_notesOf || !m_notes->isModified()) {
        if (id != m_notesOf) keepNotes();
        m_notesOf = id;
        m_notes->setText(run == nullptr ? QString() : QString::fromStdString(run->run.notes));
    }
}

void RunsPanel::keepNotes()
{
    if (!m_notesOf || !m_notes->isModified()) return;
    m_notes->setModified(false);
    const auto* run = m_model.at(m_model.rowOf(*m_notesOf));
    const auto text = m_notes->text().toStdString();
    if (run == nullptr || run->run.notes == text) return;
    m_context.undo.push(new EditNote(*this, m_context.store, *m_notesOf, run->run.notes, text));
}

void RunsPanel::showEpochs(const std::optional<engine::store::RunSummary>& run, const std::vector<EpochRow>& epochs)
{
    m_tabs->setTabText(1, run ? tr("Epochs of run %1").arg(engine::value(run->run.id)) : tr("Epochs"));
    m_epochs->setRowCount(static_cast<int>(epochs.size()));
    for (int row = 0; row < m_epochs->rowCount(); ++row) {
        const auto& epoch = epochs[static_cast<std::size_t>(row)];
        const bool best = run && epoch.epoch == run->run.bestEpoch;
        const QStringList cells = {best ? tr("%1 (best)").arg(QLocale().toString(epoch.epoch)) : QLocale().toString(epoch.epoch),
                                   number(epoch.trainLoss), number(epoch.validLoss), number(epoch.trainRocAuc), number(epoch.validRocAuc),
                                   number(epoch.trainAveragePrecision), number(epoch.validAveragePrecision), number(epoch.samplesPerSecond, 1),
                                   number(epoch.seconds, 1)};
        for (int column = 0; column < cells.size(); ++column) {
            auto* cell = new QTableWidgetItem(cells[column]);
            if (best) {
                auto font = cell->font();
                font.setBold(true);
                cell->setFont(font);
            }
            m_epochs->setItem(row, column, cell);
        }
    }
    m_epochs->scrollToBottom();
}

void RunsPanel::showSettings(const std::vector<Json>& settings)
{
    const auto ids = chosen();
    m_settings->clear();
    m_settings->setRowCount(0);
    m_settings->setColumnCount(0);
    if (settings.empty() || settings.size() != ids.size()) {
        m_settingsHint->setText(tr("Choose one run to see its settings, or several to see in what they differ."));
        return;
    }
    std::vector<engine::tasks::SettingDifference> rows;
    if (settings.size() == 1)
        for (const auto& [name, value] : settings.front().items())
            rows.push_back({name, {value}});
    else
        rows = engine::tasks::differingSettings(settings);
    m_settingsHint->setText(settings.size() == 1 ? tr("Everything this run was made with.")
                            : rows.empty()       ? tr("These runs were made with the same settings.")
                                                 : tr("Settings that differ: %1. Of lists, only what is not common to all is shown.").arg(QLocale().toString(static_cast<int>(rows.size()))));
    QStringList headings{tr("Setting")};
    for (const auto id : ids)
        headings << runTitle(m_model.at(m_model.rowOf(id))->run);
    m_settings->setColumnCount(static_cast<int>(headings.size()));
    m_settings->setHorizontalHeaderLabels(headings);
    m_settings->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < m_settings->rowCount(); ++row) {
        const auto& setting = rows[static_cast<std::size_t>(row)];
        m_settings->setItem(row, 0, new QTableWidgetItem(settingName(QString::fromStdString(setting.setting))));
        for (int column = 0; column < static_cast<int>(setting.values.size()); ++column) {
            const auto text = settingText(setting.values[static_cast<std::size_t>(column)]);
            auto* cell = new QTableWidgetItem(text);
            cell->setToolTip(QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()));
            m_settings->setItem(row, column + 1, cell);
        }
    }
    m_settings->resizeColumnToContents(0);
    for (int column = 1; column < m_settings->columnCount(); ++column)
        m_settings->setColumnWidth(column, fontMetrics().averageCharWidth() * 34);
    m_settings->horizontalHeader()->setStretchLastSection(true);
}

}  // namespace ui
