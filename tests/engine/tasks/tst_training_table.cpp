#include <QtTest>

#include "engine/core/error.h"
#include "engine/tasks/training_table.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;

/// Which tags a training learns, and from whose labels.
class tst_training_table : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingFixture> m_bench;

    static QStringList names(const tasks::TrainingTable& table)
    {
        QStringList all;
        for (const auto& tag : table.tags)
            all << QString::fromStdString(tag.name);
        return all;
    }
    static int positives(const tasks::TrainingTable& table)
    {
        const auto& labels = table.part(Part::Train).labels;
        return static_cast<int>(std::count(labels.begin(), labels.end(), 1));
    }

private Q_SLOTS:
    void initTestCase() { m_bench = std::make_unique<TrainingFixture>(); }

    void tagsAreChosenBySourceNumberAndFrequency_data()
    {
        QTest::addColumn<QStringList>("sources");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("top");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("every source") << QStringList{} << 2 << 0 << QStringList{"high", "low"};
        QTest::newRow("files alone") << QStringList{"file"} << 2 << 0 << QStringList{"low"};
        QTest::newRow("the user alone") << QStringList{"user"} << 2 << 0 << QStringList{"high"};
        QTest::newRow("rare ones too") << QStringList{} << 1 << 0 << QStringList{"high", "low", "rare"};
        QTest::newRow("the two most frequent") << QStringList{} << 1 << 2 << QStringList{"high", "low"};
        QTest::newRow("of equals the first") << QStringList{} << 1 << 1 << QStringList{"high"};
        QTest::newRow("more than there are") << QStringList{} << 1 << 9 << QStringList{"high", "low", "rare"};
    }
    void tagsAreChosenBySourceNumberAndFrequency()
    {
        QFETCH(QStringList, sources);
        QFETCH(int, least);
        QFETCH(int, top);
        QFETCH(QStringList, tags);
        tasks::VocabularyConfig config{{}, least, {}, top};
        for (const auto& source : sources)
            config.sources.push_back(source.toStdString());
        const auto table = tasks::buildTrainingTable(*m_bench->workspace, m_bench->split, config);
        QCOMPARE(names(table), tags);
        QVERIFY(!table.droppedTags.empty());   // "all" at least, which no network can learn from
    }
    void labelsOfOtherSourcesAreNotSeen()
    {
        m_bench->label(1, "low", "user");   // track 1 is high; the user says otherwise
        const auto everybody = tasks::buildTrainingTable(*m_bench->workspace, m_bench->split, {{}, 2, {}, 0});
        const auto files = tasks::buildTrainingTable(*m_bench->workspace, m_bench->split, {{}, 2, {"file"}, 0});
        QCOMPARE(positives(everybody), 5 + 6);
        QCOMPARE(positives(files), 5);
        store::Run run;
        run.split = m_bench->split;
        run.tags = files.tags;
        run.config = {{"sources", {"file"}}};
        QCOMPARE(positives(tasks::tableOfRun(*m_bench->workspace, run)), 5);
        run.split.reset();
        QVERIFY_EXCEPTION_THROWN(tasks::tableOfRun(*m_bench->workspace, run), Error);
    }
};

QTEST_GUILESS_MAIN(tst_training_table)
#include "tst_training_table.moc"
