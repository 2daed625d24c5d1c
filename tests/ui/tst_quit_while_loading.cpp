// Closing the window while LibTorch is being loaded on the engine thread must end the program, every time.
// The test starts itself with --child DELAY_MS WORKSPACE.
#include <fstream>

#include <QApplication>
#include <QProcess>
#include <QTimer>

#include "desk.h"
#include "engine/dsp/preset.h"
#include "engine/neural/neural_loader.h"

namespace fs = std::filesystem;

namespace {

/// A run that cannot be used, because its weights are not there: that is found out after the library was loaded.
void makeWorkspace(const fs::path& folder)
{
    auto workspace = engine::store::Workspace::openOrCreate(folder);
    engine::store::Run run;
    run.name = "r";
    run.architecture = "musicnn";
    run.tags = {{"rock", "genre"}};
    run.bestEpoch = 1;
    run.folder = "r";
    run.presetHash = engine::dsp::loadPreset("sota-96").hash();
    workspace.melgrams().putPreset(run.presetHash, "sota-96", toJson(engine::dsp::loadPreset("sota-96")).dump());
    workspace.runs().create(run);
    writeTone(folder / "tone.wav", 440, 5 * 8000);
}

int runChild(int delayMs, const fs::path& workspace)
{
    isolateProfile(QStringLiteral("tagbench-quit-%1").arg(delayMs));
    Desk desk(workspace);
    desk.window.show();
    QObject::connect(&desk.jobs, &ui::JobBridge::eventArrived, &desk.window, [&, armed = false](const engine::jobs::JobEvent& event) mutable {
        if (std::exchange(armed, true) || event.kind != "predict") return;
        QTimer::singleShot(delayMs, qApp, [] { QCoreApplication::exit(0); });   // quit() would ask whether the job may be cut off
    });
    desk.jobs.submit(QStringLiteral("predict"), {{"paths", {(workspace / "tone.wav").native()}}, {"run", "1"}});
    return QApplication::exec();
}

}  // namespace

class tst_quit_while_loading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theProgramEndsWhereverTheLoadIs_data()
    {
        QTest::addColumn<int>("delayMs");
        for (const int delayMs : {0, 15, 60, 150, 300, 900})
            QTest::addRow("%d ms", delayMs) << delayMs;
    }
    void theProgramEndsWhereverTheLoadIs()
    {
        QFETCH(int, delayMs);
        if (!fs::exists(engine::neural::neuralLibraryPath())) QSKIP("built without the neural library");
        QTemporaryDir folder;
        makeWorkspace(folder.path().toStdString());
        QProcess child;
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--child"), QString::number(delayMs), folder.path()});
        QVERIFY2(child.waitForFinished(60'000), "it did not end");
        QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, child.readAll().constData());
        // What was cut off is offered again; what came to its end has failed for the missing weights.
        const auto state = engine::store::Workspace::openOrCreate(folder.path().toStdString()).jobs().list().front().state;
        QVERIFY2(state == "interrupted" || state == "failed", state.c_str());
    }
};

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QStringLiteral("--child")) return runChild(arguments[2].toInt(), arguments[3].toStdString());
    tst_quit_while_loading test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_quit_while_loading.moc"
