// The way from a file to its log-mel spectrogram, in CPU milliseconds per second of audio, one thread.
//   TAGBENCH_BENCH_CORPUS=CORPUS build/tests/bench_melgram     CORPUS holds mp3/, flac/, wav/ of 44.1 kHz stereo files
// Peer on the same files: torchaudio's Resample, MelSpectrogram and AmplitudeToDB after soundfile's decode, one thread. Goals, as
// ratios to it: mel stage 5, wav to log-mel 3, mp3 to log-mel 2; resampling 10 against libsamplerate's fastest.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "engine/audio/audio_file.h"
#include "engine/audio/resampler.h"
#include "engine/dsp/melgram.h"

namespace {

namespace fs = std::filesystem;
using namespace engine;

std::vector<float> noise(std::size_t count)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0f, 0.1f);
    std::vector<float> samples(count);
    for (auto& sample : samples) sample = normal(random);
    return samples;
}

void setPerAudioSecond(benchmark::State& state, double audioSeconds)
{
    state.counters["cpu_ms_per_audio_s"] =
        benchmark::Counter(audioSeconds / 1e3, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void melStage(benchmark::State& state, const char* preset)
{
    constexpr int kSeconds = 120;
    dsp::MelExtractor extractor(dsp::loadPreset(preset));
    const auto samples = noise(static_cast<std::size_t>(extractor.preset().sampleRateHz) * kSeconds);
    double done = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(extractor(samples).values.data());
        done += kSeconds;
    }
    setPerAudioSecond(state, done);
}
BENCHMARK_CAPTURE(melStage, sota128, "sota-128")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(melStage, sota96, "sota-96")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(melStage, retrieval, "retrieval")->Unit(benchmark::kMillisecond);

void resample(benchmark::State& state, const char* name)
{
    constexpr int kSeconds = 20;
    const auto samples = noise(44100 * kSeconds);
    double done = 0;
    std::vector<float> out;
    for (auto _ : state) {
        out.clear();
        audio::makeResampler(name, 44100, 16000)->process(samples, true, out);
        benchmark::DoNotOptimize(out.data());
        done += kSeconds;
    }
    setPerAudioSecond(state, done);
}
BENCHMARK_CAPTURE(resample, polyphase, "polyphase")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(resample, soxr_hq, "soxr-hq")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(resample, samplerate_fast, "samplerate-fast")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(resample, samplerate_best, "samplerate-best")->Unit(benchmark::kMillisecond);

/// Runs `work` on every file of a folder of the corpus; it returns the seconds of audio it has done.
template <typename Work>
void overCorpus(benchmark::State& state, const char* folder, Work work)
{
    const char* corpus = std::getenv("TAGBENCH_BENCH_CORPUS");
    if (corpus == nullptr) {
        state.SkipWithError("set TAGBENCH_BENCH_CORPUS to a folder with mp3/, flac/ and wav/");
        return;
    }
    double done = 0;
    for (auto _ : state)
        for (const auto& entry : fs::directory_iterator(fs::path(corpus) / folder)) done += work(entry.path());
    setPerAudioSecond(state, done);
}

void fileToMelgram(benchmark::State& state, const char* folder)
{
    dsp::MelExtractor extractor(dsp::loadPreset("sota-128"));
    overCorpus(state, folder, [&](const fs::path& path) {
        const auto clip = audio::decodeMono(path, 16000);
        benchmark::DoNotOptimize(extractor(clip.samples).values.data());
        return static_cast<double>(clip.samples.size()) / clip.rateHz;
    });
}
BENCHMARK_CAPTURE(fileToMelgram, mp3, "mp3")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(fileToMelgram, flac, "flac")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(fileToMelgram, wav, "wav")->Unit(benchmark::kMillisecond);

/// Everything the scan of a library wants of a file, in one decode.
void onePass(benchmark::State& state, const char* folder)
{
    overCorpus(state, folder, [&](const fs::path& path) { return audio::decodeAll(path, 16000).info.durationSeconds; });
}
BENCHMARK_CAPTURE(onePass, mp3, "mp3")->Unit(benchmark::kMillisecond);

void peaks(benchmark::State& state, const char* folder)
{
    overCorpus(state, folder, [&](const fs::path& path) {
        const auto pyramid = audio::readPeaks(path);
        return static_cast<double>(pyramid.frames) / pyramid.rateHz;
    });
}
BENCHMARK_CAPTURE(peaks, mp3, "mp3")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(peaks, wav, "wav")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
