#include <QtTest>

#include <QProcess>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/neural/attention_rollout.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/faithfulness.h"

using namespace engine;
using neural::AttributionMethod;

namespace
{

/// The FCN written once more in the framework it comes from; Grad-CAM of its third block by that framework's hooks.
const char* const kGradCam = R"(
import json, struct, sys, numpy, torch, torch.nn.functional as F
raw = open(sys.argv[1], "rb").read(); n = struct.unpack("<Q", raw[:8])[0]; head = json.loads(raw[8:8 + n])
kinds = {"F32": numpy.float32, "I64": numpy.int64}
w = {k: torch.from_numpy(numpy.frombuffer(raw[8 + n:][slice(*e["data_offsets"])], kinds[e["dtype"]]).reshape(e["shape"]).copy())
     for k, e in head.items() if k != "__metadata__"}
bn = lambda x, k: F.batch_norm(x, w[k + ".running_mean"], w[k + ".running_var"], w[k + ".weight"], w[k + ".bias"])
x = bn(torch.from_numpy(numpy.load(sys.argv[2]))[None, None], "spec_bn")
for i, pool in enumerate([(2, 4), (2, 4), (2, 4), (3, 5), (4, 4)], 1):
    x = F.max_pool2d(F.relu(bn(F.conv2d(x, w[f"layer{i}.conv.weight"], w[f"layer{i}.conv.bias"], padding=1), f"layer{i}.bn")), pool)
    if i == 3:
        x = x.requires_grad_(True); kept = x; x = x * 1.0
F.linear(x.flatten(1), w["dense.weight"], w["dense.bias"])[0, 7].backward()
cam = F.relu((kept.grad.mean(dim=(2, 3), keepdim=True) * kept).sum(1))[0].detach().numpy()
mine = numpy.load(sys.argv[3])
print(abs(cam - mine).max() / cam.max(), cam.max())
)";

std::filesystem::path reference(const char* relative)
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? std::filesystem::path(set)
                                     : std::filesystem::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference";
    return root / "models" / relative;
}

std::vector<float> music(std::size_t count, bool waveform)
{
    std::mt19937 random(5);
    std::normal_distribution<float> level(waveform ? 0.0f : -20.0f, waveform ? 0.1f : 20.0f);
    std::vector<float> values(count);
    std::generate(values.begin(), values.end(), [&] { return level(random); });
    return values;
}

}  // namespace

class tst_attribution : public QObject
{
    Q_OBJECT

    std::unique_ptr<neural::NeuralEngine> m_engine;

private Q_SLOTS:
    void initTestCase()
    {
        m_engine = neural::openNeuralEngine();
        m_engine->setThreads(1);
    }

    void rollOutIsThatOfTheReference()
    {
        const auto golden = reference("golden/attention_rollout/rollout.safetensors");
        if (!std::filesystem::exists(golden)) QSKIP("reference data are absent");
        const auto file = checkpoint::readSafetensors(golden);
        std::vector<neural::Activation> layers;
        std::vector<float> wanted;
        for (const auto& tensor : file.tensors) {
            const auto values = checkpoint::toFloats(tensor);
            if (tensor.name == "rollout") wanted = values;
            if (tensor.name != "attention") continue;
            for (std::size_t layer = 0; layer < 3; ++layer)
                layers.push_back({"layer", {1, 2, 5, 5}, {values.begin() + static_cast<long>(layer * 50), values.begin() + static_cast<long>(layer * 50 + 50)}});
        }
        QCOMPARE(layers.size(), std::size_t{3});
        const auto rollout = neural::attentionRollout(layers);
        QCOMPARE(rollout.values.size(), wanted.size());
        // both are float32 at the end
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY(std::abs(rollout.values[i] - wanted[i]) < 1e-6f);
        QCOMPARE(neural::stepsOfClassToken(rollout), std::vector<float>(rollout.values.begin() + 1, rollout.values.begin() + 5));
    }

    void layersOfDifferentLengthAreRefused()
    {
        const std::vector<neural::Activation> layers{{"a", {1, 1, 2, 2}, {1, 0, 0, 1}}, {"b", {1, 1, 1, 1}, {1}}};
        QVERIFY_EXCEPTION_THROWN(neural::attentionRollout(layers), Error);
        QVERIFY_EXCEPTION_THROWN(neural::attentionRollout({}), Error);
    }

