// What unlabelled sound buys on a toy, seed by seed: a noisy student against the same number of steps on labelled sound alone.
//
//   build/tests/bench_student [ARCHITECTURE=musicnn] [SEEDS=5] [LABELLED=24] [EPOCHS=5] [FIRST=1]
//
// Four tags are four timbres (triangle, pulse, rough, bell) at random pitches in noise, some clips with two of them. A teacher learns from the
// labelled clips. Then three networks of the same seed and as many steps: the student (labelled clips, and 256 unlabelled ones through the
// teacher), "labels" (labelled clips alone) and "labels, noise" (labelled clips, and the same clips changed as the student's, with their labels).
// Best epoch by 64 validation clips, ROC-AUC (macro) on 384 fresh ones. There is no peer program; the controls are the peers.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include <unistd.h>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/random.h"
#include "engine/core/run_control.h"
#include "engine/dsp/melgram.h"
#include "engine/dsp/wave_augment.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/part_metrics.h"

using namespace engine;

namespace {

constexpr std::size_t kTags = 4, kUnlabelled = 256, kValid = 64, kTest = 384, kHalf = 16;
constexpr double kSeconds = 0.5;

struct Clip {
    std::vector<float> samples, labels;
};

double timbre(std::size_t tag, double phase)
{
    const double turn = 2 * std::numbers::pi;
    switch (tag) {
        case 0: return 2 * std::abs(2 * (phase - std::floor(phase + 0.5))) - 1;                                             // triangle
        case 1: return phase - std::floor(phase) < 0.2 ? 1 : -0.25;                                                         // pulse
        case 2: return std::sin(turn * phase) * (1 + std::sin(turn * phase * 0.0731)) * std::sin(turn * phase * 1.493);     // rough
        default: return (std::sin(turn * phase) + std::sin(turn * phase * 2.76) + std::sin(turn * phase * 5.4)) / 3;        // bell
    }
}

Clip clipOf(SplitMix& random, int rate)
{
    Clip clip{std::vector<float>(static_cast<std::size_t>(kSeconds * rate)), std::vector<float>(kTags, 0)};
    const std::size_t voices = 1 + random.below(2);
    for (std::size_t voice = 0; voice < voices; ++voice) {
        const auto tag = random.below(kTags);
        clip.labels[tag] = 1;
        const double hz = 110 * std::pow(2, 3 * random.uniform()), level = 0.05 + 0.2 * random.uniform(), start = random.uniform();
        for (std::size_t i = 0; i < clip.samples.size(); ++i)
            clip.samples[i] += static_cast<float>(level * timbre(tag, start + hz * static_cast<double>(i) / rate));
    }
    dsp::addNoise(clip.samples, 0.02 + 0.13 * random.uniform(), random);
    return clip;
}

std::vector<Clip> clips(std::size_t count, std::uint64_t seed, int rate)
{
    SplitMix random{seed};
    std::vector<Clip> made;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back(clipOf(random, rate));
    return made;
}

enum class Second { None, ChangedLabelled, Unlabelled };   // the other half of a batch

class Source final : public neural::BatchSource {
public:
    Source(const dsp::Preset& preset, const std::vector<Clip>& labelled, const std::vector<Clip>& unlabelled, Second second, std::size_t batches, std::uint64_t seed)
        : m_extractor(preset), m_labelled(labelled), m_unlabelled(unlabelled), m_second(second), m_batches(batches), m_seed(seed),
          m_frames(m_extractor(labelled.front().samples).frames)
    {
    }
    std::size_t mels() const override { return static_cast<std::size_t>(m_extractor.preset().mels); }
    std::size_t frames() const override { return m_frames; }
    std::size_t batchCount(int) const override { return m_batches; }
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override
    {
        out = {};
        SplitMix random{m_seed, static_cast<std::uint64_t>(epoch), batch};
        for (std::size_t row = 0; row < kHalf; ++row)
            add(m_labelled[fixed() ? (batch * kHalf + row) % m_labelled.size() : random.below(m_labelled.size())], out, true);
        for (std::size_t row = 0; row < kHalf && m_second != Second::None; ++row) {
            const bool known = m_second == Second::ChangedLabelled;
            auto clip = known ? m_labelled[random.below(m_labelled.size())] : m_unlabelled[random.below(m_unlabelled.size())];
            if (!known) append(clip.samples, out.clean);
            dsp::augmentWave(clip.samples, m_extractor.preset().sampleRateHz, dsp::studentNoise(), random);
            add(clip, out, known);
        }
    }

private:
    bool fixed() const { return m_seed == 0; }   // validation and test
    void append(const std::vector<float>& samples, std::vector<float>& values)
    {
        const auto melgram = m_extractor(samples);
        values.insert(values.end(), melgram.values.begin(), melgram.values.end());
    }
    void add(const Clip& clip, neural::HostBatch& out, bool withLabels)
    {
        append(clip.samples, out.input);
        if (withLabels) out.target.insert(out.target.end(), clip.labels.begin(), clip.labels.end());
        ++out.rows;
    }

