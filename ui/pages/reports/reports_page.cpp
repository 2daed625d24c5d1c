#include "ui/pages/reports/reports_page.h"

#include <algorithm>

#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/report/charts.h"
#include "engine/report/report_words.h"
#include "engine/store/workspace.h"
#include "engine/tasks/report_values.h"
#include "ui/charts/drawing_painter.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/page.h"
#include "ui/pages/reports/report_preview.h"
#include "ui/report/pdf.h"
#include "ui/report/report_language.h"
#include "ui/report/report_pages.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/widgets/snug_columns.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

constexpr int kReloadPeriodMs = 300;
enum RunColumn { RunName, RunMade, RunResult, RunColumnCount };

QString reportFolderSetting()
{
    return QStringLiteral("folders/report");
}

std::filesystem::path bytesOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

/// Of a stored evaluation, in the language of the window.
QString headlineOf(const engine::Json& evaluation)
{
    const auto count = evaluation.value("better_than_chance", engine::Json::object());
    return QString::fromStdString(engine::report::headline(count.value("tags", std::size_t{0}), count.value("of", std::size_t{0}), evaluation.value("leaking", false), windowLanguage()));
}

void writeAllCharts(const engine::report::TagReport& report, const std::filesystem::path& folder)
{
    const auto language = windowLanguage();
    engine::tasks::writeCharts(report, folder, language);
    for (const auto& chart : engine::report::reportCharts(report, language))
        writePng(chart.drawing, folder / (chart.id + ".png"));
}

void writeReportFile(const engine::report::TagReport& report, const QString& format, const std::filesystem::path& path)
{
    if (format == QLatin1String("html")) engine::report::writeHtml(report, path, windowLanguage());
    else if (format == QLatin1String("csv")) engine::report::writeCsv(report, path);
    else if (format == QLatin1String("json")) engine::report::writeJson(report, path);
    else writePdf(report, path, windowLanguage());
}

}  // namespace

ReportsPage::ReportsPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("A report keeps the numbers of a run with what is needed to repeat them: program, model, preset, split, seed and date. The page shown is "
                    "what the PDF will be. HTML opens without network; CSV and JSON hold the same numbers for other programs; Charts writes every chart "
                    "as SVG, PNG and CSV."));
    m_pool.setMaxThreadCount(1);
    auto* halves = new QSplitter;
    halves->setObjectName(QStringLiteral("reportHalves"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildRuns());
    halves->addWidget(buildPaper());
    halves->setStretchFactor(1, 1);
    halves->setSizes({330, 800});
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(halves, 1);
    column->addWidget(m_next);
    m_next->show(tr("Each file holds the numbers of the preview, with program, model, preset, split, seed and date."), tr("Evaluate"),
                 [this] { m_context.showPage(QStringLiteral("evaluate")); });
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadPeriodMs);
    connect(&m_reload, &QTimer::timeout, this, &ReportsPage::readRuns);
    connect(&context.jobs, &JobBridge::eventArrived, this, [this](const engine::jobs::JobEvent& event) {
        if (event.state == engine::jobs::JobState::Done && !m_reload.isActive()) m_reload.start();
    });
    readRuns();
}

ReportsPage::~ReportsPage()
{
    m_pool.waitForDone();
}

QWidget* ReportsPage::buildRuns()
{
    m_runs = new QTableWidget(0, RunColumnCount);
    m_runs->setHorizontalHeaderLabels({tr("Run"), tr("Made"), tr("Test part")});
    m_runs->setAccessibleName(tr("Runs to report on"));
    m_runs->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_runs->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_runs->setSelectionMode(QAbstractItemView::SingleSelection);
    m_runs->setAlternatingRowColors(true);
    m_runs->setShowGrid(false);
    m_runs->setWordWrap(false);
    m_runs->setTabKeyNavigation(false);
    m_runs->setFrameShape(QFrame::NoFrame);
    m_runs->verticalHeader()->hide();
    m_runs->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    m_runs->horizontalHeader()->setHighlightSections(false);
    m_runs->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_runs->horizontalHeader()->setStretchLastSection(true);
    connect(m_runs, &QTableWidget::itemSelectionChanged, this, &ReportsPage::load);
    return m_runs;
}

