#include <QtTest>

#include <algorithm>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/command_line.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "scan_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

struct Outcome {
    int status = -1;
    QByteArray out, err;
};

/// What a terminal does with the line.
Outcome inShell(const std::string& line)
{
    QProcess shell;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), QStringLiteral(TAGBENCH_BINARY_DIR "/bin:") + environment.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("bash"), {QStringLiteral("-c"), QString::fromStdString(line)});
    if (!shell.waitForFinished(60'000)) return {};
    return {shell.exitCode(), shell.readAllStandardOutput(), shell.readAllStandardError()};
}

void asJob(const fs::path& workspace, const std::string& task, const Json& parameters)
{
    auto opened = store::Workspace::openOrCreate(workspace);
    auto control = RunControl::silent();
    tasks::TaskContext context{opened, control, 1, "cpu"};
    tasks::runAsJob(task, parameters, context);
}

/// All that scan, split and prep keep, one text a row, without times and the random names of packs.
QStringList rowsOf(const fs::path& folder, const std::string& splitName)
{
    QStringList rows;
    auto workspace = store::Workspace::open(folder, store::Database::Access::ReadOnly);
    for (const auto& library : workspace.tracks().libraries())
        for (const auto& track : workspace.tracks().byLibrary(library.id))
            rows << QStringLiteral("track %1 %2 %3 %4 %5 %6")
                        .arg(QString::fromStdString(toHex(track.id)), QString::fromLatin1(QByteArray::fromStdString(track.path.native()).toHex()),
                             QString::fromStdString(track.fileHash), QString::fromStdString(std::string(store::trackStateName(track.state))),
                             QString::fromStdString(track.errorClass))
                        .arg(track.durationSeconds);
    if (const auto split = workspace.splits().find(splitName))
        for (const auto& member : workspace.splits().members(split->id))
            rows << QStringLiteral("split %1 %2 %3").arg(split->seed).arg(QString::fromStdString(toHex(member.track))).arg(static_cast<int>(member.part));
    for (const auto& job : workspace.jobs().list())
        if (job.kind == "prep")
            for (const auto& melgram : workspace.melgrams().rows(job.result["preset_hash"].get<std::string>()))
                rows << QStringLiteral("melgram %1 %2 %3 %4 %5").arg(QString::fromStdString(toHex(melgram.track))).arg(melgram.repetition)
                            .arg(melgram.frames).arg(melgram.crc).arg(melgram.startSample);
    rows.sort();
    return rows;
}

}  // namespace

