#include "ui/pages/train/sweep_panel.h"

#include <cmath>

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/sweep_plan.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/run_table_model.h"
#include "ui/page_context.h"
#include "ui/pages/train/parallel_coordinates.h"
#include "ui/pages/train/sweep_form.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

using engine::Json;

constexpr int kReloadMs = 300;

/// Sorted by number where there is one.
class Cell final : public QTableWidgetItem {
public:
    Cell(const QString& text, const QVariant& sortKey) : QTableWidgetItem(text) { setData(Qt::UserRole, sortKey); }
    bool operator<(const QTableWidgetItem& other) const override
    {
        const auto mine = data(Qt::UserRole), theirs = other.data(Qt::UserRole);
        if (mine.typeId() == QMetaType::Double && theirs.typeId() == QMetaType::Double) return mine.toDouble() < theirs.toDouble();
        return text().localeAwareCompare(other.text()) < 0;
    }
};

QPushButton* made(const QString& icon, const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text);
    if (!icon.isEmpty()) button->setIcon(Theme::icon(icon));
    button->setAccessibleName(text);
    button->setToolTip(tip);
    return button;
}

QString stateOf(const SweepTrial& trial)
{
    return trial.standing.empty() ? SweepPanel::tr("has not begun") : runStateText(trial.standing);
}

}  // namespace

SweepPanel::SweepPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_lines = new ParallelCoordinates;
    buildTable();
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_lines);
    halves->addWidget(m_table);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({240, 150});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 0);
    column->setSpacing(6);
    column->addWidget(buildForm());
    column->addWidget(buildBar());
    column->addWidget(halves, 1);
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &SweepPanel::reloadTrials);
    connect(m_lines, &ParallelCoordinates::markedChanged, this, [this] {
        markRow(m_lines->marked());
        showButtons();
    });
    connect(m_lines, &ParallelCoordinates::keptChanged, this, &SweepPanel::showTable);
    showButtons();
}

QWidget* SweepPanel::buildForm()
{
    m_form = new SweepForm;
    m_start = made(QString(), tr("Start search"), tr("Trains one trial after another, each a run of its own; it can be stopped and gone on with"));
    m_estimate = made(QStringLiteral("queued"), tr("Estimate search"), tr("Measures on this machine how long an epoch of the settings on the left takes"));
    auto* copy = new CopyCommandButton(m_context, [this]() -> TaskList {
        const auto parameters = m_form->parameters();
        return parameters.empty() ? TaskList{} : TaskList{{QStringLiteral("sweep"), parameters}};
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_estimate);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    column->addLayout(buttons);
    connect(m_form, &SweepForm::changed, this, &SweepPanel::showButtons);
    connect(m_estimate, &QPushButton::clicked, this, &SweepPanel::estimateWanted);
    connect(m_start, &QPushButton::clicked, this, [this] {
        auto parameters = wanted();
        if (parameters.empty()) return;
        m_wantedName = parameters["name"].get<std::string>();
        Q_EMIT startWanted(parameters);
    });
    return box;
}

QWidget* SweepPanel::buildBar()
{
    m_which = new QComboBox;
    m_which->setAccessibleName(tr("Search that is shown"));
    m_which->setToolTip(tr("Searches of this workspace, the newest first"));
    m_which->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_which->setMinimumContentsLength(18);
    m_stop = made(QStringLiteral("cancel"), tr("Stop search"), tr("Stop after the present batch; what was learned is kept"));
    m_resume = made(QStringLiteral("resume"), tr("Go on with it"), tr("Go on with the search; no trial is learned anew"));
    m_final = made(QStringLiteral("train"), tr("Best to a final run"), tr("Train the best settings once more, with the test part measured"));
    m_fill = made(QString(), tr("Into the form"), tr("Fill the form on the left with the settings of the marked trial"));
    m_says = new QLabel;
    m_says->setTextFormat(Qt::PlainText);
    m_says->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_which);
    row->addWidget(m_says, 1);
    for (auto* button : {m_stop, m_resume, m_final, m_fill})
        row->addWidget(button);
    connect(m_which, &QComboBox::activated, this, [this](int at) {
        if (at >= 0 && at < static_cast<int>(m_records.size())) display(m_records[static_cast<std::size_t>(at)]);
        reloadTrials();
    });
    connect(m_stop, &QPushButton::clicked, this, [this] { if (m_shown) m_context.jobs.cancel(m_shown->job); });
    connect(m_resume, &QPushButton::clicked, this, [this] { if (m_shown) m_context.jobs.rerun(m_shown->job); });
    const auto trainingOf = [this](const SweepTrial& trial, const std::string& name) { return engine::tasks::trialTraining(m_shown->parameters, trial.point, name); };
    connect(m_final, &QPushButton::clicked, this, [this, trainingOf] {
        for (const auto& trial : m_shown->trials) {
            if (!trial.isBest) continue;
            auto training = trainingOf(trial, engine::tasks::finalName(m_shown->name));
            training["evaluate"] = true;
            Q_EMIT trainingWanted(training);
        }
    });
    connect(m_fill, &QPushButton::clicked, this, [this, trainingOf] {
        if (const auto trial = chosenTrial()) Q_EMIT fillWanted(trainingOf(m_shown->trials[*trial], {}));
    });
    return bar;
}

