#include "ui/pages/jobs/training_panel.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/resources.h"
#include "engine/store/workspace.h"
#include "ui/charts/learning_chart.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

/// The .json files of a folder of resources, sorted by name. A broken one is left out: `models list` tells of it.
std::vector<engine::Json> documents(const char* folder)
{
    std::vector<engine::Json> found;
    std::error_code ignored;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(engine::resourceFolder() / folder, ignored))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        std::ifstream in(file);
        auto document = engine::Json::parse(in, nullptr, false);
        if (document.is_object()) found.push_back(std::move(document));
    }
    return found;
}

struct Choices {
    std::vector<engine::store::Split> splits;
    std::vector<engine::store::Run> runs;
};

QString number(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', 4) : QStringLiteral("n/a");
}

QString runName(const engine::store::Run& run)
{
    return QStringLiteral("#%1  %2  %3  %4")
        .arg(engine::value(run.id))
        .arg(QString::fromStdString(run.createdAt).left(16).replace(QLatin1Char('T'), QLatin1Char(' ')),
             QString::fromStdString(run.architecture), QString::fromStdString(run.name));
}

}  // namespace

TrainingPanel::TrainingPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildForm());
    halves->addWidget(buildNumbers());
    halves->setStretchFactor(1, 1);
    halves->setSizes({340, 700});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves);
    readCards();
    m_reload.setSingleShot(true);
    m_reload.setInterval(500);
    connect(&m_reload, &QTimer::timeout, this, &TrainingPanel::reload);
    connect(&context.jobs, &JobBridge::eventArrived, this, [this] { if (!m_reload.isActive()) m_reload.start(); });
    reload();
}

QWidget* TrainingPanel::buildForm()
{
    m_architecture = new QComboBox;
    m_preset = new QComboBox;
    m_split = new QComboBox;
    m_epochs = new QSpinBox;
    m_batch = new QSpinBox;
    m_rate = new QDoubleSpinBox;
    m_device = new QComboBox;
    m_facts = new QLabel;
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_epochs->setRange(1, 10000);
    m_epochs->setValue(10);
    m_batch->setRange(1, 4096);
    m_batch->setValue(16);
    m_rate->setDecimals(6);
    m_rate->setRange(1e-6, 1);
    m_rate->setSingleStep(0.0005);
    m_rate->setValue(0.001);
    m_device->addItem(tr("Best there is"), QStringLiteral("auto"));
    m_device->addItem(tr("CPU"), QStringLiteral("cpu"));
    m_device->addItem(tr("CUDA graphics card"), QStringLiteral("cuda"));
    m_start = new QPushButton(Theme::icon(QStringLiteral("train")), tr("Start training"));
    m_start->setAccessibleName(m_start->text());
    m_start->setToolTip(tr("Makes the split and the melgrams first if they are missing, then trains"));
    auto* form = new QFormLayout;
    form->setContentsMargins(12, 12, 12, 12);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto add = [form](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    };
    add(tr("Architecture"), m_architecture);
    form->addRow(m_facts);
    add(tr("Preset"), m_preset);
    add(tr("Split"), m_split);
    add(tr("Epochs"), m_epochs);
    add(tr("Batch"), m_batch);
    add(tr("Learning rate"), m_rate);
    add(tr("Device"), m_device);
    form->addRow(m_start);
    connect(m_architecture, &QComboBox::currentIndexChanged, this, &TrainingPanel::showCard);
    connect(m_start, &QPushButton::clicked, this, &TrainingPanel::start);
    auto* inner = new QWidget;
    inner->setLayout(form);
    auto* area = new QScrollArea;
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(inner->minimumSizeHint().width() + 24);
    return area;
}

