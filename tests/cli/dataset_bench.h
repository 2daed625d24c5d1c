#pragma once
#include <QtTest>

#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>

/// Runs tagbench-cli on a workspace of its own beside a folder of short generated tones.
class DatasetBench {
public:
    struct Outcome {
        int status = -1;
        QByteArray out, err;
        nlohmann::json json() const { return nlohmann::json::parse(out.toStdString(), nullptr, false); }
    };

    QString path(const QString& name) const { return m_folder.filePath(name); }

    Outcome run(QStringList arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"), QStringList{"--workspace", path("workspace")} + arguments);
        if (!process.waitForFinished(60'000)) return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    void write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    /// A quarter of a second of a tone, 16 bit mono, 8 kHz; equal pitch = equal samples.
    void writeTone(const QString& name, double pitchHz) const
    {
        constexpr quint32 kRateHz = 8000, kFrames = 2000;
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setByteOrder(QDataStream::LittleEndian);
        stream.writeRawData("RIFF", 4);
        stream << quint32(36 + 2 * kFrames);
        stream.writeRawData("WAVEfmt ", 8);
        stream << quint32(16) << quint16(1) << quint16(1) << kRateHz << quint32(2 * kRateHz) << quint16(2) << quint16(16);
        stream.writeRawData("data", 4);
        stream << quint32(2 * kFrames);
        for (quint32 i = 0; i < kFrames; ++i)
            stream << qint16(8000 * std::sin(2 * M_PI * pitchHz * i / kRateHz));
        write(name, bytes);
    }

private:
    QTemporaryDir m_folder;
};
