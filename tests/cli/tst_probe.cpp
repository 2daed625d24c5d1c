#include "tests/cli/dataset_bench.h"

#include <QXmlStreamReader>

namespace {

constexpr int kTones = 30;

/// Labels written by somebody else's SQLite, vectors by NumPy: the label beside noise, in several of its types.
const char* kLabelsAndVectors = R"py(
import os, sqlite3, sys
import numpy as np
db = sqlite3.connect(sys.argv[1])
db.execute("INSERT INTO tag (name, type) VALUES ('low', 'genre'), ('high', 'genre')")
os.makedirs(sys.argv[2])
random = np.random.default_rng(1)
rows = db.execute("SELECT id, display_path FROM track ORDER BY display_path").fetchall()
for i, (track, path) in enumerate(rows):
    name = os.path.splitext(os.path.basename(path))[0]
    high = int(name) % 2
    db.execute("INSERT INTO track_tag SELECT ?, id, 'user', 1 FROM tag WHERE name = ?", (track, 'high' if high else 'low'))
    vector = np.concatenate([[4.0 * high - 2], random.standard_normal(3)]).astype(['<f2', '<f4', '<f8'][i % 3])
    np.save(os.path.join(sys.argv[2], name + '.npy'), vector if i % 2 else np.stack([vector, vector]))
db.commit()
)py";

}  // namespace

