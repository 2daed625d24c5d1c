#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/tasks/student_batches.h"
#include "engine/tasks/student_plan.h"
#include "engine/tasks/student_setup.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// The sixteen tones with an artist each, and seven tracks that nobody has labelled: six in no part of the split, one in its training part.
struct StudentFixture : TrainingFixture {
    static constexpr int kOutside = 6;
    std::vector<TrackId> unlabelled;
    TrackId untagged{};

    StudentFixture()
    {
        const fs::path more = folder.filePath("more").toStdString();
        for (int i = 0; i <= kOutside; ++i)
            writeWav(more / ("u" + std::to_string(i) + ".wav"), i % 2 == 0 ? 180 + 10 * i : 2100 + 50 * i, 4 * 8000);
        run("scan", {{"folders", {more.string()}}, {"seed", 2}});
        for (std::size_t i = 0; i < tracks.size(); ++i)
            setArtist(tracks[i], "Artist " + std::to_string(i));
        for (const auto id : workspace->tracks().ids({}))
            if (std::find(tracks.begin(), tracks.end(), id) == tracks.end()) unlabelled.push_back(id);
        for (std::size_t i = 0; i < unlabelled.size(); ++i)
            setArtist(unlabelled[i], "Stranger " + std::to_string(i));
        untagged = unlabelled.back();
        unlabelled.pop_back();
        auto members = workspace->splits().members(split);
        members.push_back({untagged, Part::Train});
        split = workspace->splits().put({.name = "tones", .seed = 0, .ratios = {0.6, 0.2, 0.2}}, members);
    }
    void setArtist(TrackId id, const std::string& artist)
    {
        auto track = *workspace->tracks().find(id);
        track.artist = artist;
        workspace->tracks().upsert(track);
    }
    fs::path writeList(const std::string& text)
    {
        const fs::path file = folder.filePath("pool.txt").toStdString();
        std::ofstream(file) << text;
        return file;
    }
    TrackId testTrack() const { return tracks.back(); }
    store::Split theSplit() { return *workspace->splits().find(split); }

    /// A teacher of MusiCNN, one epoch.
    RunId teacher()
    {
        auto training = recipe();
        training["epochs"] = 1;
        return static_cast<RunId>(run("train", training)["run"].get<std::int64_t>());
    }
    static Json studentRecipe(RunId teacher)
    {
        return {{"teacher", std::to_string(value(teacher))}, {"epochs", 1}, {"batch", 6}, {"lr", 1e-3}, {"seed", 4}};
    }
};

/// Every file of a folder with its check sum.
std::map<std::string, std::string> sumsOf(const fs::path& folder)
{
    std::map<std::string, std::string> sums;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) sums[entry.path().filename().string()] = sha256HexOfFile(entry.path());
    return sums;
}

QString failureOf(StudentFixture& bench, const Json& parameters, const std::string& task = "train_student")
{
    try {
        bench.run(task, parameters);
    } catch (const Error& error) {
        return QString::fromStdString(error.subject() + ": " + error.what());
    }
    return {};
}

struct Batches {
    std::shared_ptr<tasks::MelgramLibrary> melgrams;
    tasks::TrainingTable table;
    std::unique_ptr<tasks::TrainingWindows> labelled;
    std::unique_ptr<tasks::StudentBatches> both;
};

Batches batchesOf(StudentFixture& bench, double strength, int threads = 1, std::size_t unlabelled = 2, std::uint64_t seed = 7)
{
    const auto preset = dsp::loadPreset("sota-96");
    Batches made;
    made.melgrams = std::make_shared<tasks::MelgramLibrary>(*bench.workspace, preset);
    made.table = tasks::tableForTags(*bench.workspace, bench.split, {{"high", "genre"}, {"low", "genre"}});
    tasks::takeOutUnlabelled(made.table, *bench.workspace, {});
    made.labelled = std::make_unique<tasks::TrainingWindows>(made.melgrams, made.table.part(Part::Train), 2, tasks::TrainingWindows::Config{188, 4, 1, seed});
    tasks::StudentBatches::Config config;
    config.samples = 48000;
    config.unlabelled = unlabelled;
    config.noise = dsp::studentNoise(strength);
    config.seed = seed;
    config.threads = threads;
    made.both = std::make_unique<tasks::StudentBatches>(*made.labelled, *bench.workspace, preset, bench.unlabelled, config, std::stop_token{});
    return made;
}

}  // namespace

