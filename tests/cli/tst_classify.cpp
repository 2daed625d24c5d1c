#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

namespace {

struct ClassifyRun {
    int status = -1;
    QByteArray out, err;
};

ClassifyRun classify(const QStringList& arguments)
{
    QProcess program;
    program.start(TAGBENCH_BINARY_DIR "/bin/tagbench-cli", arguments);
    program.waitForFinished(60000);
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

QString genres(const char* file)
{
    const auto set = qgetenv("TAGBENCH_REFERENCE");
    return (set.isEmpty() ? QDir(TAGBENCH_SOURCE_DIR).filePath("../shared/reference") : QString::fromLocal8Bit(set)) + "/features/" + file;
}

}  // namespace

class tst_classify : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QStringList common() const { return {"--workspace", m_folder.filePath("w"), "classify", "--table", genres("genre_features_1000.csv"), "--exclude", "length"}; }

private Q_SLOTS:
    void theDocumentHoldsFoldsMeansAndTheScoreWithArtistsApart()
    {
        if (!QFile::exists(genres("genre_features_1000.csv"))) QSKIP("no reference data: features/genre_features_1000.csv");
        const auto run = classify(common() + QStringList{"--model", "knn", "naive-bayes", "--folds", genres("folds_seed0.csv"), "--json"});
        QCOMPARE(run.status, 0);
        const auto document = QJsonDocument::fromJson(run.out).object();
        const auto knn = document["models"].toObject()["knn"].toObject();
        const auto accuracy = knn["accuracy"].toObject();
        QCOMPARE(accuracy["folds"].toArray().size(), 10);
        QVERIFY(std::abs(accuracy["mean"].toDouble() - 0.684) < 1e-9 && accuracy["min"].toDouble() <= 0.61 && accuracy["max"].toDouble() >= 0.74);
        for (const auto* name : {"precision", "recall", "f1", "roc_auc"})
            QVERIFY(knn["macro"].toObject()[name].isDouble());
        QVERIFY(knn["seconds"].toDouble() > 0);
        QCOMPARE(document["ranking"].toArray().first().toString(), QString("knn"));
        const auto apart = document["partition"].toObject()["models"].toObject()["knn"].toObject()["accuracy"].toObject()["mean"].toDouble();
        QVERIFY(std::abs(apart - 0.431) < 0.005);   // features.md, section 2
        QVERIFY(run.err.contains("11 of 14 sets of equal rows"));
    }

    void gridSearchNamesWhatItTookInEveryRound()
    {
        if (!QFile::exists(genres("genre_features_1000.csv"))) QSKIP("no reference data: features/genre_features_1000.csv");
        const auto run = classify(common() + QStringList{"--model", "knn", "--k", "3", "--grid", "--partition", "none", "--together", "duplicates", "--json"});
        QCOMPARE(run.status, 0);
        const auto document = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(document["models"].toObject()["knn"].toObject()["grid"].toObject()["chosen"].toArray().size(), 3);
        QVERIFY(document["partition"].isNull());
        QVERIFY(!run.err.contains("equal rows"));
    }

    void experimentsAreListedShownAndRemoved()
    {
        if (!QFile::exists(genres("genre_features_1000.csv"))) QSKIP("no reference data: features/genre_features_1000.csv");
        const QStringList workspace{"--workspace", m_folder.filePath("kept")};
        const auto run = classify(workspace + QStringList{"classify", "--table", genres("genre_features_1000.csv"), "--exclude", "length", "--model", "naive-bayes", "knn", "--k", "3",
                                                          "--partition", "none", "--name", "first", "--json"});
        QCOMPARE(run.status, 0);
        const auto document = QJsonDocument::fromJson(run.out).object();
        const auto rows = QJsonDocument::fromJson(classify(workspace + QStringList{"classify", "list", "--json"}).out)["experiments"].toArray();
        QCOMPARE(rows.size(), 1);
        const auto row = rows.first().toObject();
        QCOMPARE(row["name"].toString(), QString("first"));
        QCOMPARE(row["best"].toObject()["model"].toString(), QString("knn"));
        QCOMPARE(row["table_hash"].toString().size(), 64);
        QCOMPARE(QJsonDocument::fromJson(classify(workspace + QStringList{"classify", "show", "latest", "--json"}).out).object(), document);

        const auto runs = QJsonDocument::fromJson(classify(workspace + QStringList{"runs", "list", "--json"}).out).object();
        QCOMPARE(runs["classic"].toArray().first().toObject()["test_roc_auc"], document["models"].toObject()["knn"].toObject()["macro"].toObject()["roc_auc"]);

        const auto best = classify(workspace + QStringList{"classify", "--from", "1", "--best", "1", "--json"});
        QCOMPARE(best.status, 0);
        QCOMPARE(QJsonDocument::fromJson(best.out)["ranking"].toArray(), QJsonArray{"knn"});

        QCOMPARE(classify(workspace + QStringList{"classify", "remove", "1", "2"}).status, 0);
        QCOMPARE(classify(workspace + QStringList{"classify", "show", "1"}).status, 1);
        QVERIFY(classify(workspace + QStringList{"classify", "list"}).out.contains("No experiment yet"));
    }