void SweepPanel::buildTable()
{
    m_table = new QTableWidget(0, 0);
    m_table->setAccessibleName(tr("Trials of the search"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setSortingEnabled(true);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        m_lines->mark(chosenTrial());
        showButtons();
    });
}

void SweepPanel::setBase(const Json& training)
{
    m_form->setBase(training);
}

void SweepPanel::setReady(bool ready)
{
    m_ready = ready;
    showButtons();
}

void SweepPanel::setEpochSeconds(double seconds)
{
    m_form->setEpochSeconds(seconds);
}

/// With a name of its own, so that it is a new search.
Json SweepPanel::wanted() const
{
    auto parameters = m_form->parameters();
    if (!parameters.empty()) parameters["name"] = tr("Search %1").arg(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"))).toStdString();
    return parameters;
}

void SweepPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reloadList();
}

void SweepPanel::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    if (event.kind != "sweep" && event.kind != "train") return;
    const bool changedState = event.state != JobState::Running || event.progress.total == 0 || event.progress.done == 0;
    const bool known = m_shown && (m_shown->job == event.id || event.kind == "train");
    if (event.kind == "sweep" && (!known || changedState) && isVisible()) reloadList();
    else if (known && !m_reload.isActive()) m_reload.start();
}

void SweepPanel::reloadList()
{
    m_context.store.ask(this, "sweeps", readSweeps, [this](std::vector<SweepRecord> records) {
        const auto before = m_shown ? m_shown->job : engine::JobId{};   // 0 is no job
        m_records = std::move(records);
        const QSignalBlocker quiet(m_which);
        m_which->clear();
        int at = 0;
        for (const auto& record : m_records) {
            const int row = m_which->count();
            m_which->addItem(QString::fromStdString(record.name));
            if (record.name == m_wantedName || (m_wantedName.empty() && before == record.job)) at = row;
        }
        if (!m_records.empty() && m_records[static_cast<std::size_t>(at)].name == m_wantedName) m_wantedName.clear();
        m_which->setCurrentIndex(m_records.empty() ? -1 : at);
        if (m_records.empty()) return showButtons();
        if (before != m_records[static_cast<std::size_t>(at)].job) display(m_records[static_cast<std::size_t>(at)]);
        reloadTrials();
    });
}

void SweepPanel::reloadTrials()
{
    if (!m_shown) return;
    auto record = *m_shown;
    record.trials.clear();
    m_context.store.ask(
        this, "trials", [record](StoreThread::Workspace& workspace) { return readTrials(workspace, record); },
        [this, job = record.job](SweepRecord read) { if (m_shown && m_shown->job == job) display(std::move(read)); });
}