/// The noisy student on tones: its pool, its batches, its run.
class tst_student : public QObject {
    Q_OBJECT

    std::unique_ptr<StudentFixture> m_bench;
    RunId m_teacher{};

private Q_SLOTS:
    void initTestCase()
    {
        m_bench = std::make_unique<StudentFixture>();
        m_teacher = m_bench->teacher();
    }

    void thePoolIsWhatNobodyHasLabelled()
    {
        const auto pool = tasks::unlabelledPool(*m_bench->workspace, m_bench->theSplit(), {}, {});
        QCOMPARE(pool.outside, std::size_t{StudentFixture::kOutside});
        QCOMPARE(pool.untagged, std::size_t{1});
        QCOMPARE(pool.tracks.size(), std::size_t{StudentFixture::kOutside + 1});
        QVERIFY(std::find(pool.tracks.begin(), pool.tracks.end(), m_bench->untagged) != pool.tracks.end());
        QVERIFY(pool.leaking.empty());
        QVERIFY(tasks::leakSentence(pool).empty());
        QCOMPARE(tasks::unlabelledPool(*m_bench->workspace, m_bench->theSplit(), {"path:u1", {}}, {}).tracks.size(), std::size_t{1});
    }

    /// With all chances 0 teacher and student hear the same numbers: the same crop of the same track.
    void withoutChangesBothHearEqualTensors()
    {
        auto batches = batchesOf(*m_bench, 0);
        neural::HostBatch batch;
        for (std::size_t index = 0; index < batches.both->batchCount(1); ++index) {
            batches.both->fill(1, index, batch);
            const auto cells = batches.both->mels() * batches.both->frames();
            QCOMPARE(batch.clean.size(), 2 * cells);
            QVERIFY(std::equal(batch.clean.begin(), batch.clean.end(), batch.input.end() - static_cast<std::ptrdiff_t>(batch.clean.size())));
            QCOMPARE(batch.target.size(), 2 * (batch.rows - 2));
        }
    }

    void withChangesTheTeacherStillHearsTheCleanPiece()
    {
        auto plain = batchesOf(*m_bench, 0), noisy = batchesOf(*m_bench, 1);
        neural::HostBatch a, b;
        plain.both->fill(2, 1, a);
        noisy.both->fill(2, 1, b);
        QVERIFY(a.clean == b.clean);
        QVERIFY(a.input != b.input);
        QVERIFY(a.target == b.target);
    }

    void batchesDependOnSeedEpochAndPlaceAlone()
    {
        neural::HostBatch a, b, c, d;
        batchesOf(*m_bench, 1).both->fill(2, 1, a);
        batchesOf(*m_bench, 1, 3).both->fill(2, 1, b);
        batchesOf(*m_bench, 1, 1, 2, 8).both->fill(2, 1, c);
        batchesOf(*m_bench, 1).both->fill(3, 1, d);
        QVERIFY(a.input == b.input && a.clean == b.clean);
        QVERIFY(a.clean != c.clean);
        QVERIFY(a.clean != d.clean);
    }

    /// Ten labelled tracks make three batches of four, six unlabelled ones as many of two as there are; of one, the labelled begin again.
    void theLongerSetsTheEpochAndTheShorterBeginsAgain()
    {
        QCOMPARE(batchesOf(*m_bench, 0).both->batchCount(1), std::size_t{3});
        auto longer = batchesOf(*m_bench, 0, 1, 1);
        QCOMPARE(longer.both->batchCount(1), std::size_t{6});
        neural::HostBatch batch;
        std::size_t labelled = 0;
        for (std::size_t index = 0; index < 6; ++index) {
            longer.both->fill(1, index, batch);
            labelled += batch.rows - 1;
        }
        QCOMPARE(labelled, std::size_t{2 * StudentFixture::kTrain});
    }

