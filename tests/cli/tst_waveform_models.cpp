#include <QtTest>

#include <QProcess>

#include <nlohmann/json.hpp>

using Json = nlohmann::json;

/// Networks that read the waveform go the same way as those that read melgrams: prep, train, evaluate, predict.
class tst_waveform_models : public QObject
{
    Q_OBJECT

    struct Answer {
        int status = -1;
        QByteArray out, err;
        Json json() const { return Json::parse(out.toStdString()); }
    };

    QTemporaryDir m_folder;
    QString m_music = m_folder.filePath("music");

    Answer run(const QStringList& arguments) const
    {
        QProcess process;
        process.start(TAGBENCH_BINARY_DIR "/bin/tagbench-cli",
                      QStringList{"--workspace", m_folder.filePath("w"), "--device", "cpu", "--json"} + arguments);
        process.waitForFinished(120'000);
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QStringList files() const
    {
        QStringList found;
        QDirIterator walk(m_music, {"*.flac", "*.wav", "*.ogg", "*.mp3"}, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext())
            found << walk.next();
        found.sort();
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto demo = run({"demo", m_music, "--tracks", "16", "--stop-after", "music"});
        QVERIFY2(demo.status == 0, demo.err.constData());
        QCOMPARE(run({"library", "scan", m_music}).status, 0);
        const auto split = run({"split", "make", "--ratios", "60,20,20"});
        QVERIFY2(split.status == 0, split.err.constData());
    }

    void samplecnnLearnsAndPredicts()
    {
        const auto trained = run({"train", "--arch", "sample", "--prepare", "--epochs", "1", "--batch", "4",
                                  "--min-tracks", "3", "--name", "wave"});
        QVERIFY2(trained.status == 0, trained.err.constData());
        QCOMPARE(trained.json().at("preset").get<std::string>(), std::string("waveform-16k"));
        QVERIFY(std::isfinite(trained.json().at("epochs")[0].at("train_loss").get<double>()));
        const auto predicted = run({"predict", files().at(0), files().at(1), "--model", "wave", "--top", "3"});
        QVERIFY2(predicted.status == 0, predicted.err.constData());
        QCOMPARE(predicted.json().at("tracks").size(), std::size_t{2});
        for (const auto& track : predicted.json().at("tracks")) {
            QCOMPARE(track.at("tags").size(), std::size_t{3});
            const auto probability = track.at("tags")[0].at("probability").get<double>();
            QVERIFY(probability > 0 && probability < 1);
        }
    }

    void fineTuningTakesEveryOption()
    {
        const auto tuned = run({"train", "--arch", "sample", "--from", "wave", "--epochs", "1", "--batch", "4", "--min-tracks", "3", "--name", "tuned",
                                "--backbone-lr", "0.1", "--optimiser", "adamw", "--schedule", "cosine", "--warmup", "1", "--accumulate", "2",
                                "--spec-augment", "2", "--mixup", "0.4", "--gain", "6", "--noise", "0.1", "--class-weights", "--precision", "auto"});
        QVERIFY2(tuned.status == 0, tuned.err.constData());
        const auto config = run({"runs", "show", "tuned"}).json().at("config");
        QCOMPARE(config.at("backbone_lr").get<double>(), 0.1);
        QCOMPARE(config.at("optimiser").get<std::string>(), std::string("adamw"));
        QVERIFY(config.at("class_weights").get<bool>());
        QCOMPARE(config.at("precision").get<std::string>(), std::string("auto"));
        QVERIFY(config.at("precision_reason").get<std::string>().size() > 10);
        QCOMPARE(run({"train", "--arch", "sample", "--mixup", "-1", "--epochs", "1"}).status, 1);
        const auto wrong = run({"train", "--arch", "sample", "--precision", "fp8", "--epochs", "1"});
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains("bf16"), wrong.err.constData());
    }

    void melgramsOfAnotherPresetAreRefused()
    {
        const auto trained = run({"train", "--arch", "sample", "--preset", "sota-96", "--epochs", "1"});
        QCOMPARE(trained.status, 1);
        QVERIFY2(trained.err.contains("waveform-16k"), trained.err.constData());
    }

    void tooShortATrackIsARowOfItsOwn()
    {
        QDir().mkpath(m_folder.filePath("short"));
        QFile file(m_folder.filePath("short/beep.wav"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setByteOrder(QDataStream::LittleEndian);
        constexpr quint32 kFrames = 16'000;
        stream.writeRawData("RIFF", 4);
        stream << quint32(36 + 2 * kFrames);
        stream.writeRawData("WAVEfmt ", 8);
        stream << quint32(16) << quint16(1) << quint16(1) << quint32(16'000) << quint32(32'000) << quint16(2)
               << quint16(16);
        stream.writeRawData("data", 4);
        stream << quint32(2 * kFrames);
        for (quint32 i = 0; i < kFrames; ++i)
            stream << qint16(8000 * std::sin(0.1 * i));
        file.write(bytes);
        file.close();
        const auto predicted = run({"predict", m_folder.filePath("short"), files().at(0), "--model", "wave"});
        QCOMPARE(predicted.status, 3);
        QCOMPARE(predicted.json().at("rejected")[0].at("class").get<std::string>(), std::string("too-short"));
        QCOMPARE(predicted.json().at("tracks").size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(tst_waveform_models)
#include "tst_waveform_models.moc"
