// A library of 100 000 tracks: first page, sorted list, search, folders. Budgets (performance.md): < 5 / < 20 / < 10 ms.
// Run: build/tests/bench_library --benchmark_min_time=0.5
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <span>

#include "engine/store/workspace.h"

namespace {

using namespace engine;
using namespace engine::store;
namespace fs = std::filesystem;

constexpr int kTracks = 100'000;

class Words {
public:
    explicit Words(std::uint32_t seed) : m_random(seed)
    {
        for (int i = 0; i < 3000; ++i) {
            std::string word;
            for (auto letters = 3 + m_random() % 7; letters > 0; --letters)
                word += static_cast<char>('a' + m_random() % 26);
            m_words.push_back(word);
        }
    }
    std::string some(int count, std::size_t among)
    {
        std::string text;
        for (; count > 0; --count)
            text += (text.empty() ? "" : " ") + m_words[m_random() % among];
        return text;
    }
    const std::string& at(std::size_t index) const { return m_words[index]; }
    std::uint64_t number() { return (static_cast<std::uint64_t>(m_random()) << 32) | m_random(); }

private:
    std::mt19937 m_random;
    std::vector<std::string> m_words;
};

struct Fixture {
    fs::path folder = fs::temp_directory_path() / ("tagbench-bench-library-" + std::to_string(::getpid()));
    Words words{1};
    Workspace workspace = Workspace::openOrCreate(folder);
    LibraryId library = workspace.tracks().addLibrary("/music", 0);

    Fixture()
    {
        std::vector<TagId> tags;
        for (int i = 0; i < 50; ++i)
            tags.push_back(workspace.tags().ensure(words.at(static_cast<std::size_t>(i)), "genre"));
        for (int begin = 0; begin < kTracks; begin += 1000) {
            auto transaction = writeTransaction(workspace.database());
            for (int i = begin; i < begin + 1000; ++i)
                add(i, tags);
            transaction.commit();
        }
    }
    ~Fixture() { fs::remove_all(folder); }

    void add(int number, const std::vector<TagId>& tags)
    {
        Track track;
        track.id = static_cast<TrackId>(words.number());
        track.library = library;
        track.title = words.some(3, 3000);
        track.artist = words.some(2, 600);
        track.album = words.some(2, 3000);
        track.displayPath = track.artist + "/" + track.album + "/" + std::to_string(number) + " " + track.title + ".flac";
        track.path = track.displayPath;
        track.durationSeconds = static_cast<double>(words.number() % 600);
        workspace.tracks().upsert(track);
        for (int tag = 0; tag < 3; ++tag)
            workspace.tags().set(track.id, tags[words.number() % tags.size()], "file");
    }
};

Fixture& fixture()
{
    static Fixture made;
    return made;
}

void sortedList(benchmark::State& state)
{
    TrackQuery query;
    query.order = static_cast<TrackQuery::Order>(state.range(0));
    query.descending = state.range(1) != 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(fixture().workspace.tracks().ids(query));
}
BENCHMARK(sortedList)->ArgsProduct({{0, 1, 2, 3, 4, 5, 6, 7}, {0, 1}})->ArgNames({"order", "descending"})->Unit(benchmark::kMillisecond);

void firstPage(benchmark::State& state)
{
    const auto ids = fixture().workspace.tracks().ids({});
    for (auto _ : state)
        benchmark::DoNotOptimize(fixture().workspace.tracks().page(std::span(ids).first(50)));
}
BENCHMARK(firstPage)->Unit(benchmark::kMillisecond);

void search(benchmark::State& state, const char* kind)
{
    TrackQuery query;
    const auto& words = fixture().words;
    const std::string name = kind;
    query.text = name == "one word"      ? words.at(777)
                 : name == "two words"   ? words.at(5) + " " + words.at(700)
                 : name == "part"        ? words.at(900).substr(0, 3)
                 : name == "two letters" ? words.at(900).substr(0, 2)
                 : name == "tag"         ? "tag:" + words.at(3)
                 : name == "artist"      ? "artist:" + words.at(10)
                 : name == "everything"  ? std::string("flac")
                                         : std::string("zzzqqq");
    query.order = TrackQuery::Order::Artist;
    std::size_t found = 0;
    for (auto _ : state)
        found = fixture().workspace.tracks().ids(query).size();
    state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(search, one_word, "one word")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, two_words, "two words")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, part, "part")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, two_letters, "two letters")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, tag, "tag")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, artist, "artist")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, everything, "everything")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nothing, "nothing")->Unit(benchmark::kMillisecond);

void folderTree(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(fixture().workspace.tracks().folders(fixture().library, ""));
}
BENCHMARK(folderTree)->Unit(benchmark::kMillisecond);

void tagList(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(fixture().workspace.tags().list());
}
BENCHMARK(tagList)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