QWidget* ReportsPage::buildPaper()
{
    m_part = new QComboBox;
    m_part->setAccessibleName(tr("Part of the split"));
    m_part->setToolTip(tr("Test tracks had no part in training; the others are here to compare with"));
    m_part->addItem(tr("Test"), static_cast<int>(engine::Part::Test));
    m_part->addItem(tr("Validation"), static_cast<int>(engine::Part::Valid));
    m_part->addItem(tr("Training"), static_cast<int>(engine::Part::Train));
    connect(m_part, &QComboBox::currentIndexChanged, this, &ReportsPage::load);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 8);
    row->addWidget(m_part);
    row->addStretch();
    const auto add = [&](const QString& text, const QString& tip, std::function<void()> action) {
        auto* button = new QPushButton(Theme::icon(QStringLiteral("export")), text);
        button->setAccessibleName(tr("Save as %1").arg(text));
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, std::move(action));
        row->addWidget(button);
        m_buttons.push_back(button);
    };
    add(tr("PDF"), tr("The pages below, with text that can be searched and copied"), [this] { askAndWrite(QStringLiteral("pdf")); });
    add(tr("HTML"), tr("One page that opens without a network, light and dark"), [this] { askAndWrite(QStringLiteral("html")); });
    add(tr("CSV"), tr("A table of all means, types and tags for a spreadsheet"), [this] { askAndWrite(QStringLiteral("csv")); });
    add(tr("JSON"), tr("Everything, with all digits, for programs"), [this] { askAndWrite(QStringLiteral("json")); });
    add(tr("Charts"), tr("A folder with every chart as SVG, PNG and CSV"), [this] { askAndWriteCharts(); });
    row->addWidget(new CopyCommandButton(m_context, [this]() -> TaskList {
        const auto run = chosenRun();
        if (!run || !m_report) return {};
        engine::Json parameters{{"run", engine::value(*run)}, {"part", m_report->part}, {"format", m_format.toStdString()}};
        if (const auto code = windowLanguage().code(); code != "en") parameters["language"] = code;
        return {{QStringLiteral("report"), parameters}};
    }));
    m_preview = new ReportPreview;
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_preview);
    m_middle->addWidget(buildEmpty());
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_middle, 1);
    return page;
}

QWidget* ReportsPage::buildEmpty()
{
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(24, 24, 24, 24);
    return m_message;
}

void ReportsPage::readRuns()
{
    m_context.store.ask(
        this, "runs",
        [](StoreThread::Workspace& workspace) {
            std::vector<Row> rows;
            for (auto& run : workspace.runs().list()) {
                if (run.bestEpoch == 0) continue;
                const auto document = workspace.runs().evaluation(run.id, "test");
                rows.push_back({std::move(run), document ? headlineOf(*document) : QString()});
            }
            std::ranges::sort(rows, std::greater(), [](const Row& row) { return engine::value(row.run.id); });
            return rows;
        },
        [this](std::vector<Row> rows) { takeRuns(std::move(rows)); });
}

void ReportsPage::takeRuns(std::vector<Row> rows)
{
    const auto before = chosenRun();
    m_rows = std::move(rows);
    {
        const QSignalBlocker quiet(m_runs);
        m_runs->setRowCount(static_cast<int>(m_rows.size()));
        int chosen = m_rows.empty() ? -1 : 0;
        for (int row = 0; row < m_runs->rowCount(); ++row) {
            const auto& [run, headline] = m_rows[static_cast<std::size_t>(row)];
            const auto made = QDateTime::fromString(QString::fromStdString(run.createdAt), Qt::ISODate).toLocalTime();
            const QString cells[] = {QStringLiteral("#%1  %2").arg(engine::value(run.id)).arg(QString::fromStdString(run.name)),
                                     QLocale().toString(made.date(), QLocale::ShortFormat), headline.isEmpty() ? tr("not evaluated") : headline};
            for (int column = 0; column < RunColumnCount; ++column) {
                auto* item = new QTableWidgetItem(cells[column]);
                item->setToolTip(plainTip(column == RunName ? QString::fromStdString(run.architecture) : cells[column]));
                m_runs->setItem(row, column, item);
            }
            if (before && *before == run.id) chosen = row;
        }
        makeColumnsSnug(*m_runs);
        if (chosen >= 0) m_runs->selectRow(chosen);
    }
    load();
}

std::optional<engine::RunId> ReportsPage::chosenRun() const
{
    const int row = m_runs->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size()) return {};
    return m_rows[static_cast<std::size_t>(row)].run.id;
}

