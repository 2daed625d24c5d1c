#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

#include "desk.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/random.h"
#include "engine/dsp/preset.h"
#include "engine/store/label_session_store.h"
#include "engine/tasks/label_session.h"
#include "ui/charts/picture_view.h"
#include "ui/pages/label/label_desk.h"
#include "ui/pages/label/label_page.h"
#include "ui/pages/label/start_form.h"
#include "ui/pages/label/tag_button.h"

using namespace ui;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kWidth = 6;
constexpr int kFiles = 40;

/// A library of tones and a run that listened to them: its vectors know the truth (even files are low), its last layer knows nothing.
struct Bench {
    QTemporaryDir folder;
    fs::path root = folder.path().toStdString(), place = root / "workspace";
    std::optional<engine::store::Workspace> workspace;
    std::vector<engine::TrackId> tracks;

    Bench()
    {
        for (int i = 0; i < kFiles; ++i)
            writeTone(root / "music" / (std::string(i < 10 ? "0" : "") + std::to_string(i) + ".wav"), 200 + 10 * i);
        {
            Desk desk(place);
            if (!desk.settle() || !desk.run("scan", {{"folders", {(root / "music").native()}}})) return;
        }
        workspace.emplace(engine::store::Workspace::openOrCreate(place));
        tracks = workspace->tracks().ids({});
        makeRun();
    }
    static bool isLow(std::size_t i) { return i % 2 == 0; }

    void makeRun()
    {
        auto& w = *workspace;
        const auto low = w.tags().ensure("low", "genre");
        std::vector<engine::store::SplitMember> members;
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            const bool isValid = i >= 28;
            members.push_back({tracks[i], isValid ? engine::Part::Valid : engine::Part::Train});
            if (isValid && isLow(i)) w.tags().set(tracks[i], low, "file");   // what is measured on
        }
        const auto preset = engine::dsp::loadPreset("sota-96");
        w.melgrams().putPreset(preset.hash(), preset.name, toJson(preset).dump());
        engine::store::Run run;
        run.name = "first";
        run.architecture = "musicnn";
        run.presetHash = preset.hash();
        run.split = w.splits().put({{}, "half", 0, {0.7, 0.3, 0}, false, "none"}, members);
        run.config = engine::Json::object();
        run.tags = {{"low", "genre"}, {"high", "genre"}};
        run.state = "trained";
        run.bestEpoch = 1;
        run.folder = "run-1";
        run.versions = engine::Json::object();
        run.id = w.runs().create(run);
        fs::create_directories(w.checkpointFolder() / run.folder);
        using engine::checkpoint::floatTensor;
        engine::checkpoint::writeSafetensors(w.checkpointFolder() / run.folder / "best.safetensors",
                                             std::vector{floatTensor("dense2.weight", {2, kWidth}, std::vector<float>(2 * kWidth, 0)), floatTensor("dense2.bias", {2}, {0, 0})}, {});
        engine::SplitMix random(4);
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            std::vector<float> vector{isLow(i) ? 1.0f : -1.0f};
            while (vector.size() < kWidth)
                vector.push_back(static_cast<float>(random.uniform() - 0.5));
            w.predictions().putEmbedding(run.id, "embedding", tracks[i], vector);
        }
    }
    engine::store::LabelSessionId startSession(int every = 3, const std::vector<std::string>& tags = {"low", "high"})
    {
        return engine::tasks::startLabelSession({{"run", "1"}, {"tags", tags}, {"every", every}, {"batch", 6}, {"name", "ears"}}, *workspace).id;
    }
    engine::store::LabelSessionStore sessions() { return engine::store::LabelSessionStore(workspace->database()); }
    bool lowIs(engine::TrackId track) const { return isLow(static_cast<std::size_t>(std::ranges::find(tracks, track) - tracks.begin())); }
    std::vector<std::string> taughtTags(engine::TrackId track)
    {
        std::vector<std::string> names;
        for (const auto& tag : workspace->tags().ofTrack(track))
            if (tag.source == engine::store::kTaughtSource) names.push_back(tag.name);
        return names;
    }
};

/// The page in front, its first questions there.
struct Page {
    Desk desk;
    LabelPage page;
    explicit Page(Bench& bench) : desk(bench.place), page(desk.context)
    {
        page.resize(1200, 800);
        page.show();
    }
    bool asks()
    {
        return QTest::qWaitFor([&] { return page.isAtWork() && page.desk().state() && !page.desk().state()->points.empty() && page.desk().current() && !page.isLearning(); }, 30'000);
    }
    label::LabelDesk& work() { return page.desk(); }
    QListWidget* queue() { return page.desk().findChild<QListWidget*>(); }
    /// As a key that is pressed: through the shortcuts of the window.
    void press(Qt::Key key)
    {
        QApplication::setActiveWindow(&page);
        queue()->setFocus();
        QTest::keyClick(queue(), key);
    }
    bool answered(Bench& bench, engine::store::LabelSessionId id, std::size_t count)
    {
        return QTest::qWaitFor([&] { return bench.sessions().answers(id).size() == count && page.desk().state()->answers.size() == count; }, 30'000);
    }
};

}  // namespace

class tst_label_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-label")); }

