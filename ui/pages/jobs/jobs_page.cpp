#include "ui/pages/jobs/jobs_page.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/page.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

constexpr int kLogMs = 500;

/// The amount with a thin bar below it; the number is always there, the bar only when the total is known.
class AmountDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const double share = index.data(JobTableModel::kShareRole).toDouble();
        if (share < 0) return;
        const bool chosen = (option.state & QStyle::State_Selected) != 0;
        const QRectF track(option.rect.left() + 6, option.rect.bottom() - 5, option.rect.width() - 12, 3);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.palette.color(QPalette::Mid));
        painter->drawRoundedRect(track, 1.5, 1.5);
        painter->setBrush(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Highlight));
        painter->drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * share, track.height())), 1.5, 1.5);
        painter->restore();
    }
};

}  // namespace

JobsPage::JobsPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("Everything that runs, waits, is done or failed, with its log. Pause and Cancel act within seconds and keep what is done; Resume goes on from "
                    "there, also after the program was closed or the machine stopped."));
    m_log = new QPlainTextEdit;
    m_log->setReadOnly(true);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setPlaceholderText(tr("Choose a job to read its log."));
    m_log->setAccessibleName(tr("Log of the chosen job"));
    m_log->setFrameShape(QFrame::NoFrame);
    auto* heading = new QLabel(tr("Log"));
    heading->setContentsMargins(8, 6, 8, 4);
    auto* lower = new QWidget;
    auto* under = new QVBoxLayout(lower);
    under->setContentsMargins(0, 0, 0, 0);
    under->setSpacing(0);
    under->addWidget(heading);
    under->addWidget(m_log, 1);
    auto* halves = new QSplitter(Qt::Vertical);
    halves->addWidget(buildList());
    halves->addWidget(lower);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({440, 300});
    halves->setChildrenCollapsible(false);
    halves->setObjectName(QStringLiteral("jobsHalves"));
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(halves, 1);
    column->addWidget(m_next);

    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, &m_model, &JobTableModel::tick);
    m_tick.start();
    m_reload.setSingleShot(true);
    m_reload.setInterval(150);
    connect(&m_reload, &QTimer::timeout, this, &JobsPage::reload);
    m_logTimer.setSingleShot(true);
    m_logTimer.setInterval(kLogMs);
    connect(&m_logTimer, &QTimer::timeout, this, &JobsPage::readLog);
    connect(&context.jobs, &JobBridge::eventArrived, this, &JobsPage::takeEvent);
    reload();
    showChosen();
    updateNextStep();
}

QWidget* JobsPage::buildList()
{
    m_table = new QTableView;
    m_table->setModel(&m_model);
    m_table->setItemDelegateForColumn(JobTableModel::Amount, new AmountDelegate(this));
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(JobTableModel::Amount, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int em = fontMetrics().averageCharWidth();
    m_table->setWordWrap(false);
    m_table->setColumnWidth(JobTableModel::Name, em * 36);
    m_table->setColumnWidth(JobTableModel::State, em * 19);
    m_table->setColumnWidth(JobTableModel::Elapsed, em * 12);
    m_table->setColumnWidth(JobTableModel::Remaining, em * 20);
    const auto button = [this](const QString& icon, const QString& text, const QString& tip) {
        auto* made = new QPushButton(Theme::icon(icon), text);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        return made;
    };
    m_pause = button(QStringLiteral("pause"), tr("Pause"), tr("Let the chosen job wait after its present track or batch"));
    m_cancel = button(QStringLiteral("cancel"), tr("Cancel"), tr("Stop the chosen job; what it finished is kept"));
    m_rerun = button(QStringLiteral("resume"), tr("Resume"), tr("Go on with an interrupted, failed or cancelled job"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 8, 8, 8);
    bar->setSpacing(8);
    bar->addWidget(m_pause);
    bar->addWidget(m_cancel);
    bar->addWidget(m_rerun);
    bar->addStretch();
    bar->addWidget(new CopyCommandButton(m_context, TaskSource([this] { return tasksOfChosen(); })));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobsPage::showChosen);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &JobsPage::showChosen);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (const auto* job = chosen()) job->state == "paused" ? m_context.jobs.resume(job->id) : m_context.jobs.pause(job->id);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { if (const auto* job = chosen()) m_context.jobs.cancel(job->id); });
    connect(m_rerun, &QPushButton::clicked, this, [this] { if (const auto* job = chosen()) m_context.jobs.rerun(job->id); });
    return page;
}

