#include "ui/pages/features/final_panel.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/classic/charts.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/report/charts.h"
#include "engine/tasks/classify_report.h"
#include "ui/charts/confusion_chart.h"
#include "ui/charts/curve_chart.h"
#include "ui/charts/picture_view.h"
#include "ui/charts/save_picture_button.h"
#include "ui/jobs/job_strip.h"
#include "ui/pages/features/final_form.h"
#include "ui/pages/features/model_sheet.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/features/tree_panel.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::features {

namespace {

constexpr std::size_t kMostAnswers = 2000;   // a table to look through; all of them stand in the workspace and in the CSV

struct Worth {
    std::vector<engine::classic::NamedValue> bars;   ///< the most important first
};

Worth worthOf(const engine::Json& importance, bool isGain)
{
    Worth worth;
    for (const auto& row : importance) {
        const auto name = row["feature"].get<std::string>();
        if (isGain) worth.bars.push_back({name, row["gain"].is_number() ? row["gain"].get<double>() : 0, 0});
        else worth.bars.push_back({name, row["permutation"]["mean"].get<double>(), row["permutation"]["sd"].get<double>()});
    }
    std::ranges::stable_sort(worth.bars, std::greater(), &engine::classic::NamedValue::value);
    return worth;
}

bool hasGain(const engine::Json& importance)
{
    return !importance.empty() && importance[0]["gain"].is_number();
}

std::string importanceCsv(const engine::Json& importance)
{
    engine::CsvWriter csv;
    for (const char* name : {"feature", "fall of the score when shuffled", "standard deviation", "share of gain [0..1]"})
        csv.text(name);
    csv.endRow();
    for (const auto& row : importance) {
        csv.text(row["feature"].get<std::string>()).number(row["permutation"]["mean"].get<double>()).number(row["permutation"]["sd"].get<double>());
        row["gain"].is_number() ? csv.number(row["gain"].get<double>()) : csv.empty();
        csv.endRow();
    }
    return csv.document();
}

}  // namespace

FinalPanel::FinalPanel(PageContext& context, TableReader& reader, QWidget* parent) : QWidget(parent), m_context(context), m_reader(reader)
{
    auto* halves = new QSplitter;
    halves->setObjectName(QStringLiteral("featureFinalHalves"));
    halves->addWidget(buildLeft());
    halves->addWidget(buildRight());
    halves->setStretchFactor(1, 1);
    halves->setSizes({340, 860});
    halves->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves);
    connect(m_form, &FinalForm::made, this, &FinalPanel::made);
    connect(m_predict, &QPushButton::clicked, this, &FinalPanel::predict);
    connect(m_report, &QPushButton::clicked, this, &FinalPanel::saveReport);
    connect(m_prediction, &JobStrip::busyChanged, this, [this](bool busy) { m_predict->setEnabled(!busy && m_shown.model); });
    connect(m_prediction, &JobStrip::done, this, &FinalPanel::askAnswers);
    connect(m_confusion, &Chart::picked, this, [this](const Choice& cell) {
        m_confusion->setChoice(cell);
        Q_EMIT cellPicked(m_shown.experiment, m_shown.experiment->ranking().front(), cell);
    });
    connect(m_measure, &QComboBox::currentIndexChanged, this, &FinalPanel::showImportance);
    connect(m_answers, &QTableWidget::itemSelectionChanged, this, [this] {
        const auto rows = m_answers->selectionModel()->selectedRows();
        if (rows.isEmpty()) return;
        const auto track = m_answered[static_cast<std::size_t>(rows.front().row())];
        m_context.selection.setTracks({track}, track);
    });
}

QWidget* FinalPanel::buildLeft()
{
    m_form = new FinalForm(m_context);
    m_title = panel::heading({});
    m_scores = panel::plainLabel();
    m_reasons = panel::plainLabel();
    m_reasons->setAccessibleName(tr("Why it was chosen"));
    m_reasons->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_predict = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Predict the library's tracks"));
    m_predict->setAccessibleName(m_predict->text());
    m_predict->setToolTip(tr("Asks the model about every track that has the features it learnt from"));
    m_report = new QPushButton(Theme::icon(QStringLiteral("reports")), tr("Save report..."));
    m_report->setAccessibleName(tr("Save the report of this model"));
    m_report->setToolTip(tr("One page with the comparison, the choice and its reasons, the scores and the pictures"));
    m_prediction = new JobStrip(m_context, tr("the prediction"));
    auto* copy = new CopyCommandButton(m_context, [this] {
        return m_shown.model ? TaskList{{QStringLiteral("classify_predict"), engine::Json{{"experiment", static_cast<std::int64_t>(m_shown.experiment->row.id)}}}} : TaskList{};
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_predict, 1);
    buttons->addWidget(copy);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(panel::heading(tr("Choose a final model")));
    column->addWidget(m_form);
    column->addSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_scores);
    column->addWidget(m_reasons);
    column->addLayout(buttons);
    column->addWidget(m_prediction);
    column->addWidget(m_report);
    column->addStretch();
    m_predict->setEnabled(false);
    m_report->setEnabled(false);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("The final model"));
    area->setWidget(page);
    area->setMinimumWidth(page->minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width());
    return area;
}

