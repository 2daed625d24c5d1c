#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"
#include "engine/tasks/model_speeds.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/models/import_weights.h"
#include "ui/pages/models/models_page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;
using Column = ArchitectureTableModel::Column;

namespace {

std::filesystem::path reference(const char* relative)
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? std::filesystem::path(set) : std::filesystem::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference";
    return root / "models" / relative;
}

struct Desk {
    QTemporaryDir folder;
    std::filesystem::path workspace = folder.filePath("w").toStdString();
    StoreThread store{workspace};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    QString shown;
    engine::Json filled;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [this](const QString& page) { shown = page; },
                        [this](const engine::Json& parameters) { filled = parameters; }};
    ModelsPage page{context};

    Desk()
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
    QString text(const char* architecture, int column)
    {
        return page.model().data(page.model().index(page.model().rowOf(architecture), column), Qt::DisplayRole).toString();
    }
};

}  // namespace

class tst_models_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("tagbench-test");
        QCoreApplication::setApplicationName("models-test");
    }

    void theTableHoldsEveryCardAndSortsNumbersAsNumbers()
    {
        Desk desk;
        QCOMPARE(static_cast<std::size_t>(desk.page.model().rowCount()), engine::neural::modelCards().size());
        QCOMPARE(desk.text("musicnn", Column::Length), QStringLiteral("3.0 s"));
        QCOMPARE(desk.text("sample", Column::Input), QStringLiteral("waveform, 16 kHz"));
        QCOMPARE(desk.text("fcn", Column::ImplementedIn), QStringLiteral("PyTorch, Keras"));
        QCOMPARE(desk.text("fcn", Column::PublishedAuc), QStringLiteral("0.9005"));   // 0.9005 of models.md
        QCOMPARE(desk.text("hcnn", Column::Pretrained), QStringLiteral("no"));
        auto* table = desk.find<QTableView>("Architectures");
        table->sortByColumn(Column::Parameters, Qt::AscendingOrder);
        qlonglong before = 0;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const auto value = table->model()->index(row, Column::Parameters).data(ArchitectureTableModel::kSortRole).toLongLong();
            QVERIFY(value >= before);
            before = value;
        }
        QCOMPARE(before, 12104244);   // short_res, models.md
    }

    void whatWasMeasuredHereStandsBesideWhatWasPublished()
    {
        Desk desk;
        QCOMPARE(desk.text("fcn", Column::Speed), QStringLiteral("\u2013"));
        {
            auto workspace = engine::store::Workspace::openOrCreate(desk.workspace);
            engine::tasks::keepModelSpeed(workspace, {"fcn", "CPU, 1 thread", 2, 58, "2026-01-01T00:00:00Z"});
            engine::tasks::keepModelSpeed(workspace, {"fcn", "CPU, 1 thread", 4, 116, "2026-01-02T00:00:00Z"});
            engine::store::Run run;
            run.name = "ours";
            run.architecture = "fcn";
            const auto preset = engine::dsp::loadPreset("sota-96");
            workspace.melgrams().putPreset(preset.hash(), preset.name, toJson(preset).dump());
            run.presetHash = preset.hash();
            run.state = "trained";
            run.bestEpoch = 1;
            run.id = workspace.runs().create(run);
            engine::store::EpochRow row;
            row.epoch = 1;
            row.validRocAuc = 0.75;
            workspace.runs().putEpoch(run.id, row);
            workspace.runs().update(run);
        }
        desk.page.hide();
        desk.page.show();
        QTRY_COMPARE(desk.text("fcn", Column::Speed), QStringLiteral("116 \u00d7"));
        QCOMPARE(desk.text("fcn", Column::BestHere), QStringLiteral("0.7500"));
        desk.page.choose("fcn");
        auto* scores = desk.find<QTableWidget>("Scores of the architecture");
        QTRY_COMPARE(scores->rowCount(), 4);
        QCOMPARE(scores->item(0, 3)->text(), QStringLiteral("published"));
        QCOMPARE(scores->item(3, 1)->text(), QStringLiteral("0.7500"));
        QCOMPARE(scores->item(3, 3)->text(), QStringLiteral("measured here"));
    }

    void trainThisFillsTheForm()
    {
        Desk desk;
        desk.page.choose("hcnn");
        desk.find<QPushButton>("Train this architecture")->click();
        QCOMPARE(desk.shown, QStringLiteral("train"));
        QCOMPARE(desk.filled.at("arch").get<std::string>(), std::string("hcnn"));
    }

    void onlyWeightsOfKnownAddressAndSumCanBeGot()
    {
        Desk desk;
        desk.page.choose("musicnn");
        QVERIFY(desk.find<QPushButton>("Get the chosen weights")->isEnabled());
        desk.page.choose("clmr_samplecnn");
        QVERIFY(!desk.find<QPushButton>("Get the chosen weights")->isEnabled());
    }

    void anImportedFileIsToldInWords_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("architecture");
        QTest::addColumn<QString>("says");
        QTest::newRow("a published file") << "checkpoints/musicnn_mtat.pth" << "" << "Recognised by its check sum, as a published file: MusiCNN.";
        QTest::newRow("of another architecture") << "checkpoints/musicnn_mtat.pth" << "fcn" << "layer1.conv.weight";
        QTest::newRow("no weights at all") << "LICENSE.weights" << "" << "LICENSE.weights";
    }
    void anImportedFileIsToldInWords()
    {
        if (!std::filesystem::exists(reference("checkpoints"))) QSKIP("reference data are absent");
        QFETCH(QString, file);
        QFETCH(QString, architecture);
        QFETCH(QString, says);
        Desk desk;
        desk.page.importing().setFile(QString::fromStdString(reference(qPrintable(file)).string()));
        auto* box = desk.find<QComboBox>("Architecture of the file");
        box->setCurrentIndex(box->findData(architecture));
        QTRY_VERIFY(desk.find<QPushButton>("Import")->isEnabled());
        desk.find<QPushButton>("Import")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.importing().message().contains(says), 20000);
        QVERIFY(desk.find<QPushButton>("Import")->isEnabled());
    }
};

QTEST_MAIN(tst_models_page)
#include "tst_models_page.moc"