/// The job and the steps that follow it.
TaskList JobsPage::tasksOfChosen() const
{
    const auto* job = chosen();
    if (job == nullptr) return {};
    TaskList tasks{{QString::fromStdString(job->kind), job->parameters}};
    for (const auto& [task, parameters] : engine::tasks::stepsAfter(job->parameters))
        tasks.emplace_back(QString::fromStdString(task), parameters);
    return tasks;
}

const engine::store::JobRow* JobsPage::chosen() const
{
    const auto rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model.at(rows.first().row());
}

void JobsPage::reload()
{
    m_context.store.ask(
        this, "jobs", [](StoreThread::Workspace& workspace) { return workspace.jobs().list(); },
        [this](std::vector<engine::store::JobRow> rows) {
            const auto* before = chosen();
            const auto id = before != nullptr ? std::optional(before->id) : std::nullopt;
            m_model.setRows(std::move(rows));
            for (int row = 0; id && row < m_model.rowCount(); ++row)
                if (m_model.at(row)->id == *id) m_table->selectRow(row);
            if (!id && m_model.rowCount() > 0) m_table->selectRow(0);
            showChosen();
            readLog();
            updateNextStep();
        });
}

void JobsPage::takeEvent(const engine::jobs::JobEvent& event)
{
    if (!m_model.takeEvent(event) && !m_reload.isActive()) m_reload.start();
    if (const auto* job = chosen(); job != nullptr && job->id == event.id) {
        showChosen();
        if (!m_logTimer.isActive()) m_logTimer.start();
    }
}

void JobsPage::showChosen()
{
    const auto* job = chosen();
    const auto is = [job](std::initializer_list<const char*> states) {
        return job != nullptr && std::ranges::any_of(states, [&](const char* state) { return job->state == state; });
    };
    m_pause->setEnabled(is({"running", "paused"}));
    m_pause->setText(is({"paused"}) ? tr("Continue") : tr("Pause"));
    m_pause->setAccessibleName(m_pause->text());
    m_cancel->setEnabled(is({"running", "paused", "queued"}));
    m_rerun->setEnabled(is({"failed", "cancelled", "interrupted"}));
    if (job == nullptr) {
        m_logOf.reset();
        m_log->setPlaceholderText(tr("Choose a job to read its log."));
        m_log->clear();
    } else if (m_logOf != job->id) {
        showLog(job->id, QString::fromStdString(job->log));
    }
}

/// The log of a job at work is read again from its row, not with the whole table.
void JobsPage::readLog()
{
    const auto* job = chosen();
    if (job == nullptr || !isVisible()) return;
    m_context.store.ask(
        this, "log",
        [id = job->id](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(id);
            return row ? row->log : std::string();
        },
        [this, id = job->id](const std::string& log) {
            if (const auto* now = chosen(); now != nullptr && now->id == id) showLog(id, QString::fromStdString(log));
        });
}

/// What is new is added at the end, so that a reader further up keeps his place; who stands at the end follows it.
void JobsPage::showLog(engine::JobId job, const QString& text)
{
    const auto before = m_log->toPlainText();
    const auto now = text.endsWith(QLatin1Char('\n')) ? text.chopped(1) : text;
    m_log->setPlaceholderText(tr("This job has written nothing yet."));
    if (m_logOf == job && before == now) return;
    auto* bar = m_log->verticalScrollBar();
    const bool atEnd = m_logOf != job || bar->value() == bar->maximum();
    if (m_logOf == job && !before.isEmpty() && now.startsWith(before + QLatin1Char('\n')))
        m_log->appendPlainText(now.mid(before.size() + 1));
    else
        m_log->setPlainText(now);
    m_logOf = job;
    if (atEnd) bar->setValue(bar->maximum());
}

void JobsPage::updateNextStep()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto* job = m_model.at(row);
        if (job->state != "interrupted") continue;
        m_next->show(tr("%1 was interrupted. What it had finished is kept.").arg(jobName(job->kind)), tr("Resume it"),
                     [this, id = job->id] { m_context.jobs.rerun(id); });
        return;
    }
    if (m_model.rowCount() == 0)
        m_next->show(tr("Nothing has run yet. Add music first, then train a model on its tags."), tr("Go to the library"),
                     [this] { m_context.showPage(QStringLiteral("library")); });
    else
        m_next->show(tr("When a training is done, choose a track and inspect what the model hears."), tr("Inspect"),
                     [this] { m_context.showPage(QStringLiteral("inspect")); });
}

extern const PageEntry jobs_page;
const PageEntry jobs_page{"jobs", QT_TRANSLATE_NOOP("pages", "Jobs"), QT_TRANSLATE_NOOP("pages", "What runs, waits and is done, with its log"),
                          [](PageContext& context) -> QWidget* { return new JobsPage(context); }};

}  // namespace ui