QWidget* FinalPanel::framed(QWidget* view, QWidget* controls, QWidget* save)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 8, 4);
    if (controls != nullptr) {
        row->addWidget(controls);
        controls->show();
    }
    row->addStretch();
    row->addWidget(save);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(view, 1);
    return page;
}

QWidget* FinalPanel::buildRight()
{
    m_classes = panel::listTable({tr("Class"), tr("Precision"), tr("Recall"), tr("F1"), tr("ROC-AUC")}, tr("The final model: every class against all others"));
    m_roc = new CurveChart(CurveChart::Kind::Roc, nullptr);
    m_roc->setAccessibleName(tr("ROC of every class"));
    m_confusion = new ConfusionChart(nullptr);
    m_confusion->setAccessibleName(tr("Confusion of the final model"));
    m_importance = new PictureView(tr("Importance of the columns"));
    m_measure = new QComboBox;
    m_measure->setAccessibleName(tr("How importance is measured"));
    m_measure->setToolTip(tr("Permutation: how far the deciding measure falls when a column's values change places, in rows the model did not learn from. Gain: what the splits by a column bought "
                             "while the trees were grown; it favours columns with many values."));
    m_measure->addItems({tr("Permutation"), tr("Gain of splits")});
    m_tree = new TreePanel(m_context, m_reader);
    m_answers = panel::listTable({tr("Track"), tr("Artist"), tr("Class"), tr("Probability")}, tr("What the model says of the library's tracks"));
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_classes, tr("Classes"));
    m_tabs->addTab(framed(m_roc, nullptr, new SavePictureButton(m_context, *m_roc, QStringLiteral("roc"))), tr("ROC"));
    m_tabs->addTab(framed(m_confusion, m_confusion->controls(), new SavePictureButton(m_context, *m_confusion, QStringLiteral("confusion"))), tr("Confusion"));
    m_tabs->addTab(framed(m_importance, m_measure, new SavePictureButton(m_context, *m_importance, QStringLiteral("importance"))), tr("Importance"));
    m_tabs->addTab(m_tree, tr("Trees"));
    m_said = new QStackedWidget;
    m_said->addWidget(m_answers);
    m_said->addWidget(panel::hint(tr("The model has not been asked yet. Predict the library's tracks on the left; that takes a model of the library's own features.")));
    m_said->setCurrentIndex(1);
    m_tabs->addTab(m_said, tr("Predictions"));
    m_right = new QStackedWidget;
    m_right->addWidget(m_tabs);
    m_right->addWidget(panel::hint(tr("No final model yet. Choose one on the left and say why: it is fitted on all rows, kept for predictions, and its reasons stand in the report.")));
    m_right->setCurrentIndex(1);
    return m_right;
}

QString FinalPanel::reasonsText() const
{
    return m_reasons->text();
}

void FinalPanel::setExperiment(const ExperimentPtr& experiment)
{
    if (experiment && experiment->row.kind == "final") load(experiment->row.id);
    else m_form->setExperiment(experiment);
}

void FinalPanel::load(engine::store::ExperimentId id)
{
    m_reader.store().ask(this, "final", [id](StoreThread::Workspace& workspace) { return loadFinal(workspace, id); }, [this](const LoadedFinal& loaded) { show(loaded); });
}

void FinalPanel::show(const LoadedFinal& loaded)
{
    m_shown = loaded;
    const bool is = loaded.experiment != nullptr;
    m_right->setCurrentIndex(is ? 0 : 1);
    m_report->setEnabled(is);
    m_predict->setEnabled(loaded.model && !m_prediction->isBusy());
    if (!is) return;
    const auto id = loaded.experiment->ranking().front();
    showWords();
    fillClassTable(*m_classes, loaded.experiment->model(id));
    const auto found = loaded.experiment->evaluations.find(id);
    const auto view = found == loaded.experiment->evaluations.end() ? nullptr : found->second;
    std::vector<std::size_t> all(view ? view->report.evaluation.perTag.size() : 0);
    std::iota(all.begin(), all.end(), std::size_t{0});
    all.resize(std::min(all.size(), engine::report::kCurveTags));
    m_roc->setView(view);
    m_roc->setTags(all);
    m_confusion->setView(view);
    m_measure->setEnabled(hasGain(loaded.experiment->document()["final"]["importance"]));
    if (!m_measure->isEnabled()) m_measure->setCurrentIndex(0);
    showImportance();
    m_tree->show(loaded);
    askAnswers();
}

