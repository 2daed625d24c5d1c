#include <QtTest>

#include <QProcess>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <set>

#include "engine/audio/audio_file.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/neural/attention_rollout.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/faithfulness.h"
#include "engine/tasks/track_melgram.h"

using namespace engine;

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

/// The last layer of a transformer written once more, its attention replaced by a matrix that is 1 at one step and 0 elsewhere, for every head
/// and every query; what comes before is handed in: for the music tagging transformer the front end's steps, for the self-attention tagger
/// what its first layer gives.
const char* const kContribution = R"(
import json, struct, sys, numpy, torch, torch.nn.functional as F
raw = open(sys.argv[1], "rb").read(); n = struct.unpack("<Q", raw[:8])[0]; head = json.loads(raw[8:8 + n])
kinds = {"F32": numpy.float32, "I64": numpy.int64}
w = {k: torch.from_numpy(numpy.frombuffer(raw[8 + n:][slice(*e["data_offsets"])], kinds[e["dtype"]]).reshape(e["shape"]).copy())
     for k, e in head.items() if k != "__metadata__"}
x = torch.from_numpy(numpy.load(sys.argv[2]))[None]
lin = lambda x, k: F.linear(x, w[k + ".weight"], w.get(k + ".bias"))
norm = lambda x, k, eps: F.layer_norm(x, x.shape[-1:], w[k + ".weight"], w[k + ".bias"], eps)
def mixed(v, q, k, step, heads=8):
    split = lambda x: x.reshape(1, x.shape[1], heads, -1).transpose(1, 2)
    a = torch.softmax(split(q) @ split(k).transpose(2, 3) / (q.shape[-1] // heads) ** 0.5, -1)
    if step is not None:
        a = torch.zeros_like(a); a[..., step] = 1
    return (a @ split(v)).transpose(1, 2).flatten(2)
def cnssa(x, i, step):
    p = f"transformer.layers.{i}."
    q, k, v = lin(norm(x, p + "0.fn.norm", 1e-5), p + "0.fn.fn.to_qkv").chunk(3, -1)
    x = x + lin(mixed(v, q, k, step), p + "0.fn.fn.to_out.0")
    return x + lin(F.gelu(lin(norm(x, p + "1.fn.norm", 1e-5), p + "1.fn.fn.net.0")), p + "1.fn.fn.net.3")
def bert(x, step):
    p = "encoder.layer.1."; s = p + "attention.self."
    y = norm(lin(mixed(lin(x, s + "value"), lin(x, s + "query"), lin(x, s + "key"), step), p + "attention.output.dense") + x, p + "attention.output.LayerNorm", 1e-12)
    return norm(lin(F.gelu(lin(y, p + "intermediate.dense")), p + "output.dense") + y, p + "output.LayerNorm", 1e-12)
if sys.argv[3] == "attention":
    tags = lambda step: lin(torch.tanh(lin(bert(x, step)[:, 0], "pooler.dense")), "dense")
else:
    x = torch.cat([w["cls_token"][None, None], x], 1); x = x + w["pos_embedding"][:, :x.shape[1]]
    for i in range(3): x = cnssa(x, i, None)
    tags = lambda step: lin(norm(cnssa(x, 3, step)[:, 0], "mlp_head.0", 1e-5), "mlp_head.1")
wanted = torch.stack([torch.sigmoid(tags(t))[0] for t in range(1, x.shape[1])], 1).numpy()
mine = numpy.load(sys.argv[4])
print(abs(wanted - mine).max(), numpy.ptp(wanted, axis=1).max(), *mine.shape)
)";

/// How alike two lists order their places; equal values share their rank.
double rankCorrelation(const std::vector<float>& a, const std::vector<float>& b)
{
    const auto ranks = [](const std::vector<float>& values) {
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](auto x, auto y) { return values[x] < values[y]; });
        std::vector<double> found(values.size());
        for (std::size_t i = 0; i < order.size();) {
            auto end = i;
            while (end < order.size() && values[order[end]] == values[order[i]])
                ++end;
            for (auto k = i; k < end; ++k)
                found[order[k]] = static_cast<double>(i + end - 1) / 2;
            i = end;
        }
        return found;
    };
    const auto x = ranks(a), y = ranks(b);
    const double middle = static_cast<double>(a.size() - 1) / 2;
    double both = 0, ofX = 0, ofY = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        both += (x[i] - middle) * (y[i] - middle);
        ofX += (x[i] - middle) * (x[i] - middle);
        ofY += (y[i] - middle) * (y[i] - middle);
    }
    return ofX > 0 && ofY > 0 ? both / std::sqrt(ofX * ofY) : 0;
}

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

