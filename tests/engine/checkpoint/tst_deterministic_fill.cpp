#include <QtTest>

#include <filesystem>
#include <fstream>

#include "engine/checkpoint/crc32.h"
#include "engine/checkpoint/deterministic_fill.h"
#include "engine/checkpoint/tensor_bytes.h"
#include "engine/core/json.h"
#include "engine/core/sha256.h"

using namespace engine;
namespace fs = std::filesystem;

namespace
{

fs::path stateFolder()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models" /
           "state";
}

Json readJson(const fs::path& path)
{
    std::ifstream in(path);
    return Json::parse(in);
}

}  // namespace

class tst_deterministic_fill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void crcIsThatOfZlib()
    {
        const std::string name = "dense.weight";
        QCOMPARE(checkpoint::crc32(std::as_bytes(std::span(name.data(), name.size()))), 0xc684784du);
    }

    void everyTensorHasThePublishedCheckSum_data()
    {
        if (!fs::exists(stateFolder())) QSKIP("reference data are absent");
        QTest::addColumn<QString>("model");
        for (const auto& entry : fs::directory_iterator(stateFolder())) {
            const auto name = QString::fromStdString(entry.path().filename().string());
            if (name.endsWith("_fill_sha256.json")) QTest::newRow(qPrintable(name)) << name.chopped(17);
        }
    }
    void everyTensorHasThePublishedCheckSum()
    {
        QFETCH(QString, model);
        const auto wanted = readJson(stateFolder() / (model.toStdString() + "_fill_sha256.json"));
        int compared = 0;
        const auto state = readJson(stateFolder() / (model.toStdString() + ".json"));
        for (const auto& entry : state.at("entries")) {
            const auto name = entry.at("name").get<std::string>();
            const auto values = checkpoint::deterministicFill(name, entry.at("shape").get<std::vector<std::int64_t>>());
            if (!values || !wanted.contains(name)) continue;
            Sha256 sum;
            if (entry.at("dtype") == "int64") {
                const std::vector<std::int64_t> integers(values->begin(), values->end());
                sum.update(std::as_bytes(std::span(integers)));
            } else {
                const std::vector<float> floats(values->begin(), values->end());
                sum.update(std::as_bytes(std::span(floats)));
            }
            QVERIFY2(sum.hex() == wanted.at(name).get<std::string>(), name.c_str());
            ++compared;
        }
        QVERIFY(compared > 10);
    }
};

QTEST_GUILESS_MAIN(tst_deterministic_fill)
#include "tst_deterministic_fill.moc"
