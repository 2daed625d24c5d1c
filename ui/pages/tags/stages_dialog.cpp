#include "ui/pages/tags/stages_dialog.h"

#include <set>

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/atomic_file.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/store/study_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/compare_stages.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

constexpr const char* kCategory = "category:";
constexpr const char* kTag = "tag:";

bool takesWaveform(const engine::neural::ModelCard& card)
{
    return engine::dsp::loadPreset(card.preset).isWaveform();
}

/// "waveform I".
QString rowText(const engine::Json& run)
{
    const auto stage = QString(run["stage"].get<int>(), QLatin1Char('I'));
    return run["input"] == "waveform" ? StagesDialog::tr("waveform %1").arg(stage) : StagesDialog::tr("log-mel %1").arg(stage);
}

/// The scores of a scope ("" = overall, category:genre, tag:rock) in the scores of one run; null where it has none.
engine::Json scoresOf(const engine::Json& scores, const QString& scope)
{
    if (scope.startsWith(QLatin1String(kCategory))) return scores["categories"].value(scope.mid(9).toStdString(), engine::Json());
    if (!scope.startsWith(QLatin1String(kTag))) return scores["overall"];
    for (const auto& tag : scores["tags"])
        if (tag["tag"] == scope.mid(4).toStdString()) return tag;
    return {};
}

/// [ROC-AUC, PR-AUC] in percent, or null.
engine::Json publishedOf(const engine::Json& published, const engine::Json& run, const QString& scope)
{
    const auto input = run["input"].get<std::string>();
    const int stage = run["stage"].get<int>();
    const auto key = input + " stage " + std::to_string(stage);
    const auto within = [&](const char* table, const std::string& name) { return published[table].contains(key) ? published[table][key].value(name, engine::Json()) : engine::Json(); };
    if (scope.startsWith(QLatin1String(kCategory))) return within("per_category", scope.mid(9).toStdString());
    if (scope.startsWith(QLatin1String(kTag))) return within("per_tag", scope.mid(4).toStdString());
    return published["overall"][input].value(std::string(static_cast<std::size_t>(stage), 'I'), engine::Json());
}

QString numberText(const engine::Json& scores, const char* name, double scale)
{
    if (!scores.is_object() || !scores.contains(name) || scores[name].is_null()) return QStringLiteral("\u2013");
    return QLocale().toString(scale * scores[name].get<double>(), 'f', 2);
}

}  // namespace

StagesDialog::StagesDialog(PageContext& context, engine::Json cleaning, QWidget* parent) : QDialog(parent), m_context(context), m_cleaning(std::move(cleaning))
{
    setWindowTitle(tr("Compare the stages"));
    m_start = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Train all six"));
    m_export = new QPushButton(tr("Export table..."));
    auto* close = new QPushButton(tr("Close"));
    auto* halves = new QSplitter;
    halves->addWidget(buildForm());
    halves->addWidget(buildResult());
    halves->setStretchFactor(1, 1);
    halves->setSizes({240, 880});
    halves->setChildrenCollapsible(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return {{QStringLiteral("compare_stages"), parameters()}}; }));
    buttons->addStretch();
    for (auto* button : {m_export, m_start, close}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->addWidget(halves, 1);
    column->addLayout(buttons);
    m_start->setDefault(true);
    resize(1140, 700);
    connect(m_start, &QPushButton::clicked, this, &StagesDialog::start);
    connect(m_export, &QPushButton::clicked, this, &StagesDialog::exportTable);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&context.jobs, &JobBridge::eventArrived, this, &StagesDialog::takeEvent);
    reload();
}

