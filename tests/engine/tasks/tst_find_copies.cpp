#include <QtTest>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/store/workspace.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/task.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// Fourteen pieces of twenty seconds each: random chords, another one every half second.
struct CopiesBench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
    fs::path music = folder.filePath("music").toStdString();

    CopiesBench()
    {
        fs::create_directories(music);
        for (int piece = 0; piece < 14; ++piece)
            write("piece " + std::to_string(piece) + ".wav", samplesOf(static_cast<std::uint64_t>(piece)));
    }
    static std::vector<double> samplesOf(std::uint64_t seed)
    {
        constexpr int kRate = 16000;
        std::vector<double> samples(20 * kRate);
        std::uint64_t state = seed * 77 + 5;
        const auto next = [&state] { return static_cast<double>((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 40) / (1 << 24); };
        for (std::size_t start = 0; start < samples.size(); start += kRate / 2)
            for (int voice = 0; voice < 4; ++voice) {
                const double hz = 200 * std::pow(2, 3.3 * next());
                for (std::size_t i = start; i < start + kRate / 2; ++i)
                    samples[i] += 0.1 * std::sin(2 * M_PI * hz * static_cast<double>(i) / kRate);
            }
        return samples;
    }
    void write(const std::string& name, const std::vector<double>& samples, double gain = 1) const
    {
        std::string bytes;
        for (const auto sample : samples) {
            const auto value = static_cast<std::int16_t>(std::lround(30000 * gain * sample));
            bytes.append(reinterpret_cast<const char*>(&value), 2);
        }
        const auto number = [](std::uint32_t value, int count) { return std::string(reinterpret_cast<const char*>(&value), static_cast<std::size_t>(count)); };
        const auto size = static_cast<std::uint32_t>(bytes.size());
        std::ofstream(music / name, std::ios::binary) << "RIFF" << number(36 + size, 4) << "WAVEfmt " << number(16, 4) << number(1, 2) << number(1, 2) << number(16000, 4)
                                                      << number(32000, 4) << number(2, 2) << number(16, 2) << "data" << number(size, 4) << bytes;
    }
    Json run(const char* task, const Json& parameters)
    {
        RunControl control;
        tasks::TaskContext context{workspace, control};
        return tasks::findTask(task).run(parameters, context);
    }
    void scan() { run("scan", {{"folders", {music.string()}}}); }
};

}  // namespace

class tst_find_copies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void copiesInAnotherFormLevelAndLengthAreOneGroupAndOthersAreNot()
    {
        CopiesBench bench;
        const auto samples = CopiesBench::samplesOf(3);
        bench.write("quieter.wav", samples, 0.3);
        bench.write("cut.wav", {samples.begin() + 29'333, samples.end()});
        const bool hasMp3 = QProcess::execute("ffmpeg", {"-v", "error", "-i", QString::fromStdString((bench.music / "piece 3.wav").string()), "-b:a", "48k",
                                                         QString::fromStdString((bench.music / "small.mp3").string())}) == 0;
        QVERIFY2(hasMp3, "ffmpeg makes the MP3 of this test");
        bench.scan();
        const auto found = bench.run("find_copies", Json::object());
        QCOMPARE(found["heard"].get<int>(), 17);
        QCOMPARE(found["groups"].size(), std::size_t{1});
        QStringList paths;
        for (const auto& track : found["groups"][0])
            paths << QString::fromStdString(track["path"].get<std::string>());
        paths.sort();
        QCOMPARE(paths, QStringList({"cut.wav", "piece 3.wav", "quieter.wav", "small.mp3"}));
        QCOMPARE(bench.run("find_copies", Json::object())["heard"].get<int>(), 0);   // nothing changed
    }

    void aSplitKeepsThemTogetherAndTheCheckNamesThemWhereOneDoesNot()
    {
        CopiesBench bench;
        bench.write("quieter.wav", CopiesBench::samplesOf(3), 0.3);
        bench.scan();
        bench.run("find_copies", Json::object());
        for (int seed = 0; seed < 8; ++seed) {
            bench.run("split", {{"name", "s"}, {"ratios", {50, 25, 25}}, {"seed", seed}});
            const auto split = *bench.workspace.splits().find("s");
            QVERIFY(dataset::findOffenders(tasks::splitLines(bench.workspace, split.id), dataset::GroupBy::None).empty());
        }
        const auto split = *bench.workspace.splits().find("s");
        auto members = bench.workspace.splits().members(split.id);
        for (auto& member : members) {
            const auto path = bench.workspace.tracks().find(member.track)->displayPath;
            member.part = path == "quieter.wav" ? Part::Test : Part::Train;
        }
        bench.workspace.splits().put({{}, "torn", 0, {1, 0, 0}, false, "none"}, members);
        const auto offenders = dataset::findOffenders(tasks::splitLines(bench.workspace, bench.workspace.splits().find("torn")->id), dataset::GroupBy::None);
        QCOMPARE(offenders.size(), std::size_t{1});
        QCOMPARE(offenders[0].kind, std::string("near-duplicate"));
        QCOMPARE(offenders[0].tracks, (std::vector<std::string>{"piece 3.wav", "quieter.wav"}));
    }
};

QTEST_GUILESS_MAIN(tst_find_copies)
#include "tst_find_copies.moc"
