#include <QtTest>

#include <fstream>

#include "engine/core/error.h"
#include "engine/core/npy.h"

namespace {

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

bool runNumpy(const QString& script, const QStringList& arguments)
{
    QProcess python;
    python.start("/usr/bin/python3", QStringList{"-c", "import sys, numpy as np\n" + script} + arguments);
    if (!python.waitForFinished(60000) || python.exitCode() != 0) {
        qWarning() << python.readAllStandardError();
        return false;
    }
    return true;
}

bool haveNumpy()
{
    QProcess python;
    python.start("/usr/bin/python3", {"-c", "import numpy"});
    return python.waitForFinished(60000) && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0;
}

QByteArray npy(const QByteArray& header, const QByteArray& data, char version = 1)
{
    QByteArray bytes("\x93NUMPY", 6);
    bytes += version;
    bytes += '\0';
    bytes += static_cast<char>(header.size() & 255);
    bytes += static_cast<char>(header.size() >> 8);
    if (version > 1) bytes += QByteArray(2, '\0');
    return bytes + header + data;
}

}  // namespace

class tst_npy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatNumpySaves_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("order");
        for (const char* type : {"<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "u1", "?"})
            for (const char* order : {"C", "F"})
                QTest::addRow("%s in %s order", type, order) << type << order;
    }
    void readsWhatNumpySaves()
    {
        QFETCH(QString, type);
        QFETCH(QString, order);
        if (!haveNumpy()) QSKIP("python3-numpy is not installed");
        QTemporaryDir folder;
        const auto path = pathIn(folder, "a.npy");
        QVERIFY(runNumpy("a = (np.arange(24).reshape(2, 3, 4) - (0 if sys.argv[2] in ('u1', '?') else 7)) % 100\n"
                         "np.save(sys.argv[1], np.asarray(a, dtype=sys.argv[2], order=sys.argv[3]))",
                         {QString::fromStdString(path.string()), type, order}));
        const auto array = engine::readNpy(path);
        QCOMPARE(array.shape, (std::vector<std::size_t>{2, 3, 4}));
        QCOMPARE(array.values.size(), 24U);
        for (int i = 0; i < 24; ++i) {
            const int number = type == "u1" || type == "?" ? i : (i + 93) % 100;
            QCOMPARE(array.values[static_cast<std::size_t>(i)], type == "?" ? (number != 0 ? 1.0 : 0.0) : double(number));
        }
    }

    void halvesHaveTheirSpecialValues()
    {
        if (!haveNumpy()) QSKIP("python3-numpy is not installed");
        QTemporaryDir folder;
        const auto path = pathIn(folder, "h.npy");
        QVERIFY(runNumpy("np.save(sys.argv[1], np.array([6e-8, -0.333, 65504, np.inf, np.nan], dtype='f2'))",
                         {QString::fromStdString(path.string())}));
        const auto values = engine::readNpy(path).values;
        QCOMPARE(values[0], 5.9604644775390625e-08);   // the smallest subnormal
        QCOMPARE(values[1], -0.3330078125);
        QCOMPARE(values[2], 65504.0);
        QVERIFY(std::isinf(values[3]));
        QVERIFY(std::isnan(values[4]));
    }

    void numpyReadsWhatIsWritten_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<std::vector<std::size_t>>("lengths");
        QTest::newRow("scalar") << "()" << std::vector<std::size_t>{};
        QTest::newRow("vector") << "(5,)" << std::vector<std::size_t>{5};
        QTest::newRow("matrix") << "(2, 3)" << std::vector<std::size_t>{2, 3};
        QTest::newRow("nothing") << "(0, 3)" << std::vector<std::size_t>{0, 3};
    }
    void numpyReadsWhatIsWritten()
    {
        QFETCH(QString, shape);
        QFETCH(std::vector<std::size_t>, lengths);
        if (!haveNumpy()) QSKIP("python3-numpy is not installed");
        QTemporaryDir folder;
        const auto path = pathIn(folder, "w.npy");
        std::size_t count = 1;
        for (const auto length : lengths)
            count *= length;
        std::vector<float> values(count);
        for (std::size_t i = 0; i < count; ++i)
            values[i] = static_cast<float>(i) / 2;
        engine::writeNpy(path, lengths, values);
        QVERIFY(runNumpy("a = np.load(sys.argv[1])\n"
                         "assert a.shape == eval(sys.argv[2]) and a.dtype == np.dtype('<f4') and a.flags.c_contiguous\n"
                         "assert (a.ravel() == np.arange(a.size) / 2).all()",
                         {QString::fromStdString(path.string()), shape}));
    }

    void refusesWhatIsNoPlainArray_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto code = [](engine::ErrorCode c) { return static_cast<int>(c); };
        using enum engine::ErrorCode;
        const QByteArray good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n";
        const QByteArray data(8, '\0');
        QTest::newRow("no bytes") << QByteArray() << code(Empty);
        QTest::newRow("text") << QByteArray("path,tag\na.wav,rock\n") << code(Corrupt);
        QTest::newRow("version 9") << npy(good, data, 9) << code(Unsupported);
        QTest::newRow("header beyond the end") << npy(good, data).left(30) << code(Truncated);
        QTest::newRow("one byte short") << npy(good, data).chopped(1) << code(Truncated);
        QTest::newRow("bytes behind") << npy(good, data + "x") << code(Corrupt);
        QTest::newRow("huge claim") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (900000000,), }", data) << code(Truncated);
        QTest::newRow("overflowing claim")
            << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", data) << code(TooLarge);
        QTest::newRow("length past 64 bits")
            << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", data) << code(Corrupt);
        QTest::newRow("negative length") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", data) << code(Corrupt);
        QTest::newRow("objects") << npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", data) << code(Unsafe);
        QTest::newRow("objects in records")
            << npy("{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (1,), }", data) << code(Unsafe);
        QTest::newRow("records") << npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", data) << code(Unsupported);
        QTest::newRow("complex") << npy("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", data) << code(Unsupported);
        QTest::newRow("no order named") << npy("{'descr': '|f4', 'fortran_order': False, 'shape': (2,), }", data) << code(Unsupported);
        QTest::newRow("a call") << npy("{'descr': '<f4', 'fortran_order': exit(), 'shape': (2,), }", data) << code(Corrupt);
        QTest::newRow("a key twice") << npy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", data) << code(Corrupt);
        QTest::newRow("no shape") << npy("{'descr': '<f4', 'fortran_order': False, }", data) << code(Corrupt);
        QTest::newRow("open string") << npy("{'descr: <f4", data) << code(Corrupt);
        QTest::newRow("nine axes") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,2), }", data) << code(TooLarge);
    }
    void refusesWhatIsNoPlainArray()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QTemporaryDir folder;
        const auto path = pathIn(folder, "bad.npy");
        std::ofstream(path, std::ios::binary).write(bytes.constData(), bytes.size());
        try {
            engine::readNpy(path);
            QFAIL("was read");
        } catch (const engine::Error& error) {
            QCOMPARE(static_cast<int>(error.code()), code);
        }
    }

    void everyShortenedFileIsRefused()
    {
        QTemporaryDir folder;
        const auto path = pathIn(folder, "cut.npy");
        const auto whole = npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1), }", QByteArray(8, '\1'));
        for (qsizetype length = 0; length < whole.size(); ++length) {
            std::ofstream(path, std::ios::binary).write(whole.constData(), length);
            QVERIFY_EXCEPTION_THROWN(engine::readNpy(path), engine::Error);
        }
    }

    void aFolderAndNothingAreRefused()
    {
        QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(engine::readNpy(folder.path().toStdString()), engine::Error);
        QVERIFY_EXCEPTION_THROWN(engine::readNpy(pathIn(folder, "absent.npy")), engine::Error);
    }
};

QTEST_GUILESS_MAIN(tst_npy)
#include "tst_npy.moc"
