#include "ui/pages/retrieval/retrieval_page.h"

#include <algorithm>
#include <set>

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/command_line.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/page.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/snug_columns.h"
#include "ui/window/next_step.h"

namespace ui {

using retrieval::ScoresModel;
using retrieval::WaysModel;

namespace {

constexpr int kReloadMs = 300;
constexpr const char* kOurTasks[] = {"words_import", "retrieval_split", "train_retrieval", "compare_sampling", "test_retrieval"};

bool isOurs(const std::string& kind)
{
    return std::ranges::find(kOurTasks, kind) != std::end(kOurTasks);
}

}  // namespace

RetrievalPage::RetrievalPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("A metric model places words and tracks in one space: a track is found for any word that has a word vector. The Search page asks the newest one.\n\n"
                    "On the left are the three steps: word vectors, a split in which no artist is in two parts, and the training. Compare samplings trains the three "
                    "published ways to draw examples, one after another.\n\nOn the right stand the models beside predicted tags of a run, a random order of the tracks and "
                    "the published rows. Tick what the table below compares, by type and by tag. Published rows were measured on other data."));
    m_form = new retrieval::RetrievalForm(context);
    auto* halves = new QSplitter;
    halves->setObjectName(QStringLiteral("retrievalHalves"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_form);
    halves->addWidget(buildTables());
    halves->setStretchFactor(1, 1);
    halves->setSizes({362, 850});
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(halves, 1);
    column->addWidget(m_next);

    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &RetrievalPage::reload);
    connect(&context.jobs, &JobBridge::eventArrived, this, &RetrievalPage::takeEvent);
    connect(&context.jobs, &JobBridge::refused, this, [this](const QString& message) {
        if (m_jobsLeft == 0) return;
        m_jobsLeft = 0;
        m_form->showProgress({}, 0, 0);
        m_form->showMessage(message);
    });
    connect(m_form, &retrieval::RetrievalForm::wanted, this, &RetrievalPage::submit);
    connect(m_form, &retrieval::RetrievalForm::cancelWanted, this, [this] { if (m_job) m_context.jobs.cancel(*m_job); });
    connect(m_ways, &WaysModel::tickedChanged, this, &RetrievalPage::showScores);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &RetrievalPage::showScores);
    connect(m_part, &QComboBox::currentIndexChanged, this, &RetrievalPage::reload);
    showHint();
    updateNextStep();
}

QLayout* RetrievalPage::buildTools()
{
    const auto described = [](auto* control, const QString& name, const QString& tip) {
        control->setAccessibleName(name);
        control->setToolTip(tip);
        return control;
    };
    m_part = described(new QComboBox, tr("Part"), tr("Which part of the split is searched; the test part is new to the models"));
    m_part->addItem(tr("Test part"), QStringLiteral("test"));
    m_part->addItem(tr("Validation part"), QStringLiteral("valid"));
    m_part->addItem(tr("Training part"), QStringLiteral("train"));
    m_measure = described(new QComboBox, tr("Measure"), tr("What the table below shows of each way"));
    m_measure->addItem(tr("All three measures"), ScoresModel::All);
    m_measure->addItem(QStringLiteral("P@10"), ScoresModel::Precision);
    m_measure->addItem(QStringLiteral("MAP"), ScoresModel::Map);
    m_measure->addItem(QStringLiteral("ROC-AUC"), ScoresModel::RocAuc);
    m_test = described(new QPushButton(Theme::icon(QStringLiteral("evaluate")), tr("Test")), tr("Test"), tr("Measure all trained models on this part"));
    connect(m_test, &QPushButton::clicked, this, [this] {
        submit({{QStringLiteral("test_retrieval"), {{"runs", trained()}, {"part", m_part->currentData().toString().toStdString()}}}});
    });
    m_export = described(new QPushButton(Theme::icon(QStringLiteral("export")), tr("Export CSV...")), tr("Export CSV"), tr("Save the comparison below as a table"));
    connect(m_export, &QPushButton::clicked, this, &RetrievalPage::askWhereToExport);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_part);
    row->addWidget(m_test);
    row->addWidget(m_measure);
    row->addStretch();
    row->addWidget(m_export);
    row->addWidget(new CopyCommandButton(m_context, LineSource([this] { return tableLine(); })));
    return row;
}