void ReportsPage::load()
{
    const auto id = chosenRun();
    m_part->setEnabled(id.has_value());
    if (!id) {
        showMessage(tr("No model yet. Train and evaluate one, and its report is shown here."));
        return;
    }
    const auto number = ++m_newest;
    const auto part = static_cast<engine::Part>(m_part->currentData().toInt());
    struct Read {
        std::shared_ptr<engine::tasks::ReportInputs> inputs;
        QString failure;
    };
    m_context.store.ask(
        this, "report",
        [id = *id, part](StoreThread::Workspace& workspace) -> Read {
            try {
                const auto run = workspace.runs().resolve(std::to_string(engine::value(id)));
                return {std::make_shared<engine::tasks::ReportInputs>(engine::tasks::readReport(workspace, run, part, engine::tasks::ReportScope::Everything)), {}};
            } catch (const engine::Error&) {
                return {nullptr, failureText(engine::describe(std::current_exception()))};
            }
        },
        [this, number](const Read& read) {
            if (number != m_newest) return;
            if (!read.inputs || read.inputs->data.rows() == 0) {
                showMessage(read.inputs ? tr("This run has not been measured on this part. Do that on the page Evaluate.") : read.failure);
                return;
            }
            m_pool.start([this, number, inputs = read.inputs] {
                std::shared_ptr<const engine::report::TagReport> report;
                std::shared_ptr<const ReportPages> pages;
                QString failure;
                try {
                    report = std::make_shared<const engine::report::TagReport>(engine::tasks::composeReport(*inputs));
                    pages = std::make_shared<const ReportPages>(*report, windowLanguage());
                } catch (...) {
                    failure = failureText(engine::describe(std::current_exception()));
                }
                QMetaObject::invokeMethod(this, [this, number, report, pages, failure] {
                    if (number != m_newest) return;
                    if (pages) showReport(report, pages);
                    else showMessage(failure);
                }, Qt::QueuedConnection);
            });
        });
}

void ReportsPage::showReport(std::shared_ptr<const engine::report::TagReport> report, std::shared_ptr<const ReportPages> pages)
{
    m_report = std::move(report);
    m_preview->setPages(std::move(pages));
    m_middle->setCurrentIndex(0);
    enableWriting();
}

void ReportsPage::showMessage(const QString& text)
{
    ++m_newest;
    m_report.reset();
    m_preview->setPages(nullptr);
    m_message->setText(text);
    m_middle->setCurrentIndex(1);
    enableWriting();
}

void ReportsPage::enableWriting()
{
    for (auto* button : m_buttons)
        button->setEnabled(m_report != nullptr && !m_writing);
}

void ReportsPage::work(const QString& what, std::function<void()> write)
{
    m_writing = true;
    enableWriting();
    m_pool.start([this, what, write = std::move(write)] {
        QString failure;
        try {
            write();
        } catch (...) {
            failure = failureText(engine::describe(std::current_exception()));
        }
        QMetaObject::invokeMethod(this, [this, what, failure] {
            m_writing = false;
            enableWriting();
            m_context.say(failure.isEmpty() ? tr("%1 is written.").arg(what) : failure);
            if (failure.isEmpty()) Q_EMIT written(what);
        }, Qt::QueuedConnection);
    });
}

void ReportsPage::writeTo(const QString& format, const std::filesystem::path& path)
{
    if (!m_report) return;
    m_format = format;
    work(QFile::decodeName(path.c_str()), [report = m_report, format, path] { writeReportFile(*report, format, path); });
}

void ReportsPage::writeChartsTo(const std::filesystem::path& folder)
{
    if (!m_report) return;
    work(QFile::decodeName(folder.c_str()), [report = m_report, folder] { writeAllCharts(*report, folder); });
}

void ReportsPage::askAndWrite(const QString& format)
{
    const auto run = chosenRun();
    if (!run) return;
    const auto folder = QSettings().value(reportFolderSetting(), QDir::homePath()).toString();
    const auto name = QStringLiteral("%1/run-%2-%3.%4").arg(folder).arg(engine::value(*run)).arg(QString::fromStdString(m_report->part), format);
    auto file = QFileDialog::getSaveFileName(this, tr("Save report"), name, QStringLiteral("%1 (*.%2)").arg(format.toUpper(), format));
    if (file.isEmpty()) return;
    if (!file.endsWith(QLatin1Char('.') + format)) file += QLatin1Char('.') + format;
    QSettings().setValue(reportFolderSetting(), QFileInfo(file).path());
    writeTo(format, bytesOf(file));
}

void ReportsPage::askAndWriteCharts()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder for the charts"), QSettings().value(reportFolderSetting(), QDir::homePath()).toString());
    if (folder.isEmpty()) return;
    QSettings().setValue(reportFolderSetting(), folder);
    writeChartsTo(bytesOf(folder));
}

extern const PageEntry reports_page;
const PageEntry reports_page{"reports", QT_TRANSLATE_NOOP("pages", "Reports"), QT_TRANSLATE_NOOP("pages", "What a run says, as PDF, HTML, CSV and JSON"),
                             [](PageContext& context) -> QWidget* { return new ReportsPage(context); }};

}  // namespace ui