QWidget* StagesDialog::buildForm()
{
    auto* about = panel::plainLabel(tr("Six trainings of the same targets: tags as they are (I), collapsed by words (II), and by distance too (III), each from the waveform and from the log-mel "
                                       "spectrogram. All are also scored on the labels of stage I, for collapsing alone makes labels more frequent."));
    m_split = new QComboBox;
    m_waveform = new QComboBox;
    m_logMel = new QComboBox;
    for (const auto& card : engine::neural::modelCards())
        (takesWaveform(card) ? m_waveform : m_logMel)->addItem(QString::fromStdString(card.displayName), QString::fromStdString(card.id));
    m_waveform->setCurrentIndex(std::max(0, m_waveform->findData(QStringLiteral("pons_waveform"))));
    m_logMel->setCurrentIndex(std::max(0, m_logMel->findData(QStringLiteral("pons_spectrogram"))));
    m_epochs = new QSpinBox;
    m_epochs->setRange(1, 1000);
    m_epochs->setValue(10);
    m_minTracks = new QSpinBox;
    m_minTracks->setRange(1, 100'000);
    m_minTracks->setValue(5);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    for (const auto& [name, field] : {std::pair<QString, QWidget*>(tr("Split"), m_split), {tr("From the waveform"), m_waveform}, {tr("From log-mel"), m_logMel}, {tr("Epochs of each"), m_epochs},
                                      {tr("Fewest training tracks of a tag"), m_minTracks}}) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    }
    m_state = panel::plainLabel();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->addWidget(about);
    column->addLayout(form);
    column->addWidget(m_state);
    column->addStretch();
    return page;
}

QWidget* StagesDialog::buildResult()
{
    m_metric = new QComboBox;
    m_metric->setAccessibleName(tr("Curves of"));
    m_metric->addItem(tr("Loss"), static_cast<int>(LearningMetric::Loss));
    m_metric->addItem(tr("ROC-AUC"), static_cast<int>(LearningMetric::RocAuc));
    m_metric->addItem(tr("Average precision"), static_cast<int>(LearningMetric::AveragePrecision));
    m_chart = new LearningChart;
    m_chart->setAccessibleName(tr("Curves of all runs"));
    m_chart->setTrainingShown(false);
    m_scope = new QComboBox;
    m_scope->setAccessibleName(tr("Scores of"));
    m_scores = panel::listTable({tr("Run"), tr("ROC-AUC %"), tr("PR-AUC %"), tr("PR / prevalence"), tr("on I: ROC %"), tr("on I: PR %"), tr("on I: PR / prev."), tr("published %")},
                                tr("Scores of the stages"));
    m_scores->setFrameShape(QFrame::StyledPanel);
    m_scores->setSelectionMode(QAbstractItemView::NoSelection);
    m_scores->setMinimumHeight(m_scores->horizontalHeader()->sizeHint().height() + 6 * m_scores->verticalHeader()->defaultSectionSize() + 6);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->addWidget(m_metric, 0, Qt::AlignLeft);
    column->addWidget(m_chart, 1);
    column->addWidget(m_scope, 0, Qt::AlignLeft);
    column->addWidget(m_scores);
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] { m_chart->setMetric(static_cast<LearningMetric>(m_metric->currentData().toInt())); });
    connect(m_scope, &QComboBox::currentIndexChanged, this, &StagesDialog::showScores);
    return page;
}

engine::Json StagesDialog::parameters() const
{
    engine::Json parameters{{"waveform", m_waveform->currentData().toString().toStdString()}, {"logmel", m_logMel->currentData().toString().toStdString()},
                            {"split", m_split->currentText().toStdString()}, {"epochs", m_epochs->value()}, {"min_tracks", m_minTracks->value()}};
    for (const char* setting : {"embeddings", "percentile", "numeric"})
        if (m_cleaning.contains(setting)) parameters[setting] = m_cleaning[setting];
    return parameters;
}

void StagesDialog::start()
{
    m_start->setEnabled(false);
    m_state->setText(tr("Training; the page Jobs shows how far it is. You may close this window."));
    m_context.jobs.submit(QStringLiteral("compare_stages"), parameters(), this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        m_start->setEnabled(!begun.job);
        if (!begun.job) m_state->setText(begun.refusal);
    });
}

void StagesDialog::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    if (!m_job || event.id != *m_job || event.state == State::Queued || event.state == State::Running || event.state == State::Paused) return;
    m_job.reset();
    m_state->clear();
    if (event.state == State::Failed && event.failure) m_state->setText(failureText(*event.failure));
    if (event.state == State::Cancelled) m_state->setText(tr("Stopped. Begun again, it goes on where it was."));
    reload();
}