QWidget* RetrievalPage::buildTables()
{
    m_ways = new WaysModel(this);
    m_waysTable = new QTableView;
    m_waysTable->setModel(m_ways);
    panel::layOutTable(*m_waysTable, tr("Ways to find tracks by tags"));
    m_waysTable->horizontalHeader()->setStretchLastSection(false);
    m_waysTable->horizontalHeader()->setSectionResizeMode(WaysModel::Name, QHeaderView::Stretch);
    m_scores = new ScoresModel(this);
    m_sortedScores = new QSortFilterProxyModel(this);
    m_sortedScores->setSourceModel(m_scores);
    m_sortedScores->setSortRole(WaysModel::kSortRole);
    m_sortedScores->setSortLocaleAware(true);
    m_scoresTable = new QTableView;
    m_scoresTable->setModel(m_sortedScores);
    panel::layOutTable(*m_scoresTable, tr("Scores by type and tag"));
    m_scoresTable->horizontalHeader()->setStretchLastSection(false);
    m_scoresTable->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_scoresTable->setSortingEnabled(true);
    m_scoresTable->sortByColumn(-1, Qt::AscendingOrder);   // types first, until a head is clicked
    m_hint = panel::plainLabel();
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setContentsMargins(40, 24, 40, 24);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_scoresTable);
    auto* tables = new QSplitter(Qt::Vertical);
    tables->setObjectName(QStringLiteral("retrievalTables"));
    tables->setChildrenCollapsible(false);
    tables->addWidget(m_waysTable);
    tables->addWidget(m_stack);
    tables->setStretchFactor(1, 1);
    tables->setSizes({260, 400});
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buildTools());
    column->addWidget(tables, 1);
    return side;
}

QString RetrievalPage::hintText() const
{
    return m_stack->currentWidget() == m_hint ? m_hint->text() : QString();
}

// --- what there is ---

void RetrievalPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) reload();
}

void RetrievalPage::reload()
{
    m_isStale = !isVisible();
    if (m_isStale) return;
    struct Read {
        retrieval::Known known;
        engine::tasks::RetrievalTable table;
    };
    m_context.store.ask(
        this, "retrieval",
        [part = m_part->currentData().toString().toStdString()](StoreThread::Workspace& workspace) {
            return Read{retrieval::readKnown(workspace), engine::tasks::readRetrievalTable(workspace, part)};
        },
        [this](const Read& read) {
            m_known = read.known;
            m_form->setKnown(read.known);
            m_ways->setTable(read.table);
            makeColumnsSnug(*m_waysTable);
            std::set<std::string> splits;
            for (const auto& way : read.table.columns)
                if (!way.split.empty()) splits.insert(way.split);
            m_waysTable->setColumnHidden(WaysModel::Split, splits.size() < 2);   // says nothing then, and the names need the room
            updateNextStep();
        });
}

std::vector<std::string> RetrievalPage::trained() const
{
    std::vector<std::string> models;
    for (const auto& way : m_ways->table().columns)
        if (way.kind == engine::tasks::RetrievalColumn::Kind::Model) models.push_back(std::to_string(way.model));
    return models;
}

void RetrievalPage::showScores()
{
    m_scores->set(m_ways->table(), m_ways->ticked(), static_cast<ScoresModel::Measure>(m_measure->currentData().toInt()));
    makeColumnsSnug(*m_scoresTable);
    for (const int column : {ScoresModel::Tag, ScoresModel::Category})
        m_scoresTable->setColumnWidth(column, m_scoresTable->columnWidth(column) * 6 / 5);   // rows of types are bold
    showHint();
}

void RetrievalPage::showHint()
{
    const bool isTrained = !trained().empty();
    const bool isTested = std::ranges::any_of(m_ways->table().columns, [](const auto& way) { return way.kind == engine::tasks::RetrievalColumn::Kind::Model && way.isTested; });
    if (!isTrained) m_hint->setText(tr("No metric model was trained yet. The steps on the left lead to one: word vectors, a split, a training. The rows above were published."));
    else if (!isTested) m_hint->setText(tr("The models were not measured on this part yet. Press Test."));
    else m_hint->setText(tr("Tick what should be compared."));
    m_stack->setCurrentIndex(m_scores->rowCount() > 0 ? 1 : 0);
    m_test->setEnabled(isTrained && m_jobsLeft == 0);
    m_export->setEnabled(m_scores->rowCount() > 0);
}

