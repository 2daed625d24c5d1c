#include "../engine/tasks/scan_fixture.h"
#include "dataset_bench.h"

/// `student` as a script uses it: a teacher of one epoch, four tracks that nobody has labelled.
class tst_student : public QObject {
    Q_OBJECT

    DatasetBench m_bench;

    static QStringList alone(const QStringList& arguments) { return QStringList{"--threads", "1", "--device", "cpu"} + arguments + QStringList{"--quiet"}; }
    static QByteArray words(const DatasetBench::Outcome& outcome) { return outcome.out + outcome.err; }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray table = "path,tags,split\n";
        for (int i = 0; i < 16; ++i) {
            const auto name = QStringLiteral("%1.wav").arg(QLatin1Char(static_cast<char>('a' + i)));
            writeWav(m_bench.path("music/" + name).toStdString(), i % 2 == 0 ? 200 + 10 * i : 2000 + 50 * i, 4 * 8000);
            if (i < 12) table += name.toUtf8() + "," + (i % 2 == 0 ? "low" : "high") + "," + (i < 8 ? "train" : i < 10 ? "valid" : "test") + "\n";
        }
        m_bench.write("tones.csv", table);
        QCOMPARE(m_bench.run({"library", "scan", m_bench.path("music"), "--quiet"}).status, 0);
        QCOMPARE(m_bench.run({"tags", "import", m_bench.path("tones.csv"), "--json"}).status, 0);
        const auto teacher = m_bench.run(alone({"train", "--split", "tones", "--epochs", "1", "--batch", "4", "--min-tracks", "2", "--prepare"}));
        QVERIFY2(teacher.status == 0, words(teacher));
    }

    void aDryRunSaysWhatItWouldBeAndTrainsNothing()
    {
        const auto outcome = m_bench.run({"student", "1", "--dry-run", "--json"});
        QVERIFY2(outcome.status == 0, words(outcome));
        const auto plan = outcome.json();
        QCOMPARE(plan["kind"].get<std::string>(), std::string("expansion"));
        QCOMPARE(plan["labelled"].get<int>(), 8);
        QCOMPARE(plan["unlabelled"]["tracks"].get<int>(), 4);
        QCOMPARE(plan["unlabelled"]["outside"].get<int>(), 4);
        QCOMPARE(plan["refusal"].get<std::string>(), std::string());
        QCOMPARE(m_bench.run({"runs", "list", "--json"}).json()["runs"].size(), std::size_t{1});
        const auto human = m_bench.run({"student", "1", "--dry-run"});
        for (const char* word : {"Knowledge expansion", "4 unlabelled tracks", "It can start."})
            QVERIFY2(human.out.contains(word), human.out);
    }

    void aStudentIsARunThatNamesItsTeacher()
    {
        const auto outcome = m_bench.run(alone({"student", "1", "--epochs", "1", "--batch", "4", "--evaluate", "--json"}));
        QVERIFY2(outcome.status == 0, words(outcome));
        const auto document = outcome.json();
        QCOMPARE(document["student"]["teacher"].get<std::string>(), std::string("1"));
        QCOMPARE(document["student"]["teacher_sha256"].get<std::string>().size(), std::size_t{64});
        QCOMPARE(document["student"]["unlabelled_tracks"].get<int>(), 4);
        QVERIFY(document["test"].contains("headline"));
        QCOMPARE(m_bench.run({"runs", "show", QString::fromStdString(document["run"].dump()), "--json"}).status, 0);
    }

    void aListOfTracksIsReadAndWhatItMissesIsTold()
    {
        m_bench.write("pool.txt", "# new music\nmusic/m.wav\nmusic/nobody.wav\n");
        const auto outcome = m_bench.run({"student", "1", "--pool-list", m_bench.path("pool.txt"), "--dry-run", "--json"});
        QVERIFY2(outcome.status == 3, words(outcome));
        const auto plan = outcome.json();
        QCOMPARE(plan["unlabelled"]["tracks"].get<int>(), 1);
        QCOMPARE(plan["rejected"].size(), std::size_t{1});
        QCOMPARE(plan["rejected"][0]["line"].get<int>(), 3);
        const auto human = m_bench.run({"student", "1", "--pool-list", m_bench.path("pool.txt"), "--dry-run"});
        QVERIFY2(human.out.contains("line 3: music/nobody.wav"), human.out);
        m_bench.write("pool.txt", "music/l.wav\nmusic/m.wav\n");   // l is in the test part
        const auto refused = m_bench.run({"student", "1", "--pool-list", m_bench.path("pool.txt")});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("which the list names (1)"), refused.err);
    }

    void whatCannotBeIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("no teacher") << QStringList{} << 2 << QByteArray("teacher");
        QTest::newRow("no such run") << QStringList{"nobody"} << 1 << QByteArray("nobody");
        QTest::newRow("another preset") << QStringList{"1", "--arch", "short_res"} << 1 << QByteArray("does not hear");
        QTest::newRow("nothing unlabelled") << QStringList{"1", "--unlabelled", "path:a.wav"} << 1 << QByteArray("there is none");
        QTest::newRow("no such list") << QStringList{"1", "--pool-list", "gone.txt"} << 2 << QByteArray("gone.txt");
        QTest::newRow("no such measure") << QStringList{"1", "--watch", "luck"} << 2 << QByteArray("watch");
        QTest::newRow("too strong") << QStringList{"1", "--strength", "3"} << 2 << QByteArray("strength");
    }
    void whatCannotBeIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, word);
        const auto outcome = m_bench.run(QStringList{"student"} + arguments);
        QCOMPARE(outcome.status, status);
        QVERIFY2(outcome.err.contains(word), outcome.err);
    }
};

QTEST_GUILESS_MAIN(tst_student)
#include "tst_student.moc"