/// Gives a fresh network the statistics of two windows, and hands out the first.
std::vector<float> settled(neural::Model& model, std::size_t bands, std::size_t frames)
{
    auto windows = music(2 * bands * frames, bands == 1);
    model.settleStatistics({windows, 2, bands, frames});
    windows.resize(bands * frames);
    return windows;
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
        const auto seen = model->attribute({input, 1, 96, 1813}, {"grad-cam", 7});
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

    void everyWayHasACardAndIsDone()
    {
        std::set<std::string> done;
        for (const auto& arch : m_engine->architectures())
            for (const auto& id : m_engine->makeModel(arch, 2, 1)->attributionMethods())
                done.insert(id);
        for (const auto& card : neural::attributionCards()) {
            QVERIFY2(done.erase(std::string(card.id)) == 1, card.id.data());
            QVERIFY(!card.name.empty() && !card.hint.empty() && !card.reading.empty());
        }
        QVERIFY(done.empty());
    }

    void everyArchitectureSaysWhereItLooked_data()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& arch : m_engine->architectures())
            QTest::newRow(arch.c_str()) << QString::fromStdString(arch);
    }
    void partsMakeUpTheWhole_data() { everyArchitectureSaysWhereItLooked_data(); }
    /// The sum over the map is logit(music) - logit(silence) within 1 %, of every architecture (of an ensemble's half minute a few seconds).
    void partsMakeUpTheWhole()
    {
        QFETCH(QString, arch);
        const QStringList quick{"choi_crnn_attention"};
        if (!quick.contains(arch) && !qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS")) QSKIP("all architectures take minutes; set TAGBENCH_LONG_TESTS=1");
        const auto card = neural::loadModelCard(arch.toStdString());
        const auto frames = std::min(card.frames, std::max<std::size_t>(card.minFrames, card.mels == 1 ? 59049 : 40));
        auto model = m_engine->makeModel(card.id, 12, 1);
        const auto input = settled(*model, card.mels, frames);
        const std::vector<float> silence(card.mels, card.mels == 1 ? 0.0f : -100.0f);
        std::vector<float> quiet(input.size());
        for (std::size_t i = 0; i < quiet.size(); ++i)
            quiet[i] = silence[i / frames];
        const auto loud = model->forward({input, 1, card.mels, frames}).logits, still = model->forward({quiet, 1, card.mels, frames}).logits;
        std::size_t tag = 0;   // the one that changes most: fresh networks say much the same of silence and noise
        for (std::size_t i = 0; i < loud.size(); ++i)
            if (std::abs(loud[i] - still[i]) > std::abs(loud[tag] - still[tag])) tag = i;
        double share = 0;
        const auto seen = model->attribute({input, 1, card.mels, frames}, {"integrated-gradients", tag, silence, [&](double done) {
                                               QVERIFY(done >= share);
                                               share = done;
                                           }});
        QCOMPARE(share, 1.0);
        QVERIFY(seen.passes >= 33);
        const double difference = static_cast<double>(loud[tag]) - static_cast<double>(still[tag]);
        QVERIFY(std::abs(seen.baseline.at(0) - still[tag]) < 1e-3F);
        const double sum = std::accumulate(seen.values.begin(), seen.values.end(), 0.0);
        qInfo("%d passes: logits differ by %.5f, sum %.5f", seen.passes, difference, sum);
        // below a tenth of a logit a hundredth of it is seen in no probability of three digits
        QVERIFY2(std::abs(sum - difference) < 0.01 * std::max(0.1, std::abs(difference)), qPrintable(QString::number(sum / difference)));
    }

    void coveringIsWhatTheNetworkSays_data()
    {
        QTest::addColumn<QString>("arch");
        std::vector<const char*> archs{"choi_crnn_attention"};
        if (qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS")) archs.insert(archs.end(), {"musicnn", "mtt_student", "spectnt_token", "sample", "clmr_samplecnn"});
        for (const auto* arch : archs)
            QTest::newRow(arch) << QString(arch);
    }
    /// Everything covered is the baseline, and each block's value what the tag's logit loses without it.
    void coveringIsWhatTheNetworkSays()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        const bool isWave = card.mels == 1;
        const auto frames = isWave ? card.frames : std::min(card.frames, std::max<std::size_t>(card.minFrames, 40));
        auto model = m_engine->makeModel(card.id, 4, 1);
        const auto input = settled(*model, card.mels, frames);
        const auto seen = model->attribute({input, 1, card.mels, frames}, {"occlusion", 2});
        QCOMPARE(seen.rows, std::size_t(isWave ? 1 : 8));
        auto sorted = input;
        std::sort(sorted.begin(), sorted.end());
        const float cover = isWave ? 0 : sorted[(sorted.size() - 1) / 2];   // the lower one of two middles, as torch.median
        const auto logit = [&](const std::vector<float>& x) { return model->forward({x, 1, card.mels, frames}).logits[2]; };
        // batches of other sizes add up in another order
        QVERIFY(std::abs(seen.baseline.at(0) - logit(std::vector<float>(input.size(), cover))) < 2e-4F);
        const auto bands = card.mels / seen.rows, step = static_cast<std::size_t>(seen.framesPerColumn);
        for (const auto cell : {std::size_t{0}, seen.values.size() / 2, seen.values.size() - 1}) {
            const auto row = cell / seen.columns, column = cell % seen.columns;
            auto covered = input;
            for (std::size_t band = row * bands; band < (row + 1) * bands; ++band)
                for (std::size_t frame = column * step; frame < std::min(frames, (column + 1) * step); ++frame)
                    covered[band * frames + frame] = cover;
            QVERIFY(std::abs(seen.values[cell] - (logit(input) - logit(covered))) < 2e-4F);
        }
    }

    void contributionIsThatOfAMatrixOfOnes_data()
    {
        QTest::addColumn<QString>("arch");
        QTest::addColumn<QString>("before");
        QTest::newRow("music tagging transformer") << "mtt_student" << "frontend.fc";
        if (qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS")) QTest::newRow("its teacher") << "mtt_teacher" << "frontend.fc";
        QTest::newRow("self-attention tagger") << "attention" << "encoder.layer.0";
    }
    void contributionIsThatOfAMatrixOfOnes()
    {
        QFETCH(QString, arch);
        QFETCH(QString, before);
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import torch"});
        python.waitForFinished(60000);
        if (python.exitCode() != 0) QSKIP("python3-torch is absent");
        QTemporaryDir folder;
        const auto path = [&](const char* name) { return std::filesystem::path(folder.filePath(name).toStdString()); };
        auto model = m_engine->makeModel(arch.toStdString(), 7, 4);
        const auto input = settled(*model, 128, 320);
        const auto seen = model->attribute({input, 1, 128, 320}, {"contribution", 2});
        const std::vector<std::string> layers{before.toStdString()};
        const auto tokens = model->forward({input, 1, 128, 320}, layers).activations.front();
        checkpoint::writeSafetensors(path("state.safetensors"), model->state(), {});
        writeNpy(path("tokens.npy"), std::vector<std::size_t>{static_cast<std::size_t>(tokens.shape[1]), static_cast<std::size_t>(tokens.shape[2])}, tokens.values);
        writeNpy(path("mine.npy"), std::vector<std::size_t>{7, seen.columns}, seen.tagColumns);
        python.start("/usr/bin/python3", {"-c", kContribution, folder.filePath("state.safetensors"), folder.filePath("tokens.npy"), arch, folder.filePath("mine.npy")});
        python.waitForFinished(60000);
        const auto words = python.readAllStandardOutput().simplified().split(' ');
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        // float32 sums in another order, against a spread of more than a hundredth
        QVERIFY2(words.at(0).toDouble() < 1e-5 && words.at(1).toDouble() > 1e-3, words.join(' ').constData());
        const std::vector<float> ofTag(seen.tagColumns.begin() + static_cast<long>(2 * seen.columns), seen.tagColumns.begin() + static_cast<long>(3 * seen.columns));
        QCOMPARE(seen.values, ofTag);
    }

    /// A map that stays when the classifier forgets what it learned is not about the classifier (Adebayo et al. 2018).
    void aClassifierAtRandomHasAnotherMap_data()
    {
        QTest::addColumn<QString>("method");
        QTest::newRow("Grad-CAM") << "grad-cam";
        if (qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS")) QTest::newRow("integrated gradients") << "integrated-gradients";
    }
    void aClassifierAtRandomHasAnotherMap()
    {
        QFETCH(QString, method);
        const auto file = reference("checkpoints/musicnn_mtat.pth");
        if (!std::filesystem::exists(file)) QSKIP("reference data are absent");
        const auto source = tasks::sourceOfFile(file);
        const auto melgram = tasks::melgramOfFile(reference("clips/clip_b_16k.flac"), source.preset, {});
        const auto silence = tasks::silenceOf(source.preset);
        const auto tags = source.run.tags.size();
        auto model = m_engine->makeModel("musicnn", tags, 0);
        model->load(source.weights);
        tasks::WindowPlan plan{187, {300}};
        const auto input = tasks::TagPredictor::cut(melgram, plan, 0, 1);
        const auto logits = model->forward({input, 1, melgram.mels, 187}).logits;
        const auto tag = static_cast<std::size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
        const neural::AttributionQuestion question{method.toStdString(), tag, silence};
        const auto before = model->attribute({input, 1, melgram.mels, 187}, question).values;
        double mean = 0;
        const int draws = qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS") ? 3 : 1;
        for (int draw = 0; draw < draws; ++draw) {
            auto fresh = m_engine->makeModel("musicnn", tags, static_cast<std::uint64_t>(100 + draw))->state();
            auto state = source.weights;
            for (auto& tensor : state)
                for (const auto& other : fresh)
                    if (other.name == tensor.name && tensor.name.starts_with("dense")) tensor = other;
            model->load(state);
            mean += std::abs(rankCorrelation(before, model->attribute({input, 1, melgram.mels, 187}, question).values)) / draws;
        }
        qInfo("rank correlation with a classifier at random: %.3f (mean of %d)", mean, draws);
        QVERIFY2(mean < 0.5, qPrintable(QString::number(mean)));
    }

    void silenceBeforeTheMusicShiftsTheMap_data()
    {
        QTest::addColumn<QString>("method");
        for (const auto& id : m_engine->makeModel("musicnn", 2, 1)->attributionMethods())
            QTest::newRow(id.c_str()) << QString::fromStdString(id);
    }
    /// By whole steps from window to window and from column to column, so that the windows hear the same.
    void silenceBeforeTheMusicShiftsTheMap()
    {
        QFETCH(QString, method);
        if (method != "grad-cam" && !qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS")) QSKIP("takes minutes; set TAGBENCH_LONG_TESTS=1");
        const auto file = reference("checkpoints/musicnn_mtat.pth");
        if (!std::filesystem::exists(file)) QSKIP("reference data are absent");
        tasks::TagPredictor predictor(tasks::sourceOfFile(file), "cpu", 1);
        const auto& preset = predictor.preset();
        auto samples = audio::decodeMono(reference("clips/clip_b_16k.flac"), preset.sampleRateHz, preset.resampler, {}, {}).samples;
        samples.resize(static_cast<std::size_t>(6 * preset.sampleRateHz));
        const auto starts = predictor.windowsOf(1000, "test").startFrames;
        constexpr std::size_t kFramesOfColumn = 12;   // of occlusion; the others have one
        const auto frames = std::lcm(starts[1], kFramesOfColumn);
        std::vector<float> later(frames * static_cast<std::size_t>(preset.hopSamples), 0.0F);
        later.insert(later.end(), samples.begin(), samples.end());
        auto control = RunControl::silent();
        const auto explained = [&](const std::vector<float>& heard) {
            return tasks::explainTrack(predictor, dsp::MelExtractor(preset)(heard), 3, method.toStdString(), "test", control);
        };
        const auto before = explained(samples), after = explained(later);
        const double secondsPerFrame = static_cast<double>(preset.hopSamples) / preset.sampleRateHz;
        const auto shift = static_cast<std::size_t>(std::llround(static_cast<double>(frames) * secondsPerFrame / before.secondsPerColumn));
        QCOMPARE(before.secondsPerColumn, after.secondsPerColumn);
        // The first window's length hears silence, too, when there is some; the last windows begin where the track allows.
        const auto first = static_cast<std::size_t>(std::ceil(188 * secondsPerFrame / before.secondsPerColumn));
        const auto end = static_cast<std::size_t>(before.windows.back().endSeconds / before.secondsPerColumn) - 1;
        QVERIFY(end > first + 5);
        double farthest = 0, most = 0;
        for (std::size_t row = 0; row < before.rows; ++row)
            for (std::size_t column = first; column < end; ++column) {
                const double here = static_cast<double>(before.values[row * before.columns + column]) * before.peak;
                const double there = static_cast<double>(after.values[row * after.columns + column + shift]) * after.peak;
                farthest = std::max(farthest, std::abs(here - there));
                most = std::max(most, std::abs(here));
            }
        // sums in another order, and the grid's columns begin at rounded seconds
        QVERIFY2(most > 0 && farthest < 2e-3 * most, qPrintable(QString("%1 of %2").arg(farthest).arg(most)));
    }

    void stopsWhenToldTo()
    {
        auto model = m_engine->makeModel("musicnn", 5, 1);
        const auto input = music(96 * 187, false);
        for (const auto* method : {"integrated-gradients", "occlusion"})
            QVERIFY_EXCEPTION_THROWN(model->attribute({input, 1, 96, 187}, {method, 0, {}, [](double) { throw Cancelled(); }}), Cancelled);
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
        const std::vector<float> silence(card.mels, card.mels == 1 ? 0.0f : -100.0f);
        for (const auto& method : methods) {
            if (neural::attributionCard(method).unit == neural::AttributionUnit::Logit) continue;   // many passes: they have tests of their own
            // With weights at random it may be that nothing speaks for a tag.
            neural::Attribution seen;
            for (std::size_t tag = 0; tag < 12; ++tag) {
                seen = model->attribute({input, 2, card.mels, frames}, {method, tag, silence});
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
            if (method == "attention") {
                const double sum = std::accumulate(seen.values.begin(), middle, 0.0);
                QVERIFY(sum > 0 && sum < 1 + 1e-5);
            }
        }
        QVERIFY_EXCEPTION_THROWN(model->attribute({input, 2, card.mels, frames}, {"grad-cam", 12}), Error);
        if (std::find(methods.begin(), methods.end(), "attention") == methods.end())
            QVERIFY_EXCEPTION_THROWN(model->attribute({input, 2, card.mels, frames}, {"attention", 0}), Error);
        QVERIFY_EXCEPTION_THROWN(model->attribute({input, 2, card.mels, frames}, {"tea-leaves", 0}), Error);
    }
};

QTEST_GUILESS_MAIN(tst_attribution)
#include "tst_attribution.moc"
