#include <QtTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/melgrams/chunk_plan.h"

using namespace engine;
using namespace engine::melgrams;

Q_DECLARE_METATYPE(engine::Json)

namespace {

std::string goldenFolder()
{
    return qEnvironmentVariable("TAGBENCH_REFERENCE", QStringLiteral(TAGBENCH_SOURCE_DIR "/../shared/reference")).toStdString() + "/tags/golden/splits/";
}

Json readJson(const std::string& name)
{
    std::ifstream file(goldenFolder() + name);
    return Json::parse(file);
}

using Starts = std::vector<std::int64_t>;

}  // namespace

class tst_chunk_plan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!std::filesystem::exists(goldenFolder() + "chunk_grid.json"))
            QSKIP("the reference data is not here; set TAGBENCH_REFERENCE to its folder");
    }

    void theGridEqualsTheGolden_data()
    {
        QTest::addColumn<Json>("golden");
        const auto grid = readJson("chunk_grid.json");
        for (const auto& row : grid)
            QTest::newRow(("N " + row["N"].dump() + " L " + row["L"].dump() + " H " + row["H"].dump()).c_str()) << row;
    }
    void theGridEqualsTheGolden()
    {
        QFETCH(Json, golden);
        const std::int64_t total = golden["N"], length = golden["L"], hop = golden["H"];
        QCOMPARE(chunkStarts(total, length, hop, false), golden["drop"].get<Starts>());
        const auto padded = chunkStarts(total, length, hop, true);
        QCOMPARE(padded, golden["pad"].get<Starts>());
        QCOMPARE(padded.back() + length - total, golden["pad_zero_samples_in_last"].get<std::int64_t>());
    }

    void thePlanEqualsTheGolden_data()
    {
        QTest::addColumn<Json>("golden");
        const auto plan = readJson("chunk_plan.json");
        for (const auto& row : plan["cases"]) QTest::newRow((row["duration_s"].dump() + " s").c_str()) << row;
    }
    void thePlanEqualsTheGolden()
    {
        QFETCH(Json, golden);
        auto preset = dsp::loadPreset("groover");
        const auto plan = cropPlan(golden["samples"], preset);
        QCOMPARE(plan.usable, golden["usable_samples_after_cuts"].get<std::int64_t>());
        QCOMPARE(plan.firstStart, golden["crop_start_min"].get<std::int64_t>());
        QCOMPARE(plan.lastStart, golden["crop_start_max"].get<std::int64_t>());
        QCOMPARE(plan.length, golden["crop_samples"].get<std::int64_t>());
        QCOMPARE(plan.cutsSkipped, !golden["notes"].empty());
        QCOMPARE(chunksOf(plan, preset), golden["starts_drop"].get<Starts>());
        preset.tail = "pad";
        const auto padded = chunksOf(plan, preset);
        QCOMPARE(padded.size(), golden["n_chunks_pad"].get<std::size_t>());
        QCOMPARE(Starts(padded.end() - 2, padded.end()), golden["starts_pad_tail"].get<Starts>());
        preset.tail = "drop";
        QCOMPARE(preset.framesOf(static_cast<std::size_t>(golden["chunk_samples"].get<std::int64_t>())), golden["mel_frames_center"].get<std::size_t>());
        preset.center = false;
        QCOMPARE(preset.framesOf(static_cast<std::size_t>(golden["chunk_samples"].get<std::int64_t>())), golden["mel_frames_no_center"].get<std::size_t>());
    }

    void aRandomCropReachesBothEndsAndIsEven()
    {
        const auto preset = dsp::loadPreset("groover");
        CropPlan plan;
        plan.firstStart = 80'000;
        plan.lastStart = 80'009;
        std::vector<int> hits(10);
        constexpr int kDraws = 10'000;
        for (int i = 0; i < kDraws; ++i) ++hits.at(static_cast<std::size_t>(cropStart(plan, preset, 7, TrackId{static_cast<std::uint64_t>(i)}, 0) - 80'000));
        double chiSquare = 0;
        for (const int count : hits) chiSquare += std::pow(count - kDraws / 10.0, 2) / (kDraws / 10.0);
        QVERIFY2(chiSquare < 27.9, qPrintable(QString::number(chiSquare)));   // 9 degrees of freedom, p = 0.001
    }

    void aCropDependsOnSeedTrackAndRepetitionAlone()
    {
        const auto preset = dsp::loadPreset("groover");
        const auto plan = cropPlan(9'600'000, preset);
        const auto start = cropStart(plan, preset, 1, TrackId{5}, 0);
        QCOMPARE(cropStart(plan, preset, 1, TrackId{5}, 0), start);
        const std::set<std::int64_t> others{start, cropStart(plan, preset, 2, TrackId{5}, 0), cropStart(plan, preset, 1, TrackId{6}, 0),
                                            cropStart(plan, preset, 1, TrackId{5}, 1)};
        QCOMPARE(others.size(), std::size_t{4});
    }

    void withoutRandomCropItBeginsAfterTheCut()
    {
        auto preset = dsp::loadPreset("groover");
        preset.randomCrop = false;
        QCOMPARE(cropStart(cropPlan(9'600'000, preset), preset, 1, TrackId{5}, 3), std::int64_t{80'000});
    }

    void zeroHopIsRefused() { QVERIFY_EXCEPTION_THROWN(chunkStarts(10, 5, 0, false), Error); }
};

QTEST_GUILESS_MAIN(tst_chunk_plan)
#include "tst_chunk_plan.moc"
