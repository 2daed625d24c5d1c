#include "tests/cli/dataset_bench.h"

#include <QXmlStreamReader>

namespace {

constexpr int kTones = 40;

/// A run, its weights and its vectors as another program writes them; the label is the first of four numbers.
const char* kRunAndVectors = R"py(
import json, os, sqlite3, struct, sys
import numpy as np
workspace, vectors = sys.argv[1:]
db = sqlite3.connect(os.path.join(workspace, 'workspace.sqlite'))
db.execute("INSERT INTO tag (name, type) VALUES ('low', 'genre'), ('high', 'genre')")
os.makedirs(vectors)
random = np.random.default_rng(1)
rows = db.execute("SELECT id, display_path FROM track ORDER BY display_path").fetchall()
preset = '0' * 64
db.execute("INSERT INTO preset (hash, name, json) VALUES (?, 'p', ?)", (preset, open(os.environ['PRESET']).read()))
db.execute("INSERT INTO run (id, name, architecture, preset_hash, split_id, config, tags, seed, state, folder, best_epoch, created_at) "
           "SELECT 1, 'first', 'musicnn', ?, id, '{}', ?, 0, 'trained', 'run-1', 1, '2026' FROM split",
           (preset, json.dumps([{'tag': 'low', 'type': 'genre'}, {'tag': 'high', 'type': 'genre'}])))
for i, (track, path) in enumerate(rows):
    name = os.path.splitext(os.path.basename(path))[0]
    high = int(name) % 2
    db.execute("INSERT INTO track_tag SELECT ?, id, 'file', 1 FROM tag WHERE name = ?", (track, 'high' if high else 'low'))
    vector = np.concatenate([[2.0 * high - 1], 0.5 * random.standard_normal(3)]).astype('<f4')
    np.save(os.path.join(vectors, name + '.npy'), vector)
    db.execute("INSERT INTO embedding (run_id, layer, track_id, vector) VALUES (1, 'embedding', ?, ?)", (track, vector.tobytes()))
db.commit()
folder = os.path.join(workspace, 'checkpoints', 'run-1')
os.makedirs(folder)
head = json.dumps({'out.weight': {'dtype': 'F32', 'shape': [2, 4], 'data_offsets': [0, 32]}, 'out.bias': {'dtype': 'F32', 'shape': [2], 'data_offsets': [32, 40]}}).encode()
open(os.path.join(folder, 'best.safetensors'), 'wb').write(struct.pack('<Q', len(head)) + head + bytes(40))
)py";

}  // namespace

