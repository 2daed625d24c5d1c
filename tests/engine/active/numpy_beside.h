#pragma once
#include <QtTest>

#include <span>

#include "engine/core/npy.h"

/// Arrays handed to a Python script and back; NumPy and scikit-learn are the references.
class NumpyBeside {
public:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name) + QStringLiteral(".npy")); }
    template <typename Number>
    void put(const char* name, std::vector<std::size_t> shape, const std::vector<Number>& values) const
    {
        const std::vector<float> floats(values.begin(), values.end());
        engine::writeNpy(path(name).toStdString(), shape, floats);
    }
    std::vector<double> get(const char* name) const { return engine::readNpy(path(name).toStdString()).values; }
    /// False where the modules are absent; then the test is to be skipped.
    static bool has(const char* imports)
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", QString::fromLatin1(imports)});
        return python.waitForFinished() && python.exitCode() == 0;
    }
    /// `script` sees at(name) as the path of an array.
    void run(const char* script) const
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", QStringLiteral("import sys, numpy as np\nat = lambda name: sys.argv[1] + '/' + name + '.npy'\n") + QString::fromLatin1(script), m_folder.path()});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
    }

private:
    QTemporaryDir m_folder;
};