void StagesDialog::reload()
{
    m_context.store.ask(this, "splits", [](StoreThread::Workspace& workspace) { return workspace.splits().list(); },
                        [this](const std::vector<engine::store::Split>& splits) {
                            const auto before = m_split->currentText();
                            m_split->clear();
                            for (const auto& split : splits)
                                m_split->addItem(QString::fromStdString(split.name));
                            m_split->setCurrentIndex(std::max(before.isEmpty() ? m_split->count() - 1 : 0, m_split->findText(before)));
                            m_start->setEnabled(!m_job && m_split->count() > 0);
                            if (m_split->count() == 0) m_state->setText(tr("Make a split first: all six learn from the same one."));
                        });
    m_context.store.ask(this, "study", [](StoreThread::Workspace& workspace) {
            Study study;
            const auto all = engine::store::StudyStore(workspace.database()).list("stages");
            if (all.empty()) return study;
            study.document = all.front().document;
            for (const auto& row : study.document["runs"]) {
                const auto id = static_cast<engine::RunId>(row["run"].get<std::int64_t>());
                const auto run = workspace.runs().find(id);
                if (run) study.curves.push_back({rowText(row), workspace.runs().epochs(id), run->bestEpoch});
            }
            return study;
        },
        [this](Study study) { showStudy(std::move(study)); });
}

void StagesDialog::showStudy(Study study)
{
    m_study = std::move(study.document);
    m_chart->show(std::move(study.curves));
    m_export->setEnabled(m_study.is_object());
    if (!m_study.is_object()) {
        if (m_state->text().isEmpty()) m_state->setText(tr("No comparison was made yet."));
        return;
    }
    if (m_state->text().isEmpty())
        m_state->setText(tr("%1: split '%2', %3 tags learned by all six. The published rows are those of the thesis, on another data set.")
                             .arg(QString::fromStdString(m_study["name"].get<std::string>()), QString::fromStdString(m_study["split"].get<std::string>()))
                             .arg(m_study["tags"].get<int>()));
    std::set<std::string> categories, tags;
    for (const auto& run : m_study["runs"]) {
        for (const auto& [category, means] : run["own"]["categories"].items())
            categories.insert(category);
        for (const auto& tag : run["own"]["tags"])
            tags.insert(tag["tag"].get<std::string>());
    }
    {
        const QSignalBlocker quiet(m_scope);
        m_scope->clear();
        m_scope->addItem(tr("All tags"), QString());
        for (const auto& category : categories)
            m_scope->addItem(tr("Category %1").arg(QString::fromStdString(category)), QLatin1String(kCategory) + QString::fromStdString(category));
        for (const auto& tag : tags)
            m_scope->addItem(QString::fromStdString(tag), QLatin1String(kTag) + QString::fromStdString(tag));
    }
    showScores();
}

void StagesDialog::showScores()
{
    const auto scope = m_scope->currentData().toString();
    m_scores->setRowCount(static_cast<int>(m_study["runs"].size()));
    for (int row = 0; row < m_scores->rowCount(); ++row) {
        const auto& run = m_study["runs"][static_cast<std::size_t>(row)];
        const auto own = scoresOf(run["own"], scope), first = scoresOf(run["on_stage_1"], scope), published = publishedOf(m_study["published"], run, scope);
        QStringList cells{rowText(run)};
        for (const auto* scores : {&own, &first})
            cells << numberText(*scores, "roc_auc", 100) << numberText(*scores, "average_precision", 100) << numberText(*scores, "over_prevalence", 1);
        cells << (published.is_array() ? QStringLiteral("%1 / %2").arg(QLocale().toString(published[0].get<double>(), 'f', 2), QLocale().toString(published[1].get<double>(), 'f', 2))
                                       : QStringLiteral("\u2013"));
        for (int column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            if (column > 0) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_scores->setItem(row, column, item);
        }
    }
    m_scores->resizeColumnsToContents();
}

void StagesDialog::exportTable()
{
    const auto name = QFileDialog::getSaveFileName(this, tr("Export table"), QStringLiteral("stages.csv"), tr("Tables (*.csv)"));
    if (name.isEmpty()) return;
    m_context.store.ask(this, "export", [study = m_study, file = QFile::encodeName(name).toStdString()](StoreThread::Workspace&) {
            engine::writeFileAtomically(file, engine::tasks::stagesTable(study));
            return true;
        },
        [this](bool) { m_context.say(tr("The table was written")); });
}

}  // namespace ui
