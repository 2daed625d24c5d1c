#include <QtTest>

#include <QTemporaryDir>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/run_control.h"
#include "tests/engine/audio/sound_files.h"

using namespace engine;
using namespace engine::audio;

class tst_decode : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString at(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void addFiles() const
    {
        QTest::addColumn<QString>("file");
        for (const auto* name : {"mono.wav", "stereo.wav", "float.wav", "six.wav", "stereo.aiff", "stereo.flac", "stereo.ogg",
                                 "stereo.opus", "stereo.mp3", "slow.mp3"})
            QTest::newRow(name) << at(name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto stereo = sound::sweep(44100, 3.1, 2);
        sound::write(at("mono.wav"), sound::sweep(22050, 3, 1), 22050, 1, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        sound::write(at("stereo.wav"), stereo, 44100, 2, SF_FORMAT_WAV | SF_FORMAT_PCM_24);
        sound::write(at("float.wav"), stereo, 44100, 2, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
        sound::write(at("six.wav"), sound::sweep(48000, 2, 6), 48000, 6, SF_FORMAT_WAVEX | SF_FORMAT_PCM_16);
        sound::write(at("stereo.aiff"), stereo, 44100, 2, SF_FORMAT_AIFF | SF_FORMAT_PCM_16);
        sound::write(at("stereo.flac"), stereo, 44100, 2, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        sound::write(at("stereo.ogg"), stereo, 44100, 2, SF_FORMAT_OGG | SF_FORMAT_VORBIS);
        sound::write(at("stereo.opus"), sound::sweep(48000, 3, 2), 48000, 2, SF_FORMAT_OGG | SF_FORMAT_OPUS);
        sound::write(at("stereo.mp3"), stereo, 44100, 2, SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III);
        sound::write(at("slow.mp3"), sound::sweep(22050, 3, 2), 22050, 2, SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III);
    }

    // For mp3 this is the alignment test: libmpg123 with its mono mix against libsndfile, delay and padding of the encoder cut.
    void equalsLibsndfileAtTheOwnRate_data() { addFiles(); }
    void equalsLibsndfileAtTheOwnRate()
    {
        QFETCH(QString, file);
        const auto wanted = sound::decodedBySndfile(file);
        const auto clip = decodeMono(file.toStdString(), 0);
        QCOMPARE(clip.samples.size(), wanted.size());
        // the mono mix of libmpg123 adds before its synthesis filter: other roundings
        QVERIFY2(sound::largestDifference(clip.samples, wanted) < 5e-6, qPrintable(QString::number(sound::largestDifference(clip.samples, wanted))));
        QCOMPARE(probe(file.toStdString()).frames, static_cast<std::int64_t>(wanted.size()));
    }

    void aRangeIsASliceOfTheWhole_data() { addFiles(); }
    void aRangeIsASliceOfTheWhole()
    {
        QFETCH(QString, file);
        const auto path = file.toStdString();
        // libmpg123 adds in another order after a seek: the last bit of a float32
        const double tolerance = file.endsWith(QStringLiteral("mp3")) ? 3e-7 : 0;
        for (const int rate : {0, 16000}) {
            const auto whole = decodeMono(path, rate).samples;
            const auto size = static_cast<std::int64_t>(whole.size());
            for (const Range range : {Range{0, 1000}, Range{1, 1}, Range{7777, 5000}, Range{size / 2, -1}, Range{size - 3, 3}, Range{size - 10, 500}}) {
                const auto piece = decodeMono(path, rate, "auto", range).samples;
                const auto end = range.length < 0 ? size : std::min(size, range.start + range.length);
                const std::vector<float> slice(whole.begin() + range.start, whole.begin() + end);
                QCOMPARE(piece.size(), slice.size());
                QVERIFY2(sound::largestDifference(piece, slice) <= tolerance,
                         qPrintable(QStringLiteral("rate %1 from %2: %3").arg(rate).arg(range.start).arg(sound::largestDifference(piece, slice))));
            }
        }
    }

    void aRangeOfTheOtherFiltersIsASliceUpToRounding_data()
    {
        QTest::addColumn<QString>("resampler");
        for (const auto* name : {"samplerate-best", "samplerate-medium", "samplerate-fast", "soxr-hq"}) QTest::newRow(name) << name;
    }
    void aRangeOfTheOtherFiltersIsASliceUpToRounding()
    {
        QFETCH(QString, resampler);
        const auto path = at("stereo.wav").toStdString();
        const auto whole = decodeMono(path, 16000, resampler.toStdString()).samples;
        const auto piece = decodeMono(path, 16000, resampler.toStdString(), {20'000, 9'000}).samples;
        const std::vector<float> slice(whole.begin() + 20'000, whole.begin() + 29'000);
        // they keep their position as a running sum of doubles
        QVERIFY2(sound::largestDifference(piece, slice) < 1e-5, qPrintable(QString::number(sound::largestDifference(piece, slice))));
    }

    void aRangeBeyondTheEndIsTooShort()
    {
        try {
            decodeMono(at("mono.wav").toStdString(), 16000, "auto", {48'000, 10});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::TooShort);
        }
    }

    void onePassGivesTheSameAsThree_data() { addFiles(); }
    void onePassGivesTheSameAsThree()
    {
        QFETCH(QString, file);
        const auto all = decodeAll(file.toStdString(), 16000);
        QVERIFY(all.clip.samples == decodeMono(file.toStdString(), 16000).samples);
        const auto peaks = readPeaks(file.toStdString());
        QCOMPARE(all.peaks.frames, peaks.frames);
        QCOMPARE(all.peaks.levels.size(), peaks.levels.size());
        for (std::size_t level = 0; level < peaks.levels.size(); ++level) QVERIFY(all.peaks.levels[level].rms == peaks.levels[level].rms);
        QCOMPARE(all.info.frames, peaks.frames);
    }

    void peaksAreMinimumMaximumAndRms()
    {
        const auto samples = sound::decodedBySndfile(at("stereo.wav"));
        int reports = 0;
        const auto peaks = readPeaks(at("stereo.wav").toStdString(), {}, [&](const PeakPyramid&) { ++reports; });
        QCOMPARE(peaks.levels.front().minimum.size(), (samples.size() + 255) / 256);
        for (const auto& level : peaks.levels) {
            const auto step = static_cast<std::size_t>(level.samplesPerPeak);
            for (std::size_t i = 0; (i + 1) * step <= samples.size(); ++i) {
                const auto begin = samples.begin() + static_cast<std::ptrdiff_t>(i * step), end = begin + level.samplesPerPeak;
                QCOMPARE(level.minimum[i], *std::min_element(begin, end));
                QCOMPARE(level.maximum[i], *std::max_element(begin, end));
                double squares = 0;
                for (auto sample = begin; sample != end; ++sample) squares += static_cast<double>(*sample) * *sample;
                QVERIFY(std::abs(level.rms[i] - std::sqrt(squares / static_cast<double>(step))) < 1e-5);
            }
        }
        QVERIFY(peaks.levels.back().minimum.size() <= 512);
    }

    void theSameSoundInWavAndFlacHasOneHash()
    {
        const auto stereo = sound::sweep(44100, 1, 2);
        sound::write(at("a.wav"), stereo, 44100, 2, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        sound::write(at("a.flac"), stereo, 44100, 2, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        const auto hash = decodeAll(at("a.wav").toStdString(), 16000).audioHash;
        QCOMPARE(hash.size(), std::size_t{16});
        QCOMPARE(decodeAll(at("a.flac").toStdString(), 22050).audioHash, hash);
        QVERIFY(decodeAll(at("stereo.wav").toStdString(), 16000).audioHash != hash);
    }

    void stopEndsADecode()
    {
        std::stop_source stop;
        stop.request_stop();
        bool cancelled = false;
        try {
            decodeMono(at("stereo.wav").toStdString(), 16000, "auto", {}, stop.get_token());
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_decode)
#include "tst_decode.moc"
