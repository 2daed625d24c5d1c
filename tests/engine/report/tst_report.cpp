#include <QtTest>

#include <QXmlStreamReader>
#include <cmath>
#include <fstream>
#include <random>

#include "engine/core/csv.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "engine/report/svg.h"
#include "engine/report/tag_report.h"

using namespace engine::report;
namespace evaluate = engine::evaluate;

namespace {

const std::string kHostile = "<script>alert('x')</script>&\"\x01\xff\xe2\x80\xae=cmd";

/// A whole report of generated scores: `tags` tags, the last without positives; one name is an attack.
TagReport sample(std::size_t tags = 12, std::size_t tracks = 200)
{
    static const char* const names[] = {"rock", "piano", "calm", "techno", "guitar", "happy", "jazz", "drums", "sad", "folk", "fast"};
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    std::vector<double> scores(tracks * tags);
    std::vector<std::uint8_t> truth(tracks * tags);
    std::vector<std::string> tagNames;
    std::vector<std::string> types;
    for (std::size_t t = 0; t < tags; ++t) {
        tagNames.push_back(t + 1 == tags ? kHostile : t < 11 ? names[t] : "tag " + std::to_string(t));
        types.push_back(t % 3 == 0 ? "genre" : t % 3 == 1 ? "instrument" : "mood");
    }
    TagReport report;
    for (std::size_t i = 0; i < tracks; ++i) {
        TrackPrediction track{"Track " + std::to_string(i + 1), i == 3 ? kHostile : "Some Artist", "a/b.flac", {}, {}};
        for (std::size_t t = 0; t < tags; ++t) {
            const double share = 0.4 / (1 + static_cast<double>(t) / 4);
            const bool has = t + 1 != tags && uniform(random) < share;
            truth[i * tags + t] = has ? 1 : 0;
            scores[i * tags + t] = 1 / (1 + std::exp(-(normal(random) + (has ? 2.2 / (1 + 0.15 * static_cast<double>(t)) : 0) - 1)));
            if (has) track.truth.push_back(tagNames[t]);
            track.top.push_back({tagNames[t], scores[i * tags + t]});
        }
        std::sort(track.top.begin(), track.top.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
        track.top.resize(std::min<std::size_t>(4, tags));
        const auto group = static_cast<float>(i % 6);
        report.map.push_back({10 * std::cos(group) + static_cast<float>(normal(random)) * 2, 10 * std::sin(group) + static_cast<float>(normal(random)) * 2,
                              tagNames[i % std::min<std::size_t>(6, tags)]});
        report.predictions.push_back(std::move(track));
    }
    const evaluate::Scores scoreView(scores, tracks, tags);
    const evaluate::Truth truthView(truth, tracks, tags);
    evaluate::EvaluationOptions options;
    options.thresholds = evaluate::chooseThresholds(scoreView, truthView);
    report.evaluation = evaluate::evaluateTags(scoreView, truthView, tagNames, types, options);
    for (std::size_t t = 0; t < tags; ++t) {
        const auto ranked = evaluate::rank(scoreView.column(t), truthView.column(t));
        report.curves.push_back({tagNames[t], t, evaluate::rocCurve(ranked), evaluate::precisionRecallCurve(ranked)});
    }
    for (int e = 1; e <= 18; ++e) {
        const double x = e;
        report.epochs.push_back({e, 0.2 + 0.5 / x, 0.27 + 0.45 / x + 0.002 * x, 1 - 0.45 / x, 0.9 - 0.35 / x, {}, {}});
    }
    report.bestEpoch = 12;
    report.programVersion = "0.1.0";
    report.run = "3";
    report.architecture = "short";
    report.model = "Short-chunk CNN";
    report.presetName = "sota-128";
    report.presetHash = "0f3a9c";
    report.split = "by artist";
    report.date = "2026-11-20T21:00:00Z";
    report.device = "CPU, 2 threads";
    report.parts = {{"train", 160, 20, 512}, {"valid", 20, 3, 66}, {"test", 200, 24, 640}};
    return report;
}

std::vector<engine::CsvRow> csvRows(const std::string& text)
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "r.csv";
    std::ofstream(path, std::ios::binary) << text;
    engine::CsvReader reader(path);
    std::vector<engine::CsvRow> rows;
    for (engine::CsvRow row; reader.next(row);)
        rows.push_back(row);
    return rows;
}

}  // namespace