class tst_label : public QObject {
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
        QCOMPARE(m_bench.run({"split", "make", "--name", "default", "--ratios", "60,40,0", "--group-by", "none"}).status, 0);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PRESET", QStringLiteral(TAGBENCH_SOURCE_DIR "/resources/presets/sota-96.json"));
        python.setProcessEnvironment(environment);
        python.start("/usr/bin/python3", {"-c", kRunAndVectors, m_bench.path("workspace"), m_bench.path("vectors")});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
    }

    void aSessionFromStartToCurve()
    {
        const auto started = m_bench.run({"label", "start", "--tags", "low", "high", "--relabel", "--batch", "5", "--json"});
        QVERIFY2(started.status == 0, started.err.constData());
        QCOMPARE(started.json()["session"].get<int>(), 1);
        auto taught = m_bench.run({"label", "train", "--json"});
        QVERIFY2(taught.status == 0, taught.err.constData());
        QCOMPARE(taught.json()["curve"][0]["roc_auc"].get<double>(), 0.5);   // weights of zeros guess
        QCOMPARE(taught.json()["proposals"].size(), std::size_t{5});
        const auto proposals = taught.json()["proposals"];
        for (const auto& proposal : proposals) {
            const auto path = QString::fromStdString(proposal["path"].get<std::string>());
            const bool isHigh = path.left(2).toInt() % 2 == 1;
            QCOMPARE(m_bench.run({"label", "give", QString::fromStdString(proposal["track"].get<std::string>()), "--yes", isHigh ? "high" : "1"}).status, 0);
        }
        taught = m_bench.run({"label", "train", "1", "--json"});
        QCOMPARE(taught.json()["labelled"].get<int>(), 5);
        QVERIFY(taught.json()["curve"].back()["roc_auc"].get<double>() > 0.8);
        QCOMPARE(m_bench.run({"tags", "list", "--json"}).status, 0);
        const auto shown = m_bench.run({"label", "show", "--json"});
        QCOMPARE(shown.json()["curve"], taught.json()["curve"]);
        QCOMPARE(m_bench.run({"label", "list", "--json"}).json()["sessions"].size(), std::size_t{1});
    }

    void undoSkipAndNewTags()
    {
        const auto next = m_bench.run({"label", "propose", "--count", "2", "--json"}).json();
        QCOMPARE(next["proposals"].size(), std::size_t{2});
        const auto track = QString::fromStdString(next["proposals"][0]["path"].get<std::string>());
        QCOMPARE(m_bench.run({"label", "skip", track}).status, 0);
        QCOMPARE(m_bench.run({"label", "show", "--json"}).json()["skipped"].get<int>(), 1);
        QCOMPARE(m_bench.run({"label", "undo"}).status, 0);
        QCOMPARE(m_bench.run({"label", "show", "--json"}).json()["skipped"].get<int>(), 0);
        const auto more = m_bench.run({"label", "tag", "good for running", "--json"});
        QCOMPARE(more.json()["tags"].size(), std::size_t{3});
        QCOMPARE(m_bench.run({"label", "give", track, "--yes", "3", "--unsaid", "low"}).status, 0);
    }

    void theCurveGoesToTableAndChart()
    {
        QCOMPARE(m_bench.run({"label", "curve", "-o", m_bench.path("curve.csv")}).status, 0);
        QFile table(m_bench.path("curve.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readLine().trimmed().replace("\"", ""), QByteArray("labelled,roc_auc,average_precision,measured_tags,run,seconds"));
        QCOMPARE(m_bench.run({"label", "curve", "1", "-o", m_bench.path("curve.svg")}).status, 0);
        QVERIFY(textsOf(m_bench.path("curve.svg")).contains(QStringLiteral("labelled tracks")));
    }

    void aSimulationComparesStrategies()
    {
        const auto outcome = m_bench.run({"label", "simulate", "--encoder", "npy:" + m_bench.path("vectors"), "--strategies", "random", "combined", "--seeds", "3", "--first", "2", "--batch", "2",
                                          "--labels", "10", "--json", "-o", m_bench.path("simulation.csv")});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QCOMPARE(document["courses"].size(), std::size_t{6});
        QCOMPARE(document["strategies"].size(), std::size_t{2});
        // Each course of a seed begins with the same tracks, hence with the same score.
        for (std::size_t seed = 0; seed < 3; ++seed)
            QCOMPARE(document["courses"][2 * seed]["points"][0], document["courses"][2 * seed + 1]["points"][0]);
        QCOMPARE(document["strategies"][0]["over_random"]["roc_auc"]["mean"].get<double>(), 0.0);
        QCOMPARE(document["strategies"][1]["curve"].back()["labelled"].get<int>(), 10);
        QFile table(m_bench.path("simulation.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().count('\n'), 1 + 6 * 5);
        QCOMPARE(m_bench.run({"label", "simulate", "--encoder", "npy:" + m_bench.path("vectors"), "--seeds", "2", "--first", "2", "--labels", "6", "-o", m_bench.path("simulation.svg")}).status, 0);
        QVERIFY(textsOf(m_bench.path("simulation.svg")).contains(QStringLiteral("combined")));
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing to do") << QStringList{"label"} << 2;
        QTest::newRow("no tags") << QStringList{"label", "start"} << 2;
        QTest::newRow("unknown strategy") << QStringList{"label", "start", "--tags", "a", "--strategy", "luck"} << 2;
        QTest::newRow("unknown run") << QStringList{"label", "start", "--tags", "a", "--run", "9"} << 1;
        QTest::newRow("unknown session") << QStringList{"label", "show", "99"} << 1;
        QTest::newRow("unknown track") << QStringList{"label", "give", "nowhere.wav"} << 1;
        QTest::newRow("a tag of no session") << QStringList{"label", "give", "00.wav", "--yes", "jazz"} << 1;
        QTest::newRow("measured on what is asked about") << QStringList{"label", "simulate", "--part", "train"} << 2;
    }
    void nonsenseIsRefused()
    {
        QFETCH(QStringList, words);
        QFETCH(int, status);
        const auto outcome = m_bench.run(words);
        QCOMPARE(outcome.status, status);
        QVERIFY(!outcome.err.isEmpty());
    }

    void removedIsGoneButItsTagsStay()
    {
        QCOMPARE(m_bench.run({"label", "remove", "1"}).status, 0);
        QCOMPARE(m_bench.run({"label", "show", "1"}).status, 1);
        const auto tracks = m_bench.run({"library", "list", "--json"}).json();
        int taught = 0;
        for (const auto& track : tracks["tracks"])
            for (const auto& tag : track["tags"])
                taught += tag["source"] == "taught" ? 1 : 0;
        QCOMPARE(taught, 6);
    }

private:
    static QStringList textsOf(const QString& file)
    {
        QFile chart(file);
        if (!chart.open(QIODevice::ReadOnly)) return {};
        QXmlStreamReader xml(&chart);
        QStringList texts;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::Characters) texts << xml.text().toString();
        return xml.hasError() ? QStringList() : texts;
    }
    DatasetBench m_bench;
};

QTEST_GUILESS_MAIN(tst_label)
#include "tst_label.moc"
