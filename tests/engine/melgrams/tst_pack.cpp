#include <QtTest>

#include <cmath>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/melgrams/half.h"
#include "engine/melgrams/pack_reader.h"
#include "engine/melgrams/pack_writer.h"

using namespace engine;
using namespace engine::melgrams;

namespace {

const std::string kHash(64, 'a');

dsp::Melgram noise(std::size_t mels, std::size_t frames, std::uint64_t seed)
{
    dsp::Melgram melgram{mels, frames, std::vector<float>(mels * frames)};
    SplitMix random(seed);
    for (auto& cell : melgram.values)
        cell = static_cast<float>(-100 + 120 * random.uniform());
    return melgram;
}

struct Pack {
    QTemporaryDir folder;
    std::filesystem::path path = folder.filePath("p.pack").toStdString();
    std::vector<dsp::Melgram> melgrams;
    std::vector<PackEntry> entries;
    Pack()
    {
        PackWriter writer(path, kHash, 8);
        for (std::size_t i = 0; i < 3; ++i) {
            melgrams.push_back(noise(8, 5 + i, i));
            entries.push_back(writer.add(TrackId{100 + i}, 0, melgrams.back()));
        }
        writer.commit();
    }
    void flip(qint64 at)
    {
        QFile file(QString::fromStdString(path.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(at);
        char byte = 0;
        file.getChar(&byte);
        file.seek(at);
        file.putChar(static_cast<char>(byte ^ 1));
    }
};

void readAll(const Pack& pack)
{
    const auto reader = PackReader::open(pack.path, kHash);
    for (const auto& entry : pack.entries) {
        std::vector<float> out(8 * entry.frames);
        reader->read(entry, 0, entry.frames, out.data());
    }
}

}  // namespace

class tst_pack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyHalfRoundTripsAndTheErrorIsHalfAStep()
    {
        for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            float wide = 0;
            fromHalf(&half, &wide, 1);
            if (std::isnan(wide)) continue;
            std::uint16_t back = 0;
            toHalf(&wide, &back, 1);
            QCOMPARE(back, half);
        }
        const float level = -37.123f;
        std::uint16_t half = 0;
        float back = 0;
        toHalf(&level, &half, 1);
        fromHalf(&half, &back, 1);
        QVERIFY(std::abs(back - level) <= 0.5f * 0.03125f);   // the step between 32 and 64 is 2^-5
    }

    void aPieceIsTheSameAsInTheWhole()
    {
        const Pack pack;
        const auto reader = PackReader::open(pack.path, kHash);
        QCOMPARE(reader->records().size(), std::size_t{3});
        std::vector<float> out(8 * 3);
        reader->read(pack.entries[1], 2, 3, out.data());
        for (std::size_t band = 0; band < 8; ++band)
            for (std::size_t frame = 0; frame < 3; ++frame)
                QVERIFY(std::abs(out[band * 3 + frame] - pack.melgrams[1].at(band, frame + 2)) < 0.04f);
        QVERIFY_EXCEPTION_THROWN(reader->read(pack.entries[1], 4, 3, out.data()), Error);
    }

    void everyFlippedByteIsNoticed()
    {
        const Pack whole;
        const auto bytes = static_cast<qint64>(std::filesystem::file_size(whole.path));
        readAll(whole);
        for (qint64 at = 0; at < bytes; ++at) {
            Pack pack;
            pack.flip(at);
            QVERIFY_EXCEPTION_THROWN(readAll(pack), Error);
        }
    }

    void everyShorterFileIsRefused()
    {
        const Pack whole;
        const auto bytes = std::filesystem::file_size(whole.path);
        for (std::uintmax_t length = 0; length < bytes; length += 7) {
            Pack pack;
            std::filesystem::resize_file(pack.path, length);
            QVERIFY_EXCEPTION_THROWN(readAll(pack), Error);
        }
    }

    void anotherPresetIsRefused()
    {
        const Pack pack;
        QVERIFY_EXCEPTION_THROWN(PackReader::open(pack.path, std::string(64, 'b')), Error);
    }

    void withoutCommitNothingIsLeft()
    {
        QTemporaryDir folder;
        {
            PackWriter writer(folder.filePath("p.pack").toStdString(), kHash, 8);
            writer.add(TrackId{1}, 0, noise(8, 4, 1));
        }
        QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_pack)
#include "tst_pack.moc"