class tst_command_line : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTaskIsALine_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("positional, number") << QByteArray("evaluate") << QByteArray("{'run':3,'part':'test','ci':'delong'}")
                                            << QByteArray("tagbench-cli --workspace /w evaluate 3 --part test --ci delong");
        QTest::newRow("names with a dash") << QByteArray("train") << QByteArray("{'arch':'fcn','weight_decay':0.0001,'min_tracks':5,'device':'cpu'}")
                                           << QByteArray("tagbench-cli --workspace /w train --arch fcn --weight-decay 0.0001 --min-tracks 5 --device cpu");
        QTest::newRow("flags") << QByteArray("split") << QByteArray("{'stratify':false,'ratios':[80,10,10]}")
                               << QByteArray("tagbench-cli --workspace /w split make --no-stratify --ratios 80,10,10");
        QTest::newRow("flag not set") << QByteArray("prep") << QByteArray("{'dry_run':false,'preset':'groover'}")
                                      << QByteArray("tagbench-cli --workspace /w prep run --preset groover");
        QTest::newRow("blanks and quotes") << QByteArray("scan") << QByteArray("{'folders':['/my music/it\\u0027s $HOME'],'seed':2}")
                                           << QByteArray("tagbench-cli --workspace /w library scan '/my music/it'\\''s $HOME' --seed 2");
        QTest::newRow("no UTF-8") << QByteArray("import") << QByteArray("{'file':'/d/\\\\xff.csv','file_hex':'2f642fff2e637376'}")
                                  << QByteArray("tagbench-cli --workspace /w tags import $'/d/\\xff.csv'");
        QTest::newRow("a control character") << QByteArray("analyze") << QByteArray("{'folder':'/a\\nrm'}")
                                             << QByteArray("tagbench-cli --workspace /w analyze $'/a\\x0arm'");
        QTest::newRow("like an option") << QByteArray("train") << QByteArray("{'notes':'-x'}") << QByteArray("tagbench-cli --workspace /w train --notes=-x");
        QTest::newRow("a run like an option") << QByteArray("map") << QByteArray("{'run':'-x','method':'pca'}")
                                              << QByteArray("tagbench-cli --workspace /w map --method pca -- -x");
        QTest::newRow("renamed, without a file for the taggram") << QByteArray("predict") << QByteArray("{'paths':['/a.mp3'],'run':'latest','taggram':true}")
                                                                 << QByteArray("tagbench-cli --workspace /w predict /a.mp3 --model latest");
        QTest::newRow("names and pairs, one by one") << QByteArray("write_tags") << QByteArray("{'sources':['user','import:a.csv'],'fields':{'mood/theme':'MOOD'},'filter':''}")
                                                     << QByteArray("tagbench-cli --workspace /w tags write --source user --source import:a.csv --field mood/theme=MOOD");
        QTest::newRow("a report") << QByteArray("report") << QByteArray("{'run':4,'part':'test','format':'html'}")
                                  << QByteArray("tagbench-cli --workspace /w report 4 --part test --format html");
        QTest::newRow("a report that must be painted") << QByteArray("report") << QByteArray("{'run':4,'format':'pdf'}")
                                                       << QByteArray("tagbench --workspace /w report 4 --format pdf");
        QTest::newRow("a report in another language") << QByteArray("report") << QByteArray("{'run':4,'format':'html','language':'fr'}")
                                                      << QByteArray("tagbench --workspace /w report 4 --format html --language fr");
        QTest::newRow("classic models of the library") << QByteArray("classify") << QByteArray("{'library':true,'label_type':'genre','label_tags':['jazz','rock'],'models':['knn','mlp'],'k':5,'seed':1}")
                                                       << QByteArray("tagbench-cli --workspace /w classify --library --label-type genre --label-tags jazz --label-tags rock --model knn --model mlp --k 5 --seed 1");
        QTest::newRow("the best three go on") << QByteArray("classify") << QByteArray("{'from':4,'best':3,'grid':true}")
                                              << QByteArray("tagbench-cli --workspace /w classify --from 4 --best 3 --grid");
        QTest::newRow("a final model") << QByteArray("classify_final") << QByteArray("{'from':4,'model':'knn','reasons':'simple'}")
                                       << QByteArray("tagbench-cli --workspace /w classify final --from 4 --model knn --reasons simple");
        QTest::newRow("its answers") << QByteArray("classify_predict") << QByteArray("{'experiment':5}") << QByteArray("tagbench-cli --workspace /w classify predict 5");
        QTest::newRow("the whole library") << QByteArray("predict") << QByteArray("{'run':1}")
                                           << QByteArray("tagbench-cli --workspace /w predict --model 1 --library");
    }
    void aTaskIsALine()
    {
        QFETCH(QByteArray, task);
        QFETCH(QByteArray, parameters);
        QFETCH(QByteArray, line);
        const auto made = tasks::commandLine(task.toStdString(), Json::parse(parameters.replace('\'', '"').toStdString()), {"/w"});
        QCOMPARE(QByteArray::fromStdString(made), line);
    }

    void settingsComeFirstAndAJobsOwnDeviceWins()
    {
        const tasks::CommandSettings settings{"/w", "cuda:1", 3};
        QCOMPARE(tasks::commandLine("map", Json::object(), settings), std::string("tagbench-cli --workspace /w --device cuda:1 --threads 3 map"));
        QCOMPARE(tasks::commandLine("train", {{"device", "cpu"}}, settings), std::string("tagbench-cli --workspace /w --threads 3 train --device cpu"));
    }

    void anUnknownTaskIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(tasks::commandLine("no-such-task", Json::object(), {}), Error);
    }

    void bashReadsTheSameBytes_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("quote") << QByteArray("it's");
        QTest::newRow("bytes") << QByteArray("\xff\xfe'\\ab");
        QTest::newRow("controls") << QByteArray("a\tb\nc\x1b");
        QTest::newRow("dollar and backquote") << QByteArray("$(id) `id` \"x\" !y *");
        QTest::newRow("accents") << QByteArray("\xc3\xa9t\xc3\xa9");
        QTest::newRow("direction mark") << QByteArray("a\xe2\x80\xaegpj");
    }
    void bashReadsTheSameBytes()
    {
        QFETCH(QByteArray, word);
        const auto line = tasks::shellLine({"printf", "%s", word.toStdString()});
        QVERIFY(QString::fromStdString(line).toStdString() == line);
        const auto outcome = inShell(line);
        QCOMPARE(outcome.out, word);
    }

    void everyTaskHasACommandThatExists_data()
    {
        QTest::addColumn<QByteArray>("task");
        for (const auto* entry : tasks::allTasks())
            QTest::newRow(std::string(entry->id).c_str()) << QByteArray(entry->id.data(), static_cast<qsizetype>(entry->id.size()));
    }
    void everyTaskHasACommandThatExists()
    {
        QFETCH(QByteArray, task);
        const auto outcome = inShell(tasks::commandLine(task.toStdString(), Json::object(), {}) + " --help");
        QVERIFY2(outcome.status == 0, outcome.err.constData());
    }

    void theLinesLeaveTheSameRowsAsTheJobs()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const auto music = root / "it's my music \xff";
        for (int i = 0; i < 12; ++i)
            writeWav(music / ("track $" + std::to_string(i) + ".wav"), 200 + 20 * i, 8 * 8000);
        writeWav(music / "name \xfe.wav", 700, 8 * 8000);

        Json scan{{"seed", 5}};
        tasks::putPaths(scan, "folders", {music});
        const std::vector<std::pair<std::string, Json>> steps = {
            {"scan", scan},
            {"split", {{"name", "my split"}, {"ratios", {60, 20, 20}}, {"stratify", false}, {"group_by", "none"}, {"seed", 7}}},
            {"prep", {{"preset", "sota-96"}, {"split", "my split"}, {"part", "train"}, {"oversample", 2.0}, {"seed", 3}}},
        };
        for (const auto& [task, parameters] : steps) {
            asJob(root / "by job", task, parameters);
            const auto line = tasks::commandLine(task, parameters, {root / "by line", "cpu", 1});
            const auto outcome = inShell(line);
            QVERIFY2(outcome.status == 0, qPrintable(QString::fromStdString(line) + QLatin1Char('\n') + QString::fromUtf8(outcome.err)));
        }
        const auto byJob = rowsOf(root / "by job", "my split");
        const auto byLine = rowsOf(root / "by line", "my split");
        for (const auto* kind : {"track", "split", "melgram"})
            QVERIFY2(std::ranges::any_of(byJob, [&](const QString& row) { return row.startsWith(QLatin1String(kind)); }), kind);
        QCOMPARE(byLine, byJob);
    }
};

QTEST_GUILESS_MAIN(tst_command_line)
#include "tst_command_line.moc"
