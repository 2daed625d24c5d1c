#include <QtTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtEndian>
#include <cmath>
#include <numbers>

/// `features`: of files, of the library, exported and as pictures. The numbers themselves are compared in the engine's tests.
class tst_features : public QObject {
    Q_OBJECT

    QString m_reference;
    QTemporaryDir m_folder;

    struct Result {
        int status;
        QByteArray out, err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    Result run(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"), QStringList{QStringLiteral("--workspace"), path("ws")} + arguments);
        if (!process.waitForFinished(60'000)) qFatal("tagbench-cli did not finish");
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// 16-bit mono at 22050 Hz: a chord that pulses.
    void writeWav(const QString& name, double hz, int seconds)
    {
        constexpr quint32 kRate = 22050;
        QByteArray data;
        QDataStream stream(&data, QIODevice::WriteOnly);
        stream.setByteOrder(QDataStream::LittleEndian);
        const auto bytes = static_cast<quint32>(seconds) * kRate * 2;
        stream.writeRawData("RIFF", 4);
        stream << (36 + bytes);
        stream.writeRawData("WAVEfmt ", 8);
        stream << quint32{16} << quint16{1} << quint16{1} << kRate << kRate * 2 << quint16{2} << quint16{16};
        stream.writeRawData("data", 4);
        stream << bytes;
        for (quint32 i = 0; i < bytes / 2; ++i) {
            const double t = static_cast<double>(i) / kRate, pulse = std::exp(-8 * std::fmod(t, 0.5));
            stream << static_cast<qint16>(9000 * pulse * (std::sin(2 * std::numbers::pi * hz * t) + std::sin(2 * std::numbers::pi * 1.5 * hz * t)));
        }
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(data);
    }
    /// Cells by column of a table without quotes inside its texts.
    QList<QHash<QString, QString>> readTable(const QString& name)
    {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) qFatal("cannot open %s", qPrintable(name));
        QList<QHash<QString, QString>> rows;
        QStringList header;
        for (const auto& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            auto cells = line.trimmed().split(QLatin1Char(','));
            for (auto& cell : cells) cell.remove(QLatin1Char('"'));
            if (header.isEmpty()) {
                header = cells;
                continue;
            }
            QHash<QString, QString> row;
            for (qsizetype i = 0; i < header.size(); ++i) row[header[i]] = cells[i];
            rows << row;
        }
        return rows;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_reference = qEnvironmentVariable("TAGBENCH_REFERENCE", QStringLiteral(TAGBENCH_SOURCE_DIR "/../shared/reference")) + QStringLiteral("/features/");
        QVERIFY(QDir().mkdir(path("music")));
        writeWav(path("music/a.wav"), 220, 6);
        writeWav(path("music/b.wav"), 330, 7);
        QCOMPARE(run({QStringLiteral("library"), QStringLiteral("scan"), path("music")}).status, 0);
    }

    void aRowOfTheGenreTableIsReproduced()
    {
        if (!QFile::exists(m_reference + QStringLiteral("golden_index.csv"))) QSKIP("the reference data is not here; set TAGBENCH_REFERENCE to its folder");
        const auto out = path("table.csv");
        const auto result = run({QStringLiteral("features"), m_reference + QStringLiteral("clip_disco_0315/clip.flac"), QStringLiteral("-o"), out,
                                 QStringLiteral("--mode"), QStringLiteral("table"), QStringLiteral("--columns"), QStringLiteral("table"), QStringLiteral("--json")});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.json()[QStringLiteral("columns")].toArray().size(), 57);
        const auto mine = readTable(out), table = readTable(m_reference + QStringLiteral("genre_features_1000.csv"));
        QCOMPARE(mine.size(), 1);
        const auto& golden = table[315];
        for (auto cell = golden.begin(); cell != golden.end(); ++cell) {
            if (cell.key() == QStringLiteral("label")) continue;
            const double value = mine[0][cell.key()].toDouble(), wanted = cell.value().toDouble();
            QVERIFY2(std::abs(value - wanted) <= 1e-3 * std::abs(wanted) + 1e-3, qPrintable(cell.key()));
        }
    }

    void barsHaveTheSourcesColumns()
    {
        const auto out = path("bars.csv");
        QCOMPARE(run({QStringLiteral("features"), path("music/a.wav"), QStringLiteral("-o"), out, QStringLiteral("--bars")}).status, 0);
        const auto rows = readTable(out);
        QVERIFY(rows.size() >= 3);
        QCOMPARE(rows[0][QStringLiteral("start")], QStringLiteral("0"));
        QCOMPARE(rows[1][QStringLiteral("start")], rows[0][QStringLiteral("end")]);
        QVERIFY(std::abs(rows[0][QStringLiteral("duration")].toDouble() - 2) < 0.05);   // 120 beats a minute
        QVERIFY(rows[0].contains(QStringLiteral("mfcc_19_std")));
        QVERIFY(run({QStringLiteral("features"), path("music/a.wav"), QStringLiteral("-o"), out, QStringLiteral("--bars"), QStringLiteral("--beats")}).status == 2);
    }

    void beatsFollowEachOther()
    {
        const auto out = path("beats.csv");
        QCOMPARE(run({QStringLiteral("features"), path("music/a.wav"), QStringLiteral("-o"), out, QStringLiteral("--beats")}).status, 0);
        const auto rows = readTable(out);
        QVERIFY(rows.size() > 8);
        for (qsizetype i = 1; i < rows.size(); ++i) QCOMPARE(rows[i][QStringLiteral("start_s")], rows[i - 1][QStringLiteral("end_s")]);
        QVERIFY(rows[0].contains(QStringLiteral("chroma_A")));
    }

    void aBadFileIsNamedAndTheOthersAreKept()
    {
        QFile text(path("no-audio.wav"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is a letter, not a song");
        text.close();
        const auto out = path("some.csv");
        const auto result = run({QStringLiteral("features"), path("music"), text.fileName(), QStringLiteral("-o"), out, QStringLiteral("--json")});
        QCOMPARE(result.status, 3);
        QCOMPARE(result.json()[QStringLiteral("rejected")].toArray().size(), 1);
        QCOMPARE(result.json()[QStringLiteral("rejected")][0][QStringLiteral("class")].toString(), QStringLiteral("not-audio"));
        QCOMPARE(readTable(out).size(), 2);
        const auto alone = run({QStringLiteral("features"), text.fileName(), QStringLiteral("-o"), path("none.csv")});
        QCOMPARE(alone.status, 1);
        QVERIFY(alone.out.isEmpty());
        QVERIFY(!QFile::exists(path("none.csv")));
    }

    void theLibraryIsKeptAndGoesOn()
    {
        const auto first = run({QStringLiteral("features"), QStringLiteral("--library"), QStringLiteral("--json")});
        QCOMPARE(first.status, 0);
        QCOMPARE(first.json()[QStringLiteral("counts")][QStringLiteral("built")].toInt(), 2);
        // Another file in its place is computed again, the rest is kept.
        writeWav(path("music/b.wav"), 440, 8);
        QCOMPARE(run({QStringLiteral("library"), QStringLiteral("scan"), path("music")}).status, 0);
        const auto second = run({QStringLiteral("features"), QStringLiteral("--library"), QStringLiteral("--json")}).json();
        QCOMPARE(second[QStringLiteral("counts")][QStringLiteral("built")].toInt(), 1);
        QCOMPARE(second[QStringLiteral("counts")][QStringLiteral("kept")].toInt(), 1);

        // What is kept is what the files give.
        const auto kept = path("kept.csv"), direct = path("direct.csv");
        QCOMPARE(run({QStringLiteral("features"), QStringLiteral("export"), QStringLiteral("-o"), kept}).status, 0);
        QCOMPARE(run({QStringLiteral("features"), path("music"), QStringLiteral("-o"), direct}).status, 0);
        QHash<QString, QHash<QString, QString>> byName;
        for (const auto& row : readTable(kept)) byName[row[QStringLiteral("path")].section(QLatin1Char('/'), -1)] = row;
        const auto rows = readTable(direct);
        QCOMPARE(byName.size(), 2);
        for (const auto& row : rows)
            for (const char* column : {"tempo", "mfcc1_mean", "HPR", "key"})
                QCOMPARE(byName[row[QStringLiteral("path")].section(QLatin1Char('/'), -1)][QString::fromLatin1(column)], row[QString::fromLatin1(column)]);

        const auto tables = run({QStringLiteral("features"), QStringLiteral("tables"), QStringLiteral("--json")}).json()[QStringLiteral("tables")].toArray();
        QCOMPARE(tables.size(), 1);
        QCOMPARE(tables[0][QStringLiteral("tracks")].toInt(), 2);
        QCOMPARE(run({QStringLiteral("features"), QStringLiteral("export"), QStringLiteral("-o"), path("kept.npy")}).status, 0);
        QVERIFY(QFile(path("kept.npy")).size() > 2 * 57 * 4);
        QCOMPARE(run({QStringLiteral("features"), QStringLiteral("export"), QStringLiteral("--bars"), QStringLiteral("-o"), path("x.csv")}).status, 1);
    }

    void picturesAreAsLongAsAsked()
    {
        const auto folder = path("pictures");
        const auto result = run({QStringLiteral("features"), QStringLiteral("pictures"), path("music"), QStringLiteral("-o"), folder, QStringLiteral("--of"),
                                 QStringLiteral("mel,chroma,cens,contrast,flatness"), QStringLiteral("--seconds"), QStringLiteral("10"), QStringLiteral("--json")});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.json()[QStringLiteral("tracks")].toArray().size(), 2);
        const int frames = 1 + 10 * 22050 / 512;
        for (const char* kind : {"mel", "chroma", "cens", "contrast", "flatness"}) {
            QFile picture(folder + QStringLiteral("/a-%1.png").arg(QLatin1String(kind)));
            QVERIFY(picture.open(QIODevice::ReadOnly));
            const auto header = picture.read(24);   // the PNG signature, then IHDR with width and height, most significant byte first
            QCOMPARE(header.mid(1, 3), QByteArray("PNG"));
            QCOMPARE(qFromBigEndian<quint32>(header.constData() + 16), static_cast<quint32>(frames));
            QVERIFY(qFromBigEndian<quint32>(header.constData() + 20) >= 96);
        }
        QCOMPARE(run({QStringLiteral("features"), QStringLiteral("pictures"), path("music"), QStringLiteral("-o"), folder, QStringLiteral("--of"), QStringLiteral("colour")}).status, 1);
    }
};

QTEST_GUILESS_MAIN(tst_features)
#include "tst_features.moc"
