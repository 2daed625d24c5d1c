#include <QtTest>

#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QUndoStack>

#include "tests/engine/tasks/joint_bench.h"
#include "tests/ui/desk.h"
#include "ui/pages/retrieval/retrieval_page.h"

using namespace ui;
using retrieval::ScoresModel;
using retrieval::WaysModel;

namespace {

/// The page on a workspace of made-up tracks, whose listeners hear one genre each.
struct RetrievalDesk {
    MapBench bench;
    Theme theme;
    Selection selection;
    Player player;
    QUndoStack undo;
    JobBridge jobs;
    StoreThread store{bench.workspace.folder()};
    QStringList said, pages;
    PageContext context{store, jobs, selection, player, theme, undo, [this](const QString& text) { said << text; }, [this](const QString& name) { pages << name; }};
    RetrievalPage page{context};

    explicit RetrievalDesk(bool isTrained)
    {
        if (isTrained) {
            addJointSpace(bench);
            run("test_retrieval", {{"runs", {"latest"}}, {"part", "test"}});
        }
        jobs.start(store, {bench.workspace.folder(), 1, "cpu"});
        page.resize(1280, 760);
        page.show();
    }
    engine::Json run(const char* task, const engine::Json& parameters)
    {
        auto control = engine::RunControl::silent();
        engine::tasks::TaskContext context{bench.workspace, control, 1, "cpu", [](const std::string&) {}, nullptr};
        return engine::tasks::findTask(task).run(parameters, context);
    }
    /// Factors by which genres are told apart.
    void addTaste()
    {
        std::vector<float> factors(bench.tracks.size() * 8, 0.1F);
        for (std::size_t i = 0; i < bench.tracks.size(); ++i)
            factors[i * 8 + bench.genreOf[i]] = 1;
        engine::store::Taste taste;
        taste.name = "listeners";
        const auto id = bench.workspace.tastes().put(taste);
        bench.workspace.tastes().putFactors(id, 8, bench.tracks, factors, engine::Json::object());
    }
    template <typename Control>
    Control* named(const char* name)
    {
        for (auto* found : page.findChildren<Control*>())
            if (found->accessibleName() == QLatin1String(name)) return found;
        return nullptr;
    }
    QString way(int row, int column) { return page.ways().index(row, column).data().toString(); }
    int rowOf(const QString& start)
    {
        for (int row = 0; row < page.ways().rowCount(); ++row)
            if (way(row, WaysModel::Name).contains(start)) return row;
        return -1;
    }
};

}  // namespace

