#include <QtTest>

#include <dlfcn.h>

#include "engine/core/error.h"
#include "engine/neural/neural_loader.h"

using namespace engine;

class tst_neural_loader : public QObject
{
    Q_OBJECT

    static Error refusal(const std::filesystem::path& library)
    {
        try {
            neural::openNeuralEngine(library);
        } catch (const Error& error) {
            return error;
        }
        return {ErrorCode::Internal, "", "opened"};
    }

private Q_SLOTS:
    // Cases run in this order: the first must see a program that has not opened LibTorch yet.
    void programIsNotLinkedToTorch()
    {
        QVERIFY(::dlopen("libtorch_cpu.so.1.13", RTLD_NOLOAD | RTLD_LAZY) == nullptr);
        QVERIFY(::dlsym(RTLD_DEFAULT, "tagbench_neural_make") == nullptr);
    }

    void missingLibraryIsASentence()
    {
        const auto error = refusal("/nowhere/libtagbench_neural.so");
        QCOMPARE(error.code(), ErrorCode::Device);
        QCOMPARE(error.subject(), std::string("/nowhere/libtagbench_neural.so"));
    }

    void otherLibraryIsASentence()
    {
        QTemporaryDir folder;
        QFile text(folder.filePath("text.so"));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("not a library") > 0);
        text.close();
        QCOMPARE(refusal(folder.filePath("text.so").toStdString()).code(), ErrorCode::Device);
    }

    void libraryOfAnotherVersionIsRefusedBeforeItIsUsed()
    {
        const auto error = refusal(TAGBENCH_BINARY_DIR "/tests/libtagbench_neural_stale.so");
        QCOMPARE(error.code(), ErrorCode::Device);
        QVERIFY(QByteArray(error.what()).contains("another version"));
    }

    void errorOfTheLibraryArrivesWithItsType()
    {
        const auto engine = neural::openNeuralEngine();
        try {
            engine->makeModel("no-such-network", 50, 0);
            QFAIL("made");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::NotFound);
            QVERIFY(QByteArray(error.what()).contains("musicnn"));
        }
    }

    void torchErrorHasNoBacktrace()
    {
        const auto engine = neural::openNeuralEngine();
        auto model = engine->makeModel("musicnn", 5, 0);
        try {
            model->to("cuda:99");
            QFAIL("moved");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Device);
            QVERIFY(!QByteArray(error.what()).contains("frame #"));
        }
    }

    void devicesBeginWithTheCpu()
    {
        const auto engine = neural::openNeuralEngine();
        engine->setThreads(2);
        QCOMPARE(engine->devices().front().id, std::string("cpu"));
        QCOMPARE(engine->resolveDevice("cpu").description, std::string("CPU, 2 threads"));
        engine->setThreads(1);
        QCOMPARE(engine->resolveDevice("cpu").description, std::string("CPU, 1 thread"));
        QVERIFY_EXCEPTION_THROWN(engine->resolveDevice("tpu"), Error);
        QVERIFY_EXCEPTION_THROWN(engine->resolveDevice("cuda:x"), Error);
        QVERIFY_EXCEPTION_THROWN(engine->resolveDevice("cuda:99"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_neural_loader)
#include "tst_neural_loader.moc"
