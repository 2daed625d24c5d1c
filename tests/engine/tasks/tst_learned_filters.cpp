#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/store/workspace.h"
#include "engine/tasks/filter_chart.h"

using namespace engine;
using namespace engine::tasks;
using neural::FilterKind;

namespace {

constexpr double kPi = std::numbers::pi;

/// Cosines of these rates (in cycles a column), strength falling by filter.
checkpoint::TensorBytes cosines(const std::string& name, const std::vector<double>& cyclesPerTap, std::size_t taps)
{
    std::vector<float> values;
    for (std::size_t filter = 0; filter < cyclesPerTap.size(); ++filter)
        for (std::size_t n = 0; n < taps; ++n)
            values.push_back(static_cast<float>(std::cos(2 * kPi * cyclesPerTap[filter] * static_cast<double>(n)) / static_cast<double>(1 + filter)));
    return checkpoint::floatTensor(name, {static_cast<std::int64_t>(cyclesPerTap.size()), 1, static_cast<std::int64_t>(taps)}, values);
}

checkpoint::TensorBytes noise(const std::string& name, std::vector<std::int64_t> shape)
{
    SplitMix random(5);
    std::vector<float> values(checkpoint::elementCount(shape));
    for (auto& value : values)
        value = static_cast<float>(random.uniform() - 0.5);
    return checkpoint::floatTensor(name, std::move(shape), values);
}

std::vector<checkpoint::TensorBytes> musicnnFrontEnd()
{
    return {noise("layers.0.conv.weight", {4, 1, 67, 7}), noise("layers.1.conv.weight", {4, 1, 38, 7}), cosines("layers.2.conv.weight", {0.25, 0.03125, 0.125}, 129),
            noise("layers.3.conv.weight", {3, 1, 65}), noise("layers.4.conv.weight", {3, 1, 33})};
}

std::shared_ptr<const LearnedFilters> learnedOf(const char* architecture, const std::vector<checkpoint::TensorBytes>& tensors)
{
    const auto card = neural::loadModelCard(architecture);
    return std::make_shared<const LearnedFilters>(LearnedFilters{"ours", card.id, dsp::loadPreset(card.preset), false, banksOf(card, tensors, "weights")});
}

std::vector<std::size_t> numbersOf(const FilterAnalysis& analysis)
{
    std::vector<std::size_t> numbers;
    for (const auto& fact : analysis.facts)
        numbers.push_back(fact.number);
    return numbers;
}

bool isInside(const report::Drawing& drawing)
{
    return std::ranges::all_of(drawing.shapes(), [&](const report::Shape& shape) {
        const bool finite = std::isfinite(shape.x) && std::isfinite(shape.y) && std::isfinite(shape.width) && std::isfinite(shape.height);
        return finite && shape.x >= -1 && shape.y >= -1 && shape.x + std::max(0.0, shape.width) <= drawing.width() + 1 && shape.y + std::max(0.0, shape.height) <= drawing.height() + 1;
    });
}

}  // namespace