    void anArtistOfTheTestPartMakesItRefuseToStart()
    {
        const auto runsBefore = m_bench->workspace->runs().list().size();
        m_bench->setArtist(m_bench->unlabelled.front(), " ARTIST 15");   // of the last test track, as another file writes it
        const auto failure = failureOf(*m_bench, StudentFixture::studentRecipe(m_teacher));
        QVERIFY2(failure.contains("ARTIST 15") && failure.contains("1 artist"), qPrintable(failure));
        QCOMPARE(m_bench->workspace->runs().list().size(), runsBefore);   // nothing was begun
        const auto plan = tasks::studentPlan(StudentFixture::studentRecipe(m_teacher), *m_bench->workspace);
        QCOMPARE(plan["unlabelled"]["shared_artist_count"].get<int>(), 1);
        QVERIFY(plan["refusal"].get<std::string>().find("ARTIST 15") != std::string::npos);

        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe["leave_out_artists"] = true;
        const auto document = m_bench->run("train_student", recipe);
        QCOMPARE(document["student"]["unlabelled_tracks"].get<int>(), StudentFixture::kOutside);   // five and the untagged one
        m_bench->setArtist(m_bench->unlabelled.front(), "Stranger 0");
    }

    void aCopyOfATestTrackIsRefusedWhateverItsArtist()
    {
        auto track = *m_bench->workspace->tracks().find(m_bench->unlabelled.front());
        const auto hash = track.fileHash;
        track.fileHash = m_bench->workspace->tracks().find(m_bench->testTrack())->fileHash;
        QVERIFY(!track.fileHash.empty());
        m_bench->workspace->tracks().upsert(track);
        const auto failure = failureOf(*m_bench, StudentFixture::studentRecipe(m_teacher));
        QVERIFY2(failure.contains("copies of tracks of the validation or test part (1)"), qPrintable(failure));
        track.fileHash = hash;
        m_bench->workspace->tracks().upsert(track);
    }

    /// Ids, a path from the list's folder, an absolute one, one twice, comments, a labelled track, a name of nobody.
    void aListNamesTheTracks()
    {
        auto& workspace = *m_bench->workspace;
        const auto& pool = m_bench->unlabelled;
        const auto pathOf = [&](TrackId id) { return workspace.tracks().absolutePath(*workspace.tracks().find(id)); };
        const auto list = m_bench->writeList("#EXTM3U\n" + toHex(pool[1]) + "\r\nmore/" + pathOf(pool[2]).filename().string() + "\n\n" + pathOf(pool[3]).string() + "\n" + toHex(pool[1]) + "\n" +
                                             toHex(m_bench->tracks[0]) + "\nmore/nobody.wav\n");
        const auto found = tasks::unlabelledPool(workspace, m_bench->theSplit(), {{}, list}, {});
        auto wanted = std::vector{pool[1], pool[2], pool[3]};
        std::ranges::sort(wanted);
        QVERIFY(found.tracks == wanted);
        QCOMPARE(found.lines, std::size_t{6});
        QCOMPARE(found.labelled, std::size_t{1});
        QCOMPARE(found.rejected.size(), std::size_t{1});
        QCOMPARE(found.rejected[0]["path"].get<std::string>(), std::string("more/nobody.wav"));
        QCOMPARE(found.rejected[0]["line"].get<int>(), 8);
        QVERIFY(found.leaking.empty());
        QCOMPARE(tasks::unlabelledPool(workspace, m_bench->theSplit(), {"path:" + pathOf(pool[2]).stem().string(), list}, {}).tracks.size(), std::size_t{1});   // both narrow it
        QVERIFY_EXCEPTION_THROWN(tasks::unlabelledPool(workspace, m_bench->theSplit(), {{}, list.string() + ".gone"}, {}), Error);
    }

