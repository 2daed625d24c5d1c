#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/report/charts.h"
#include "engine/tasks/report_values.h"
#include "tests/ui/evaluated_workspace.h"
#include "ui/charts/chart.h"
#include "ui/charts/drawing_painter.h"
#include "ui/theme/theme.h"

using namespace ui;

/// Walks the registry of charts: whatever is registered draws, leads to tracks, and is written as SVG, PNG and CSV.
class tst_charts : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    EvaluationPtr m_view;

    static void eachChart()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(charts().size()); ++i)
            QTest::newRow(charts()[static_cast<std::size_t>(i)]->id) << i;
    }
    std::unique_ptr<Chart> make(int index)
    {
        const auto* entry = charts()[static_cast<std::size_t>(index)];
        std::unique_ptr<Chart> chart(entry->make(nullptr));
        chart->resize(700, 500);
        chart->setView(m_view);
        return chart;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const std::filesystem::path folder(m_folder.path().toStdString());
        const EvaluatedWorkspace made(folder);
        auto workspace = engine::store::Workspace::open(folder);
        auto inputs = engine::tasks::readReport(workspace, *workspace.runs().find(made.run), engine::Part::Test, engine::tasks::ReportScope::Scores);
        auto view = std::make_shared<EvaluationView>();
        view->report = engine::tasks::composeReport(inputs);
        view->confusions = engine::report::confusionTables(view->report.evaluation);
        view->data = inputs.data;
        view->partTracks = inputs.partTracks;
        m_view = view;
    }

    void eachDrawsAndHasAName_data() { eachChart(); }
    void eachDrawsAndHasAName()
    {
        QFETCH(int, index);
        const auto chart = make(index);
        QVERIFY(!chart->accessibleName().isEmpty());
        QVERIFY(!chart->drawing().empty());
        QVERIFY(!chart->drawing().marks().empty());
        QVERIFY(!chart->valueText().isEmpty());
        QVERIFY(!charts()[static_cast<std::size_t>(index)]->explanations.empty());
        for (const char* id : charts()[static_cast<std::size_t>(index)]->explanations)
            QVERIFY(!metricTitle(id).isEmpty() && metricText(id).size() > 20);
    }

    void withoutAnEvaluationEachSaysSo_data() { eachChart(); }
    void withoutAnEvaluationEachSaysSo()
    {
        QFETCH(int, index);
        std::unique_ptr<Chart> chart(charts()[static_cast<std::size_t>(index)]->make(nullptr));
        chart->resize(300, 200);
        QVERIFY(chart->drawing().empty());
        QVERIFY(!chart->valueText().isEmpty());
        QVERIFY(!chart->grab().isNull());
    }

    void aClickPicksWhatItHits_data() { eachChart(); }
    void aClickPicksWhatItHits()
    {
        QFETCH(int, index);
        const auto chart = make(index);
        QSignalSpy spy(chart.get(), &Chart::picked);
        const auto& mark = chart->drawing().marks().front();
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, chart->placeOf(mark).center().toPoint());
        QCOMPARE(spy.size(), 1);
        const auto choice = spy.takeFirst().at(0).value<Choice>();
        // Points of a curve may lie on one another: the tag and the count decide.
        QCOMPARE(choice.kind, chart->choiceOf(mark).kind);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, QPoint(chart->width() - 60, chart->height() - 3));
        QCOMPARE(spy.size(), 0);
    }

    void arrowKeysStepFromOneToTheNext_data() { eachChart(); }
    void arrowKeysStepFromOneToTheNext()
    {
        QFETCH(int, index);
        const auto chart = make(index);
        QSignalSpy spy(chart.get(), &Chart::picked);
        connect(chart.get(), &Chart::picked, chart.get(), [&](const Choice& choice) { chart->setChoice(choice); });
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(spy.size(), 2);
        QVERIFY(spy[0].at(0).value<Choice>() != spy[1].at(0).value<Choice>());
    }

    void eachIsWrittenInThreeFormats_data() { eachChart(); }
    void eachIsWrittenInThreeFormats()
    {
        QFETCH(int, index);
        const auto chart = make(index);
        const std::filesystem::path folder(m_folder.path().toStdString());
        for (const char* ending : {".svg", ".png", ".csv"})
            chart->writeTo(folder / (std::string("chart") + ending));
        QFile svg(m_folder.filePath("chart.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&svg);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        const QImage png(m_folder.filePath("chart.png"));
        QCOMPARE(png.size(), (QSizeF(chart->drawing().width(), chart->drawing().height()) * 2).toSize());
        engine::CsvReader csv(folder / "chart.csv");
        engine::CsvRow row;
        int rows = 0;
        while (csv.next(row))
            ++rows;
        QVERIFY(rows > 3);
        QVERIFY_EXCEPTION_THROWN(chart->writeTo(folder / "chart.gif"), engine::Error);
    }

    void curvesOfTheChosenTagsAloneCanBePointedAt()
    {
        const auto chart = make(1);
        chart->setTags({1, 3});
        for (const auto& mark : chart->drawing().marks())
            QVERIFY(mark.row == 1 || mark.row == 3);
    }

    void marksAndTextsStandOutOnBothGrounds()
    {
        Theme theme;
        for (const auto look : {Theme::Choice::Light, Theme::Choice::Dark}) {
            theme.apply(look);
            const auto palette = QApplication::palette();
            const auto colours = ChartColours::screen(palette);
            const auto base = palette.color(QPalette::Base);
            for (const auto& text : {colours.ink, colours.soft, colours.second, colours.third})
                QVERIFY(contrastRatio(base, text) >= 4.5);
            for (const auto& group : colours.groups)
                QVERIFY(contrastRatio(base, group) >= 3);
            QVERIFY(contrastRatio(colours.first, colours.onFirst) >= 4.5);
        }
    }

    void aChoiceFindsItsTracksByName()
    {
        const auto& evaluation = m_view->report.evaluation;
        const Choice bar{Choice::Kind::Tag, nameOf(*m_view, 1), nameOf(*m_view, 1), 0};
        QCOMPARE(tracksOf(bar, *m_view).size(), evaluation.perTag[1].positives);
        Choice gone = bar;
        gone.tag.tag = "polka";
        QVERIFY(tracksOf(gone, *m_view).empty());
        QVERIFY(!textOf(bar).isEmpty());
    }
};

QTEST_MAIN(tst_charts)
#include "tst_charts.moc"
