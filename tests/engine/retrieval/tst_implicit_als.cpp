#include <QtTest>

#include <cmath>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/core/random.h"
#include "engine/retrieval/implicit_als.h"

using namespace engine;
using namespace engine::retrieval;

/// Factors against numpy, which solves the same equations densely (np.linalg.solve on all pairs).
class tst_implicit_als : public QObject {
    Q_OBJECT

    static constexpr std::size_t kUsers = 60, kSongs = 40, kFactors = 7;

    static std::vector<Play> somePlays()
    {
        std::vector<Play> plays;
        SplitMix random{5};
        for (std::uint32_t user = 0; user < kUsers; ++user)
            for (std::uint32_t song = 0; song < kSongs; ++song)
                if (random.uniform() < (user % 3 == song % 3 ? 0.4 : 0.03)) plays.push_back({user, song, static_cast<float>(1 + random.below(5))});
        return plays;
    }

    static constexpr const char* kDense = R"(
import sys, numpy as np
plays, start, out = sys.argv[1], sys.argv[2], sys.argv[3]
users, songs, factors, rounds, lam, alpha = 60, 40, 7, 4, 0.3, 40.0
R = np.zeros((users, songs))
for u, s, c in np.load(plays).astype(float): R[int(u), int(s)] += c
P, C = (R > 0).astype(float), 1 + alpha * R
Y = np.load(start).astype(np.float64)
def half(P, C, F): return np.array([np.linalg.solve(F.T @ np.diag(c) @ F + lam * np.eye(F.shape[1]), F.T @ (c * p)) for p, c in zip(P, C)])
for _ in range(rounds):
    X = half(P, C, Y); Y = half(P.T, C.T, X)
np.save(out, np.vstack([X, Y]))
)";

private Q_SLOTS:
    void factorsAreThoseOfNumpy()
    {
        const auto plays = somePlays();
        AlsConfig config{.factors = kFactors, .iterations = 4, .regularisation = 0.3, .confidence = 40, .seed = 9, .threads = 3};
        RunControl control;
        const auto found = factorise(sortedPlays(plays, kUsers, kSongs), config, control);

        QTemporaryDir folder;
        std::vector<float> table, start;
        for (const auto& play : plays)
            table.insert(table.end(), {static_cast<float>(play.user), static_cast<float>(play.song), play.count});
        SplitMix random{config.seed};   // as the header says the songs begin
        for (std::size_t i = 0; i < kSongs * kFactors; ++i)
            start.push_back(static_cast<float>((random.uniform() - 0.5) / std::sqrt(static_cast<double>(kFactors))));
        const auto at = [&](const char* name) { return folder.filePath(name); };
        writeNpy(at("plays.npy").toStdString(), std::vector<std::size_t>{plays.size(), 3}, table);
        writeNpy(at("start.npy").toStdString(), std::vector<std::size_t>{kSongs, kFactors}, start);
        QProcess python;
        python.start("/usr/bin/python3", {"-c", kDense, at("plays.npy"), at("start.npy"), at("out.npy")});
        if (!python.waitForFinished() || python.exitCode() != 0) QSKIP("numpy is not there: " + python.readAllStandardError().left(200));
        const auto expected = readNpy(at("out.npy").toStdString());
        QCOMPARE(expected.shape, (std::vector<std::size_t>{kUsers + kSongs, kFactors}));
        auto both = found.users;
        both.insert(both.end(), found.songs.begin(), found.songs.end());
        double largest = 0, scale = 0;
        for (std::size_t i = 0; i < both.size(); ++i) {
            largest = std::max(largest, std::abs(static_cast<double>(both[i]) - expected.values[i]));
            scale = std::max(scale, std::abs(expected.values[i]));
        }
        // Factors are kept as float32 between the half-steps.
        QVERIFY2(largest < 2e-5 * scale, qPrintable(QString("%1 of %2").arg(largest).arg(scale)));
    }

    void theNumberOfThreadsChangesNothing()
    {
        const auto plays = sortedPlays(somePlays(), kUsers, kSongs);
        RunControl control;
        const auto one = factorise(plays, {.factors = 5, .iterations = 2, .threads = 1}, control);
        const auto four = factorise(plays, {.factors = 5, .iterations = 2, .threads = 4}, control);
        QVERIFY(one.songs == four.songs && one.users == four.users);
    }

    void aStopIsObeyed()
    {
        std::stop_source stop;
        stop.request_stop();
        RunControl control(stop.get_token(), {});
        bool cancelled = false;
        try {
            factorise(sortedPlays(somePlays(), kUsers, kSongs), {.factors = 5, .threads = 2}, control);
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
    }

    void playsAreSortedAndAddedUp()
    {
        const auto plays = sortedPlays(std::vector<Play>{{1, 2, 3}, {0, 1, 1}, {1, 0, 2}, {1, 2, 4}}, 3, 3);
        QCOMPARE(plays.start, (std::vector<std::uint64_t>{0, 1, 3, 3}));
        QCOMPARE(plays.song, (std::vector<std::uint32_t>{1, 0, 2}));
        QCOMPARE(plays.count, (std::vector<float>{1, 2, 7}));
        QVERIFY_EXCEPTION_THROWN(sortedPlays(std::vector<Play>{{0, 0, 0}}, 1, 1), Error);
        QVERIFY_EXCEPTION_THROWN(sortedPlays(std::vector<Play>{{0, 1, 1}}, 1, 1), Error);
    }
};

QTEST_GUILESS_MAIN(tst_implicit_als)
#include "tst_implicit_als.moc"
