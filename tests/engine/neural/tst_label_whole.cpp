#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/store/label_session_store.h"
#include "engine/tasks/label_session.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

/// A labelling session whose whole network learns, on sixteen tones: low ones and high ones.
class tst_label_whole : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingFixture> m_bench;
    RunId m_base{};

    store::LabelSessionStore sessions() { return store::LabelSessionStore(m_bench->workspace->database()); }
    std::map<std::string, QByteArray> filesOf(const store::Run& run)
    {
        std::map<std::string, QByteArray> bytes;
        for (const auto& entry : fs::directory_iterator(m_bench->workspace->checkpointFolder() / run.folder)) {
            QFile file(QString::fromStdString(entry.path().string()));
            if (file.open(QIODevice::ReadOnly)) bytes[entry.path().filename().string()] = file.readAll();
        }
        return bytes;
    }
    void answer(store::LabelSessionId session, std::size_t track, bool isLow) { sessions().answer(session, {m_bench->tracks[track], isLow ? "10" : "01"}); }
    Json teach(const std::string& mode) { return m_bench->run("label_teach", {{"mode", mode}}); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<TrainingFixture>();
        auto recipe = TrainingFixture::recipe();
        recipe["epochs"] = 1;
        m_base = static_cast<RunId>(m_bench->run("train", recipe)["run"].get<std::int64_t>());
        m_bench->run("predict", {{"run", "latest"}});
        // "bright" is what is taught anew: the tag of the high ones under a name that the run does not know.
        for (std::size_t i = 1; i < m_bench->tracks.size(); i += 2)
            if (i >= TrainingFixture::kTrain) m_bench->label(i, "bright", "user");
        tasks::startLabelSession({{"run", "latest"}, {"tags", {"low", "bright"}}, {"name", "s"}, {"relabel", true}, {"epochs", 2}, {"lr", 1e-3}}, *m_bench->workspace);
    }

    void theNetworkLearnsTheAnswersInARunOfItsOwn()
    {
        const auto session = sessions().list().front();
        const auto base = *m_bench->workspace->runs().find(m_base);
        const auto before = filesOf(base);
        for (std::size_t i = 0; i < 8; ++i)
            answer(session.id, i, i % 2 == 0);
        const auto document = teach("whole");
        const auto point = document["curve"].back();
        const auto taught = *m_bench->workspace->runs().find(static_cast<RunId>(point["run"].get<std::int64_t>()));
        QVERIFY(taught.id != m_base);
        QCOMPARE(point["labelled"].get<int>(), 8);
        QCOMPARE(taught.architecture, base.architecture);
        std::set<std::string> names;
        for (const auto& tag : taught.tags)
            names.insert(tag.name);
        QCOMPARE(names, (std::set<std::string>{"low", "bright"}));
        QVERIFY(filesOf(base) == before);   // what it began with stays as it was
        // It has learned from the answered tracks alone, and is measured on those that the session measures on.
        std::set<TrackId> learned, answered;
        std::set<TrackId> measured, wanted;
        for (const auto& member : m_bench->workspace->splits().members(*taught.split))
            (member.part == Part::Train ? learned : measured).insert(member.track);
        for (const auto& given : sessions().answers(session.id))
            answered.insert(given.track);
        for (const auto& member : m_bench->workspace->splits().members(m_bench->split))
            if (member.part != Part::Train) wanted.insert(member.track);
        QVERIFY(learned == answered);
        QVERIFY(measured == wanted);
        QVERIFY(point["roc_auc"].get<double>() >= 0.5);   // tones far apart: even this tiny network tells them
        QCOMPARE(m_bench->workspace->predictions().allScores(taught.id).tracks.size(), m_bench->tracks.size());
    }

    void answersThatTheNetworkHasLearnedAreNotTaughtTwice()
    {
        const auto session = sessions().list().front();
        for (std::size_t i = 0; i < 8; ++i)
            answer(session.id, i, i % 2 == 0);
        teach("whole");
        const auto whole = sessions().points(session.id).back();
        teach("head");   // nothing new was said
        const auto again = sessions().points(session.id).back();
        QCOMPARE(again.run, whole.run);
        QCOMPARE(again.head.size(), whole.head.size());
        const auto farthest = [&](const store::LabelPoint& point) {
            double most = 0;
            for (std::size_t i = 0; i < whole.head.size(); ++i)
                most = std::max(most, std::abs(point.head[i] - whole.head[i]));
            return most;
        };
        QVERIFY2(farthest(again) < 1e-5, qPrintable(QString::number(farthest(again))));
        answer(session.id, 8, true);     // one more
        teach("head");
        const auto more = sessions().points(session.id).back();
        QVERIFY2(farthest(more) > 1e-3, qPrintable(QString::number(farthest(more))));
        answer(session.id, 8, false);    // and another opinion of it, and of one it has learned
        answer(session.id, 0, false);
        teach("head");
        QVERIFY(farthest(sessions().points(session.id).back()) > 1e-3);
        QVERIFY(sessions().points(session.id).back().head != more.head);
    }

    void withoutAYesNothingIsBegun()
    {
        const auto session = sessions().list().front();
        teach("head");
        sessions().answer(session.id, {m_bench->tracks[0], "00"});
        const auto runs = m_bench->workspace->runs().list().size(), splits = m_bench->workspace->splits().list().size();
        QVERIFY_EXCEPTION_THROWN(teach("whole"), Error);
        QCOMPARE(m_bench->workspace->runs().list().size(), runs);
        QCOMPARE(m_bench->workspace->splits().list().size(), splits);
        QCOMPARE(sessions().points(session.id).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(tst_label_whole)
#include "tst_label_whole.moc"
