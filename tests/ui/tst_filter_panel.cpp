#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUndoStack>

#include <cmath>
#include <numbers>

#include "engine/checkpoint/safetensors.h"
#include "engine/dsp/preset.h"
#include "engine/report/cell_picture.h"
#include "engine/store/workspace.h"
#include "ui/charts/drawing_painter.h"
#include "ui/charts/picture_view.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/models/filter_panel.h"
#include "ui/pages/models/models_page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

/// A run of the architecture with these tensors as its weights.
engine::store::Run addRun(engine::store::Workspace& workspace, const char* name, const char* architecture, const char* presetName,
                          const std::vector<engine::checkpoint::TensorBytes>& tensors)
{
    engine::store::Run run;
    run.name = name;
    run.architecture = architecture;
    const auto preset = engine::dsp::loadPreset(presetName);
    workspace.melgrams().putPreset(preset.hash(), preset.name, toJson(preset).dump());
    run.presetHash = preset.hash();
    run.folder = name;
    run.state = "trained";
    run.bestEpoch = 1;
    std::filesystem::create_directories(workspace.checkpointFolder() / run.folder);
    engine::checkpoint::writeSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors", tensors);
    run.id = workspace.runs().create(run);
    workspace.runs().update(run);
    return run;
}

struct Bench {
    QTemporaryDir folder;
    std::filesystem::path workspace = folder.filePath("w").toStdString();
    StoreThread store{workspace};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ModelsPage page{context};

    Bench()
    {
        jobs.start(store, {workspace, 1, "cpu"});
        page.resize(1280, 800);
        page.show();
    }
    /// Read anew, as when the page is come back to.
    void refresh()
    {
        page.hide();
        page.show();
    }
    template <typename Widget>
    Widget* find(const char* accessibleName)
    {
        for (auto* found : page.findChildren<Widget*>())
            if (found->accessibleName() == QLatin1String(accessibleName)) return found;
        return nullptr;
    }
    const engine::report::Drawing& drawing() { return page.filters().view().drawing(); }
};

}  // namespace

class tst_filter_panel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("tagbench-test");
        QCoreApplication::setApplicationName("filters-test");
    }

    void anArchitectureWithoutARunShowsWhatItStartsFrom()
    {
        Bench bench;
        bench.page.choose("musicnn");
        bench.find<QPushButton>("Learned filters")->click();
        QTRY_COMPARE(bench.find<QComboBox>("Layer")->count(), 5);
        QTRY_COMPARE(bench.drawing().marks().size(), std::size_t{204});
        QCOMPARE(bench.find<QComboBox>("Weights")->currentText(), QStringLiteral("MusiCNN, untrained"));
        bench.find<QComboBox>("Layer")->setCurrentIndex(2);
        QTRY_COMPARE(bench.drawing().marks().size(), std::size_t{51});
        bench.page.choose("hcnn");
        QTRY_COMPARE(bench.drawing().marks().size(), std::size_t{128});
    }

    void theNewestRunOfTheArchitectureIsShownAndItsFiltersAreNamed()
    {
        Bench bench;
        {
            auto workspace = engine::store::Workspace::openOrCreate(bench.workspace);
            // - + -: 8 kHz; 1 1 1: 0 Hz
            addRun(workspace, "planted", "sample", "waveform-16k",
                   {engine::checkpoint::floatTensor("layer1.conv.weight", {2, 1, 3}, {-1, 1, -1, 1, 1, 1})});
        }
        bench.page.choose("sample");
        bench.page.showFilters();
        bench.refresh();
        QTRY_COMPARE(bench.find<QComboBox>("Weights")->currentText(), QStringLiteral("#1  planted"));
        QTRY_COMPARE(bench.drawing().marks().size(), std::size_t{2});
        auto& view = bench.page.filters().view();
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(bench.find<QLabel>("Chosen filter")->text(), QStringLiteral("Filter 1: peak at 0.0 Hz, 9.5 dB there; strength 1.732"));
        QCOMPARE(view.valueText(), bench.find<QLabel>("Chosen filter")->text());
        QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(bench.find<QLabel>("Chosen filter")->text().startsWith(QStringLiteral("Filter 0: peak at 8.00 kHz")));

        const auto isTwin = [&] {
            return std::ranges::any_of(bench.drawing().shapes(), [](const auto& shape) { return shape.text.starts_with("untrained"); });
        };
        QVERIFY(!isTwin());
        for (auto* box : bench.page.findChildren<QCheckBox*>())
            if (box->text().contains(QLatin1String("Untrained"))) box->setChecked(true);
        QTRY_VERIFY(isTwin());
        for (const auto* name : {"f.svg", "f.png", "f.csv"}) {
            view.writeTo(bench.folder.filePath(name).toStdString());
            QVERIFY2(QFileInfo(bench.folder.filePath(name)).size() > 1000, name);
        }
    }

    void brokenWeightsAreASentenceInThePicturesPlace()
    {
        Bench bench;
        {
            auto workspace = engine::store::Workspace::openOrCreate(bench.workspace);
            addRun(workspace, "broken", "sample", "waveform-16k", {engine::checkpoint::floatTensor("layer1.conv.weight", {1, 1, 3}, {1, std::nanf(""), 1})});
        }
        bench.page.choose("sample");
        bench.page.showFilters();
        bench.refresh();
        QTRY_VERIFY(bench.page.filters().view().valueText().contains(QStringLiteral("holds NaN or infinity")));
        QVERIFY(bench.drawing().empty());
        QVERIFY(!bench.find<QComboBox>("Layer")->isEnabled());
        // Another choice heals it.
        bench.page.choose("clmr_samplecnn");
        QTRY_COMPARE(bench.drawing().marks().size(), std::size_t{128});
    }

    void aPictureOfCellsIsTheSameOnScreenAndInADrawing()
    {
        engine::report::Drawing drawing(4, 2, "cells");
        drawing.cells(0, 0, 4, 2, "signed", {0, 128, 255, 64, 128, 192, 128, 0}, 4);
        const auto& shape = drawing.shapes().front();
        const auto packed = QImage::fromData(QByteArray::fromBase64(QByteArray::fromStdString(engine::report::cellPngBase64(shape)))).convertToFormat(QImage::Format_RGB32);
        QCOMPARE(packed.size(), QSize(4, 2));
        QImage painted(4, 2, QImage::Format_RGB32);
        painted.fill(Qt::black);
        QPainter painter(&painted);
        paintDrawing(painter, drawing, {ChartColours::paper(), QFont(), false}, QRectF(0, 0, 4, 2));
        painter.end();
        for (int y = 0; y < 2; ++y)
            for (int x = 0; x < 4; ++x)
                QCOMPARE(painted.pixelColor(x, y).name(), packed.pixelColor(x, y).name());
        QCOMPARE(packed.pixelColor(1, 0), ChartColours::paper().panel);
        QCOMPARE(packed.pixelColor(2, 0), ChartColours::paper().first);
        QCOMPARE(packed.pixelColor(0, 0), ChartColours::paper().second);
    }
};

QTEST_MAIN(tst_filter_panel)
#include "tst_filter_panel.moc"