    void gradCamIsThatOfPyTorch()
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import torch"});
        python.waitForFinished(60000);
        if (python.exitCode() != 0) QSKIP("python3-torch is absent");
        QTemporaryDir folder;
        const auto path = [&](const char* name) { return std::filesystem::path(folder.filePath(name).toStdString()); };
        auto model = m_engine->makeModel("fcn", 50, 0);
        model->fillDeterministic();
        const auto input = music(96 * 1813, false);
        checkpoint::writeSafetensors(path("fcn.safetensors"), model->state(), {});
        writeNpy(path("mel.npy"), std::vector<std::size_t>{96, 1813}, input);
        const auto seen = model->attribute({input, 1, 96, 1813}, 7, AttributionMethod::GradCam);
        QCOMPARE(seen.layer, std::string("layer3"));
        QCOMPARE(seen.values.size(), std::size_t{12 * 28});
        QCOMPARE(seen.framesPerColumn, 64.0);
        writeNpy(path("cam.npy"), std::vector<std::size_t>{seen.rows, seen.columns}, seen.values);
        python.start("/usr/bin/python3", {"-c", kGradCam, folder.filePath("fcn.safetensors"), folder.filePath("mel.npy"), folder.filePath("cam.npy")});
        python.waitForFinished(60000);
        const auto words = python.readAllStandardOutput().simplified().split(' ');
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        // float32 sums in another order
        QVERIFY2(words.at(0).toDouble() < 1e-4 && words.at(1).toDouble() > 0, words.at(0).constData());
    }

    void aTenthOfTheCellsIsTakenAway()
    {
        std::vector<float> values(50);
        std::iota(values.begin(), values.end(), 0.0F);
        std::reverse(values.begin(), values.end());
        const auto hottest = tasks::hottestCells(values, 0.1);
        QCOMPARE(std::accumulate(hottest.begin(), hottest.end(), 0), 5);
        QVERIFY(std::all_of(hottest.begin(), hottest.begin() + 5, [](auto cell) { return cell == 1; }));
        const auto random = tasks::randomCells(50, 0.1, 1);
        QCOMPARE(std::accumulate(random.begin(), random.end(), 0), 5);
        QVERIFY(random == tasks::randomCells(50, 0.1, 1) && random != tasks::randomCells(50, 0.1, 2));
    }

    /// The hottest tenth must cost more than every draw.
    void aMapOfChanceDoesNotExplain()
    {
        tasks::Faithfulness checked;
        checked.whole = 0.9;
        checked.withoutHottest = 0.4;
        checked.withoutRandom = {0.85, 0.8, 0.88};
        QVERIFY(checked.explains());
        checked.withoutHottest = 0.82;   // within what chance does
        QVERIFY(!checked.explains());
        QVERIFY(std::abs(checked.meanRandom() - 0.8433) < 1e-3);
    }

    void everyArchitectureSaysWhereItLooked_data()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& arch : m_engine->architectures())
            QTest::newRow(arch.c_str()) << QString::fromStdString(arch);
    }
    /// The columns cover the window and no more, values are as promised, and two windows are told apart.
    void everyArchitectureSaysWhereItLooked()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        const auto frames = std::min<std::size_t>(card.frames, 2 * 59049);   // of an ensemble's half minute a few seconds will do
        const auto input = music(2 * card.mels * frames, card.mels == 1);
        auto model = m_engine->makeModel(card.id, 12, 1);
        const auto methods = model->attributionMethods();
        QVERIFY(!methods.empty());
        const auto forward = model->forward({input, 2, card.mels, frames});
        for (const auto method : methods) {
            // With weights at random it may be that nothing speaks for a tag.
            neural::Attribution seen;
            for (std::size_t tag = 0; tag < 12; ++tag) {
                seen = model->attribute({input, 2, card.mels, frames}, tag, method);
                if (std::any_of(seen.values.begin(), seen.values.end(), [](float v) { return v > 0; })) break;
            }
            QCOMPARE(seen.values.size(), 2 * seen.rows * seen.columns);
            QVERIFY(seen.columns >= 8);
            QVERIFY(card.mels > 1 || seen.rows == 1);
            const double end = seen.firstFrame + seen.framesPerColumn * static_cast<double>(seen.columns);
            const auto window = static_cast<double>(frames);
            QVERIFY2(end <= window - seen.firstFrame + seen.framesPerColumn && end > 0.9 * window, qPrintable(QString::number(end)));
            QVERIFY(std::all_of(seen.values.begin(), seen.values.end(), [](float v) { return v >= 0 && std::isfinite(v); }));
            const auto middle = seen.values.begin() + static_cast<long>(seen.values.size() / 2);
            QVERIFY(!std::equal(seen.values.begin(), middle, middle));
            // the same pass in another mode: without folding, hence not to the bit
            for (std::size_t i = 0; i < forward.logits.size(); ++i)
                QVERIFY(std::abs(seen.logits[i] - forward.logits[i]) < 1e-3f);
            if (method == AttributionMethod::Attention) {
                const double sum = std::accumulate(seen.values.begin(), middle, 0.0);
                QVERIFY(sum > 0 && sum < 1 + 1e-5);
            }
        }
        QVERIFY_EXCEPTION_THROWN(model->attribute({input, 2, card.mels, frames}, 12, AttributionMethod::GradCam), Error);
        if (methods.size() == 1)
            QVERIFY_EXCEPTION_THROWN(model->attribute({input, 2, card.mels, frames}, 0, AttributionMethod::Attention), Error);
    }
};

QTEST_GUILESS_MAIN(tst_attribution)
#include "tst_attribution.moc"