void SweepPanel::display(SweepRecord record)
{
    m_shown = std::move(record);
    auto [axes, lines] = linesOf(*m_shown);
    m_lines->show(std::move(axes), std::move(lines));
    showTable();
    showButtons();
}

std::optional<std::size_t> SweepPanel::chosenTrial() const
{
    const auto chosen = m_table->selectedItems();
    if (chosen.isEmpty()) return std::nullopt;
    return static_cast<std::size_t>(m_table->item(chosen.front()->row(), 0)->data(Qt::UserRole).toDouble()) - 1;
}

/// The trials that the lines keep.
void SweepPanel::showTable()
{
    const auto chosen = chosenTrial();
    const QSignalBlocker quiet(m_table);
    m_table->setSortingEnabled(false);
    m_table->setRowCount(0);
    if (!m_shown) return;
    const auto settings = variedSettings(*m_shown);
    QStringList headings{tr("Trial")};
    for (const auto& setting : settings)
        headings << settingName(QString::fromStdString(setting));
    headings << tr("Epochs") << tr("Valid. ROC-AUC") << tr("State");
    m_table->setColumnCount(static_cast<int>(headings.size()));
    m_table->setHorizontalHeaderLabels(headings);
    for (const auto place : m_lines->kept()) {
        const auto& trial = m_shown->trials[place];
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        int column = 0;
        const auto put = [&](const QString& text, const QVariant& key) {
            auto* cell = new Cell(text, key);
            auto font = cell->font();
            font.setBold(trial.isBest);
            cell->setFont(font);
            m_table->setItem(row, column++, cell);
        };
        const auto number = static_cast<double>(place + 1);
        put(trial.isBest ? tr("%1 (best)").arg(QLocale().toString(place + 1)) : QLocale().toString(place + 1), number);
        for (const auto& setting : settings) {
            const auto& value = trial.point.at(setting);
            put(settingText(value), value.is_number() ? QVariant(value.get<double>()) : QVariant());
        }
        put(QLocale().toString(trial.epochs), static_cast<double>(trial.epochs));
        put(std::isfinite(trial.score) ? QLocale().toString(trial.score, 'f', 4) : QStringLiteral("-"), std::isfinite(trial.score) ? trial.score : -1.0);
        put(stateOf(trial), {});
    }
    m_table->setSortingEnabled(true);
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(true);
    markRow(chosen);
}

void SweepPanel::markRow(std::optional<std::size_t> trial)
{
    const QSignalBlocker quiet(m_table);
    m_table->clearSelection();
    for (int row = 0; trial && row < m_table->rowCount(); ++row)
        if (m_table->item(row, 0)->data(Qt::UserRole).toDouble() == static_cast<double>(*trial + 1)) m_table->selectRow(row);
    m_table->viewport()->update();
}

void SweepPanel::showButtons()
{
    m_start->setEnabled(m_ready && m_form->problem().isEmpty());
    m_estimate->setEnabled(m_ready);
    const bool running = m_shown && m_shown->isRunning();
    bool best = false;
    int ended = 0;
    if (m_shown)
        for (const auto& trial : m_shown->trials) {
            best = best || trial.isBest;
            ended += trial.standing == "trained" ? 1 : 0;
        }
    m_stop->setVisible(running);
    m_resume->setVisible(m_shown && !running && m_shown->state != "done");
    m_final->setEnabled(best && !running && m_shown && !m_shown->finalRun);
    m_fill->setEnabled(chosenTrial().has_value());
    m_which->setVisible(m_shown.has_value());
    m_says->setText(!m_shown ? QString()
                             : tr("%1 of %2 trials trained").arg(QLocale().toString(ended), QLocale().toString(static_cast<qulonglong>(m_shown->trials.size()))));
}

}  // namespace ui