QWidget* TrainingPanel::buildNumbers()
{
    m_run = new QComboBox;
    m_run->setAccessibleName(tr("Run"));
    m_run->setPlaceholderText(tr("No run yet"));
    m_summary = new QLabel;
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_chart = new LearningChart;
    m_table = new QTableWidget(0, 7);
    m_table->setAccessibleName(tr("Epochs of the run"));
    m_table->setHorizontalHeaderLabels({tr("Epoch"), tr("Train loss"), tr("Valid. loss"), tr("Train ROC-AUC"), tr("Valid. ROC-AUC"),
                                        tr("Valid. PR-AUC"), tr("Seconds")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto* pictures = new QSplitter(Qt::Vertical);
    pictures->addWidget(m_chart);
    pictures->addWidget(m_table);
    pictures->setStretchFactor(0, 3);
    pictures->setStretchFactor(1, 2);
    pictures->setChildrenCollapsible(false);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 8, 8, 0);
    column->addWidget(m_run);
    column->addWidget(m_summary);
    column->addWidget(pictures, 1);
    connect(m_run, &QComboBox::currentIndexChanged, this, &TrainingPanel::showRun);
    return page;
}

void TrainingPanel::readCards()
{
    for (const auto& preset : documents("presets"))
        m_preset->addItem(QString::fromStdString(preset.value("name", "")));
    m_cards = documents("models");
    for (const auto& card : m_cards)
        m_architecture->addItem(QString::fromStdString(card.value("display_name", card.value("id", ""))),
                                QString::fromStdString(card.value("id", "")));
    // Three seconds of input: the one that learns from any track.
    m_architecture->setCurrentIndex(std::max(0, m_architecture->findData(QStringLiteral("musicnn"))));
    m_start->setEnabled(!m_cards.empty());
    if (m_cards.empty()) m_facts->setText(tr("No architecture is installed."));
    showCard();
}

void TrainingPanel::showCard()
{
    const int at = m_architecture->currentIndex();
    if (at < 0) return;
    const auto& card = m_cards[static_cast<std::size_t>(at)];
    m_facts->setText(tr("%1\n%2 parameters")
                         .arg(QString::fromStdString(card.value("summary", "")),
                              QLocale().toString(static_cast<qlonglong>(card.value("parameters", std::int64_t{0})))));
    if (card.contains("input"))
        m_preset->setCurrentText(QString::fromStdString(card["input"].value("preset", "")));
}

void TrainingPanel::reload()
{
    m_context.store.ask(
        this, "choices",
        [](StoreThread::Workspace& workspace) { return Choices{workspace.splits().list(), workspace.runs().list()}; },
        [this](Choices choices) {
            const auto split = m_split->currentData();
            m_split->clear();
            for (const auto& known : choices.splits)
                m_split->addItem(QString::fromStdString(known.name), QString::fromStdString(known.name));
            m_split->addItem(tr("New: 80 / 10 / 10, by artist"), QString());
            if (const int at = m_split->findData(split); at >= 0 && split.isValid()) m_split->setCurrentIndex(at);
            const auto run = m_run->currentData();
            const int before = m_run->count();
            {
                const QSignalBlocker quiet(m_run);
                m_run->clear();
                std::ranges::sort(choices.runs, std::greater(), &engine::store::Run::id);
                for (const auto& known : choices.runs)
                    m_run->addItem(runName(known), static_cast<qlonglong>(engine::value(known.id)));
                // A run that has just begun is the one to look at.
                const int at = m_run->count() == before ? m_run->findData(run) : 0;
                if (m_run->count() > 0) m_run->setCurrentIndex(std::max(0, at));
            }
            showRun();
        });
}

void TrainingPanel::showRun()
{
    m_run->setEnabled(m_run->count() > 0);
    if (m_run->currentIndex() < 0) {
        m_summary->setText(tr("Numbers of a training are shown here, epoch by epoch."));
        return;
    }
    struct Numbers {
        std::optional<engine::store::Run> run;
        std::vector<engine::store::EpochRow> epochs;
    };
    m_context.store.ask(
        this, "run",
        [id = engine::RunId{m_run->currentData().toLongLong()}](StoreThread::Workspace& workspace) {
            return Numbers{workspace.runs().find(id), workspace.runs().epochs(id)};
        },
        [this](const Numbers& numbers) {
            if (!numbers.run) return;
            const auto& run = *numbers.run;
            m_summary->setText(tr("%1; preset and seed are kept with the run (seed %2). Device: %3. Best epoch: %4.")
                                   .arg(QString::fromStdString(run.state), QString::number(run.seed),
                                        run.device.empty() ? QStringLiteral("-") : QString::fromStdString(run.device),
                                        run.bestEpoch > 0 ? QLocale().toString(run.bestEpoch) : QStringLiteral("-")));
            m_chart->show(numbers.epochs, run.bestEpoch);
            m_table->setRowCount(static_cast<int>(numbers.epochs.size()));
            for (int row = 0; row < m_table->rowCount(); ++row) {
                const auto& epoch = numbers.epochs[static_cast<std::size_t>(row)];
                const QStringList cells = {QLocale().toString(epoch.epoch) + (epoch.epoch == run.bestEpoch ? tr(" (best)") : QString()),
                                           number(epoch.trainLoss), number(epoch.validLoss), number(epoch.trainRocAuc),
                                           number(epoch.validRocAuc), number(epoch.validAveragePrecision),
                                           QLocale().toString(epoch.seconds, 'f', 1)};
                for (int column = 0; column < cells.size(); ++column)
                    m_table->setItem(row, column, new QTableWidgetItem(cells[column]));
            }
            m_table->scrollToBottom();
        });
}

void TrainingPanel::start()
{
    auto split = m_split->currentData().toString().toStdString();
    // One lane runs in order, but split and melgrams are on another one than the training: each waits for the one before.
    const engine::Json train = {{"arch", m_architecture->currentData().toString().toStdString()},
                                {"preset", m_preset->currentText().toStdString()},
                                {"split", split.empty() ? "default" : split},
                                {"epochs", m_epochs->value()},
                                {"batch", m_batch->value()},
                                {"lr", m_rate->value()},
                                {"device", m_device->currentData().toString().toStdString()}};
    const engine::Json prep = {{"preset", train["preset"]}, {"split", train["split"]}};
    std::vector<std::pair<QString, engine::Json>> chain;
    if (split.empty())
        chain.push_back({QStringLiteral("split"),
                         {{"name", "default"}, {"ratios", {80, 10, 10}}, {"stratify", true}, {"group_by", "artist"}, {"seed", 0}}});
    chain.push_back({QStringLiteral("prep"), prep});
    chain.push_back({QStringLiteral("train"), train});
    m_context.jobs.submitChain(std::move(chain));
    m_context.say(tr("Training is queued."));
}

}  // namespace ui
