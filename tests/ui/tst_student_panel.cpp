#include "ui/pages/train/student_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"
#include "engine/tasks/command_line.h"
#include "engine/tasks/student_plan.h"
#include "engine/tasks/train_setup.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using engine::Json;
using engine::Part;

namespace {

/// Twelve labelled tracks of twelve artists in a split (8, 2, 2), and five unlabelled ones in no part, the last by the artist of a test track.
struct Library {
    QTemporaryDir folder;
    std::vector<engine::store::RunSummary> runs;
    std::vector<engine::store::Split> splits;

    Library()
    {
        auto workspace = engine::store::Workspace::openOrCreate(folder.path().toStdString());
        const auto music = workspace.tracks().addLibrary("/music", 0);
        std::vector<engine::store::SplitMember> members;
        for (int i = 0; i < 17; ++i) {
            engine::store::Track track;
            track.id = static_cast<engine::TrackId>(i + 1);
            track.library = music;
            track.path = (i < 12 ? "old/" : "new/") + std::to_string(i) + ".mp3";
            track.displayPath = track.path.string();
            track.artist = "Artist " + std::to_string(i == 16 ? 11 : i);
            track.durationSeconds = 60;
            workspace.tracks().upsert(track);
            if (i >= 12) continue;
            members.push_back({track.id, i < 8 ? Part::Train : i < 10 ? Part::Valid : Part::Test});
            workspace.tags().set(track.id, workspace.tags().ensure(i % 2 == 0 ? "rock" : "jazz", "genre"), "file");
        }
        const auto split = workspace.splits().put({.name = "artists", .seed = 0, .ratios = {0.6, 0.2, 0.2}, .groupBy = "artist"}, members);
        addRun(workspace, "transformer", "mtt_teacher", "retrieval", split, true);
        addRun(workspace, "imported", "short_res", "sota-128", {}, true);
        addRun(workspace, "untrained", "musicnn", "sota-96", split, false);
        runs = workspace.runs().summaries();
        splits = workspace.splits().list();
    }
    static void addRun(engine::store::Workspace& workspace, const std::string& name, const std::string& arch, const std::string& preset,
                       std::optional<engine::SplitId> split, bool trained)
    {
        const auto known = engine::dsp::loadPreset(preset);
        workspace.melgrams().putPreset(known.hash(), preset, toJson(known).dump());
        engine::store::Run run;
        run.name = name;
        run.architecture = arch;
        run.presetHash = known.hash();
        run.split = split;
        run.config = engine::tasks::completeTraining({});
        run.tags = {{"jazz", "genre"}, {"rock", "genre"}};
        run.state = trained ? "trained" : "failed";
        run.bestEpoch = trained ? 3 : 0;
        workspace.runs().create(run);
    }
};

struct Desk {
    ui::Theme theme;
    ui::Selection selection;
    ui::Player player;
    ui::JobBridge jobs;
    QUndoStack undo;
    ui::StoreThread store;
    ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ui::StudentPanel panel{context};

    explicit Desk(const Library& library) : store(library.folder.path().toStdString())
    {
        panel.setSplits(library.splits);
        panel.setRuns(library.runs);
        panel.resize(900, 640);
        panel.show();
    }
    template <typename Widget>
    Widget* named(const QString& name)
    {
        for (auto* widget : panel.findChildren<Widget*>())
            if (widget->accessibleName() == name) return widget;
        return nullptr;
    }
    void teach(const QString& name)
    {
        auto* teacher = named<QComboBox>("Teacher");
        teacher->setCurrentIndex(teacher->findText(name, Qt::MatchContains));
    }
    bool says(const QString& part)
    {
        const auto labels = panel.findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](auto* label) { return label->isVisible() && label->text().contains(part); });
    }
    QPushButton* start() { return named<QPushButton>("Start student"); }
};

}  // namespace

