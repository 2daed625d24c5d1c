#include <QtTest>

#include <cstring>
#include <filesystem>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/read_bytes.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/sha256.h"

using namespace engine;
namespace fs = std::filesystem;

namespace
{

fs::path models()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models";
}

Json readJson(const fs::path& path)
{
    const auto bytes = checkpoint::readBytes(path);
    return Json::parse(reinterpret_cast<const char*>(bytes.data()),
                       reinterpret_cast<const char*>(bytes.data()) + bytes.size());
}

std::string sha256Of(const checkpoint::TensorBytes& tensor)
{
    Sha256 sum;
    sum.update(tensor.bytes);
    return sum.hex();
}

void compare(const Json& wanted, const std::vector<checkpoint::TensorBytes>& found)
{
    QCOMPARE(found.size(), wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto name = wanted[i].at("name").get<std::string>();
        QCOMPARE(found[i].name, name);
        QCOMPARE(std::string(checkpoint::dtypeName(found[i].dtype)), wanted[i].at("dtype").get<std::string>());
        QVERIFY2(found[i].shape == wanted[i].at("shape").get<std::vector<std::int64_t>>(), name.c_str());
        QCOMPARE(sha256Of(found[i]), wanted[i].at("sha256").get<std::string>());
    }
}

/// Opcodes of a pickle of protocol 2 around `body`, as the fourth of a legacy file's pickles.
std::vector<std::byte> legacyFile(const std::string& body)
{
    const auto literal = [](const char* text, std::size_t length) { return std::string(text, length); };
    const std::string file = literal("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19\x2e", 15) +
                             literal("\x80\x02M\xe9\x03.", 6) + literal("\x80\x02}.", 4) + literal("\x80\x02", 2) +
                             body + "." + literal("\x80\x02].", 4);
    std::vector<std::byte> bytes(file.size());
    std::memcpy(bytes.data(), file.data(), file.size());
    return bytes;
}

}  // namespace