    void theFinalModelIsDrawnAndReported()
    {
        if (!QFile::exists(genres("genre_features_1000.csv"))) QSKIP("no reference data: features/genre_features_1000.csv");
        const QStringList workspace{"--workspace", m_folder.filePath("final")};
        QCOMPARE(classify(workspace + QStringList{"classify", "--table", genres("genre_features_1000.csv"), "--exclude", "length", "--model", "naive-bayes", "decision-tree",
                                                  "random-forest", "--set", "random-forest.trees=40", "--k", "3"}).status, 0);
        const auto run = classify(workspace + QStringList{"classify", "final", "--from", "1", "--reasons", "smooth & <quick>", "--repeats", "2", "--json"});
        QCOMPARE(run.status, 0);
        const auto final = QJsonDocument::fromJson(run.out)["final"].toObject();
        QCOMPARE(final["model"].toString(), QString("random-forest"));
        QCOMPARE(final["settings"].toObject()["trees"].toInt(), 40);
        QCOMPARE(final["importance"].toArray().size(), 57);

        const auto picture = m_folder.filePath("tree.svg");
        const auto tree = classify(workspace + QStringList{"classify", "tree", "--index", "39", "--depth", "3", "--svg", picture, "--json"});
        QCOMPARE(tree.status, 0);
        const auto root = QJsonDocument::fromJson(tree.out)["nodes"].toArray().first().toObject();
        QFile svg(picture);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const auto drawn = svg.readAll();
        QVERIFY(drawn.contains(root["feature"].toString().left(10).toUtf8()) && drawn.contains("</svg>"));
        QXmlStreamReader xml(drawn);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), xml.errorString().toUtf8());
        QCOMPARE(classify(workspace + QStringList{"classify", "tree", "--index", "40", "--svg", picture}).status, 1);

        const auto page = m_folder.filePath("final.html");
        QCOMPARE(classify(workspace + QStringList{"classify", "report", "2", "-o", page}).status, 0);
        QFile html(page);
        QVERIFY(html.open(QIODevice::ReadOnly));
        const auto text = html.readAll();
        for (const auto* part : {"Why this one", "smooth &amp; &lt;quick&gt;", "Place 1 of 3", "decision-tree", "class by class", "Features that matter", "A tree of it"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(!text.contains("<quick>"));
        QCOMPARE(classify(workspace + QStringList{"classify", "predict"}).status, 1);   // no library, no features
    }

    void mistakesAreSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("no table") << QStringList{"classify", "--model", "knn"} << 2;
        QTest::newRow("no model") << QStringList{"classify", "--table", "x.csv"} << 2;
        QTest::newRow("two sources") << QStringList{"classify", "--table", "x.csv", "--library", "--model", "knn"} << 2;
        QTest::newRow("classes of the library not said") << QStringList{"classify", "--library", "--model", "knn"} << 1;
        QTest::newRow("an experiment that is not there") << QStringList{"classify", "--from", "99", "--model", "knn"} << 1;
        QTest::newRow("unknown metric") << QStringList{"classify", "--table", "x.csv", "--model", "knn", "--metric", "luck"} << 2;
        QTest::newRow("a table that is not there") << QStringList{"classify", "--table", "/nowhere/x.csv", "--model", "knn"} << 1;
        QTest::newRow("unknown model") << QStringList{"classify", "--table", "/nowhere/x.csv", "--model", "oracle"} << 1;
        QTest::newRow("a setting without a model") << QStringList{"classify", "--table", "/nowhere/x.csv", "--model", "knn", "--set", "k=3"} << 1;
    }
    void mistakesAreSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const auto run = classify(QStringList{"--workspace", m_folder.filePath("w")} + arguments);
        QCOMPARE(run.status, status);
        QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_classify)
#include "tst_classify.moc"