class tst_retrieval_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tst_retrieval_page")); }

    void beforeAnythingIsTrainedThePublishedRowsStandThereAndTheWayIsSaid()
    {
        RetrievalDesk desk(false);
        QTRY_COMPARE(desk.page.ways().rowCount(), 5);
        QCOMPARE(desk.way(1, WaysModel::Name), QStringLiteral("Published: Million Song Dataset, 100 tags"));
        QCOMPARE(desk.way(1, WaysModel::Precision), QLocale().toString(0.35, 'f', 3));   // table 2 of the paper
        QVERIFY(!desk.page.ways().flags(desk.page.ways().index(1, 0)).testFlag(Qt::ItemIsUserCheckable));
        QVERIFY(desk.page.hintText().contains(QStringLiteral("No metric model was trained yet")));
        QVERIFY(!desk.named<QPushButton>("Train")->isEnabled());
        QVERIFY(!desk.named<QPushButton>("Test")->isEnabled());
        QVERIFY(!desk.named<QPushButton>("Export CSV")->isEnabled());
        desk.named<QPushButton>("Copy as command")->click();
        QCOMPARE(desk.said.value(0), QStringLiteral("There is nothing to copy yet."));
    }

    void modelsStandBesidePredictedTagsAndARandomOrder()
    {
        RetrievalDesk desk(true);
        QTRY_VERIFY(desk.page.scores().rowCount() > 0);
        const auto tested = *desk.bench.workspace.metrics().evaluation(1, "test");
        const auto number = [](const engine::Json& value) { return QLocale().toString(value.get<double>(), 'f', 3); };
        QCOMPARE(desk.way(0, WaysModel::Map), number(tested["mean"]["map"]));
        const int tags = desk.rowOf(QStringLiteral("Predicted tags of run 1 (made-up)")), random = desk.rowOf(QStringLiteral("Random order"));
        QVERIFY(tags > 0 && random > tags);
        QCOMPARE(desk.way(tags, WaysModel::RocAuc), number(tested["by_tags"]["mean"]["roc_auc"]));
        QCOMPARE(desk.way(tags, WaysModel::RocAuc), QLocale().toString(1.0, 'f', 3));   // the made-up predictions are never wrong
        QCOMPARE(desk.way(random, WaysModel::RocAuc), QLocale().toString(0.5, 'f', 3));
        // Three ways of three measures; one of them alone; one way less.
        QCOMPARE(desk.page.scores().columnCount(), static_cast<int>(ScoresModel::FirstScore) + 9);
        QCOMPARE(desk.page.scores().headerData(ScoresModel::FirstScore + 1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("P@10 B"));
        desk.named<QComboBox>("Measure")->setCurrentIndex(2);
        QCOMPARE(desk.page.scores().columnCount(), static_cast<int>(ScoresModel::FirstScore) + 3);
        desk.page.ways().setData(desk.page.ways().index(random, 0), Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(desk.page.scores().columnCount(), static_cast<int>(ScoresModel::FirstScore) + 2);
        QCOMPARE(desk.page.scores().rowCount(), 5);   // all, a type, three tags
        QCOMPARE(desk.page.scores().index(3, ScoresModel::FirstScore).data().toString(), number(tested["tags"][1]["map"]));
    }

    void theComparisonIsSavedAndCopiedAsTheLineThatShowsIt()
    {
        RetrievalDesk desk(true);
        QTRY_VERIFY(desk.page.scores().rowCount() > 0);
        QTemporaryDir folder;
        desk.page.exportCsv(folder.filePath("table.csv"));
        QFile saved(folder.filePath("table.csv"));
        QVERIFY(saved.open(QIODevice::ReadOnly));
        desk.named<QPushButton>("Copy as command")->click();
        auto line = QGuiApplication::clipboard()->text();
        QProcess shell;
        shell.start(QStringLiteral("bash"), {"-c", QStringLiteral(TAGBENCH_BINARY_DIR "/bin/") + line + QStringLiteral(" --csv ") + folder.filePath("line.csv")});
        QVERIFY(shell.waitForFinished(30000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        QFile printed(folder.filePath("line.csv"));
        QVERIFY(printed.open(QIODevice::ReadOnly));
        const auto window = saved.readAll().split('\n'), terminal = printed.readAll().split('\n');
        QCOMPARE(terminal.size(), window.size());
        for (qsizetype i = 0; i < window.size(); ++i)
            QVERIFY2(terminal[i].startsWith(window[i]), terminal[i]);   // the published columns follow
    }

    void theThreeStepsLeadToATestedModelAndAComparisonOfSamplings()
    {
        if (!QFile::exists(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/libtagbench_neural.so"))) QSKIP("built without LibTorch");
        RetrievalDesk desk(false);
        desk.addTaste();
        // Genres that share tracks with a mood, so that the library's tags have vectors.
        for (std::size_t i = 0; i < 24; ++i)
            desk.bench.workspace.tags().set(desk.bench.tracks[i], desk.bench.workspace.tags().ensure(i % 2 == 0 ? "rainy" : "sunny", "mood/theme"), "user");
        QTRY_VERIFY(desk.named<QPushButton>("From the tags")->isEnabled());
        desk.named<QPushButton>("From the tags")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.named<QPushButton>("Make the split")->isEnabled(), 30000);
        desk.named<QSpinBox>("Tracks of a tag in each part")->setValue(1);
        desk.named<QPushButton>("Copy the split as command")->click();
        QVERIFY2(QGuiApplication::clipboard()->text().endsWith(QStringLiteral("retrieval split --name retrieval --words library --match exact --top 100 --minimum 1 --tries 1000")),
                 qPrintable(QGuiApplication::clipboard()->text()));
        desk.named<QPushButton>("Make the split")->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.named<QComboBox>("Split to train on")->currentText(), QStringLiteral("retrieval"), 30000);
        QTRY_VERIFY(!desk.named<QComboBox>("Split to train on")->currentText().isEmpty());
        desk.named<QComboBox>("Tracks are known by")->setCurrentIndex(1);
        desk.named<QSpinBox>("Epochs")->setValue(1);
        desk.named<QSpinBox>("Triplets an epoch")->setValue(64);
        desk.named<QSpinBox>("Batch")->setValue(16);
        desk.named<QDoubleSpinBox>("Learning rate")->setValue(0.01);
        QTRY_VERIFY(desk.named<QPushButton>("Train")->isEnabled());
        desk.named<QPushButton>("Train")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.scores().rowCount() > 0, 60000);
        QVERIFY(desk.way(0, WaysModel::Name).contains(QStringLiteral("balanced-weighted cf")));
        QTRY_VERIFY_WITH_TIMEOUT(desk.named<QPushButton>("Compare samplings")->isEnabled(), 30000);
        desk.named<QPushButton>("Compare samplings")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.rowOf(QStringLiteral(": random cf")) >= 0 && desk.rowOf(QStringLiteral(": balanced cf")) >= 0, 90000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.named<QPushButton>("Compare samplings")->isEnabled(), 60000);
        QCOMPARE(desk.bench.workspace.metrics().list().size(), std::size_t{3});   // the trained one was taken as it is
    }

    void whatGoesWrongIsSaidAndTheFormIsFreeAgain()
    {
        RetrievalDesk desk(false);
        QTRY_VERIFY(desk.named<QPushButton>("From the tags")->isEnabled());
        desk.named<QPushButton>("From the tags")->click();   // genres that never share a track
        const auto told = [&] {
            const auto labels = desk.page.form().findChildren<QLabel*>();
            return std::ranges::any_of(labels, [](auto* label) { return label->isVisible() && label->text().contains(QStringLiteral("no two tags share a track")); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(told(), 30000);
        QVERIFY(desk.named<QPushButton>("From the tags")->isEnabled());
    }
};

QTEST_MAIN(tst_retrieval_page)
#include "tst_retrieval_page.moc"
