#include "ui/pages/models/models_page.h"

#include <cmath>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/models/filter_panel.h"
#include "ui/pages/models/import_weights.h"
#include "ui/pages/models/model_details.h"
#include "ui/pages/page.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

/// What the workspace knows of the architectures.
struct Known {
    std::vector<engine::tasks::ModelSpeed> speeds;
    std::map<std::string, double> best;
    std::map<std::string, int> runs;
    std::vector<engine::store::Run> withWeights;   ///< newest first
};

Known readKnown(StoreThread::Workspace& workspace)
{
    Known known{engine::tasks::modelSpeeds(workspace), {}, {}, {}};
    for (const auto& summary : workspace.runs().summaries()) {
        const auto plain = summary.run.architecture.substr(0, summary.run.architecture.find(':'));   // all sizes of one design
        ++known.runs[plain];
        if (summary.run.bestEpoch > 0) known.withWeights.push_back(summary.run);
        if (!summary.best || !std::isfinite(summary.best->validRocAuc)) continue;
        const auto [place, first] = known.best.emplace(plain, summary.best->validRocAuc);
        if (!first) place->second = std::max(place->second, summary.best->validRocAuc);
    }
    return known;
}

engine::Json measureParameters(const std::vector<std::string>& architectures)
{
    return {{"architectures", architectures}};
}

}  // namespace

ModelsPage::ModelsPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("Every architecture that can be trained here, as a table to sort. Click a column's head to sort by it.\n\nScores called published were "
                    "measured by others on their data; beside them stands the best run of this workspace. The speed is measured on this machine.\n\nOn the right: "
                    "what the chosen one is, published weights of it, and the way to train it. Weight files are imported below; nothing in them is executed.") +
                 QStringLiteral("\n\n") +
                 tr("Learned filters shows what the first layer of a run has learned: the frequency responses of kernels on the waveform, kernels over bands and times, or the sharpness of "
                    "harmonic filters. Beside it a layer that has learned nothing: what looks alike in both was not learned."));
    m_details = new ModelDetails;
    m_import = new ImportWeights(context, m_model);
    auto* left = new QSplitter(Qt::Vertical);
    left->addWidget(buildTable());
    left->addWidget(m_import);
    left->setStretchFactor(0, 1);
    left->setChildrenCollapsible(false);
    left->setObjectName(QStringLiteral("modelsLeft"));
    m_filters = new FilterPanel(context);
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(left, tr("Architectures"));
    m_tabs->addTab(m_filters, tr("Learned filters"));
    auto* halves = new QSplitter;
    halves->addWidget(m_tabs);
    halves->addWidget(m_details);
    halves->setStretchFactor(0, 1);
    halves->setSizes({800, 400});
    halves->setChildrenCollapsible(false);
    halves->setObjectName(QStringLiteral("modelsHalves"));
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(halves, 1);
    column->addWidget(m_next);

    m_reload.setSingleShot(true);
    m_reload.setInterval(300);
    connect(&m_reload, &QTimer::timeout, this, &ModelsPage::reload);
    connect(&context.jobs, &JobBridge::eventArrived, this, &ModelsPage::takeEvent);
    connect(&context.jobs, &JobBridge::refused, this, [this] {
        m_working = 0;
        showChosen();
    });
    connect(m_import, &ImportWeights::imported, &m_reload, qOverload<>(&QTimer::start));
    connect(m_details, &ModelDetails::trainWanted, this, &ModelsPage::train);
    connect(m_details, &ModelDetails::measureWanted, this, [this](const QString& architecture) { measure({architecture.toStdString()}); });
    connect(m_details, &ModelDetails::filtersWanted, this, &ModelsPage::showFilters);
    connect(m_details, &ModelDetails::getWanted, this, &ModelsPage::askToFetch);
    m_next->show(tr("Choose an architecture and train it, or take published weights and let them tag your music."), tr("Tag the library..."),
                 [this] { m_context.showPage(QStringLiteral("library")); });
    reload();
    if (m_model.rowCount() > 0) choose(m_model.rowOf("musicnn") >= 0 ? "musicnn" : m_model.at(0)->card.id);
}

