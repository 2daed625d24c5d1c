// A whole step of learning against eager PyTorch: same network (the short-chunk CNN), same batch, one thread each, in one run.
//   build/tests/bench_training [ROUNDS=5] [BATCH=8] [float32|bf16]
// Peer: training_peer.py beside this file, run by /usr/bin/python3 with python3-torch, in float32 and as people write it (NCHW), and channels last.
// It is asked for one step at a time, in turns with ours; CPU seconds of each process, medians.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/error.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/learning_pace.h"

using namespace engine;

namespace {

constexpr std::size_t kTags = 50;

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// A process that makes one step for each line it is sent, and answers with its CPU seconds.
class Peer {
public:
    Peer(std::size_t batch, bool channelsLast)
    {
        std::array<int, 2> in{}, out{};
        if (pipe(in.data()) != 0 || pipe(out.data()) != 0) throw Error(ErrorCode::Internal, "pipe", "could not be made");
        m_process = fork();
        if (m_process == 0) {
            dup2(in[0], STDIN_FILENO);
            dup2(out[1], STDOUT_FILENO);
            close(in[1]);   // held open here, it would never see the end
            close(out[0]);
            execl("/usr/bin/python3", "python3", TAGBENCH_BENCHMARKS "/training_peer.py", std::to_string(batch).c_str(), channelsLast ? "channels-last" : "plain", nullptr);
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        m_ask = fdopen(in[1], "w");
        m_answer = fdopen(out[0], "r");
    }
    ~Peer()
    {
        std::fclose(m_ask);
        std::fclose(m_answer);
        waitpid(m_process, nullptr, 0);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    double step()
    {
        std::fputs("step\n", m_ask);
        std::fflush(m_ask);
        double seconds = 0;
        if (std::fscanf(m_answer, "%lf", &seconds) != 1) throw Error(ErrorCode::Missing, "training_peer.py", "did not answer; is python3-torch there?");
        return seconds;
    }

private:
    pid_t m_process = 0;
    std::FILE *m_ask = nullptr, *m_answer = nullptr;
};

/// The same noise in every batch.
class Noise final : public neural::BatchSource {
public:
    Noise(const tasks::NoiseWindows& windows, std::size_t steps) : m_windows(windows), m_steps(steps) {}
    std::size_t mels() const override { return m_windows.mels(); }
    std::size_t frames() const override { return m_windows.frames(); }
    std::size_t batchCount(int) const override { return m_steps; }
    void fill(int, std::size_t, neural::HostBatch& out) override { out = m_windows.batch(); }

private:
    const tasks::NoiseWindows& m_windows;
    std::size_t m_steps;
};

class NoScore final : public neural::EpochSink {
public:
    double epochDone(const neural::EpochReport&) override { return 0; }
    void checkpointWritten(int, bool) override {}
};

void race(int rounds, std::size_t batch, neural::Precision precision)
{
    const auto card = neural::loadModelCard("short");
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(1);
    Peer plain(batch, false), channelsLast(batch, true);
    std::vector<double> ours, theirs, theirsLast;
    for (auto* peer : {&plain, &channelsLast})
        peer->step();   // warms up

    neural::TrainConfig config;
    config.arch = card.id;
    config.tagCount = kTags;
    config.epochs = 1;
    config.precision = precision;
    config.checkpointFolder = std::filesystem::temp_directory_path() / ("tagbench-bench-" + std::to_string(getpid()));
    // Between two steps the trainer reports; the peers have their turns there.
    double begun = 0;
    RunControl control({}, [&](const Progress& progress) {
        if (progress.done > 1) ours.push_back(cpuSeconds() - begun);   // the first warms up
        if (progress.done > 0) {
            theirs.push_back(plain.step());
            theirsLast.push_back(channelsLast.step());
        }
        begun = cpuSeconds();
    });
    const tasks::NoiseWindows windows(card.mels, card.frames, batch, kTags);
    Noise noise(windows, static_cast<std::size_t>(rounds) + 2);
    NoScore none;
    engine->train(config, noise, nullptr, none, control);
    std::filesystem::remove_all(config.checkpointFolder);

    const double rate = static_cast<double>(batch) / medianOf(ours), eager = static_cast<double>(batch) / medianOf(theirs);
    const double last = static_cast<double>(batch) / medianOf(theirsLast);
    std::printf("short, batch %zu, %s, %zu steps, windows a CPU second: ours %.2f, eager float32 %.2f (%.2fx), channels last %.2f (%.2fx)\n", batch,
                precision == neural::Precision::Bfloat16 ? "bf16" : "float32", ours.size(), rate, eager, rate / eager, last, rate / last);
}

}  // namespace

int main(int count, char** words)
{
    try {
        const bool low = count > 3 && std::string(words[3]) == "bf16";
        race(count > 1 ? std::max(1, std::atoi(words[1])) : 5, count > 2 ? static_cast<std::size_t>(std::max(2, std::atoi(words[2]))) : 8,
             low ? neural::Precision::Bfloat16 : neural::Precision::Float32);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