    void anEmptyWorkspaceSaysWhatIsMissing()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        LabelPage page(desk.context);
        page.show();
        QVERIFY(desk.settle());
        QVERIFY(!page.isAtWork());
        QVERIFY(page.form().problem().contains(QStringLiteral("No trained run yet")));
    }

    void theFormNamesTheNextThingThatIsMissing()
    {
        label::StartForm form;
        const label::RunChoice run{"1", "", QStringLiteral("run"), {{"rock", "genre"}}};
        form.setChoices({run}, {});
        QVERIFY(form.problem().contains(QStringLiteral("No split yet")));
        form.setChoices({run}, {"half"});
        QVERIFY(form.problem().contains(QStringLiteral("Tick tags")));
        form.findChild<QListWidget*>()->item(0)->setCheckState(Qt::Checked);
        QVERIFY(form.problem().isEmpty());
        QCOMPARE(form.parameters()["tags"].dump(), std::string(R"(["genre---rock"])"));
    }

    void keysLabelAndAnUntouchedTagIsANo()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(100);
        Page page(bench);
        QVERIFY(page.asks());
        const auto first = *page.work().current();
        page.press(Qt::Key_2);
        QVERIFY(page.work().buttons()[1]->isChecked());
        page.press(Qt::Key_2);
        QVERIFY(!page.work().buttons()[1]->isChecked());
        page.press(Qt::Key_1);
        page.press(Qt::Key_9);   // no such tag: nothing
        page.press(Qt::Key_Return);
        QVERIFY(*page.work().current() != first);
        QVERIFY(!page.work().buttons()[0]->isChecked());   // the next track begins with nothing said
        QVERIFY(page.answered(bench, id, 1));
        const auto answer = bench.sessions().answers(id).front();
        QCOMPARE(answer.track, first);
        QCOMPARE(answer.answers, std::string("10"));
        QCOMPARE(bench.taughtTags(first), std::vector<std::string>{"low"});
        const auto second = *page.work().current();
        page.press(Qt::Key_S);
        QVERIFY(page.answered(bench, id, 2));
        QVERIFY(bench.sessions().answers(id).back().isSkipped());
        QVERIFY(bench.taughtTags(second).empty());
        QCOMPARE(bench.sessions().labelled(id), 1);
    }

    void undoTakesALabelBackAndBringsItsTrack()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(100);
        Page page(bench);
        QVERIFY(page.asks());
        const auto first = *page.work().current();
        page.press(Qt::Key_1);
        page.press(Qt::Key_Return);
        QVERIFY(page.answered(bench, id, 1));
        QVERIFY(page.desk.undo.undoText().startsWith(QStringLiteral("label ")));
        page.desk.undo.undo();
        QVERIFY(page.answered(bench, id, 0));
        QVERIFY(bench.taughtTags(first).empty());
        QTRY_COMPARE(page.work().current(), std::optional(first));
        page.desk.undo.redo();
        QVERIFY(page.answered(bench, id, 1));
        QCOMPARE(bench.taughtTags(first), std::vector<std::string>{"low"});
    }

    void backCorrectsAndUndoBringsTheFirstAnswer()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(100);
        Page page(bench);
        QVERIFY(page.asks());
        const auto first = *page.work().current();
        page.press(Qt::Key_1);
        page.press(Qt::Key_Return);
        QVERIFY(page.answered(bench, id, 1));
        page.press(Qt::Key_Backspace);
        QCOMPARE(page.work().current(), std::optional(first));
        QVERIFY(page.work().buttons()[0]->isChecked());   // as it was said
        page.press(Qt::Key_1);
        page.press(Qt::Key_2);
        page.press(Qt::Key_Return);
        QTRY_COMPARE(bench.sessions().answers(id).front().answers, std::string("01"));
        QCOMPARE(bench.taughtTags(first), std::vector<std::string>{"high"});
        page.desk.undo.undo();
        QTRY_COMPARE(bench.sessions().answers(id).front().answers, std::string("10"));
        QCOMPARE(bench.taughtTags(first), std::vector<std::string>{"low"});
    }

    void enoughLabelsTeachTheModelAndTheCurveGrows()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(3);
        Page page(bench);
        QVERIFY(page.asks());
        QCOMPARE(page.work().state()->points.size(), std::size_t{1});
        QCOMPARE(page.work().state()->points.front().rocAuc, 0.5);   // a last layer of zeros guesses
        QCOMPARE(page.work().state()->points.front().measuredTags, 1);   // no validation track is 'high'
        QVERIFY(page.work().sentence().contains(QStringLiteral("0.500")));
        for (std::size_t i = 0; i < 3; ++i) {
            page.press(bench.lowIs(*page.work().current()) ? Qt::Key_1 : Qt::Key_2);
            page.press(Qt::Key_Return);
        }
        QTRY_COMPARE_WITH_TIMEOUT(page.work().state()->points.size(), std::size_t{2}, 30'000);
        QCOMPARE(page.work().state()->points.back().labelled, 3);
        QVERIFY(page.work().state()->points.back().rocAuc > 0.9);   // the first number of each vector is the truth
        QVERIFY(page.work().sentence().contains(QStringLiteral("3 label")));
        QVERIFY(!page.work().curve().drawing().empty());
        QVERIFY(page.work().state()->questions.size() >= 6);   // asked anew
        for (const auto& question : page.work().state()->questions)
            QVERIFY(std::ranges::none_of(bench.sessions().answers(id), [&](const auto& answer) { return answer.track == question.proposal.track; }));
    }

    void whatArrivesLeavesTheTrackInQuestionAlone()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(100);
        Page page(bench);
        QVERIFY(page.asks());
        const auto current = *page.work().current();
        page.press(Qt::Key_2);
        auto proposals = bench.sessions().proposals(id);
        std::ranges::reverse(proposals);
        bench.sessions().replaceProposals(id, proposals);
        page.page.chooseSession(id);
        QTRY_COMPARE(page.work().state()->questions.front().proposal.track, proposals.front().track);
        QCOMPARE(page.work().current(), std::optional(current));
        QVERIFY(page.work().buttons()[1]->isChecked());
    }

    void digitsAreTypedInTheField()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(100);
        Page page(bench);
        QVERIFY(page.asks());
        const auto current = page.work().current();
        auto* field = page.work().findChild<QLineEdit*>();
        QApplication::setActiveWindow(&page.page);
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("1s 2x"));
        QCOMPARE(field->text(), QStringLiteral("1s 2x"));
        QTest::keyClick(field, Qt::Key_Backspace);
        QCOMPARE(field->text(), QStringLiteral("1s 2"));
        QVERIFY(!page.work().buttons()[0]->isChecked());
        QCOMPARE(page.work().current(), current);
        QTest::keyClick(field, Qt::Key_Return);   // a new tag, for this track
        QTRY_COMPARE(page.work().buttons().size(), std::size_t{3});
        QVERIFY(page.work().buttons()[2]->isChecked());
        QCOMPARE(page.work().current(), current);
        QCOMPARE(bench.sessions().find(id)->tags.back().name, std::string("1s 2"));
        QVERIFY(bench.sessions().answers(id).empty());
    }

    void aSessionGoesOnAfterARestart()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        const auto id = bench.startSession(100);
        std::vector<engine::TrackId> asked;
        {
            Page page(bench);
            QVERIFY(page.asks());
            page.press(Qt::Key_1);
            page.press(Qt::Key_Return);
            QVERIFY(page.answered(bench, id, 1));
            for (const auto& question : page.work().state()->questions)
                asked.push_back(question.proposal.track);
        }
        Page page(bench);
        QVERIFY(page.asks());
        QCOMPARE(page.work().state()->session.id, id);
        QCOMPARE(page.work().state()->labelled(), 1);
        QCOMPARE(page.work().current(), std::optional(asked.front()));
        QCOMPARE(page.work().state()->questions.size(), asked.size());
    }

    void aRunThatHasNotListenedIsSaid()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        bench.workspace->predictions().clear(engine::RunId{1});
        bench.startSession();
        Page page(bench);
        QTRY_VERIFY(page.page.isAtWork());
        const auto says = [&](const QString& part) {
            const auto labels = page.page.findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const auto* label) { return label->text().contains(part); });
        };
        QTRY_VERIFY(says(QStringLiteral("has not listened to the library yet")));
        QTRY_VERIFY(std::ranges::any_of(page.page.findChildren<QPushButton*>(), [](const auto* button) { return button->isVisible() && button->accessibleName() == QStringLiteral("Let the run listen to the library"); }));
    }

    void theCommandIsOnTheClipboard()
    {
        Bench bench;
        QVERIFY(bench.workspace);
        bench.startSession(100);
        Page page(bench);
        QVERIFY(page.asks());
        for (auto* button : page.page.findChildren<QPushButton*>())
            if (button->text().startsWith(QStringLiteral("Copy as command"))) button->click();
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("label train 1")));
    }
};

QTEST_MAIN(tst_label_page)
#include "tst_label_page.moc"
