// Factors of play counts at scale: made-up listeners with a popularity like that of songs (few are heard by many), each of one of 64 tastes.
//   build/tests/bench_taste [USERS [SONGS [PLAYS_EACH [FACTORS [ITERATIONS [THREADS]]]]]]        default 100000 30000 48 200 1, all cores
// The Taste Profile has 1,019,318 listeners, 384,546 songs and 48,373,586 lines: 47 a listener. Reports seconds an iteration and lines a second.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "engine/retrieval/implicit_als.h"

using namespace engine;

int main(int argc, char** argv)
{
    const auto option = [&](int at, std::size_t fallback) { return argc > at ? static_cast<std::size_t>(std::atoll(argv[at])) : fallback; };
    const auto users = option(1, 100'000), songs = option(2, 30'000), each = option(3, 48);
    retrieval::AlsConfig config;
    config.factors = option(4, 200);
    config.iterations = static_cast<int>(option(5, 1));
    config.threads = static_cast<int>(option(6, std::max(1U, std::thread::hardware_concurrency())));
    std::mt19937 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    constexpr std::size_t kTastes = 64;
    std::vector<retrieval::Play> plays;
    plays.reserve(users * each);
    for (std::size_t user = 0; user < users; ++user)
        for (std::size_t i = 0; i < each; ++i) {
            const auto popular = static_cast<std::size_t>(static_cast<double>(songs / kTastes) * std::pow(uniform(random), 2.5));   // few songs, often
            const auto taste = uniform(random) < 0.8 ? user % kTastes : random() % kTastes;
            plays.push_back({static_cast<std::uint32_t>(user), static_cast<std::uint32_t>(popular * kTastes + taste), static_cast<float>(1 + random() % 5)});
        }
    const auto counts = retrieval::sortedPlays(plays, users, songs);
    plays = {};
    std::cout << users << " listeners, " << songs << " songs, " << counts.entries() << " lines, " << config.factors << " factors, " << config.threads << " threads" << std::endl;
    auto control = RunControl::silent();
    const auto begin = std::chrono::steady_clock::now();
    const auto found = retrieval::factorise(counts, config, control);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / config.iterations;
    std::cout << seconds << " s an iteration, " << static_cast<double>(counts.entries()) / seconds << " lines a second" << std::endl;
    // A listener's own taste ought to be nearer than another: else nothing was learned.
    std::size_t right = 0, asked = 0;
    for (std::size_t user = 0; user < users; user += std::max<std::size_t>(1, users / 1000), ++asked) {
        const auto score = [&](std::size_t song) {
            double sum = 0;
            for (std::size_t d = 0; d < found.factors; ++d)
                sum += static_cast<double>(found.users[user * found.factors + d]) * static_cast<double>(found.songs[song * found.factors + d]);
            return sum;
        };
        right += score(5 * kTastes + user % kTastes) > score(5 * kTastes + (user + 7) % kTastes);
    }
    std::cout << "a song of the own taste before one of another: " << right << " of " << asked << std::endl;
    return 0;
}