QWidget* ModelsPage::buildTable()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(ArchitectureTableModel::kSortRole);
    m_sorted.setSortLocaleAware(true);
    m_table = new QTableView;
    m_table->setModel(&m_sorted);
    panel::layOutTable(*m_table, tr("Architectures"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ArchitectureTableModel::Name, Qt::AscendingOrder);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->resizeColumnsToContents();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPage::showChosen);
    connect(m_table, &QTableView::doubleClicked, this, [this] {
        if (const auto* row = m_model.at(m_sorted.mapToSource(m_table->currentIndex()).row())) train(QString::fromStdString(row->card.id));
    });
    m_measureAll = new QPushButton(Theme::icon(QStringLiteral("queued")), tr("Measure &all"));
    m_measureAll->setAccessibleName(tr("Measure the speed of all"));
    m_measureAll->setToolTip(tr("Measures how fast each architecture predicts on this machine; a minute or two"));
    connect(m_measureAll, &QPushButton::clicked, this, [this] { measure({}); });
    auto* count = panel::heading(tr("Architectures: %1").arg(QLocale().toString(m_model.rowCount())));
    auto* copy = new CopyCommandButton(m_context, [] { return TaskList{{QStringLiteral("measure"), measureParameters({})}}; });
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 12, 6);
    head->setSpacing(8);
    head->addWidget(count, 1);
    head->addWidget(m_measureAll);
    head->addWidget(copy);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    if (m_model.rowCount() > 0) column->addWidget(m_table, 1);
    else column->addWidget(panel::hint(tr("The cards of the architectures are missing from this installation.")), 1);
    return side;
}

void ModelsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reload();
}

void ModelsPage::choose(const std::string& architecture)
{
    const int row = m_model.rowOf(architecture);
    if (row >= 0) m_table->setCurrentIndex(m_sorted.mapFromSource(m_model.index(row, 0)));
}

void ModelsPage::showFilters()
{
    m_tabs->setCurrentWidget(m_filters);
}

void ModelsPage::showChosen()
{
    const auto* row = m_model.at(m_sorted.mapToSource(m_table->currentIndex()).row());
    m_details->show(row);
    if (row != nullptr) m_filters->showArchitecture(row->card.id, QString::fromStdString(row->card.displayName));
    m_details->setBusy(m_working > 0);
    m_measureAll->setEnabled(m_working == 0);
}

void ModelsPage::reload()
{
    m_context.store.ask(this, "known", readKnown, [this](const Known& known) {
        m_model.setMeasured(known.speeds, known.best, known.runs);
        m_filters->setRuns(known.withWeights);
        showChosen();
    });
}

void ModelsPage::train(const QString& architecture)
{
    const auto* row = m_model.at(m_model.rowOf(architecture.toStdString()));
    if (row == nullptr) return;
    m_context.showPage(QStringLiteral("train"));
    if (m_context.fillTraining) m_context.fillTraining({{"arch", row->card.id}, {"preset", row->card.preset}});
}

void ModelsPage::measure(const std::vector<std::string>& architectures)
{
    ++m_working;
    showChosen();
    m_context.jobs.submit(QStringLiteral("measure"), measureParameters(architectures));
}

void ModelsPage::askToFetch(const QString& checkpoint)
{
    const auto* row = m_model.at(m_sorted.mapToSource(m_table->currentIndex()).row());
    if (row == nullptr) return;
    const auto found = std::ranges::find(row->published, checkpoint.toStdString(), &engine::neural::PublishedCheckpoint::id);
    if (found == row->published.end()) return;
    QMessageBox question(QMessageBox::Question, tr("Get published weights"),
                         tr("Load %1 from the network?").arg(QString::fromStdString(found->name)), QMessageBox::Cancel, this);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(tr("Address: %1\nLicence: %2\nSize: %3\nSHA-256: %4")
                                    .arg(QString::fromStdString(found->address), QString::fromStdString(found->licence),
                                         QLocale().formattedDataSize(found->bytes.value_or(0), 1, QLocale::DataSizeSIFormat), QString::fromStdString(found->sha256)));
    auto* get = question.addButton(tr("Get it"), QMessageBox::AcceptRole);
    question.exec();
    if (question.clickedButton() == get) fetch(checkpoint);
}

void ModelsPage::fetch(const QString& checkpoint)
{
    ++m_working;
    showChosen();
    m_context.jobs.submit(QStringLiteral("fetch"), {{"checkpoint", checkpoint.toStdString()}});
}

void ModelsPage::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    const bool ours = event.kind == "measure" || event.kind == "fetch";
    if (!ended) return;
    if (ours) m_working = std::max(0, m_working - 1);
    if (event.kind == "fetch" && event.state == JobState::Done)
        m_next->show(tr("The weights are a run of this workspace now. Let them listen to your tracks."), tr("Tag the library"), [this] {
            m_context.jobs.submit(QStringLiteral("predict"), {{"run", "latest"}});
            m_context.showPage(QStringLiteral("jobs"));
        });
    if (ours && event.state == JobState::Failed && event.failure) m_next->show(QString::fromStdString(engine::toText(*event.failure)));
    if (ours || event.kind == "train" || event.kind == "model_import") m_reload.start();
}

extern const PageEntry models_page;
const PageEntry models_page{"models", QT_TRANSLATE_NOOP("pages", "Models"), QT_TRANSLATE_NOOP("pages", "Architectures, published weights and weight files"),
                            [](PageContext& context) -> QWidget* { return new ModelsPage(context); }};

}  // namespace ui
