#include <QtTest>

#include <QTemporaryDir>
#include <fstream>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"

using namespace engine;
using namespace engine::dsp;

Q_DECLARE_METATYPE(engine::Json)

class tst_preset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBuiltinSurvivesARoundTrip()
    {
        const auto presets = builtinPresets();
        QVERIFY(presets.size() >= 4);
        for (const auto& preset : presets) {
            QVERIFY(presetFromJson(toJson(preset)) == preset);
            QVERIFY(loadPreset(preset.name) == preset);
        }
    }

    // python3: hashlib.sha256(json.dumps({the file without "name"}, sort_keys=True, separators=(",", ":")).encode())
    void theHashIsThatOfTheSortedJson()
    {
        QCOMPARE(loadPreset("sota-96").hash(), std::string("e74fc4011ace72a2c28b49007d07f0a179454ea4c7e0a7f69f14cecb84586de2"));
        QCOMPARE(loadPreset("groover").hash(), std::string("22e5a5169e43fd10aba53073c73354129e6814b8f57e879a1265b619d2619190"));
    }

    void theNameIsNotPartOfTheHashButEveryFieldIs()
    {
        const auto preset = loadPreset("sota-96");
        auto renamed = preset;
        renamed.name = "mine";
        QCOMPARE(renamed.hash(), preset.hash());
        auto other = preset;
        other.resampler = "soxr-hq";
        QVERIFY(other.hash() != preset.hash());
    }

    void aBadFieldIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<Json>("value");   // discarded: the field is taken out
        const Json absent(Json::value_t::discarded);
        QTest::newRow("missing") << "hop" << absent;
        QTest::newRow("unknown") << "hop_length" << Json(256);
        QTest::newRow("text for a number") << "n_fft" << Json("512");
        QTest::newRow("odd transform") << "n_fft" << Json(513);
        QTest::newRow("fraction for a count") << "n_mels" << Json(96.5);
        QTest::newRow("zero hop") << "hop" << Json(0);
        QTest::newRow("above Nyquist") << "f_max_hz" << Json(9000);
        QTest::newRow("bands upside down") << "f_max_hz" << Json(0);
        QTest::newRow("unknown scale") << "mel_scale" << Json("bark");
        QTest::newRow("magnitude spectrum") << "power" << Json(1);
        QTest::newRow("no floor") << "floor" << Json(0);
        QTest::newRow("number for a flag") << "center" << Json(1);
        QTest::newRow("window longer than transform") << "window_length" << Json(1024);
        QTest::newRow("unknown normalisation") << "normalise" << Json("batch");
        QTest::newRow("unknown front end") << "front_end" << Json("mfcc");
        QTest::newRow("chunks that skip samples") << "chunk_hop_s" << Json(4);
    }
    void aBadFieldIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(Json, value);
        auto json = toJson(loadPreset("sota-96"));
        const auto name = field.toStdString();
        if (value.is_discarded())
            json.erase(name);
        else
            json[name] = value;
        try {
            presetFromJson(json);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::InvalidArgument);
            QVERIFY2(std::string(error.what()).find("\"" + name + "\"") != std::string::npos, error.what());
        }
    }

    void aFileOfTheUserIsReadAndAnUnknownNameListsWhatThereIs()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("mine.json")).toStdString();
        auto json = toJson(loadPreset("sota-96"));
        json["name"] = "mine";
        json["n_mels"] = 64;
        std::ofstream(path) << json.dump();
        QCOMPARE(loadPreset(path).mels, 64);
        std::ofstream(path) << "{\"name\": ";
        QVERIFY_EXCEPTION_THROWN(loadPreset(path), Error);
        try {
            loadPreset("nope");
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::NotFound);
            for (const auto& preset : builtinPresets())
                QVERIFY2(std::string(error.what()).find(preset.name) != std::string::npos, preset.name.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(tst_preset)
#include "tst_preset.moc"