    void aListLeaksLikeAnythingElse()
    {
        const auto runsBefore = m_bench->workspace->runs().list().size();
        m_bench->setArtist(m_bench->unlabelled[0], "Artist 15");
        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe["pool_list"] = m_bench->writeList(toHex(m_bench->unlabelled[0]) + "\n" + toHex(m_bench->unlabelled[1]) + "\n").string();
        auto failure = failureOf(*m_bench, recipe);
        QVERIFY2(failure.contains("Artist 15"), qPrintable(failure));
        m_bench->setArtist(m_bench->unlabelled[0], "Stranger 0");
        recipe["pool_list"] = m_bench->writeList(toHex(m_bench->testTrack()) + "\n" + toHex(m_bench->unlabelled[1]) + "\n").string();
        failure = failureOf(*m_bench, recipe);
        QVERIFY2(failure.contains("themselves, which the list names (1)"), qPrintable(failure));
        QCOMPARE(m_bench->workspace->runs().list().size(), runsBefore);   // nothing was begun
        recipe["leave_out_artists"] = true;
        recipe["dry_run"] = true;
        QCOMPARE(m_bench->run("train_student", recipe)["unlabelled"]["tracks"].get<int>(), 1);
        recipe["watch"] = "luck";
        QVERIFY2(failureOf(*m_bench, recipe).contains("roc_auc or loss"), qPrintable(failureOf(*m_bench, recipe)));
    }

    /// With a rate that spoils what the teacher knew, patience ends it, and the best epoch is the one of the lowest validation loss.
    void patienceCanWatchTheLoss()
    {
        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe["watch"] = "loss";
        recipe["epochs"] = 3;
        recipe["patience"] = 1;
        recipe["from"] = recipe["teacher"];
        recipe["lr"] = 0.3;
        const auto document = m_bench->run("train_student", recipe);
        const auto id = static_cast<RunId>(document["run"].get<std::int64_t>());
        const auto epochs = m_bench->workspace->runs().epochs(id);
        QVERIFY(!epochs.empty());
        const auto best = std::ranges::min_element(epochs, {}, [](const auto& epoch) { return epoch.validLoss; });
        QCOMPARE(m_bench->workspace->runs().find(id)->bestEpoch, best->epoch);
        QVERIFY(epochs.size() == 3 || epochs.back().validLoss >= best->validLoss);
        if (epochs.size() < 3) QCOMPARE(epochs.back().epoch, best->epoch + 1);
    }

    void theStudentIsARunLikeAnyOtherAndItsTeacherUntouched()
    {
        const auto folder = m_bench->workspace->checkpointFolder() / m_bench->workspace->runs().find(m_teacher)->folder;
        const auto before = sumsOf(folder);
        QVERIFY(before.size() >= 4);   // the best, the epoch (weights, statistics, optimiser), the manifest
        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe["evaluate"] = true;
        recipe["arch"] = "musicnn";
        recipe["skeptical"] = 0.5;
        QStringList said;
        const auto document = m_bench->run("train_student", recipe, [&](const std::string& line) { said << QString::fromStdString(line); });
        QVERIFY(sumsOf(folder) == before);
        QCOMPARE(document["kind"].get<std::string>(), std::string("expansion"));
        QCOMPARE(document["student"]["labelled_tracks"].get<int>(), StudentFixture::kTrain);
        QCOMPARE(document["student"]["unlabelled_tracks"].get<int>(), StudentFixture::kOutside + 1);
        QCOMPARE(document["epochs"].size(), std::size_t{1});
        QVERIFY(document.contains("test"));
        QVERIFY(said.filter("loss against the teacher").size() == 1);
        const auto run = *m_bench->workspace->runs().find(static_cast<RunId>(document["run"].get<std::int64_t>()));
        QCOMPARE(run.state, std::string("trained"));
        QCOMPARE(run.name, std::string("Student of ") + m_bench->workspace->runs().find(m_teacher)->name);
        QCOMPARE(run.tags.size(), std::size_t{3});   // the track without tags lacks "all", too
        QVERIFY(m_bench->workspace->predictions().scores(run.id, m_bench->tracks.back()).has_value());
    }

