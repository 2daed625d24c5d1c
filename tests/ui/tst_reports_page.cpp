#include <fstream>

#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/core/json.h"
#include "engine/report/charts.h"
#include "engine/report/drawing.h"
#include "tests/ui/evaluated_workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/reports/report_preview.h"
#include "ui/pages/reports/reports_page.h"
#include "ui/player/player.h"
#include "ui/report/pdf.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

struct ReportDesk {
    StoreThread store;
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    std::unique_ptr<ReportsPage> page;

    explicit ReportDesk(const QTemporaryDir& folder) : store(folder.path().toStdString())
    {
        page = std::make_unique<ReportsPage>(context);
        page->resize(1200, 700);
        page->show();
    }
};

QString shownNumber(double value)
{
    return QString::fromStdString(engine::report::fixed(value, 3));
}

}  // namespace

class tst_reports_page : public QObject {
    Q_OBJECT

    QTemporaryDir m_empty, m_measured, m_files;

    std::filesystem::path file(const char* name) const { return m_files.filePath(QString::fromLatin1(name)).toStdString(); }
    QByteArray read(const char* name) const
    {
        QFile in(m_files.filePath(QString::fromLatin1(name)));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static QString pdfText(const QString& path)
    {
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
        return process.waitForFinished() && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("reports-test"));
        EvaluatedWorkspace(m_measured.path().toStdString(), true);
    }

    void withoutARunThePageSaysSoAndWritesNothing()
    {
        ReportDesk desk(m_empty);
        const auto labels = desk.page->findChildren<QLabel*>();
        QTRY_VERIFY(std::ranges::any_of(labels, [](auto* label) { return label->isVisible() && label->text().startsWith("No model yet"); }));
        for (const char* format : {"PDF", "HTML", "CSV", "JSON", "Charts"})
            for (const auto* button : desk.page->findChildren<QPushButton*>())
                if (button->text() == QLatin1String(format)) QVERIFY2(!button->isEnabled(), format);
    }

    void thePreviewShowsTheReportsPages()
    {
        ReportDesk desk(m_measured);
        QTRY_VERIFY(desk.page->report());
        QVERIFY(desk.page->preview().pageCount() >= 3);
        QCOMPARE(desk.page->report()->evaluation.tracks, std::size_t{30});
        const auto picture = desk.page->preview().grab().toImage();
        QCOMPARE(picture.pixelColor(picture.width() / 2, 60), QColor(Qt::white));   // paper, whatever the look
    }

    void allFormatsCarryTheSameNumbers()
    {
        ReportDesk desk(m_measured);
        QTRY_VERIFY(desk.page->report());
        QSignalSpy written(desk.page.get(), &ReportsPage::written);
        int count = 0;
        for (const char* format : {"pdf", "html", "csv", "json"}) {
            desk.page->writeTo(QString::fromLatin1(format), file((std::string("r.") + format).c_str()));
            ++count;
            QTRY_COMPARE(written.size(), count);
        }
        const auto& report = *desk.page->report();
        const auto html = QString::fromUtf8(read("r.html"));
        const auto csv = QString::fromUtf8(read("r.csv"));
        const auto json = engine::Json::parse(read("r.json").toStdString());
        const auto pdf = pdfText(m_files.filePath("r.pdf"));
        if (pdf.isEmpty()) QSKIP("pdftotext (poppler-utils) is not installed");
        for (std::size_t t = 0; t < report.evaluation.perTag.size(); ++t) {
            const auto& tag = report.evaluation.perTag[t];
            const auto name = QString::fromStdString(tag.tag);
            const auto& object = json["evaluation"]["per_tag"][t];
            QCOMPARE(object["roc_auc"].is_null(), !tag.rocAuc.has_value());
            // The line of the table with this tag holds the numbers as they are shown.
            const auto lines = pdf.split(QLatin1Char('\n'));
            const auto line = std::ranges::find_if(lines, [&](const QString& l) {
                return l.trimmed().startsWith(name + QLatin1Char(' ')) && l.contains(tag.rocAuc ? QStringLiteral("yes") : QStringLiteral("n/a"));
            });
            if (!tag.rocAuc) {
                QVERIFY2(line != lines.end(), qPrintable(name));
                continue;
            }
            if (tag.verdict != engine::evaluate::Verdict::Yes) continue;
            QVERIFY2(line != lines.end(), qPrintable(name + " in\n" + pdf));
            for (const double value : {*tag.rocAuc, tag.interval->low, tag.interval->high, *tag.averagePrecision, tag.averagePrecisionInterval->low, tag.threshold}) {
                QVERIFY2(line->contains(shownNumber(value)), qPrintable(*line + " lacks " + shownNumber(value)));
                QVERIFY2(html.contains(shownNumber(value)), qPrintable(shownNumber(value)));
            }
            QCOMPARE(object["roc_auc"].get<double>(), *tag.rocAuc);
            QVERIFY(csv.contains(QString::number(*tag.rocAuc, 'g', QLocale::FloatingPointShortest)));
        }
        QVERIFY(pdf.contains(QString::fromStdString(report.evaluation.headline())));
        for (const auto& word : {report.programVersion, report.model, report.presetName, report.presetHash, report.split, report.date})
            for (const auto& text : {html, pdf, QString::fromStdString(json.dump())})
                QVERIFY2(text.contains(QString::fromStdString(word)), word.c_str());
    }