class tst_checkpoint_file : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sampleIsReadOrRefusedAsExpected_data()
    {
        const auto folder = models() / "format_samples";
        if (!fs::exists(folder)) QSKIP("reference data are absent");
        QTest::addColumn<QString>("name");
        const auto expected = readJson(folder / "expected.json");
        for (const auto& [name, tensors] : expected.at("files").items())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void sampleIsReadOrRefusedAsExpected()
    {
        QFETCH(QString, name);
        const auto folder = models() / "format_samples";
        const auto wanted = readJson(folder / "expected.json").at("files").at(name.toStdString());
        if (wanted.is_null()) {
            QVERIFY_EXCEPTION_THROWN(checkpoint::readCheckpoint(folder / name.toStdString()), Error);
            return;
        }
        compare(wanted, checkpoint::readCheckpoint(folder / name.toStdString()).tensors);
    }

    void publishedWeightsAreReadBitForBit_data()
    {
        if (!fs::exists(models() / "checkpoints")) QSKIP("reference data are absent");
        QTest::addColumn<QString>("name");
        for (const auto* name : {"fcn_mtat", "crnn_mtat", "musicnn_mtat"})
            QTest::newRow(name) << name;
    }
    void publishedWeightsAreReadBitForBit()
    {
        QFETCH(QString, name);
        const auto wanted = readJson(models() / "state" / (name.toStdString() + "_checkpoint.json")).at("entries");
        compare(wanted, checkpoint::readCheckpoint(models() / "checkpoints" / (name.toStdString() + ".pth")).tensors);
    }

    void refusalNamesTheClass()
    {
        const auto file = models() / "format_samples" / "zip_unknown_global.pth";
        if (!fs::exists(file)) QSKIP("reference data are absent");
        try {
            checkpoint::readCheckpoint(file);
            QFAIL("read");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unsafe);
            QVERIFY(QByteArray(error.what()).contains("argparse.Namespace"));
        }
    }

    /// Every shorter piece of a file is an Error, never a crash (run under the sanitizers) and never a success.
    void everyPrefixIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto* name : {"legacy_state_dict.pth", "zip_state_dict.pth"})
            QTest::newRow(name) << name;
    }
    void everyPrefixIsRefused()
    {
        QFETCH(QString, name);
        const auto file = models() / "format_samples" / name.toStdString();
        if (!fs::exists(file)) QSKIP("reference data are absent");
        const auto bytes = checkpoint::readBytes(file);
        for (std::size_t length = 0; length < bytes.size(); ++length)
            QVERIFY_EXCEPTION_THROWN(checkpoint::parseCheckpoint(std::span(bytes).first(length), "prefix"), Error);
    }

    void flippedBytesNeverCrash()
    {
        const auto file = models() / "format_samples" / "zip_dtypes_views.pth";
        if (!fs::exists(file)) QSKIP("reference data are absent");
        const auto bytes = checkpoint::readBytes(file);
        int refused = 0;
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            auto damaged = bytes;
            damaged[at] ^= std::byte{0xff};
            try {
                checkpoint::parseCheckpoint(damaged, "damaged");
            } catch (const Error&) {
                ++refused;
            }
        }
        // Padding and time stamps may change unseen; what is used is under a check sum.
        QVERIFY(refused > static_cast<int>(bytes.size()) / 2);
    }

    void hostilePickleIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& body, ErrorCode code) {
            QTest::newRow(name) << body << static_cast<int>(code);
        };
        row("a function of the system", "cos\nsystem\nX\x02\0\0\0ls\x85R", ErrorCode::Unsafe);
        row("a name that begins like an allowed one", "ccollections\nOrderedDictX\n)R", ErrorCode::Unsafe);
        row("NEWOBJ", "ccollections\nOrderedDict\n)\x81", ErrorCode::Unsafe);
        row("INST", "(icollections\nOrderedDict\n", ErrorCode::Unsafe);
        row("extension registry", "\x82\x01", ErrorCode::Unsafe);
        row("text persistent id", "Pabc\n", ErrorCode::Unsafe);
        row("pop of an empty stack", "0", ErrorCode::Corrupt);
        row("tuple without a mark", "t", ErrorCode::Corrupt);
        row("unknown memo entry", "h\x07", ErrorCode::Corrupt);
        row("a call of a number", "K\x01)R", ErrorCode::Corrupt);
        row("items for a number", "K\x01(K\x02K\x03u", ErrorCode::Corrupt);
        row("a length beyond the end", "X\xff\xff\xff\x7f", ErrorCode::Truncated);
    }
    void hostilePickleIsRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        // QByteArray's constructor from a literal stops at the first zero byte; the length bytes of "ls" are put back.
        if (body.endsWith("X\x02")) body += QByteArray("\0\0\0ls\x85R", 7);
        try {
            checkpoint::parseCheckpoint(legacyFile(body.toStdString()), "hostile");
            QFAIL("read");
        } catch (const Error& error) {
            QCOMPARE(static_cast<int>(error.code()), code);
        }
    }

    void listThatHoldsItselfEnds()
    {
        // ] q0 h0 a: a list with itself inside, found again and again.
        QVERIFY_EXCEPTION_THROWN(checkpoint::parseCheckpoint(legacyFile(std::string("]q\0h\0a", 6)), "loop"), Error);
    }

    void deepNestingNeedsNoDeepStack()
    {
        std::string body;
        for (int i = 0; i < 200'000; ++i)
            body += ']';
        for (int i = 0; i < 199'999; ++i)
            body += 'a';
        QVERIFY_EXCEPTION_THROWN(checkpoint::parseCheckpoint(legacyFile(body), "deep"), Error);
    }

    void wrapperIsTakenOff()
    {
        const auto file = models() / "format_samples" / "zip_training_checkpoint.pth";
        if (!fs::exists(file)) QSKIP("reference data are absent");
        const auto tensors = checkpoint::networkTensors(checkpoint::readCheckpoint(file));
        QCOMPARE(tensors.front().name, std::string("model.encoder.0.weight"));
    }
};

QTEST_GUILESS_MAIN(tst_checkpoint_file)
#include "tst_checkpoint_file.moc"