    void aResumedStudentEqualsAnUndisturbedOne()
    {
        const auto weights = [&](const Json& document) {
            const auto run = *m_bench->workspace->runs().find(static_cast<RunId>(document["run"].get<std::int64_t>()));
            Sha256 sum;
            for (const auto& tensor : checkpoint::readSafetensors(m_bench->workspace->checkpointFolder() / run.folder / "epoch-0002.safetensors").tensors)
                sum.update(tensor.bytes);
            return sum.hex();
        };
        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe["epochs"] = 2;
        recipe["name"] = "undisturbed";
        const auto undisturbed = m_bench->run("train_student", recipe);
        recipe["name"] = "stopped";
        std::stop_source stop;
        RunControl control(stop.get_token(), [](const Progress&) {});
        tasks::TaskContext context{*m_bench->workspace, control, 1, "cpu", [&](const std::string& line) { if (line.starts_with("epoch 1")) stop.request_stop(); }, {}};
        bool cancelled = false;
        try {
            tasks::runAsJob("train_student", recipe, context);
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
        const auto resumed = m_bench->run("train_student", recipe);   // the same command goes on
        QCOMPARE(weights(resumed), weights(undisturbed));
        QCOMPARE(resumed["epochs"][1]["train_loss"].get<double>(), undisturbed["epochs"][1]["train_loss"].get<double>());
    }

    void theStudentOfOneRoundIsTheTeacherOfTheNext()
    {
        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe["rounds"] = 2;
        recipe["name"] = "twice";
        const auto document = m_bench->run("train_student", recipe);
        QCOMPARE(document["rounds"].size(), std::size_t{2});
        QCOMPARE(document["student"]["teacher"].get<std::string>(), document["rounds"][0].dump());
        QCOMPARE(document["name"].get<std::string>(), std::string("twice, round 2"));
        const auto again = m_bench->run("train_student", recipe);
        QCOMPARE(again["rounds"][0].dump(), document["rounds"][0].dump());   // what was finished is not learned again
    }

    void whatDoesNotFitIsRefusedInASentence_data()
    {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("words");
        QTest::newRow("another preset") << QByteArray("arch") << QByteArray("'mtt_student'") << "does not hear what its teacher hears";
        QTest::newRow("another split") << QByteArray("split") << QByteArray("'other'") << "from which the teacher has learned";
        QTest::newRow("no such teacher") << QByteArray("teacher") << QByteArray("'nobody'") << "nobody";
        QTest::newRow("strength") << QByteArray("strength") << QByteArray("-1") << "0 to 2";
        QTest::newRow("skeptical") << QByteArray("skeptical") << QByteArray("3") << "0 to 1";
        QTest::newRow("rounds") << QByteArray("rounds") << QByteArray("0") << "1 to 20";
        QTest::newRow("nothing unlabelled") << QByteArray("unlabelled") << QByteArray("'path:nowhere'") << "there is none";
    }
    void whatDoesNotFitIsRefusedInASentence()
    {
        QFETCH(QByteArray, setting);
        QFETCH(QByteArray, value);
        QFETCH(QString, words);
        auto recipe = StudentFixture::studentRecipe(m_teacher);
        recipe[setting.toStdString()] = Json::parse(value.replace('\'', '"').toStdString());
        const auto failure = failureOf(*m_bench, recipe);
        QVERIFY2(failure.contains(words), qPrintable(failure));
    }

    /// Its weights come from elsewhere, so the split is asked for; its tags must be those of the labels.
    void anImportedTeacherNeedsTheSameTags()
    {
        auto stranger = *m_bench->workspace->runs().find(m_teacher);
        stranger.id = RunId{};
        stranger.name = "imported";
        stranger.split.reset();
        stranger.config = Json::object();
        stranger.tags = {{"high", "genre"}, {"never heard", "genre"}};
        const auto id = m_bench->workspace->runs().create(stranger);
        auto recipe = StudentFixture::studentRecipe(id);
        recipe["split"] = "tones";
        QVERIFY(failureOf(*m_bench, recipe).contains("never heard"));
    }
};

QTEST_GUILESS_MAIN(tst_student)
#include "tst_student.moc"