class tst_report : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsEscaped_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << QByteArray("drum & bass") << QByteArray("drum &amp; bass");
        QTest::newRow("markup") << QByteArray("<b a=\"1\" b='2'>") << QByteArray("&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;");
        QTest::newRow("umlaut") << QByteArray("Schön") << QByteArray("Schön");
        QTest::newRow("control") << QByteArray("a\x1b[2J") << QByteArray("a\xef\xbf\xbd[2J");
        QTest::newRow("direction mark") << QByteArray("a\xe2\x80\xae" "b") << QByteArray("a\xef\xbf\xbd" "b");
        QTest::newRow("not UTF-8") << QByteArray("a\xff" "b\xc3") << QByteArray("a\xef\xbf\xbd" "b\xef\xbf\xbd");
    }
    void textIsEscaped()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(escaped(text.toStdString())), expected);
    }

    void longTextIsCutBetweenCodePoints()
    {
        QCOMPARE(escapedShort("äöü", 2), std::string("äö…"));
        QCOMPARE(escapedShort("äö", 2), std::string("äö"));
    }

    /// Every word of a page is either translated or data.
    void aPageSpeaksOneLanguage()
    {
        const engine::Language marked("x-marked", [](const char*, const char* source) { return "\u27e6" + std::string(source) + "\u27e7"; });
        auto report = sample();
        report.partTracks = report.evaluation.tracks + 7;
        auto html = QString::fromStdString(toHtml(report, marked));
        QVERIFY(html.contains("<html lang=\"x-marked\">"));
        const auto data = QString::fromStdString(engine::report::toJson(report).dump(-1, ' ', false, engine::Json::error_handler_t::replace));
        html.remove(QRegularExpression("<style>.*</style>", QRegularExpression::DotMatchesEverythingOption));
        html.remove(QRegularExpression("<title>[^<]* - Tagbench</title>"));   // of the page; those of charts are spoken
        html.replace(QRegularExpression("aria-label=\"([^\"]*)\""), "> \\1 <");
        html.replace(QRegularExpression("<[^>]*>"), " ");
        html.replace(QRegularExpression("&#?[a-z0-9]+;"), " ");
        // An ellipsis ends what is cut.
        const QRegularExpression innermost("\u27e6[^\u27e6\u27e7\u2026]*[\u27e7\u2026]");
        while (html.contains(innermost))
            html.remove(innermost);
        const QRegularExpression word("[A-Za-z]{2,}");
        for (auto found = word.globalMatch(html); found.hasNext();) {
            const auto text = found.next().captured();
            QVERIFY2(data.contains(text) || text == "Tagbench", qPrintable("not translated: " + text));
        }
    }

    void pageIsWellFormedAndHoldsNoForeignMarkup()
    {
        const auto html = QByteArray::fromStdString(toHtml(sample()));
        QVERIFY(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
        QVERIFY(!html.contains("<script"));
        QVERIFY(!html.contains("http://") && !html.contains("https://") && !html.contains("url("));
        // As XML: every element closed, every attribute quoted. Void elements and the doctype are HTML's own.
        QByteArray xml = html.mid(html.indexOf("<main>"));
        xml.truncate(xml.indexOf("</body>"));
        xml.replace("&middot;", "-");
        QXmlStreamReader reader(xml);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString() + " at line " + QString::number(reader.lineNumber())));
    }

    void pageShowsTheHeadlineAndWhatWasLeftOut()
    {
        const auto report = sample();
        const auto html = toHtml(report);
        QVERIFY(html.find("<h1>" + report.evaluation.headline() + "</h1>") != std::string::npos);
        QVERIFY(html.find("Left out of every mean") != std::string::npos);
        QVERIFY(html.find("short") != std::string::npos && html.find("sota-128") != std::string::npos && html.find("0f3a9c") != std::string::npos);
    }

    void aNameTooLongKeepsBothEnds()
    {
        QCOMPARE(QString::fromStdString(shortenedInside("pretrain 1 clmr, linear", 23)), QStringLiteral("pretrain 1 clmr, linear"));
        QCOMPARE(QString::fromStdString(shortenedInside("pretrain 1 clmr, untrained, linear", 21)), QString::fromUtf8("pretrai…ained, linear"));
        QCOMPARE(QString::fromStdString(shortenedInside("äöüäöüäöü", 5)), QString::fromUtf8("ä…äöü"));
    }

    void aLeakingRunSaysSoBeforeItsNumbers()
    {
        auto report = sample();
        QVERIFY(!toJson(report).contains("leaking"));
        report.leaking = true;
        QVERIFY(toHtml(report).find("<h1>LEAKING, worth nothing: " + report.evaluation.headline() + "</h1>") != std::string::npos);
        QVERIFY(toJson(report)["leaking"].get<bool>());
    }

    void sameNumbersEverywhere()
    {
        const auto report = sample();
        const auto html = toHtml(report);
        const auto rows = csvRows(toCsv(report));
        const auto json = toJson(report);
        QCOMPARE(rows.size(), 1 + 2 + report.evaluation.perType.size() + report.evaluation.perTag.size());
        for (const auto& row : rows)
            QCOMPARE(row.fields.size(), rows[0].fields.size());
        const std::size_t firstTag = 3 + report.evaluation.perType.size();
        for (std::size_t t = 0; t < report.evaluation.perTag.size(); ++t) {
            const auto& tag = report.evaluation.perTag[t];
            const auto& row = rows[firstTag + t];
            const auto& object = json["evaluation"]["per_tag"][t];
            if (!tag.rocAuc) {
                QVERIFY(row.fields[6].empty() && object["roc_auc"].is_null());
                continue;
            }
            QCOMPARE(std::stod(row.fields[6]), *tag.rocAuc);
            QCOMPARE(object["roc_auc"].get<double>(), *tag.rocAuc);
            QCOMPARE(std::stod(row.fields[10]), object["average_precision"].get<double>());
            QCOMPARE(std::stod(row.fields[11]), object["average_precision_low"].get<double>());
            QCOMPARE(std::stod(row.fields[12]), tag.averagePrecisionInterval->high);
            QVERIFY(html.find(fixed(*tag.rocAuc, 3)) != std::string::npos);
        }
        QCOMPARE(std::stod(rows[1].fields[6]), json["evaluation"]["macro"]["roc_auc"].get<double>());
    }

    void tableIsSafeInASpreadsheet()
    {
        auto report = sample();
        report.evaluation.perTag[0].tag = "=HYPERLINK(\"http://x\")";
        QVERIFY(toCsv(report).find("\"'=HYPERLINK(\"\"http://x\"\")\"") != std::string::npos);
    }

    void chartsOfNothingAreEmpty()
    {
        const TagReport nothing;
        QVERIFY(tagBars(nothing.evaluation).empty() && lossCurves(nothing).empty() && rocCurves(nothing).empty());
        QVERIFY(confusionTables(nothing.evaluation).empty() && mapScatter(nothing.map).empty() && reportCharts(nothing).empty());
        QVERIFY(!toHtml(nothing).empty());
    }

    void oneEpochAndOnePointAreDrawn()
    {
        auto report = sample(2, 10);
        report.epochs.resize(1);
        report.map.resize(1);
        QVERIFY(toSvg(lossCurves(report)).find("<circle") != std::string::npos);
        QVERIFY(toSvg(mapScatter(report.map)).find("nan") == std::string::npos);
    }

    void everyChartIsAFileOfItsOwn()
    {
        const auto report = sample();
        const auto charts = reportCharts(report);
        QCOMPARE(charts.size(), std::size_t{10});   // bars, two curves, two of learning, three types, all tags, map
        for (const auto& chart : charts) {
            const auto svg = QByteArray::fromStdString(toSvgFile(chart.drawing));
            QXmlStreamReader reader(svg);
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), qPrintable(QString::fromStdString(chart.id) + ": " + reader.errorString()));
            QVERIFY2(!svg.contains("var(") && !svg.contains("http://x"), chart.id.c_str());   // no variable left, nothing fetched
            const auto rows = csvRows(chart.csv);
            QVERIFY2(rows.size() > 1, chart.id.c_str());
            for (const auto& row : rows)
                QCOMPARE(row.fields.size(), rows[0].fields.size());
        }
    }

    void whatStandsForTracksCanBePointedAt()
    {
        const auto report = sample();
        const auto bars = tagBars(report.evaluation);
        QCOMPARE(bars.marks().size(), report.evaluation.perTag.size());
        QCOMPARE(bars.marks()[0].row, tagsByRocAuc(report.evaluation)[0]);
        CurveOptions options;
        options.tags = {2, 5};
        const auto roc = rocCurves(report, options);
        // All points of both curves but the origin, where no track is given the tag.
        QCOMPARE(roc.marks().size(), report.curves[2].roc.size() + report.curves[5].roc.size() - 2);
        for (const auto& mark : roc.marks())
            QVERIFY(mark.row == 2 || mark.row == 5);
        const auto table = confusionTables(report.evaluation).back();
        QCOMPARE(confusionHeatmap(report.evaluation, table).marks().size(), table.places.size() * table.places.size());
    }

    void everyCellHasItsNumber_data()
    {
        QTest::addColumn<int>("share");
        QTest::addColumn<QByteArrayList>("numbers");
        // Two tracks of A (one called B), one of B, none called A but A's: rows A: 1 1, B: 0 1.
        QTest::newRow("counts") << int(Share::Counts) << QByteArrayList{"1", "1", "0", "1"};
        QTest::newRow("by row") << int(Share::Rows) << QByteArrayList{"50", "50", "0", "100"};
        QTest::newRow("by column") << int(Share::Columns) << QByteArrayList{"100", "50", "0", "50"};
    }
    void everyCellHasItsNumber()
    {
        QFETCH(int, share);
        QFETCH(QByteArrayList, numbers);
        const std::vector<double> scores{0.9, 0.1, 0.2, 0.8, 0.3, 0.7};
        const std::vector<std::uint8_t> truth{1, 0, 1, 0, 0, 1};
        const std::vector<std::string> names{"A", "B"}, types{"genre", "genre"};
        const auto evaluation = evaluate::evaluateTags({scores, 3, 2}, {truth, 3, 2}, names, types, {});
        const auto tables = confusionTables(evaluation);
        QCOMPARE(tables.size(), std::size_t{1});
        QVERIFY(tables[0].classes);
        QByteArrayList shown;
        const auto drawing = confusionHeatmap(evaluation, tables[0], static_cast<Share>(share));
        for (const auto& shape : drawing.shapes())
            if (shape.style.starts_with("cell-number")) shown << QByteArray::fromStdString(shape.text);
        QCOMPARE(shown, numbers);
    }

    void filesAreWrittenWhole()
    {
        QTemporaryDir folder;
        const std::filesystem::path base(folder.path().toStdString());
        auto report = sample();
        report.predictions[0].title = "\xff broken";
        writeHtml(report, base / "r.html");
        writeCsv(report, base / "r.csv");
        writeJson(report, base / "r.json");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 3);
        std::ifstream file(base / "r.json");
        QCOMPARE(engine::Json::parse(file)["evaluation"]["headline"].get<std::string>(), report.evaluation.headline());
        // For people who look: TAGBENCH_KEEP_REPORT=FILE keeps the page.
        if (const auto keep = qgetenv("TAGBENCH_KEEP_REPORT"); !keep.isEmpty()) writeHtml(sample(30, 600), keep.toStdString());
    }
};

QTEST_GUILESS_MAIN(tst_report)
#include "tst_report.moc"