    void thePdfSpeaksTheLanguageGiven()
    {
        ReportDesk desk(m_measured);
        QTRY_VERIFY(desk.page->report());
        writePdf(*desk.page->report(), file("marked.pdf"), {"x-marked", [](const char*, const char* source) { return "<" + std::string(source) + ">"; }});
        const auto text = pdfText(m_files.filePath("marked.pdf"));
        if (text.isEmpty()) QSKIP("pdftotext (poppler-utils) is not installed");
        for (const char* words : {"Tag report", "Every tag", "By kind of tag", "How it learned", "How to repeat it", "ROC-AUC, mean over tags", "Threshold", "Preset", "recall"}) {
            QVERIFY2(text.contains(QLatin1Char('<') + QLatin1String(words)), qPrintable(QLatin1String(words) + QStringLiteral(" in\n") + text));
            QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("(^|[^<\\w -])%1").arg(QLatin1String(words)), QRegularExpression::MultilineOption)), words);
        }
    }

    void wordsInThePdfCanBeFound()
    {
        auto values = engine::report::TagReport{};
        values.run = "affine flute office";   // joined letters would hide these
        writePdf(values, file("words.pdf"));
        const auto text = pdfText(m_files.filePath("words.pdf"));
        if (text.isEmpty()) QSKIP("pdftotext (poppler-utils) is not installed");
        QVERIFY2(text.contains("affine flute office"), qPrintable(text));
    }

    void everyChartIsWrittenAsDrawingPictureAndTable()
    {
        ReportDesk desk(m_measured);
        QTRY_VERIFY(desk.page->report());
        QSignalSpy written(desk.page.get(), &ReportsPage::written);
        desk.page->writeChartsTo(file("charts"));
        QTRY_COMPARE(written.size(), 1);
        for (const auto& chart : engine::report::reportCharts(*desk.page->report()))
            for (const char* ending : {".svg", ".png", ".csv"})
                QVERIFY2(std::filesystem::file_size(file("charts") / (chart.id + ending)) > 40, (chart.id + ending).c_str());
    }

    void aFolderThatCannotBeWrittenIsALineAndNotACrash()
    {
        ReportDesk desk(m_measured);
        QString said;
        desk.context.say = [&](const QString& text) { said = text; };
        QTRY_VERIFY(desk.page->report());
        desk.page->writeTo(QStringLiteral("pdf"), file("no/such/folder/r.pdf"));
        QTRY_VERIFY(!said.isEmpty());
        QVERIFY2(said.contains("r.pdf"), qPrintable(said));
    }

    /// `tagbench report` paints without a display; `tagbench-cli report` says where that is done.
    void theProgramPaintsWithoutADisplay()
    {
        const QString window = QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench"), lines = QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli");
        const auto run = [&](const QString& program, const QStringList& arguments) {
            QProcess process;
            auto environment = QProcessEnvironment::systemEnvironment();
            for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
                environment.remove(QString::fromLatin1(name));
            process.setProcessEnvironment(environment);
            process.start(program, arguments);
            process.waitForFinished(60'000);
            return std::tuple(process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError());
        };
        const QStringList options{"report", "First", "--workspace", m_measured.path(), "--format", "pdf", "-o", m_files.filePath("cli.pdf"), "--json"};
        const auto [painted, document, complaint] = run(window, options);
        QVERIFY2(painted == 0, complaint);
        QCOMPARE(engine::Json::parse(document.toStdString())["format"].get<std::string>(), std::string("pdf"));
        QVERIFY(read("cli.pdf").startsWith("%PDF-"));
        const auto [refused, nothing, reason] = run(lines, options);
        QCOMPARE(refused, 1);
        QVERIFY(nothing.isEmpty());
        QVERIFY2(reason.contains("tagbench report"), reason);
        const auto [unknown, none, why] = run(window, {"report", "nobody", "--workspace", m_measured.path(), "--format", "pdf", "-o", m_files.filePath("x.pdf")});
        QCOMPARE(unknown, 1);
        QVERIFY(!QFile::exists(m_files.filePath("x.pdf")));
    }

    /// For people who look: TAGBENCH_KEEP_PICTURES=DIR keeps the page.
    void picturesForPeople()
    {
        const auto keep = qEnvironmentVariable("TAGBENCH_KEEP_PICTURES");
        if (keep.isEmpty()) return;
        ReportDesk desk(m_measured);
        QTRY_VERIFY(desk.page->report());
        QVERIFY(desk.page->grab().save(keep + QStringLiteral("/reports.png")));
    }
};

QTEST_MAIN(tst_reports_page)
#include "tst_reports_page.moc"