void FinalPanel::showWords()
{
    const auto& document = m_shown.experiment->document();
    const auto id = m_shown.experiment->ranking().front();
    const auto& model = m_shown.experiment->model(id);
    const auto& final = document["final"];
    const auto number = [](const engine::Json& value) { return value.is_number() ? score(value.get<double>()) : tr("n/a"); };
    m_title->setText(tr("Final model %1: %2").arg(QLocale().toString(static_cast<qlonglong>(m_shown.experiment->row.id)), modelTitle(id)));
    m_scores->setText(tr("Accuracy %1, macro recall %2, precision %3, F1 %4, ROC-AUC %5. %6")
                          .arg(number(model["accuracy"]["mean"]), number(model["macro"]["recall"]), number(model["macro"]["precision"]), number(model["macro"]["f1"]),
                               number(model["macro"]["roc_auc"]), QString::fromStdString(final["fitted_on"].get<std::string>())));
    QStringList lines;
    const auto said = QString::fromStdString(final["reasons"]["said"].get<std::string>());
    if (!said.isEmpty()) lines << tr("Chosen because: %1").arg(said);
    for (const auto& fact : final["reasons"]["facts"])
        lines << QStringLiteral("\u2022 ") + QString::fromStdString(fact.get<std::string>());
    if (!m_shown.failure.isEmpty()) lines << m_shown.failure;
    m_reasons->setText(lines.join(QLatin1Char('\n')));
}

void FinalPanel::showImportance()
{
    if (!m_shown.experiment) return;
    const auto& final = m_shown.experiment->document()["final"];
    const bool isGain = m_measure->currentIndex() == 1;
    const auto worth = worthOf(final["importance"], isGain);
    const auto title = (isGain ? tr("Share of all gain") : tr("Fall of %1 when the column is shuffled").arg(metricTitle(final["importance_of"]["metric"].get<std::string>()))).toStdString();
    m_importance->show({[worth, title](QSizeF room) { return engine::classic::valueBars(worth.bars, title, room.width()); },
                        [worth](const engine::report::Mark& mark) {
                            const auto& bar = worth.bars[mark.row];
                            const auto text = tr("%1: %2").arg(QString::fromStdString(bar.name), QLocale().toString(bar.value, 'f', 4));
                            return bar.spread > 0 ? tr("%1, give or take %2").arg(text, QLocale().toString(bar.spread, 'f', 4)) : text;
                        },
                        [importance = final["importance"]] { return importanceCsv(importance); }, {}});
}

void FinalPanel::predict()
{
    if (m_shown.model) m_prediction->start(QStringLiteral("classify_predict"), {{"experiment", static_cast<std::int64_t>(m_shown.experiment->row.id)}});
}

void FinalPanel::askAnswers()
{
    if (!m_shown.experiment) return;
    m_reader.store().ask(
        this, "answers",
        [id = m_shown.experiment->row.id, classes = m_shown.experiment->document()["classes"].get<std::vector<std::string>>()](StoreThread::Workspace& workspace) {
            return readAnswers(workspace, id, classes);
        },
        [this](const std::vector<TrackAnswer>& answers) { showAnswers(answers); });
}

void FinalPanel::showAnswers(const std::vector<TrackAnswer>& answers)
{
    const auto count = std::min(answers.size(), kMostAnswers);
    const QSignalBlocker quiet(m_answers);
    m_answered.clear();
    m_answers->clearSelection();
    m_answers->setRowCount(static_cast<int>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const auto& one = answers[i];
        const std::array cells{one.name, one.artist, one.className, score(one.probability)};
        for (std::size_t c = 0; c < cells.size(); ++c)
            m_answers->setItem(static_cast<int>(i), static_cast<int>(c), new QTableWidgetItem(cells[c]));
        m_answered.push_back(one.track);
    }
    const int em = fontMetrics().averageCharWidth();
    for (const auto& [column, width] : {std::pair(0, 40), {1, 26}, {2, 18}})
        m_answers->setColumnWidth(column, em * width);
    m_said->setCurrentIndex(answers.empty() ? 1 : 0);
    m_tabs->setTabText(m_tabs->indexOf(m_said), answers.empty() ? tr("Predictions") : tr("Predictions (%1)").arg(QLocale().toString(static_cast<qulonglong>(answers.size()))));
}

void FinalPanel::saveReport()
{
    if (!m_shown.experiment) return;
    auto file = QFileDialog::getSaveFileName(this, tr("Save report"), QStringLiteral("model.html"), tr("Pages (*.html)"));
    if (file.isEmpty()) return;
    if (!file.endsWith(QStringLiteral(".html"))) file += QStringLiteral(".html");
    m_reader.store().ask(
        this, "report",
        [id = m_shown.experiment->row.id, path = std::filesystem::path(QFile::encodeName(file).toStdString())](StoreThread::Workspace& workspace) {
            try {
                const auto row = workspace.experiments().find(id);
                if (!row) return tr("The experiment is not in the workspace any more.");
                engine::report::writeHtml(engine::tasks::classicReport(workspace, *row), path);
                return QString();
            } catch (const engine::Error&) {
                return failureText(engine::describe(std::current_exception()));
            }
        },
        [this, file](const QString& failure) { m_context.say(failure.isEmpty() ? tr("%1 is written.").arg(file) : failure); });
}

}  // namespace ui::features
