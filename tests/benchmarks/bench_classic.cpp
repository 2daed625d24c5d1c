// The whole out-of-the-box list of classic models, ten folds, against scikit-learn: one run, same table, same folds, same number of workers.
//   build/tests/bench_classic TABLE.csv FOLDS.csv [workers]
// TABLE has a column label, and maybe length, which is left out; FOLDS has row and fold. Peer: classic_peer.py beside this file, run by
// /usr/bin/python3 with scikit-learn. XGBoost is not raced: the peer's boosting is scikit-learn's own by histograms.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <sys/resource.h>

#include "engine/classic/experiment.h"
#include "engine/core/error.h"

using namespace engine;
using namespace engine::classic;

namespace {

struct Peer {
    double seconds = 0, accuracy = 0;
};

std::string inShell(const std::string& word)
{
    std::string safe = "'";
    for (const char c : word)
        safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return safe + "'";
}

std::map<std::string, Peer> racePeer(const std::string& table, const std::string& folds, int workers)
{
    const auto command = "/usr/bin/python3 " + inShell(TAGBENCH_BENCHMARKS "/classic_peer.py") + ' ' + inShell(table) + ' ' + inShell(folds) + " --jobs " + std::to_string(workers);
    std::FILE* pipe = popen(command.c_str(), "r");
    std::map<std::string, Peer> peers;
    std::array<char, 512> line{};
    while (pipe != nullptr && std::fgets(line.data(), line.size(), pipe) != nullptr) {
        const auto row = Json::parse(line.data(), nullptr, false);
        if (row.is_discarded()) continue;
        peers[row["model"].get<std::string>()] = {row["seconds"].get<double>(), row["accuracy"].get<double>()};
    }
    if (pipe == nullptr || pclose(pipe) != 0) throw Error(ErrorCode::Missing, "classic_peer.py", "did not run to its end; is scikit-learn there?");
    return peers;
}

double wallSeconds(const std::function<void()>& body)
{
    const auto begun = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// Of this process, or of its children that have ended: what is left of a comparison on a machine that does other things too.
double cpuSeconds(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void race(const std::string& tableFile, const std::string& foldFile, int workers)
{
    TableChoice choice;
    choice.excluded = {"length"};
    const auto table = readTable(tableFile, choice);
    const auto plan = Plan::fromFile(table, foldFile, "fold");
    std::vector<ModelChoice> models;
    for (const auto* entry : allModels())
        models.push_back({std::string(entry->id), Json::object(), Json::object()});
    ExperimentOptions options;
    options.threads = workers;
    RunControl control;
    std::vector<ModelResult> results;
    const double before = cpuSeconds(RUSAGE_SELF);
    const double ours = wallSeconds([&] { results = compare(table, plan, models, options, control); });
    const double cpuOurs = cpuSeconds(RUSAGE_SELF) - before;
    const auto peers = racePeer(tableFile, foldFile, workers);

    double theirs = 0, theirsWithoutVote = 0, single = 0;
    std::printf("%-22s %18s %18s %22s\n", "model", "accuracy (peer)", "peer wall s", "ours alone, wall s");
    for (std::size_t m = 0; m < models.size(); ++m) {
        const auto peer = peers.at(models[m].id);
        const double alone = models[m].id == "vote" ? 0 : wallSeconds([&] { compare(table, plan, {models[m]}, options, control); });
        theirs += peer.seconds;
        if (models[m].id != "vote") theirsWithoutVote += peer.seconds;
        single += alone;
        std::printf("%-22s   %.3f (%.3f) %18.2f %22.2f  %5.1f x\n", models[m].id.c_str(), results[m].mean(), peer.accuracy, peer.seconds, alone, alone > 0 ? peer.seconds / alone : 0);
    }
    std::printf("\nwhole list, %d workers: ours %.1f s, scikit-learn %.1f s: %.1f x\n", workers, ours, theirs, theirs / ours);
    std::printf("CPU seconds of the whole list: ours %.1f, scikit-learn %.1f: %.1f x\n", cpuOurs, cpuSeconds(RUSAGE_CHILDREN), cpuSeconds(RUSAGE_CHILDREN) / cpuOurs);
    std::printf("each model alone, without the vote: ours %.1f s, scikit-learn %.1f s: %.1f x\n", single, theirsWithoutVote, theirsWithoutVote / single);
}

}  // namespace

int main(int count, char** arguments)
{
    if (count < 3) {
        std::fprintf(stderr, "bench_classic TABLE.csv FOLDS.csv [workers]\n");
        return 2;
    }
    try {
        race(arguments[1], arguments[2], count > 3 ? std::atoi(arguments[3]) : 2);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
