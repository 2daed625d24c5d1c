// Last.fm-sized tags: 500 000 different tags, 5 million track-tag pairs, all generated. Goals: import < 2 min and < 1 GB, stage 1 < 60 s, split < 30 s.
// Run: build/tests/bench_tags
#include <sys/resource.h>

#include <benchmark/benchmark.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/core/random.h"
#include "engine/core/resources.h"
#include "engine/dataset/clean_vocabulary.h"
#include "engine/dataset/split_plan.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

namespace {

using namespace engine;
namespace fs = std::filesystem;

constexpr std::size_t kTags = 500'000;
constexpr std::size_t kTracks = 500'000;
constexpr std::size_t kTagsOfTrack = 10;

struct TemporaryFolder {
    fs::path path;
    TemporaryFolder()
    {
        char pattern[] = "/tmp/tagbench-bench-XXXXXX";
        path = mkdtemp(pattern);
    }
    ~TemporaryFolder() { fs::remove_all(path); }
};

/// Words of tags as people write them: of the lists, joined, mistyped, with digits, and plain nonsense.
std::vector<std::string> generatedTags(std::size_t count)
{
    const auto lists = dataset::CleaningLists::load(resourceFolder() / "tags");
    std::vector<std::string> words;
    for (const auto* list : {&lists.genres, &lists.moods, &lists.descriptive})
        words.insert(words.end(), list->words().begin(), list->words().end());
    SplitMix random(1);
    std::vector<std::string> tags;
    for (std::size_t i = 0; i < count; ++i) {
        std::string tag;
        for (std::size_t parts = 1 + random.below(3); parts > 0; --parts) {
            std::string part = words[random.below(words.size())];
            if (random.below(2) == 0)
                for (std::size_t k = 0; k < 3 + random.below(6); ++k)
                    part += static_cast<char>('a' + random.below(26));
            else
                part[random.below(part.size())] = static_cast<char>('a' + random.below(26));
            tag += (tag.empty() ? "" : " ") + part;
        }
        tags.push_back(tag + (random.below(8) == 0 ? std::to_string(i) : ""));
    }
    return tags;
}

/// Few tags are on many tracks: the u-th share of the list is drawn as u^3.
std::size_t drawnTag(SplitMix& random, std::size_t tags)
{
    return std::min(tags - 1, static_cast<std::size_t>(std::pow(random.uniform(), 3) * static_cast<double>(tags)));
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void importLastFmSized(benchmark::State& state)
{
    const TemporaryFolder folder;
    {
        std::ofstream table(folder.path / "set.csv");
        SplitMix random(2);
        table << "path,tags\n";
        for (std::size_t track = 0; track < kTracks; ++track) {
            table << track % 1000 << '/' << track << ".mp3,\"tag " << track % kTags;
            for (std::size_t i = 1; i < kTagsOfTrack; ++i)
                table << ";tag " << drawnTag(random, kTags);
            table << "\"\n";
        }
    }
    auto workspace = store::Workspace::openOrCreate(folder.path / "workspace");
    auto tracks = workspace.tracks();
    const auto library = tracks.addLibrary(folder.path / "music", 0);
    {
        auto transaction = store::writeTransaction(workspace.database());
        for (std::size_t i = 0; i < kTracks; ++i) {
            store::Track track;
            track.id = TrackId{i + 1};
            track.library = library;
            track.path = track.displayPath = std::to_string(i % 1000) + "/" + std::to_string(i) + ".mp3";
            tracks.upsert(track);
        }
        transaction.commit();
    }
    RunControl control;
    tasks::TaskContext context{workspace, control};
    for (auto _ : state) {
        const auto result = tasks::findTask("import").run({{"file", (folder.path / "set.csv").string()}, {"format", "csv"}}, context);
        state.counters["pairs"] = static_cast<double>(kTracks * kTagsOfTrack);
        state.counters["tags"] = result["tags"].get<double>();
        state.counters["peak_MB"] = peakMegabytes();
    }
}
BENCHMARK(importLastFmSized)->Unit(benchmark::kSecond)->Iterations(1);

void stageOne(benchmark::State& state)
{
    dataset::VocabularyCleaning cleaning;
    cleaning.lists = dataset::CleaningLists::load(resourceFolder() / "tags");
    std::vector<dataset::CountedTag> tags;
    for (auto& tag : generatedTags(kTags))
        tags.push_back({std::move(tag), 1});
    auto control = RunControl::silent();
    for (auto _ : state)
        benchmark::DoNotOptimize(dataset::cleanVocabulary(tags, cleaning, {}, control));
}
BENCHMARK(stageOne)->Unit(benchmark::kSecond)->Iterations(1);

/// Typing errors alone, with (1) and without (0) leaving out words that cannot reach the threshold.
void typingErrors(benchmark::State& state)
{
    const auto lists = dataset::CleaningLists::load(resourceFolder() / "tags");
    std::vector<std::u32string> tags;
    for (const auto& tag : generatedTags(20'000))
        tags.push_back(dataset::codePoints(tag));
    for (auto _ : state)
        for (const auto& tag : tags)
            benchmark::DoNotOptimize(state.range(0) == 1 ? lists.genres.similar(tag, 0.9, false, dataset::WinklerForm::Standard)
                                                         : lists.genres.similarByBruteForce(tag, 0.9, false, dataset::WinklerForm::Standard));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tags.size()));
}
BENCHMARK(typingErrors)->Unit(benchmark::kMillisecond)->Arg(0)->Arg(1);

void splitByArtist(benchmark::State& state)
{
    constexpr std::size_t kSplitTracks = 250'000, kSplitTags = 50;
    SplitMix random(3);
    std::vector<dataset::SplitTrack> tracks(kSplitTracks);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        tracks[i].id = TrackId{random.next()};
        if (state.range(0) == 1) tracks[i].group = "artist " + std::to_string(random.below(kSplitTracks / 8));
        for (std::size_t tag = 0; tag < kSplitTags; ++tag)
            if (random.uniform() < 0.3 / static_cast<double>(tag + 1)) tracks[i].tags.push_back(tag);
    }
    dataset::SplitPlanConfig config;
    config.tags = kSplitTags;
    for (auto _ : state)
        benchmark::DoNotOptimize(dataset::planSplit(tracks, config));
}
BENCHMARK(splitByArtist)->Unit(benchmark::kSecond)->Arg(0)->Arg(1)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
