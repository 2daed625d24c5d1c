#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

#include "engine/classic/classifier.h"
#include "engine/core/random.h"
#include "engine/store/workspace.h"
#include "ui/charts/confusion_chart.h"
#include "ui/charts/picture_view.h"
#include "ui/jobs/job_bridge.h"
#include "ui/jobs/job_strip.h"
#include "ui/pages/features/best_panel.h"
#include "ui/pages/features/compare_panel.h"
#include "ui/pages/features/features_page.h"
#include "ui/pages/features/final_panel.h"
#include "ui/pages/features/model_sheet.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/features/result_view.h"
#include "ui/pages/features/table_form.h"
#include "ui/pages/features/table_panel.h"
#include "ui/pages/features/tree_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "tests/ui/evaluated_workspace.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

constexpr int kRows = 90;
constexpr int kPatience = 60'000;

/// 90 tracks of three genres by fifteen artists, with two columns of features: one tells the genres nearly apart, one is noise.
bool makeLibrary(const std::filesystem::path& folder)
{
    EvaluatedWorkspace made(folder);
    auto workspace = engine::store::Workspace::open(folder);
    engine::store::FeatureSet wanted;
    wanted.hash = "h1";
    wanted.level = "song";
    wanted.name = "table";
    wanted.settings = "{}";
    wanted.columns = {"tone", "noise"};
    const auto set = workspace.features().open(wanted);
    engine::SplitMix dice(4);
    std::vector<engine::store::TrackFeatures> rows;
    for (int i = 0; i < EvaluatedWorkspace::kTracks; ++i)
        rows.push_back({engine::TrackId{static_cast<std::uint64_t>(1000 + i)}, 1, 1, {0}, {30}, {(i / 3) % 3 + dice.uniform() * 1.2, dice.uniform()}});
    workspace.features().put(set, rows);
    return true;
}