class tst_learned_filters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCardHasFiltersThatCanBeDrawn_data()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& card : neural::modelCards())
            QTest::newRow(card.id.c_str()) << QString::fromStdString(card.id);
    }
    void everyCardHasFiltersThatCanBeDrawn()
    {
        QFETCH(QString, arch);
        const auto start = std::make_shared<const LearnedFilters>(filtersOfStart(neural::loadModelCard(arch.toStdString())));
        QVERIFY(start->isUntrained);
        for (std::size_t place = 0; place < start->banks.size(); ++place)
            for (const auto order : {FilterOrder::Peak, FilterOrder::Strength, FilterOrder::Number}) {
                const auto scene = filterScene(start, place, order, true);
                QVERIFY(!scene.twin);   // it is untrained itself
                const auto drawing = filterChart(scene, 760);
                const bool harmonic = scene.bank().layer.kind == FilterKind::Harmonic;
                QCOMPARE(drawing.marks().size(), harmonic ? std::size_t{128} : scene.bank().filters);
                QVERIFY2(isInside(drawing), scene.bank().layer.tensor.c_str());
                for (const auto& mark : drawing.marks())
                    QVERIFY(!filterText(scene, mark.row).empty());
                QVERIFY(filterCsv(scene).size() > 100);
            }
    }

    void peaksAreInHertzOfTheLayersOwnRateAndSortRising()
    {
        const auto sound = learnedOf("sample", {cosines("layer1.conv.weight", {0.5, 0, 0.3}, 3)});
        const auto analysis = analyseFilters(*sound, sound->banks[0], FilterOrder::Peak);
        QCOMPARE(analysis.rateHz, 16000.0);
        QCOMPARE(numbersOf(analysis), (std::vector<std::size_t>{1, 2, 0}));
        QCOMPARE(analysis.facts.front().peak->hz, 0.0);
        QCOMPARE(analysis.facts.back().peak->hz, 8000.0);                     // + - +
        QVERIFY(std::abs(analysis.facts.back().peak->magnitude - 3) < 1e-9);

        const auto music = learnedOf("musicnn", musicnnFrontEnd());
        const auto rhythm = analyseFilters(*music, music->banks[2], FilterOrder::Peak);
        QCOMPARE(rhythm.rateHz, 62.5);                                        // 16 kHz, hop 256
        QCOMPARE(numbersOf(rhythm), (std::vector<std::size_t>{1, 2, 0}));
        QVERIFY(std::abs(rhythm.facts[0].peak->hz - 62.5 / 32) < 62.5 / 129 / 4);   // a quarter of what 129 frames can tell apart
        QCOMPARE(numbersOf(analyseFilters(*music, music->banks[2], FilterOrder::Number)), (std::vector<std::size_t>{0, 1, 2}));
        QCOMPARE(numbersOf(analyseFilters(*music, music->banks[2], FilterOrder::Strength)), (std::vector<std::size_t>{0, 1, 2}));
    }

    void aTimbralKernelPeaksInTheBandItWasPlantedIn()
    {
        std::vector<float> values(2 * 96 * 4, 0.0f);
        values[96 * 4 + 40 * 4 + 1] = -2;   // of filter 1; filter 0 has nothing
        const auto learned = learnedOf("k2c1", {checkpoint::floatTensor("conv1.weight", {2, 1, 96, 4}, values)});
        const auto scene = filterScene(learned, 0, FilterOrder::Peak, false);
        QCOMPARE(scene.analysis.facts.back().number, std::size_t{1});
        QCOMPARE(scene.analysis.facts.back().peakBand, std::size_t{40});
        QVERIFY(QString::fromStdString(filterText(scene, 0)).contains("all weights are 0"));
        QVERIFY(QString::fromStdString(filterText(scene, 1)).contains("band 41 of 96"));
        // The one cell that is not 0 lies so far from the bottom, and is the darkest of the second colour.
        const auto drawing = filterChart(scene);
        std::vector<report::Shape> pictures;
        std::ranges::copy_if(drawing.shapes(), std::back_inserter(pictures), [](const auto& shape) { return shape.kind == report::Shape::Kind::Cells && shape.columns == 4; });
        QCOMPARE(pictures.size(), std::size_t{2});
        QCOMPARE(pictures[1].cells[(95 - 40) * 4 + 1], std::uint8_t{0});
        QCOMPARE(std::ranges::count(pictures[1].cells, 128), 96 * 4 - 1);
        QCOMPARE(std::ranges::count(pictures[0].cells, 128), 96 * 4);
    }

    void theResponsePictureIsBrightestAtEachFiltersPeak()
    {
        const auto learned = learnedOf("sample", {cosines("layer1.conv.weight", {0.5, 0, 0.3}, 3)});
        const auto scene = filterScene(learned, 0, FilterOrder::Peak, true);
        QVERIFY(scene.twin);
        QCOMPARE(scene.twin->filters, std::size_t{3});
        const auto drawing = filterChart(scene);
        const auto picture = std::ranges::find_if(drawing.shapes(), [](const auto& shape) { return shape.kind == report::Shape::Kind::Cells; });
        QCOMPARE(picture->cells.size(), 3 * picture->columns);
        QCOMPARE(picture->cells[0], std::uint8_t{255});                            // lowest first: 0 Hz
        QCOMPARE(picture->cells[3 * picture->columns - 1], std::uint8_t{255});     // last: 8 kHz
        // 1 1 1 at half the rate is 1/3 of its peak: 9.54 dB down of 24
        QVERIFY(std::abs(picture->cells[picture->columns - 1] - 255 * (1 - 9.542 / 24)) < 1);
    }

    void theSharpnessSaysHowManyHarmonicFiltersHearNothing()
    {
        const auto learned = learnedOf("hcnn", {checkpoint::floatTensor("hstft.bw_Q", {1}, {2.5f})});
        const auto shape = harmonicBankOf(learned->banks[0].layer, learned->preset);
        QCOMPARE(shape.binHz(), 31.25);
        const auto facts = harmonicFacts(shape, 2.5);
        QCOMPARE(facts.bands, std::size_t{768});
        // By hand: a filter hears nothing where the next bin is further away than half its width.
        std::size_t silent = 0;
        for (int harmonic = 1; harmonic <= 6; ++harmonic)
            for (int note = 0; note < 128; ++note) {
                const double centre = harmonic * 440 * std::pow(2, (24 + note / 2.0 - 69) / 12);
                silent += std::abs(centre - 31.25 * std::round(centre / 31.25)) >= (0.1079 * centre + 24.7) / 5;
            }
        QVERIFY(silent > 0);
        QCOMPARE(facts.silent, silent);
        const auto json = toJson(*learned, learned->banks[0], FilterOrder::Peak);
        QCOMPARE(json.at("harmonic").at("q").get<double>(), 2.5);
    }

    void anUntrainedTwinIsUniformWithinItsBound()
    {
        const auto learned = learnedOf("musicnn", musicnnFrontEnd());
        auto bank = learned->banks[0];
        bank.filters = 204;
        const auto twin = untrainedTwin(bank);
        QCOMPARE(twin.values.size(), std::size_t{204} * 67 * 7);
        const double bound = 1 / std::sqrt(67.0 * 7);
        double squares = 0;
        for (const float value : twin.values) {
            QVERIFY(std::abs(static_cast<double>(value)) <= bound);
            squares += static_cast<double>(value) * value;
        }
        QVERIFY(std::abs(std::sqrt(squares / static_cast<double>(twin.values.size())) / (bound / std::sqrt(3.0)) - 1) < 0.01);   // of 95,676 numbers
        QVERIFY(untrainedTwin(bank).values == twin.values);
    }

    void weightsThatDoNotFitAreRefusedByName_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        QTest::addColumn<float>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << 2 << std::vector<std::int64_t>{} << 0.0f << "layers.2.conv.weight of MusiCNN is missing";
        QTest::newRow("misshapen") << 1 << std::vector<std::int64_t>{4, 1, 67, 3} << 0.5f << "layers.1.conv.weight has the shape [4, 1, 67, 3], wanted are kernels of [38, 7]";
        QTest::newRow("no filter") << 0 << std::vector<std::int64_t>{0, 1, 67, 7} << 0.5f << "[0, 1, 67, 7]";
        QTest::newRow("flat") << 0 << std::vector<std::int64_t>{4} << 0.5f << "wanted are kernels";
        QTest::newRow("not a number") << 3 << std::vector<std::int64_t>{3, 1, 65} << std::numeric_limits<float>::quiet_NaN() << "layers.3.conv.weight holds NaN or infinity";
        QTest::newRow("infinite") << 4 << std::vector<std::int64_t>{3, 1, 33} << std::numeric_limits<float>::infinity() << "layers.4.conv.weight holds NaN or infinity";
    }
    void weightsThatDoNotFitAreRefusedByName()
    {
        QFETCH(int, place);
        QFETCH(std::vector<std::int64_t>, shape);
        QFETCH(float, value);
        QFETCH(QString, says);
        auto tensors = musicnnFrontEnd();
        const auto at = tensors.begin() + place;
        if (shape.empty()) tensors.erase(at);
        else *at = checkpoint::floatTensor(at->name, shape, std::vector<float>(checkpoint::elementCount(shape), value));
        try {
            banksOf(neural::loadModelCard("musicnn"), tensors, "weights.pth");
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
            QCOMPARE(error.subject(), std::string("weights.pth"));
        }
    }

    void aSharpnessOfZeroOrBelowIsNoFilter()
    {
        for (const float q : {0.0f, -1.0f})
            QVERIFY_EXCEPTION_THROWN(learnedOf("hcnn", {checkpoint::floatTensor("hstft.bw_Q", {1}, {q})}), Error);
        QVERIFY_EXCEPTION_THROWN(learnedOf("hcnn", {checkpoint::floatTensor("hstft.bw_Q", {2}, {1.0f, 1.0f})}), Error);
    }

    void aRunGoesBeforeAFileAndAFileBeforeAnArchitecture()
    {
        QTemporaryDir folder;
        auto workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
        QVERIFY(learnedFilters(workspace, "sample").isUntrained);
        QVERIFY_EXCEPTION_THROWN(learnedFilters(workspace, "clmr_samplecnn:small"), Error);
        QVERIFY_EXCEPTION_THROWN(learnedFilters(workspace, "nothing"), Error);

        const auto file = folder.filePath("weights.safetensors").toStdString();
        checkpoint::writeSafetensors(file, std::vector{cosines("module.layer1.conv.weight", {0.5, 0}, 3), noise("module.dense.weight", {2, 2})});
        QVERIFY_EXCEPTION_THROWN(learnedFilters(workspace, file), Error);      // it does not say what it is
        const auto ofFile = learnedFilters(workspace, file, "sample");
        QCOMPARE(ofFile.banks.at(0).filters, std::size_t{2});
        QCOMPARE(ofFile.name, std::string("weights.safetensors"));

        store::Run run;
        run.name = "sample";
        run.architecture = "sample";
        const auto preset = dsp::loadPreset("waveform-16k");
        workspace.melgrams().putPreset(preset.hash(), preset.name, toJson(preset).dump());
        run.presetHash = preset.hash();
        run.folder = "run-1";
        run.id = workspace.runs().create(run);
        QVERIFY_EXCEPTION_THROWN(learnedFilters(workspace, "sample"), Error);  // no weights yet
        std::filesystem::create_directories(workspace.checkpointFolder() / run.folder);
        checkpoint::writeSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors", std::vector{cosines("layer1.conv.weight", {0.5, 0, 0.25}, 3)});
        run.bestEpoch = 1;
        workspace.runs().update(run);
        for (const auto* wanted : {"sample", "1", "latest"})
            QCOMPARE(learnedFilters(workspace, wanted).banks.at(0).filters, std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(tst_learned_filters)
#include "tst_learned_filters.moc"