class tst_probe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import numpy"});
        if (!python.waitForFinished() || python.exitCode() != 0) QSKIP("python3-numpy is absent");
        for (int i = 0; i < kTones; ++i)
            m_bench.writeTone(QStringLiteral("music/%1.wav").arg(i, 2, 10, QLatin1Char('0')), 200 + 10 * i);
        QCOMPARE(m_bench.run({"library", "scan", m_bench.path("music")}).status, 0);
        python.start("/usr/bin/python3", {"-c", kLabelsAndVectors, m_bench.path("workspace/workspace.sqlite"), m_bench.path("vectors")});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        QCOMPARE(m_bench.run({"split", "make", "--name", "default", "--ratios", "60,20,20"}).status, 0);
    }

    void vectorsOfNumpyAreProbed()
    {
        const auto outcome = m_bench.run(question());
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QCOMPARE(document["experiment"].get<int>(), 1);
        QCOMPARE(document["cells"].size(), std::size_t{4});
        for (const auto& cell : document["cells"]) {
            QCOMPARE(cell["name"].get<std::string>(), std::string("npy vectors"));
            QVERIFY(cell["roc_auc"]["mean"].get<double>() > 0.95);   // the label lies four deviations apart
            QCOMPARE(cell["roc_auc"]["seeds"].get<int>(), 2);
        }
        const auto again = m_bench.run(question());   // the same question has its answer
        QCOMPARE(again.json()["experiment"].get<int>(), 1);
        QCOMPARE(m_bench.run({"probe", "list", "--json"}).json()["experiments"].size(), std::size_t{1});
        QCOMPARE(m_bench.run({"probe", "show", "1", "--json"}).json()["cells"], document["cells"]);
    }

    void tableAndChartHoldEveryProbe()
    {
        QCOMPARE(m_bench.run({"probe", "export", "1", "-o", m_bench.path("probes.csv")}).status, 0);
        QFile table(m_bench.path("probes.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().split('\n').size(), 1 + 8 + 1);   // head, 2 probes x 2 shares x 2 seeds, the end
        QCOMPARE(m_bench.run({"probe", "export", "1", "-o", m_bench.path("probes.svg")}).status, 0);
        QFile chart(m_bench.path("probes.svg"));
        QVERIFY(chart.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&chart);
        QStringList texts;
        int curves = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isCharacters()) texts << xml.text().toString();
            if (xml.isStartElement() && xml.name() == QLatin1String("polyline")) ++curves;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (const auto* text : {"npy vectors, linear", "npy vectors, mlp", "50 %", "100 %", "guessing", "share of the labels"})
            QVERIFY2(texts.contains(QLatin1String(text)), text);
        QVERIFY(curves >= 2);
    }

    void aGridIsTriedChosenAndWrittenDown()
    {
        const QStringList words{"probe", "grid", "--encoders", "npy:" + m_bench.path("vectors"), "--axis", "hidden=0", "--axis", "lr=0.01,0.001", "--axis", "dropout=0.25", "--axis", "weight_decay=0", "--axis",
                                "batch=64", "--axis", "standardise=true,false", "--checks", "20", "--json"};
        const auto outcome = m_bench.run(words);
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QCOMPARE(document["cells"].size(), std::size_t{1});
        QCOMPARE(document["grids"][0]["configurations"].get<int>(), 4);
        QVERIFY(document["grids"][0]["best"]["valid_score"].get<double>() > 0.95);
        const auto number = QString::number(document["experiment"].get<int>());
        QCOMPARE(m_bench.run({"probe", "export", number, "--trials", "-o", m_bench.path("trials.csv")}).status, 0);
        QFile table(m_bench.path("trials.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().split('\n').size(), 1 + 4 + 1);
        // The window's words for the same: a probe of probe run.
        QStringList same{"probe", "run", "--encoders", "npy:" + m_bench.path("vectors"), "--probes", "grid", "--shares", "1", "--seeds", "1", "--grid", "hidden=0", "--grid", "lr=0.01,0.001", "--grid",
                         "dropout=0.25", "--grid", "weight_decay=0", "--grid", "batch=64", "--grid", "standardise=true,false", "--grid", "checks=20", "--json"};
        QCOMPARE(m_bench.run(same).json()["grids"], document["grids"]);
        QCOMPARE(m_bench.run({"probe", "grid", "--axis", "lr"}).status, 1);
    }

    void featuresAreWrittenForOtherPrograms()
    {
        const auto outcome = m_bench.run({"probe", "features", "npy:" + m_bench.path("vectors"), "-o", m_bench.path("out"), "--dataset", "tones", "--name", "mine", "--split", "default", "--json"});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QProcess python;
        python.start("/usr/bin/python3", {"-c",
                                          "import glob, json, sys, numpy as np\n"
                                          "files = glob.glob(sys.argv[1] + '/representations/tones/mine/*.npy')\n"
                                          "meta = json.load(open(sys.argv[1] + '/processed/tones/meta.json'))\n"
                                          "assert len(files) == len(meta) == 30 and all(np.load(f).shape == (4,) and np.load(f).dtype == np.float32 for f in files)\n"
                                          "tags = json.load(open(sys.argv[1] + '/processed/tones/tags.json'))\n"
                                          "high = tags.index('high')\n"
                                          "for f in files:\n"
                                          "    row = meta[f.split('/')[-1][:-4]]\n"
                                          "    assert row['y'][high] == (np.load(f)[0] > 0) and row['split'] in ('train', 'valid', 'test')\n",
                                          m_bench.path("out")});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
    }

    void aMissingVectorIsSaidWithStatusThree()
    {
        QVERIFY(QFile::remove(m_bench.path("vectors/07.npy")));
        auto words = question();
        words << "--min-tracks" << "3";   // another question
        const auto outcome = m_bench.run(words);
        QCOMPARE(outcome.status, 3);
        QCOMPARE(outcome.json()["rejected"].size(), std::size_t{1});
        QCOMPARE(outcome.json()["rejected"][0]["class"].get<std::string>(), std::string("missing"));
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("status");
        QTest::newRow("unknown probe") << QStringList{"probe", "run", "--probes", "forest"} << 2;
        QTest::newRow("share above all") << QStringList{"probe", "run", "--shares", "2"} << 2;
        QTest::newRow("unknown encoder") << QStringList{"probe", "run", "--encoders", "nobody"} << 1;
        QTest::newRow("unknown experiment") << QStringList{"probe", "show", "99"} << 1;
        QTest::newRow("nothing to do") << QStringList{"probe"} << 2;
        QTest::newRow("unknown axis") << QStringList{"probe", "grid", "--encoders", "npy:" + m_bench.path("vectors"), "--axis", "depth=3"} << 1;
        QTest::newRow("unknown codified model") << QStringList{"calm", "show", "9"} << 1;
        QTest::newRow("encoder of no codified model") << QStringList{"probe", "run", "--encoders", "calm:9"} << 1;
        QTest::newRow("unknown size") << QStringList{"calm", "train", "--size", "huge"} << 2;
        QTest::newRow("clips longer than the tracks") << QStringList{"calm", "train"} << 1;
        QTest::newRow("codes without a model") << QStringList{"calm", "codes", "-o", m_bench.path("codes.csv")} << 1;
        QTest::newRow("codes to nowhere") << QStringList{"calm", "codes"} << 2;
        QTest::newRow("reconstruction without a model") << QStringList{"calm", "reconstruct", m_bench.path("music/00.wav"), "-o", m_bench.path("heard")} << 1;
        QTest::newRow("pre-training of melgrams") << QStringList{"pretrain", "--arch", "musicnn"} << 1;
        QTest::newRow("pieces longer than the tracks") << QStringList{"pretrain", "--epochs", "1"} << 1;
    }
    void nonsenseIsRefused()
    {
        QFETCH(QStringList, words);
        QFETCH(int, status);
        const auto outcome = m_bench.run(words);
        QCOMPARE(outcome.status, status);
        QVERIFY(!outcome.err.isEmpty());
    }

    void removedIsGone()
    {
        QCOMPARE(m_bench.run({"probe", "remove", "1"}).status, 0);
        QCOMPARE(m_bench.run({"probe", "show", "1"}).status, 1);
    }

private:
    QStringList question() const
    {
        return {"probe", "run", "--encoders", "npy:" + m_bench.path("vectors"), "--probes", "linear", "mlp", "--shares", "0.5,1", "--seeds", "2", "--json"};
    }
    DatasetBench m_bench;
};

QTEST_GUILESS_MAIN(tst_probe)
#include "tst_probe.moc"