void RetrievalPage::updateNextStep()
{
    if (m_known.tracks == 0) m_next->show(tr("Add the folder that holds your music first."), tr("Library"), [this] { m_context.showPage(QStringLiteral("library")); });
    else if (m_known.tags == 0) m_next->show(tr("Tags are what a model learns from."), tr("Tags"), [this] { m_context.showPage(QStringLiteral("tags")); });
    else if (trained().empty()) m_next->show(tr("Three steps on the left lead to a model that Search can ask any word."));
    else m_next->show(tr("Ask the newest model any word on the Search page."), tr("Search"), [this] { m_context.showPage(QStringLiteral("search")); });
}

// --- work ---

void RetrievalPage::submit(const TaskList& tasks)
{
    if (tasks.empty()) return;
    m_job.reset();
    m_jobsLeft = static_cast<int>(tasks.size());
    m_form->showProgress(tr("Queued"), 0, 0);
    showHint();
    m_context.jobs.submitChain(tasks);
}

void RetrievalPage::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (!isOurs(event.kind)) {
        if (ended && (event.kind == "predict" || event.kind == "demo" || event.kind == "import" || event.kind == "taste_fit" || event.kind == "taste_import" || event.kind == "scan"))
            m_reload.start();
        return;
    }
    // Also one that was begun on the Jobs page or goes on since the last start.
    if (!ended) {
        m_job = event.id;
        m_jobsLeft = std::max(m_jobsLeft, 1);
        const auto stage = QString::fromStdString(event.progress.stage);
        m_form->showProgress(stage.isEmpty() ? tr("Working") : stage, event.progress.done, event.progress.total);
        m_test->setEnabled(false);
        return;
    }
    m_jobsLeft = event.state == JobState::Done ? std::max(0, m_jobsLeft - 1) : 0;
    if (m_jobsLeft == 0) m_form->showProgress({}, 0, 0);
    if (event.state == JobState::Failed && event.failure) m_form->showMessage(QString::fromStdString(engine::toText(*event.failure)));
    if (event.state == JobState::Cancelled) m_form->showMessage(tr("Stopped. The Jobs page goes on with it."));
    m_reload.start();
}

QString RetrievalPage::tableLine() const
{
    const auto ticked = m_ways->ticked();
    if (ticked.empty()) return {};
    std::vector<std::string> words{"tagbench-cli", "--workspace", m_context.store.workspaceFolder().native(), "retrieval", "table"};
    for (const auto at : ticked)
        if (const auto& way = m_ways->table().columns[at]; way.kind == engine::tasks::RetrievalColumn::Kind::Model) words.push_back(std::to_string(way.model));
    words.insert(words.end(), {"--part", m_ways->table().part});
    return QString::fromStdString(engine::tasks::shellLine(words));
}

void RetrievalPage::askWhereToExport()
{
    const auto file = QFileDialog::getSaveFileName(this, tr("Save the comparison"), QStringLiteral("retrieval.csv"), tr("Tables (*.csv)"));
    if (!file.isEmpty()) exportCsv(file);
}

void RetrievalPage::exportCsv(const QString& file)
{
    try {
        const auto ticked = m_ways->ticked();
        engine::writeFileAtomically(QFile::encodeName(file).toStdString(), retrievalCsv(m_ways->table(), ticked));
        m_context.say(tr("Saved: %1").arg(file));
    } catch (const engine::Error&) {
        m_context.say(failureText(engine::describe(std::current_exception())));
    }
}

extern const PageEntry retrieval_page;
const PageEntry retrieval_page{"retrieval", QT_TRANSLATE_NOOP("pages", "Retrieval"), QT_TRANSLATE_NOOP("pages", "Metric models: word and track in one space"),
                               [](PageContext& context) -> QWidget* { return new RetrievalPage(context); }};

}  // namespace ui
