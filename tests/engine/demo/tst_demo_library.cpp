#include <QtTest>

#include <sndfile.h>
#include <taglib/flacfile.h>
#include <taglib/tpropertymap.h>

#include <atomic>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/demo/demo_library.h"
#include "engine/demo/track_plan.h"

namespace fs = std::filesystem;
using namespace engine;
using namespace engine::demo;

class tst_demo_library : public QObject {
    Q_OBJECT

    static fs::path folderOf(const QTemporaryDir& dir) { return QFile::encodeName(dir.path()).toStdString(); }

    static DemoConfig small(const fs::path& folder, int tracks = 8)
    {
        return {.folder = folder, .tracks = tracks, .seconds = 3, .seed = 5, .threads = 2};
    }

    static std::map<std::string, std::string> hashes(const fs::path& folder)
    {
        std::map<std::string, std::string> result;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) result[fs::relative(entry.path(), folder).string()] = sha256HexOfFile(entry.path());
        return result;
    }

    static std::vector<short> decode(const fs::path& path, SF_INFO& info)
    {
        SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
        if (file == nullptr) return {};
        std::vector<short> samples(static_cast<std::size_t>(info.frames) * static_cast<std::size_t>(info.channels));
        sf_readf_short(file, samples.data(), info.frames);
        sf_close(file);
        return samples;
    }

    static ErrorCode refusal(const DemoConfig& config)
    {
        try {
            auto control = RunControl::silent();
            writeDemoLibrary(config, control);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    }

private Q_SLOTS:
    void theSameSeedGivesTheSameBytesWhateverTheThreads()
    {
        QTemporaryDir one, three;
        auto control = RunControl::silent();
        auto config = small(folderOf(one));
        config.threads = 1;
        const auto result = writeDemoLibrary(config, control);
        QCOMPARE(result.written, 8);
        QCOMPARE(result.kept, 0);
        config.folder = folderOf(three);
        config.threads = 3;
        writeDemoLibrary(config, control);
        const auto first = hashes(folderOf(one));
        QCOMPARE(first.size(), std::size_t{10});   // eight tracks, truth.csv and the marker
        QVERIFY(first == hashes(folderOf(three)));
    }

    void anotherSeedGivesOtherMusic()
    {
        QVERIFY(planTrack(0, 3).path() != planTrack(1, 3).path());
        QVERIFY(planTrack(0, 3).path() == planTrack(0, 3).path());
    }

    void everyGenreSoundsAndNothingClips()
    {
        QTemporaryDir dir;
        auto control = RunControl::silent();
        const auto config = small(folderOf(dir), 16);
        writeDemoLibrary(config, control);
        for (int index = 0; index < config.tracks; ++index) {
            const auto path = config.folder / planTrack(config.seed, index).path();
            SF_INFO info{};
            const auto samples = decode(path, info);
            QCOMPARE(info.format, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
            QCOMPARE(info.samplerate, 32000);
            QCOMPARE(info.channels, 2);
            QCOMPARE(info.frames, sf_count_t{3 * 32000});
            double energy = 0;
            int peak = 0;
            for (const int sample : samples) {
                energy += static_cast<double>(sample) * sample;
                peak = std::max(peak, std::abs(sample));
            }
            const double rmsDb = 10 * std::log10(energy / static_cast<double>(samples.size()) / (32768.0 * 32768.0));
            QVERIFY2(peak < 32700, path.c_str());
            QVERIFY2(peak > 8000, path.c_str());
            QVERIFY2(rmsDb > -40 && rmsDb < -6, qPrintable(QString("%1: %2 dB").arg(path.c_str()).arg(rmsDb)));
        }
    }

    void theFilesCarryTheirTruth()
    {
        QTemporaryDir dir;
        auto control = RunControl::silent();
        const auto config = small(folderOf(dir));
        writeDemoLibrary(config, control);
        for (int index = 0; index < config.tracks; ++index) {
            const auto plan = planTrack(config.seed, index);
            TagLib::FLAC::File file((config.folder / plan.path()).c_str());
            QVERIFY(file.isValid());
            const auto fields = file.properties();
            const auto only = [&](const char* field) { return fields[field].front().to8Bit(true); };
            QCOMPARE(only("ARTIST"), plan.artist);
            QCOMPARE(only("ALBUM"), plan.album);
            QCOMPARE(only("TITLE"), plan.title);
            QCOMPARE(only("GENRE"), std::string(plan.style->name));
            QCOMPARE(only("MOOD"), std::string(moodName(plan.mood)));
            QCOMPARE(only("TEMPO"), std::string(tempoName(plan.bpm)));
            std::set<std::string> instruments;
            for (const auto& value : fields["INSTRUMENT"])
                instruments.insert(value.to8Bit(true));
            const auto wanted = plan.instruments();
            QVERIFY((instruments == std::set<std::string>(wanted.begin(), wanted.end())));
        }
    }

    void truthListsEveryTrack()
    {
        QTemporaryDir dir;
        auto control = RunControl::silent();
        const auto config = small(folderOf(dir));
        const auto result = writeDemoLibrary(config, control);
        std::ifstream file(result.truthFile);
        std::string line;
        std::getline(file, line);
        QCOMPARE(line, std::string("path,artist,album,tags\r"));
        int rows = 0;
        for (; std::getline(file, line); ++rows) {
            const auto path = line.substr(1, line.find('"', 1) - 1);
            QVERIFY2(fs::exists(config.folder / path), path.c_str());
        }
        QCOMPARE(rows, config.tracks);
    }

    void everyTagHasEnoughTracksAndArtists_data()
    {
        QTest::addColumn<quint64>("seed");
        for (const quint64 seed : {0, 1, 2, 3, 99})
            QTest::addRow("seed %llu", seed) << seed;
    }
    void everyTagHasEnoughTracksAndArtists()
    {
        QFETCH(quint64, seed);
        std::map<std::string, int> tracks;
        std::map<std::string, std::set<std::string>> artists;
        std::map<std::string, int> tracksOfArtist;
        std::set<fs::path> paths;
        for (int index = 0; index < 160; ++index) {
            const auto plan = planTrack(seed, index);
            paths.insert(plan.path());
            ++tracksOfArtist[plan.artist];
            for (const auto tag : plan.tags()) {
                ++tracks[std::string(tag)];
                artists[std::string(tag)].insert(plan.artist);
            }
        }
        QCOMPARE(paths.size(), std::size_t{160});
        QCOMPARE(tracksOfArtist.size(), std::size_t{48});
        for (const auto& [artist, count] : tracksOfArtist)
            QVERIFY2(count == 3 || count == 4, artist.c_str());
        for (const auto& [tag, count] : tracks) {
            QVERIFY2(count >= 12, qPrintable(QString("%1: %2 tracks").arg(tag.c_str()).arg(count)));
            QVERIFY2(artists[tag].size() >= 4, tag.c_str());
        }
    }

    void artistsKeepTheirOwnNames()
    {
        std::map<std::uint64_t, std::string> names;
        std::set<fs::path> paths;
        for (int index = 0; index < kMaxTracks; ++index) {
            const auto plan = planTrack(7, index);
            paths.insert(plan.path());
            names[plan.artistNumber] = plan.artist;
        }
        std::set<std::string> different;
        for (const auto& [number, name] : names)
            different.insert(name);
        QCOMPARE(different.size(), names.size());
        QCOMPARE(paths.size(), static_cast<std::size_t>(kMaxTracks));
    }

    void foreignFoldersAreRefusedAndLeftAlone()
    {
        QTemporaryDir dir;
        const auto folder = folderOf(dir);
        std::ofstream(folder / "holiday.wav") << "not ours";
        QCOMPARE(refusal(small(folder)), ErrorCode::InvalidArgument);
        QCOMPARE(hashes(folder).size(), std::size_t{1});
    }

    void anotherDemoIsNotMixedIn()
    {
        QTemporaryDir dir;
        auto control = RunControl::silent();
        auto config = small(folderOf(dir), 2);
        writeDemoLibrary(config, control);
        config.seed = 6;
        QCOMPARE(refusal(config), ErrorCode::Mismatch);
        config = small(folderOf(dir), 1);
        QCOMPARE(refusal(config), ErrorCode::Mismatch);
    }

    void numbersOutOfRangeAreRefused_data()
    {
        QTest::addColumn<int>("tracks");
        QTest::addColumn<double>("seconds");
        QTest::newRow("no track") << 0 << 3.0;
        QTest::newRow("too many tracks") << kMaxTracks + 1 << 3.0;
        QTest::newRow("no time") << 1 << 0.0;
        QTest::newRow("not a number") << 1 << std::nan("");
    }
    void numbersOutOfRangeAreRefused()
    {
        QFETCH(int, tracks);
        QFETCH(double, seconds);
        QTemporaryDir dir;
        auto config = small(folderOf(dir), tracks);
        config.seconds = seconds;
        QCOMPARE(refusal(config), ErrorCode::InvalidArgument);
        QVERIFY(hashes(folderOf(dir)).empty());
    }

    void aStoppedLibraryIsResumedToTheSameBytes()
    {
        QTemporaryDir whole, stopped;
        auto silent = RunControl::silent();
        writeDemoLibrary(small(folderOf(whole)), silent);

        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.done == 3) stop.request_stop();
        });
        const auto config = small(folderOf(stopped));
        QVERIFY_THROWS_EXCEPTION(Cancelled, writeDemoLibrary(config, control));
        const auto before = hashes(config.folder);
        QVERIFY(before.size() >= 4);    // three tracks and the marker
        QVERIFY(before.size() < 10);
        for (const auto& [name, hash] : before)
            QVERIFY2(!name.ends_with(".part"), name.c_str());

        const auto result = writeDemoLibrary(config, silent);
        QCOMPARE(result.kept, static_cast<int>(before.size()) - 1);
        QVERIFY(hashes(config.folder) == hashes(folderOf(whole)));
    }

    void aLibraryGrows()
    {
        QTemporaryDir dir;
        auto control = RunControl::silent();
        writeDemoLibrary(small(folderOf(dir), 2), control);
        const auto result = writeDemoLibrary(small(folderOf(dir), 3), control);
        QCOMPARE(result.written, 1);
        QCOMPARE(result.kept, 2);
    }
};

QTEST_GUILESS_MAIN(tst_demo_library)
#include "tst_demo_library.moc"
