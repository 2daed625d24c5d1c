#include <QtTest>

#include <nlohmann/json.hpp>

using Json = nlohmann::json;

/// `analyze FOLDER`: what a person gets who has nothing but a folder.
class tst_analyze : public QObject {
    Q_OBJECT

    struct Answer {
        int status = -1;
        QByteArray out, err;
        Json json() const { return Json::parse(out.constData(), out.constData() + out.size()); }
    };

    QTemporaryDir m_folder;

    QString at(const QString& name) const { return m_folder.filePath(name); }

    Answer run(const QStringList& arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"),
                      QStringList{"--workspace", at("workspace"), "--threads", "2", "--json", "--quiet"} + arguments);
        Answer answer;
        if (!process.waitForFinished(240'000)) return answer;
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static void makeTone(const QString& file, int hz)
    {
        QDir().mkpath(QFileInfo(file).path());
        QProcess ffmpeg;
        ffmpeg.start("ffmpeg", {"-loglevel", "error", "-f", "lavfi", "-i", QStringLiteral("sine=%1:d=4").arg(hz), file});
        QVERIFY(ffmpeg.waitForFinished());
        QCOMPARE(ffmpeg.exitCode(), 0);
    }

    static QByteArray pageOf(const Answer& answer)
    {
        const auto path = answer.json()["reports"]["html"];
        if (!path.is_string()) return {};
        QFile file(QString::fromStdString(path.get<std::string>()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QStringList listing(const QString& folder) const
    {
        QStringList found;
        for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
            files.next();
            found << files.filePath() + QString::number(files.fileInfo().lastModified().toMSecsSinceEpoch());
        }
        found.sort();
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 6; ++i)
            makeTone(at(QStringLiteral("untagged/tone%1.flac").arg(i)), 200 + 150 * i);
        QFile text(at("untagged/notes <b>.mp3"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is no music");
    }

    // The three cases in the order in which one workspace meets them.
    void withoutTagsAndModelTheTracksAreMapped()
    {
        const auto before = listing(at("untagged"));
        const auto answer = run({"analyze", at("untagged")});
        QVERIFY2(answer.status == 3, answer.err);   // one file was refused
        QCOMPARE(answer.json()["did"], Json("mapped"));
        QCOMPARE(answer.json()["rejected"].size(), std::size_t{1});
        const auto page = pageOf(answer);
        QVERIFY(page.contains("6 tracks, mapped by their timbre"));
        QVERIFY(page.contains("notes &lt;b&gt;.mp3"));
        QVERIFY(!page.contains("tag scores"));   // nothing was scored
        QCOMPARE(page.count("class=\"point"), 6);
        QCOMPARE(listing(at("untagged")), before);
    }
    void withTagsATaggerIsTrained()
    {
        QCOMPARE(run({"demo", at("tagged"), "--tracks", "40", "--stop-after", "music"}).status, 0);
        const auto before = listing(at("tagged"));
        const auto answer = run({"analyze", at("tagged"), "--epochs", "1"});
        QVERIFY2(answer.status == 0, answer.err);
        QCOMPARE(answer.json()["did"], Json("trained"));
        QVERIFY(pageOf(answer).contains("tags better than chance"));
        QCOMPARE(listing(at("tagged")), before);
    }
    void theSameFolderAgainTrainsNothing()
    {
        const auto answer = run({"analyze", at("tagged"), "--epochs", "1"});
        QVERIFY2(answer.status == 0, answer.err);
        QCOMPARE(answer.json()["run"], Json(1));
        QCOMPARE(run({"runs", "list"}).json()["runs"].size(), std::size_t{1});
    }
    void withoutTagsButWithAModelTheTracksAreTagged()
    {
        const auto answer = run({"analyze", at("untagged")});
        QVERIFY2(answer.status == 3, answer.err);
        QCOMPARE(answer.json()["did"], Json("predicted"));
        const auto page = pageOf(answer);
        QVERIFY(page.contains("6 tracks, tagged by"));
        // Of this folder alone: no tag is on more than its six tracks.
        const QRegularExpression share("<td>(\\d+)</td><td>(\\d+) %</td>");
        for (auto shares = share.globalMatch(QString::fromUtf8(page)); shares.hasNext();)
            QVERIFY(shares.next().captured(1).toInt() <= 6);
    }
    void aFolderWithoutMusicIsASentence()
    {
        QVERIFY(QDir().mkpath(at("empty")));
        const auto answer = run({"analyze", at("empty")});
        QCOMPARE(answer.status, 1);
        QVERIFY(answer.out.isEmpty());
        QVERIFY2(answer.err.contains("no playable audio file was found"), answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_analyze)
#include "tst_analyze.moc"