struct Desk {
    QTemporaryDir folder;
    std::filesystem::path workspace = folder.filePath("w").toStdString();
    bool hasLibrary;
    StoreThread store{workspace};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    QString shown;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [this](const QString& page) { shown = page; }, {}};
    FeaturesPage page{context};

    explicit Desk(bool withLibrary = false) : hasLibrary(withLibrary && makeLibrary(workspace))
    {
        jobs.start(store, {workspace, 1, "cpu"});
        page.resize(1280, 800);
        page.show();
    }
    template <typename Widget>
    Widget* find(const QString& accessibleName)
    {
        for (auto* found : page.findChildren<Widget*>())
            if (found->accessibleName() == accessibleName) return found;
        return nullptr;
    }
    /// Three classes in bands that overlap a little; a column that only noises, one that never changes, a gap, two equal rows, an artist.
    QString table()
    {
        const auto file = folder.filePath("table.csv");
        QFile csv(file);
        if (!csv.open(QIODevice::WriteOnly)) return {};
        csv.write("file,a,b,noise,still,artist,label\r\n");
        engine::SplitMix dice(3);
        QByteArray first;
        for (int r = 0; r < kRows; ++r) {
            const int place = r % 3;
            const double a = place + dice.uniform() * 1.3, b = 2 * a + dice.uniform();
            auto cells = QByteArray::number(a, 'g', 17) + ',' + (r == 5 ? QByteArray() : QByteArray::number(b, 'g', 17)) + ',' + QByteArray::number(dice.uniform(), 'g', 17);
            if (r == 0) first = cells;
            if (r == 3) cells = first;
            csv.write("f" + QByteArray::number(r) + ".wav," + cells + ",1,artist " + QByteArray::number(r / 6) + ',' + std::array{"jazz", "pop", "rock"}[static_cast<std::size_t>(place)] + "\r\n");
        }
        return file;
    }
    bool loadTable()
    {
        page.tablePanel().form().setCsv(table());
        return QTest::qWaitFor([this] { return page.tablePanel().table() != nullptr; }, kPatience);
    }
    void tick(const QStringList& models)
    {
        auto* list = find<QListWidget>("Models");
        for (int i = 0; i < list->count(); ++i)
            list->item(i)->setCheckState(models.contains(list->item(i)->data(Qt::UserRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
    engine::Json newestDocument()
    {
        auto opened = engine::store::Workspace::open(workspace);
        return opened.experiments().resolve("latest").document;
    }
    /// Runs a comparison and waits for its numbers to stand in the window.
    bool compare(const QStringList& models)
    {
        if (hasLibrary ? !QTest::qWaitFor([this] { return page.tablePanel().table() != nullptr; }, kPatience) : !loadTable()) return false;
        page.tabs().setCurrentIndex(1);
        tick(models);
        find<QSpinBox>("Number of folds")->setValue(3);
        page.comparePanel().compare();
        return QTest::qWaitFor([&] { return page.comparePanel().results().table().rowCount() == models.size(); }, kPatience);
    }
};

QString text(const engine::Json& number)
{
    return QString::number(number.get<double>(), 'f', 3);
}

}  // namespace

class tst_features_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("tagbench-test");
        QCoreApplication::setApplicationName("features-test");
    }

    void anEmptyLibrarySaysWhatToDo()
    {
        Desk desk;
        QTRY_VERIFY(desk.page.tablePanel().hintText().contains("No music yet"));
        QVERIFY(!desk.find<QPushButton>("Extract features")->isEnabled());
        QVERIFY(!desk.find<QPushButton>("Compare the models")->isEnabled());
    }

    void aTableFromAFileFindsItsClassAndLeavesWordsOut()
    {
        Desk desk;
        QVERIFY(desk.loadTable());
        const auto& table = desk.page.tablePanel().table()->table;
        QCOMPARE(table.rows(), std::size_t{kRows});
        QCOMPARE(table.columns, (std::vector<std::string>{"a", "b", "noise", "still"}));
        QCOMPARE(table.classes, (std::vector<std::string>{"jazz", "pop", "rock"}));
    }

    void theHealthCardSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        QTest::newRow("size") << "Size" << "90 rows, 4 columns";
        QTest::newRow("gap") << "Missing values" << "1, in b.";
        QTest::newRow("constant") << "Constant columns" << "still";
        QTest::newRow("equal rows") << "Duplicates" << "0 = 3";
        QTest::newRow("balance") << "Balance" << "Every class has 30 rows";
        QTest::newRow("artists") << "Groups" << "does not say";
    }
    void theHealthCardSaysWhatIsWrong()
    {
        QFETCH(QString, what);
        QFETCH(QString, says);
        Desk desk;
        QVERIFY(desk.loadTable());
        auto* card = desk.find<QTableWidget>("Health card");
        const auto found = card->findItems(what, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        QVERIFY2(card->item(found.front()->row(), 1)->text().contains(says), qPrintable(card->item(found.front()->row(), 1)->text()));
    }

    void leavingAColumnOutReadsTheTableAgain()
    {
        Desk desk;
        QVERIFY(desk.loadTable());
        auto* columns = desk.find<QListWidget>("Columns to learn from");
        columns->findItems("still", Qt::MatchExactly).front()->setCheckState(Qt::Unchecked);
        QTRY_COMPARE(desk.page.tablePanel().table()->table.columns.size(), std::size_t{3});
        QCOMPARE(desk.page.tablePanel().table()->parameters.at("exclude").size(), std::size_t{3});   // file, artist, still
    }

    void aCorrelationSaysPairAndValue()
    {
        Desk desk;
        QVERIFY(desk.loadTable());
        auto* view = desk.find<PictureView>("Correlations");
        const auto mark = view->drawing().marks().front();   // b against a
        desk.page.tablePanel().findChildren<QTabWidget*>().front()->setCurrentIndex(2);
        QTest::mouseClick(view, Qt::LeftButton, {}, view->placeOf(mark).center().toPoint());
        const auto& loaded = *desk.page.tablePanel().table();
        QCOMPARE(view->valueText(), QStringLiteral("b and a: r = %1").arg(loaded.correlations[loaded.table.columns.size()], 0, 'f', 3));
    }

    void theBoxPlotFollowsTheChosenColumn()
    {
        Desk desk;
        QVERIFY(desk.loadTable());
        auto* view = desk.find<PictureView>("Box plot");
        QTRY_COMPARE(view->drawing().marks().size(), std::size_t{3});
        desk.find<QComboBox>("Column of the box plot")->setCurrentIndex(2);
        QTRY_VERIFY(view->drawing().label().find("noise") != std::string::npos);
        QVERIFY(QString::fromStdString(view->csv()).contains("\"pop\",30,0,"));
    }

    void aBadTableIsRefusedInWords()
    {
        Desk desk;
        const auto file = desk.folder.filePath("bad.csv");
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("a,label\n1,x\n2,x\n");
        csv.close();
        desk.page.tablePanel().form().setCsv(file);
        QTRY_VERIFY(!desk.page.tablePanel().hintText().isEmpty() && desk.page.tablePanel().hintText().contains("bad.csv"));
        QVERIFY(!desk.page.tablePanel().table());
    }

    void theFiguresShownAreThoseOfTheExperiment()
    {
        Desk desk;
        QVERIFY(desk.compare({"knn", "naive-bayes", "decision-tree"}));
        const auto document = desk.newestDocument();
        auto& table = desk.page.comparePanel().results().table();
        for (int row = 0; row < table.rowCount(); ++row) {
            const auto id = document["ranking"][static_cast<std::size_t>(row)].get<std::string>();
            const auto& model = document["models"][id];
            QCOMPARE(table.item(row, 0)->text(), features::modelTitle(id));
            QCOMPARE(table.item(row, 1)->text(), text(model["deciding"]["value"]));
            QCOMPARE(table.item(row, 2)->text(), text(model["accuracy"]["mean"]));
            QCOMPARE(table.item(row, 3)->text(), text(model["accuracy"]["min"]));
            QCOMPARE(table.item(row, 4)->text(), text(model["accuracy"]["max"]));
            QCOMPARE(table.item(row, 9)->text(), text(model["macro"]["roc_auc"]));
        }
        QVERIFY(desk.page.comparePanel().results().warningText().contains("leaks"));
        QCOMPARE(desk.page.comparePanel().list().rowCount(), 1);
    }

    void theBestThreeGoToTheGridAndStandSideBySide()
    {
        Desk desk;
        QVERIFY(desk.compare({"knn", "naive-bayes", "decision-tree", "kmeans"}));
        desk.find<QPushButton>("Take the best three to grid search")->click();
        QCOMPARE(desk.page.tabs().currentIndex(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.comparePanel().list().rowCount(), 2, kPatience);
        QTRY_VERIFY(!desk.page.bestPanel().job().isBusy());
        const auto document = desk.newestDocument();
        QCOMPARE(document["kind"].get<std::string>(), std::string("grid"));
        for (std::size_t place = 0; place < 3; ++place) {
            auto& sheet = desk.page.bestPanel().sheet(place);
            const auto id = document["ranking"][place].get<std::string>();
            QTRY_COMPARE(sheet.model(), id);
            const auto& classes = document["models"][id]["per_class"];
            QTRY_COMPARE(sheet.classes().rowCount(), static_cast<int>(classes.size()));
            // What came before the grid may have equal numbers in some cells: each is waited for.
            for (int row = 0; row < sheet.classes().rowCount(); ++row) {
                const auto& one = classes[static_cast<std::size_t>(row)];
                QTRY_COMPARE(sheet.classes().item(row, 1)->text(), text(one["precision"]));
                QTRY_COMPARE(sheet.classes().item(row, 2)->text(), text(one["recall"]));
                QTRY_COMPARE(sheet.classes().item(row, 3)->text(), text(one["f1"]));
                QTRY_COMPARE(sheet.classes().item(row, 4)->text(), text(one["roc_auc"]));
            }
            const auto* confusion = sheet.findChild<ConfusionChart*>();
            std::size_t counted = 0;
            for (const auto& row : document["models"][id]["confusion"])
                for (const auto& count : row) counted += count.get<std::size_t>();
            QCOMPARE(counted, std::size_t{kRows});
            for (const auto& mark : confusion->drawing().marks()) {
                const auto count = document["models"][id]["confusion"][mark.row][mark.column].get<std::size_t>();
                QVERIFY(confusion->csv().find("\"" + document["classes"][mark.row].get<std::string>() + "\",\"" + document["classes"][mark.column].get<std::string>() + "\"," + std::to_string(count)) != std::string::npos);
            }
        }
    }

    void theFinalModelKeepsItsReasonsAndCanBeLookedInto()
    {
        Desk desk(true);
        QVERIFY(desk.compare({"random-forest", "naive-bayes"}));
        QTRY_VERIFY(!desk.page.bestPanel().sheet(0).model().empty());
        auto* choose = desk.find<QPushButton>("Choose Random forest as final");
        QTRY_VERIFY(choose != nullptr);
        choose->click();
        QCOMPARE(desk.page.tabs().currentIndex(), 3);
        auto& final = desk.page.finalPanel();
        desk.find<QPlainTextEdit>("Reasons")->setPlainText("it can be explained");
        desk.find<QPushButton>("Choose this model as final")->click();
        QTRY_VERIFY_WITH_TIMEOUT(final.shown().model, kPatience);
        const auto document = desk.newestDocument();
        QCOMPARE(document["kind"].get<std::string>(), std::string("final"));
        QVERIFY(final.reasonsText().contains("it can be explained"));
        QCOMPARE(document["final"]["reasons"]["said"].get<std::string>(), std::string("it can be explained"));
        const auto& bars = final.importance().drawing();
        QCOMPARE(bars.marks().size(), document["final"]["importance"].size());
        const auto first = QString::number(document["final"]["importance"][0]["permutation"]["mean"].get<double>(), 'f', 3).toStdString();
        QVERIFY(std::ranges::any_of(bars.shapes(), [&](const auto& shape) { return shape.text == first; }));

        auto& tree = final.tree().view();
        QTRY_VERIFY(!tree.drawing().empty());
        const auto before = tree.drawing().label();
        desk.find<QSpinBox>("Number of the tree")->setValue(7);
        QTRY_VERIFY(tree.drawing().label() != before);
        const double zoom = tree.zoom();
        QTest::keyClick(&tree, Qt::Key_1);
        QTest::keyClick(&tree, Qt::Key_Plus);
        QVERIFY(tree.zoom() > zoom);
        const auto file = desk.folder.filePath("tree.svg");
        tree.writeTo(file.toStdString());
        QFile svg(file);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("tone"));   // the question is in the column's own name

        desk.find<QPushButton>("Predict the library's tracks")->click();
        QTRY_COMPARE_WITH_TIMEOUT(final.answers().rowCount(), EvaluatedWorkspace::kTracks, kPatience);
        final.answers().selectRow(4);
        QCOMPARE(desk.selection.tracks().size(), std::size_t{1});
    }

    void theLibrarysFeaturesAreReadWithoutAsking()
    {
        Desk desk(true);
        QTRY_VERIFY(desk.page.tablePanel().table());
        const auto& loaded = *desk.page.tablePanel().table();
        QCOMPARE(loaded.table.rows(), std::size_t{90});
        QCOMPARE(loaded.table.classes, (std::vector<std::string>{"folk", "jazz", "rock"}));
        QCOMPARE(loaded.health.groups, std::size_t{15});
        auto* plane = desk.find<PictureView>("Rows on a plane");
        desk.page.tablePanel().findChildren<QTabWidget*>().front()->setCurrentIndex(3);
        const auto mark = plane->drawing().marks()[7];
        Q_EMIT plane->picked(mark);
        QCOMPARE(desk.selection.tracks(), (std::vector<engine::TrackId>{loaded.table.tracks[mark.row]}));
    }

    void aCellOfTheConfusionLeadsToItsTracks()
    {
        Desk desk(true);
        QVERIFY(desk.compare({"naive-bayes"}));
        const auto document = desk.newestDocument();
        QVERIFY(document["warnings"].empty());   // artists are kept together unless the user says otherwise
        QTRY_COMPARE(desk.page.bestPanel().sheet(0).model(), std::string("naive-bayes"));
        desk.page.tabs().setCurrentIndex(2);
        auto* confusion = desk.page.bestPanel().sheet(0).findChild<ConfusionChart*>();
        for (const auto& mark : confusion->drawing().marks()) {
            const auto count = document["models"]["naive-bayes"]["confusion"][mark.row][mark.column].get<std::size_t>();
            if (count == 0) continue;
            Q_EMIT confusion->picked(confusion->choiceOf(mark));
            QCOMPARE(desk.selection.tracks().size(), count);
        }
    }

    void everyModelHasATitleToTranslate()
    {
        QFile source(QStringLiteral(TAGBENCH_SOURCE_DIR "/ui/pages/features/model_words.cpp"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const auto text = source.readAll();
        for (const auto* entry : engine::classic::allModels())
            QVERIFY2(text.contains("\"" + QByteArray(entry->title.data(), static_cast<qsizetype>(entry->title.size())) + "\""), entry->id.data());
    }
};

QTEST_MAIN(tst_features_page)
#include "tst_features_page.moc"