class tst_student_panel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("student-test"));
    }

    void onlyTrainedRunsTeachAndOnlyWhatHearsTheSameLearns()
    {
        const Library library;
        Desk desk(library);
        QCOMPARE(desk.named<QComboBox>("Teacher")->count(), 2);
        desk.teach("transformer");
        auto* students = desk.named<QComboBox>("Student");
        QCOMPARE(students->currentData().toString(), QStringLiteral("mtt_teacher"));
        QVERIFY(students->findData("mtt_student") >= 0);
        QVERIFY(students->findData("spectnt_token:small") >= 0);
        QVERIFY(students->findData("short_res") < 0);   // another preset
        desk.teach("imported");
        QCOMPARE(students->currentData().toString(), QStringLiteral("short_res"));
        QVERIFY(students->findData("mtt_student") < 0);
        QVERIFY(desk.named<QComboBox>("Split of the student")->isVisible());   // its weights come from elsewhere
        desk.teach("transformer");
        QVERIFY(!desk.named<QComboBox>("Split of the student")->isVisible());
    }

    void theSentenceTellsExpansionFromDistillation()
    {
        const Library library;
        Desk desk(library);
        desk.teach("transformer");
        QVERIFY(desk.says("Knowledge expansion"));
        auto* students = desk.named<QComboBox>("Student");
        students->setCurrentIndex(students->findData("mtt_student"));
        QVERIFY(desk.says("Knowledge distillation"));
        QVERIFY(desk.says(QLocale().toString(1108852)) && desk.says(QLocale().toString(4567732)));
        auto* from = desk.named<QComboBox>("Starts from");
        QCOMPARE(from->count(), 1);   // a smaller student cannot begin with its teacher's weights
        students->setCurrentIndex(students->findData("mtt_teacher"));
        QCOMPARE(from->count(), 2);
    }

    void theAnswerAboutArtistsComesBeforeAnythingStarts()
    {
        const Library library;
        Desk desk(library);
        desk.teach("transformer");
        QTRY_VERIFY(desk.says("8 labelled tracks with 2 tags, and 4 unlabelled ones"));
        QVERIFY(desk.says("Artist 11"));
        QVERIFY(desk.says("It does not start with them"));
        QVERIFY(!desk.start()->isEnabled());
        desk.named<QCheckBox>("Leave out artists")->setChecked(true);
        QTRY_VERIFY(desk.says("They are left out"));
        QVERIFY(desk.start()->isEnabled());
        desk.named<QLineEdit>("Unlabelled tracks")->setText("path:13");
        QTRY_VERIFY(desk.says("and 1 unlabelled ones"));
        QVERIFY(desk.says("No artist of the validation or test part is among them"));
        desk.named<QLineEdit>("Unlabelled tracks")->clear();
        const auto list = library.folder.filePath("pool.txt");
        QFile file(list);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("/music/new/12.mp3\n/music/new/13.mp3\n/music/old/11.mp3\n/music/new/99.mp3\n");   // two, one of the test part, nobody
        file.close();
        desk.named<QLineEdit>("List of unlabelled tracks")->setText(list);
        QTRY_VERIFY(desk.says("and 2 unlabelled ones"));
        QVERIFY(desk.says("/music/new/99.mp3"));
        QVERIFY(desk.says("which the list names"));
        QVERIFY(desk.start()->isEnabled());   // it is left out
        desk.named<QLineEdit>("List of unlabelled tracks")->setText(list + ".gone");
        QTRY_VERIFY(desk.says("there is no such file"));
        QVERIFY(!desk.start()->isEnabled());
        desk.named<QLineEdit>("List of unlabelled tracks")->clear();
        desk.named<QLineEdit>("Unlabelled tracks")->setText("path:old/");
        QTRY_VERIFY(desk.says("There is no unlabelled track to learn from"));
        QVERIFY(!desk.start()->isEnabled());
        desk.named<QLineEdit>("Unlabelled tracks")->setText("\"open");   // a broken filter is a sentence, too
        QTRY_VERIFY(!desk.says("Counting"));
        QVERIFY(!desk.start()->isEnabled());
    }

    void whatIsStartedIsWhatTheFormSaysAndOneCommand()
    {
        const Library library;
        Desk desk(library);
        desk.teach("transformer");
        auto* students = desk.named<QComboBox>("Student");
        students->setCurrentIndex(students->findData("mtt_student"));
        desk.named<QCheckBox>("Leave out artists")->setChecked(true);
        desk.named<QSpinBox>("Changes of the sound")->setValue(50);
        desk.named<QSpinBox>("Epochs of the student")->setValue(7);
        desk.named<QCheckBox>("Doubt missing tags")->setChecked(true);
        desk.named<QSpinBox>("Patience of the student")->setValue(40);
        auto* watch = desk.named<QComboBox>("Progress is measured by");
        watch->setCurrentIndex(watch->findData("loss"));
        QTRY_VERIFY(desk.start()->isEnabled());
        std::vector<Json> started;
        connect(&desk.panel, &ui::StudentPanel::startWanted, &desk.panel, [&](const Json& student) { started.push_back(student); });
        desk.start()->click();
        QCOMPARE(started.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(started.front().dump()),
                 QStringLiteral(R"({"teacher":"1","arch":"mtt_student","leave_out_artists":true,"strength":0.5,"skeptical":0.5,"epochs":7,"patience":40,"watch":"loss","evaluate":true,"prepare":true})"));
        QCOMPARE(engine::tasks::commandLine("train_student", started.front(), {}),
                 std::string("tagbench-cli student 1 --arch mtt_student --leave-out-artists --strength 0.5 --skeptical 0.5 --epochs 7 --patience 40 --watch loss --evaluate --prepare"));
    }

    void aStudentsRunFillsTheForm()
    {
        const Library library;
        Desk desk(library);
        const auto training = engine::tasks::roundTraining({{"arch", "mtt_student"}, {"strength", 0.7}, {"epochs", 12}, {"unlabelled", "path:new/"}, {"pool_list", "/music/new.m3u"}, {"watch", "loss"}, {"patience", 9}}, "transformer", "1", 1);
        desk.panel.fill(training);
        const auto parameters = desk.panel.parameters();
        QCOMPARE(parameters["arch"].get<std::string>(), std::string("mtt_student"));
        QCOMPARE(parameters["strength"].get<double>(), 0.7);
        QCOMPARE(parameters["epochs"].get<int>(), 12);
        QCOMPARE(parameters["pool_list"].get<std::string>(), std::string("/music/new.m3u"));
        QCOMPARE(parameters["watch"].get<std::string>(), std::string("loss"));
        QCOMPARE(parameters["patience"].get<int>(), 9);
        QCOMPARE(parameters["unlabelled"].get<std::string>(), std::string("path:new/"));
    }

    void withoutATeacherItSaysWhatIsMissing()
    {
        Library library;
        library.runs.clear();
        Desk desk(library);
        QVERIFY(desk.says("No run has learned yet"));
        QVERIFY(!desk.start()->isEnabled());
        QVERIFY(desk.panel.parameters().empty());
    }
};

QTEST_MAIN(tst_student_panel)
#include "tst_student_panel.moc"
