#include <QtTest>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/core/json.h"
#include "engine/dataset/track_id.h"
#include "engine/dataset/unicode.h"

using namespace engine;
using namespace engine::dataset;

class tst_track_id : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsEqualTheGoldenFile()
    {
        const char* given = std::getenv("TAGBENCH_REFERENCE");
        const auto reference = given != nullptr ? std::filesystem::path(given) : std::filesystem::path(TAGBENCH_SOURCE_DIR) / "../shared/reference";
        std::ifstream file(reference / "tags/golden/splits/track_ids.json");
        if (!file) QSKIP("reference data absent: tags/golden/splits/track_ids.json");
        const auto golden = Json::parse(file);
        QVERIFY(golden["rows"].size() >= 6);
        for (const auto& row : golden["rows"]) {
            const auto path = row["path"].get<std::string>();
            const auto title = row["title"].get<std::string>();
            const auto seed = row["seed"].get<std::uint64_t>();
            QCOMPARE(toHex(makeTrackId(path, title, seed)), row["id"].get<std::string>());
            // The golden number is printed with 12 significant digits.
            QVERIFY(std::abs(splitUniform(path, title, seed) - row["u"].get<double>()) < 1e-12);
        }
    }

    void spellingsOfOnePathAreTheSameTrack_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("composed accents") << QByteArray("pop/\xc3\xa9t\xc3\xa9.flac");
        QTest::newRow("decomposed accents") << QByteArray("pop/e\xcc\x81te\xcc\x81.flac");
        QTest::newRow("backslash") << QByteArray("pop\\\xc3\xa9t\xc3\xa9.flac");
    }
    void spellingsOfOnePathAreTheSameTrack()
    {
        QFETCH(QByteArray, path);
        QCOMPARE(normalisedPath(path.toStdString()), std::string("pop/\xc3\xa9t\xc3\xa9.flac"));
        QCOMPARE(normalisedFileName(path.toStdString()), std::string("\xc3\xa9t\xc3\xa9.flac"));
    }

    // QString's own normaliser is the independent judge.
    void normalisationEqualsQts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("Latin") << QStringLiteral("O\u0308vre Da\u030Alen");
        QTest::newRow("Hangul") << QStringLiteral("\u1112\u1161\u11AB\u1100\u1173\u11AF");
        QTest::newRow("order of marks") << QStringLiteral("q\u0307\u0323");
        QTest::newRow("singleton") << QStringLiteral("\u212B \u2126");
        QTest::newRow("ligature stays") << QStringLiteral("\uFB01sh");
        QTest::newRow("beyond the basic plane") << QStringLiteral("\U0001D15E \U0001F3B5");
    }
    void normalisationEqualsQts()
    {
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(toNfc(text.toStdString())), text.normalized(QString::NormalizationForm_C));
    }

    void bytesThatAreNotTextStayAsTheyAre()
    {
        const std::string latin1 = "caf\xe9/song.wav";
        QVERIFY(!isUtf8(latin1));
        QCOMPARE(toNfc(latin1), latin1);
        QVERIFY(value(makeTrackId(latin1, "", 0)) != value(makeTrackId("cafe/song.wav", "", 0)));
    }
};

QTEST_GUILESS_MAIN(tst_track_id)
#include "tst_track_id.moc"
