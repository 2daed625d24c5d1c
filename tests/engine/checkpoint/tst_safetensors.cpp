#include <QtTest>

#include <cstring>

#include "engine/checkpoint/read_bytes.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"

using namespace engine;
using checkpoint::DType;
using checkpoint::TensorBytes;

namespace
{

std::vector<std::byte> file(const std::string& header, std::size_t dataBytes)
{
    std::vector<std::byte> bytes(8 + header.size() + dataBytes);
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, 8);
    std::memcpy(bytes.data() + 8, header.data(), header.size());
    return bytes;
}

}  // namespace

class tst_safetensors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadBack()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("w.safetensors").toStdString();
        const std::vector<TensorBytes> tensors{checkpoint::floatTensor("a", {2, 3}, {1, 2, 3, 4, 5, 6}),
                                               checkpoint::floatTensor("scalar", {}, {-0.5f}),
                                               checkpoint::floatTensor("empty", {0, 5}, {})};
        checkpoint::writeSafetensors(path, tensors, {{"note", "über"}});
        const auto read = checkpoint::readSafetensors(path);
        QCOMPARE(read.metadata.at("note"), std::string("über"));
        QCOMPARE(read.tensors.size(), tensors.size());
        for (const auto& wanted : tensors) {
            const auto found = std::find_if(read.tensors.begin(), read.tensors.end(),
                                            [&](const auto& t) { return t.name == wanted.name; });
            QVERIFY(found != read.tensors.end());
            QVERIFY(found->shape == wanted.shape);
            QVERIFY(found->bytes == wanted.bytes);
        }
    }

    void damageInTheDataIsSeen()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("w.safetensors").toStdString();
        checkpoint::writeSafetensors(path, std::vector{checkpoint::floatTensor("a", {3}, {1, 2, 3})});
        auto bytes = checkpoint::readBytes(path);
        bytes.back() ^= std::byte{1};
        QVERIFY_EXCEPTION_THROWN(checkpoint::parseSafetensors(bytes, "damaged"), Error);
    }

    void brokenHeaderIsRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("dataBytes");
        QTest::newRow("not JSON") << QByteArray("{") << 0;
        QTest::newRow("an array") << QByteArray("[]") << 0;
        QTest::newRow("unknown type") << QByteArray(R"({"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}})") << 4;
        QTest::newRow("shape and bytes disagree")
            << QByteArray(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})") << 4;
        QTest::newRow("negative size") << QByteArray(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})") << 4;
        QTest::newRow("product overflows")
            << QByteArray(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,0]}})") << 0;
        QTest::newRow("beyond the end") << QByteArray(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})") << 4;
        QTest::newRow("gap at the end") << QByteArray(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})") << 8;
        QTest::newRow("gap at the start")
            << QByteArray(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})") << 8;
        QTest::newRow("overlap")
            << QByteArray(
                   R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})")
            << 4;
        QTest::newRow("name twice")
            << QByteArray(
                   R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})")
            << 4;
        QTest::newRow("offsets as text") << QByteArray(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":["0","4"]}})")
                                         << 4;
    }
    void brokenHeaderIsRefused()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, dataBytes);
        QVERIFY_EXCEPTION_THROWN(
            checkpoint::parseSafetensors(file(header.toStdString(), static_cast<std::size_t>(dataBytes)), "broken"),
            Error);
    }

    void halfPrecisionIsWidenedExactly_data()
    {
        QTest::addColumn<int>("bits");
        QTest::addColumn<float>("wanted");
        // IEEE 754-2008 binary16.
        QTest::newRow("one") << 0x3c00 << 1.0f;
        QTest::newRow("minus two") << 0xc000 << -2.0f;
        QTest::newRow("largest") << 0x7bff << 65504.0f;
        QTest::newRow("smallest subnormal") << 0x0001 << 5.9604644775390625e-8f;
        QTest::newRow("third") << 0x3555 << 0.333251953125f;
    }
    void halfPrecisionIsWidenedExactly()
    {
        QFETCH(int, bits);
        QFETCH(float, wanted);
        const auto half = static_cast<std::uint16_t>(bits);
        TensorBytes tensor{"h", DType::Float16, {1}, std::vector<std::byte>(2)};
        std::memcpy(tensor.bytes.data(), &half, 2);
        QCOMPARE(checkpoint::toFloats(tensor).front(), wanted);
    }
};

QTEST_GUILESS_MAIN(tst_safetensors)
#include "tst_safetensors.moc"
