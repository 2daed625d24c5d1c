#include <QtTest>

#include <cmath>
#include <set>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/core/random.h"
#include "engine/embed/kmeans.h"

using namespace engine;
using namespace engine::embed;

namespace {

/// Clouds of uniform noise around far corners; their sizes differ, so their order is known: 5, 4, 3, ... times `least`.
std::vector<float> clouds(std::size_t count, std::size_t least, std::size_t dims, double width, std::vector<std::uint32_t>& truth)
{
    SplitMix random(7);
    std::vector<float> values;
    for (std::size_t cloud = 0; cloud < count; ++cloud)
        for (std::size_t i = 0; i < least * (count - cloud); ++i) {
            truth.push_back(static_cast<std::uint32_t>(cloud));
            for (std::size_t d = 0; d < dims; ++d)
                values.push_back(static_cast<float>((d == cloud ? 10.0 : 0.0) + width * (random.uniform() - 0.5)));
        }
    return values;
}

Clusters cluster(const std::vector<float>& values, std::size_t dims, std::size_t count, std::uint64_t seed, int threads)
{
    Workers workers(threads);
    auto control = RunControl::silent();
    return kMeans({values, values.size() / dims, dims}, count, seed, workers, control);
}

}  // namespace

class tst_kmeans : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void farCloudsAreFoundTheLargestFirst()
    {
        std::vector<std::uint32_t> truth;
        const auto values = clouds(5, 40, 6, 2, truth);
        for (const std::uint64_t seed : {0U, 1U, 2U})
            QCOMPARE(cluster(values, 6, 5, seed, 1).of, truth);
    }

    void theInertiaIsNotAboveScikitLearns()
    {
        // Overlapping clouds, where the start matters. 1 %: both are local optima of several starts.
        std::vector<std::uint32_t> truth;
        const auto values = clouds(6, 60, 8, 14, truth);
        QTemporaryDir folder;
        const auto file = folder.filePath("x.npy");
        const std::size_t shape[] = {values.size() / 8, 8};
        writeNpy(file.toStdString(), shape, values);
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import sys, numpy as np\nfrom sklearn.cluster import KMeans\n"
                                                "print(KMeans(6, n_init=10, random_state=0).fit(np.load(sys.argv[1])).inertia_)", file});
        QVERIFY(python.waitForFinished(60000));
        if (python.exitCode() != 0) QSKIP("python3-sklearn is not installed");
        const double theirs = python.readAllStandardOutput().trimmed().toDouble();
        const double ours = cluster(values, 8, 6, 0, 1).inertia;
        QVERIFY2(ours <= theirs * 1.01, qPrintable(QStringLiteral("%1 > %2").arg(ours).arg(theirs)));
    }

    void theSameSeedGivesTheSameGroupsAtAnyNumberOfThreads()
    {
        std::vector<std::uint32_t> truth;
        const auto values = clouds(6, 300, 8, 14, truth);
        const auto one = cluster(values, 8, 7, 3, 1);
        QCOMPARE(cluster(values, 8, 7, 3, 4).of, one.of);
        QCOMPARE(cluster(values, 8, 7, 3, 4).inertia, one.inertia);
    }

    void equalPointsAndAsManyGroupsAsPointsAreLegal()
    {
        const std::vector<float> same(20, 3.0F);
        QCOMPARE(cluster(same, 2, 4, 0, 1).inertia, 0.0);
        std::vector<float> apart(10);
        for (std::size_t i = 0; i < apart.size(); ++i) apart[i] = static_cast<float>(i * i);
        const auto groups = cluster(apart, 1, 10, 0, 1);
        QCOMPARE(std::set<std::uint32_t>(groups.of.begin(), groups.of.end()).size(), std::size_t{10});
        QCOMPARE(groups.inertia, 0.0);
    }

    void nonsenseIsRefused()
    {
        const std::vector<float> values{1, 2, 3};
        QVERIFY_EXCEPTION_THROWN(cluster(values, 1, 4, 0, 1), Error);
        QVERIFY_EXCEPTION_THROWN(cluster(values, 1, 0, 0, 1), Error);
        QVERIFY_EXCEPTION_THROWN(cluster({1, std::nanf("")}, 1, 1, 0, 1), Error);
    }
};

QTEST_GUILESS_MAIN(tst_kmeans)
#include "tst_kmeans.moc"
