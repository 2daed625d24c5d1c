#include "ui/pages/probes/probe_results.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/probe_summary.h"
#include "ui/charts/picture_view.h"
#include "ui/pages/probes/grid_table.h"
#include "ui/pages/probes/probe_words.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

using engine::tasks::ProbeMeasureShown;

enum Column { Encoder, Probe, Labels, Tracks, RocAuc, AveragePrecision, ColumnCount };
const QString kFolder = QStringLiteral("folders/probes");

QString spreadText(const std::optional<engine::tasks::Spread>& spread)
{
    if (!spread) return QStringLiteral("-");
    const auto number = [](double value) { return QLocale().toString(value, 'f', 3); };
    return spread->deviation ? QStringLiteral("%1 ± %2").arg(number(spread->mean), number(*spread->deviation)) : number(spread->mean);
}

/// What the validation part said of each layer; empty where none was chosen.
QString layersText(const std::vector<engine::tasks::LayerShown>& layers)
{
    if (layers.empty()) return {};
    QStringList lines{ProbeResults::tr("The validation part chose the layer; the test part was asked for the chosen one alone. ROC-AUC on the validation part:")};
    for (const auto& layer : layers) {
        const auto line = ProbeResults::tr("layer %1: %2").arg(QLocale().toString(layer.layer), spreadText(layer.validation));
        lines << (layer.chosen > 0 ? ProbeResults::tr("%1, chosen by %n seed(s)", nullptr, static_cast<int>(layer.chosen)).arg(line) : line);
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

ProbeResults::ProbeResults(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_facts = panel::plainLabel();
    m_chart = new PictureView(tr("What labels buy"));
    m_table = panel::listTable({tr("Encoder"), tr("Probe"), tr("Labels"), tr("Tracks"), tr("ROC-AUC"), tr("Average precision")}, tr("Mean and spread over the seeds"));
    const int em = fontMetrics().averageCharWidth();
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(Encoder, QHeaderView::Stretch);   // names are long, and begin alike
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setColumnWidth(RocAuc, em * 16);
    m_table->setColumnWidth(AveragePrecision, std::max(em * 16, m_table->fontMetrics().horizontalAdvance(m_table->horizontalHeaderItem(AveragePrecision)->text()) + 4 * em));
    m_table->setColumnWidth(Probe, em * 20);
    for (int column = Labels; column < ColumnCount; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* halves = new QSplitter(Qt::Vertical);
    halves->addWidget(m_chart);
    m_grid = new GridTable;
    m_tables = new QTabWidget;
    m_tables->setDocumentMode(true);
    m_tables->addTab(m_table, tr("Means"));
    m_tables->addTab(m_grid, tr("Recipes of the grid"));
    halves->addWidget(m_tables);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({340, 260});
    halves->setChildrenCollapsible(false);
    halves->setObjectName(QStringLiteral("probeHalves"));
    auto* full = new QWidget;
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(buildHead());
    column->addWidget(m_facts);
    column->addWidget(halves, 1);
    m_facts->setContentsMargins(12, 0, 12, 4);
    m_stack = new QStackedWidget;
    m_stack->addWidget(panel::hint(tr("No comparison yet.\n\nTick encoders on the left - a trained run, one that learned without labels, one that learned nothing - and press Compare: the chart "
                                      "shows how many labels each of them needs.")));
    m_stack->addWidget(full);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
}

QWidget* ProbeResults::buildHead()
{
    m_choice = new QComboBox;
    m_choice->setAccessibleName(tr("Experiment"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(24);
    m_measure = new QComboBox;
    m_measure->setAccessibleName(tr("Measure"));
    m_measure->addItem(tr("ROC-AUC"), static_cast<int>(ProbeMeasureShown::RocAuc));
    m_measure->addItem(tr("Average precision"), static_cast<int>(ProbeMeasureShown::AveragePrecision));
    m_save = new QPushButton(Theme::icon(QStringLiteral("export")), tr("Save..."));
    m_save->setAccessibleName(tr("Save table or chart"));
    m_save->setToolTip(tr("Every probe as a table (CSV), or the chart (SVG, PNG)"));
    m_remove = new QPushButton(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove this experiment"));
    m_remove->setToolTip(tr("Forgets its measures; computed features stay"));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_choice, 1);
    row->addWidget(m_measure);
    row->addWidget(m_save);
    row->addWidget(m_remove);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ProbeResults::showChosen);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &ProbeResults::showChosen);
    connect(m_save, &QPushButton::clicked, this, &ProbeResults::askAndWrite);
    connect(m_remove, &QPushButton::clicked, this, &ProbeResults::remove);
    return head;
}

void ProbeResults::setExperiments(std::vector<Experiment> experiments)
{
    const auto before = m_choice->currentData();
    const bool isNewer = !m_experiments.empty() && !experiments.empty() && experiments.front().experiment.id != m_experiments.front().experiment.id;
    m_experiments = std::move(experiments);
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const auto& [experiment, results, trials] : m_experiments) {
            const auto number = engine::value(experiment.id);
            auto text = tr("#%1  %2").arg(number).arg(QString::fromStdString(experiment.name));
            if (experiment.state == "running") text += tr(" (runs)");
            if (experiment.state == "stopped") text += tr(" (stopped)");
            m_choice->addItem(text, static_cast<qlonglong>(number));
        }
        const int kept = isNewer ? 0 : m_choice->findData(before);
        m_choice->setCurrentIndex(m_experiments.empty() ? -1 : std::max(0, kept));
    }
    showChosen();
}

const ProbeResults::Experiment* ProbeResults::shown() const
{
    const int place = m_choice->currentIndex();
    return place < 0 || static_cast<std::size_t>(place) >= m_experiments.size() ? nullptr : &m_experiments[static_cast<std::size_t>(place)];
}

void ProbeResults::showChosen()
{
    const auto* chosen = shown();
    m_stack->setCurrentIndex(chosen ? 1 : 0);
    if (!chosen) return;
    const auto measure = static_cast<ProbeMeasureShown>(m_measure->currentData().toInt());
    m_facts->setText(tr("%n tag(s), measured on the test part of split %1. Lines are means over seeds, whiskers one standard deviation.", nullptr,
                        static_cast<int>(chosen->experiment.tags.size()))
                         .arg(QString::fromStdString(chosen->experiment.parameters.value("split", std::string()))));
    Picture picture;
    picture.draw = [experiment = *chosen, measure](QSizeF room) {
        return engine::tasks::labelChartOf(experiment.experiment, experiment.results, measure, std::max(560.0, room.width()), std::max(280.0, room.height()));
    };
    picture.csv = [experiment = *chosen] { return engine::tasks::probeCsv(experiment.experiment, experiment.results); };
    picture.tip = [](const engine::report::Mark&) { return QString(); };
    picture.empty = tr("Nothing has been measured yet.");
    m_chart->show(std::move(picture));
    showTable(*chosen);
    m_tables->setTabVisible(1, !chosen->trials.empty());
    m_tables->tabBar()->setVisible(!chosen->trials.empty());
    m_grid->show(chosen->experiment, chosen->results, chosen->trials);
}

void ProbeResults::showTable(const Experiment& chosen)
{
    const auto cells = engine::tasks::cellsOf(chosen.experiment, chosen.results);
    m_table->setRowCount(static_cast<int>(cells.size()));
    int row = 0;
    for (const auto& cell : cells) {
        const QString texts[] = {QString::fromStdString(cell.name), probeName(cell.probe), shareText(cell.share),
                                 QLocale().toString(static_cast<qulonglong>(cell.trainTracks)), spreadText(cell.rocAuc), spreadText(cell.averagePrecision)};
        const auto layers = layersText(cell.layers);
        for (int column = 0; column < ColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            if (column >= Labels) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            item->setToolTip(layers);
            m_table->setItem(row, column, item);
        }
        ++row;
    }
}

void ProbeResults::write(const std::filesystem::path& path)
{
    try {
        m_chart->writeTo(path);
        m_context.say(tr("%1 is written.").arg(QFile::decodeName(path.c_str())));
    } catch (...) {
        m_context.say(failureText(engine::describe(std::current_exception())));
    }
}

void ProbeResults::askAndWrite()
{
    const auto* chosen = shown();
    if (!chosen) return;
    const auto start = QStringLiteral("%1/probes-%2.svg").arg(QSettings().value(kFolder, QDir::homePath()).toString()).arg(engine::value(chosen->experiment.id));
    const auto file = QFileDialog::getSaveFileName(this, tr("Save table or chart"), start, tr("Chart (*.svg *.png);;Table (*.csv)"));
    if (file.isEmpty()) return;
    QSettings().setValue(kFolder, QFileInfo(file).path());
    write(QFile::encodeName(file).toStdString());
}

void ProbeResults::remove()
{
    const auto* chosen = shown();
    if (!chosen) return;
    const auto answer = QMessageBox::question(this, tr("Remove experiment"), tr("Forget the measures of this experiment? They can only be measured anew."),
                                              QMessageBox::Cancel | QMessageBox::Yes, QMessageBox::Cancel);
    if (answer != QMessageBox::Yes) return;
    m_context.store.edit(
        this, [id = chosen->experiment.id](StoreThread::Workspace& workspace) { return workspace.probes().remove(id); }, [this](bool) { Q_EMIT removed(); });
}

}  // namespace ui