    dsp::MelExtractor m_extractor;
    const std::vector<Clip>& m_labelled;
    const std::vector<Clip>& m_unlabelled;
    Second m_second;
    std::size_t m_batches;
    std::uint64_t m_seed;
    std::size_t m_frames;
};

class Score final : public neural::EpochSink {
public:
    double epochDone(const neural::EpochReport& report) override { return tasks::partMetrics(report.valid.probabilities, report.valid.targets, kTags).rocAuc; }
    void checkpointWritten(int, bool) override {}
};

struct Toy {
    neural::NeuralEngine& engine;
    dsp::Preset preset;
    std::string arch;
    int epochs;
    std::vector<Clip> valid, test;
};

std::vector<checkpoint::TensorBytes> learned(const Toy& toy, Source& source, std::uint64_t seed, std::optional<neural::Teacher> teacher = {})
{
    const auto folder = std::filesystem::temp_directory_path() / ("bench_student-" + std::to_string(::getpid()));
    neural::TrainConfig config;
    config.arch = toy.arch;
    config.tagCount = kTags;
    config.epochs = toy.epochs;
    config.learningRate = 3e-3;
    config.weightDecay = 0;
    config.seed = seed;
    config.checkpointFolder = folder;
    config.teacher = std::move(teacher);
    Source valid(toy.preset, toy.valid, toy.valid, Second::None, kValid / kHalf, 0);
    Score score;
    RunControl control;
    const auto outcome = toy.engine.train(config, source, &valid, score, control);
    auto tensors = checkpoint::readSafetensors(outcome.best).tensors;
    std::filesystem::remove_all(folder);
    return tensors;
}

double testAuc(const Toy& toy, const std::vector<checkpoint::TensorBytes>& weights)
{
    const auto model = toy.engine.makeModel(toy.arch, kTags, 0);
    model->load(weights);
    Source source(toy.preset, toy.test, toy.test, Second::None, kTest / kHalf, 0);
    std::vector<float> scores, labels;
    neural::HostBatch batch;
    for (std::size_t index = 0; index < source.batchCount(1); ++index) {
        source.fill(1, index, batch);
        const auto logits = model->forward({batch.input, batch.rows, source.mels(), source.frames()}).logits;
        scores.insert(scores.end(), logits.begin(), logits.end());
        labels.insert(labels.end(), batch.target.begin(), batch.target.end());
    }
    return tasks::partMetrics(scores, labels, kTags).rocAuc;
}

void printLine(const char* name, const std::vector<double>& values)
{
    double mean = 0, squares = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    std::printf("%-26s mean %+.4f, deviation %.4f, higher in %zu of %zu\n", name, mean, values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0,
                static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [](double value) { return value > 0; })), values.size());
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string arch = argc > 1 ? argv[1] : "musicnn";
    const int seeds = argc > 2 ? std::atoi(argv[2]) : 5;
    const auto labelledCount = static_cast<std::size_t>(argc > 3 ? std::atoi(argv[3]) : 24);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(1);
    Toy toy{*engine, dsp::loadPreset(neural::loadModelCard(arch).preset), arch, argc > 4 ? std::atoi(argv[4]) : 5, {}, {}};
    const int rate = toy.preset.sampleRateHz;
    toy.valid = clips(kValid, 1001, rate);
    toy.test = clips(kTest, 1002, rate);
    const auto batches = kUnlabelled / kHalf;
    std::printf("%s, %zu labelled and %zu unlabelled clips, %d epochs of %zu steps\nseed  teacher  student  labels  labels, noise\n", arch.c_str(), labelledCount, kUnlabelled, toy.epochs, batches);
    std::map<std::string, std::vector<double>> differences;
    const int first = argc > 5 ? std::atoi(argv[5]) : 1;
    for (int seed = first; seed < first + seeds; ++seed) {
        const auto s = static_cast<std::uint64_t>(seed);
        const auto labelled = clips(labelledCount, 10 * s, rate), unlabelled = clips(kUnlabelled, 10 * s + 1, rate);
        const auto run = [&](Second second, std::uint64_t start, std::optional<neural::Teacher> teacher = {}) {
            Source source(toy.preset, labelled, unlabelled, second, batches, start);
            return learned(toy, source, start, std::move(teacher));
        };
        const auto teacher = run(Second::None, 100 + s);
        const double taught = testAuc(toy, teacher), student = testAuc(toy, run(Second::Unlabelled, 200 + s, neural::Teacher{arch, teacher, 0})),
                     labels = testAuc(toy, run(Second::None, 200 + s)), noise = testAuc(toy, run(Second::ChangedLabelled, 200 + s));
        std::printf("%4d  %.4f   %.4f   %.4f  %.4f\n", seed, taught, student, labels, noise);
        std::fflush(stdout);
        differences["student - teacher"].push_back(student - taught);
        differences["student - labels"].push_back(student - labels);
        differences["student - labels, noise"].push_back(student - noise);
    }
    for (const auto& [name, values] : differences)
        printLine(name.c_str(), values);
    return 0;
}
