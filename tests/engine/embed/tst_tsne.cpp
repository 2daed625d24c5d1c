#include "tests/engine/evaluate/golden.h"

#include <random>
#include <stop_token>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/embed/affinities.h"
#include "engine/embed/pca.h"
#include "engine/embed/quality.h"
#include "engine/embed/repulsion.h"
#include "engine/embed/tsne.h"

using namespace engine::embed;

namespace {

/// `groups` clouds in `dims` dimensions.
std::vector<float> clouds(std::size_t points, std::size_t dims, int groups, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> centres(static_cast<std::size_t>(groups) * dims);
    for (float& c : centres)
        c = 3 * normal(random);
    std::vector<float> data(points * dims);
    for (std::size_t i = 0; i < data.size(); ++i)
        data[i] = centres[i / dims % static_cast<std::size_t>(groups) * dims + i % dims] + normal(random);
    return data;
}

std::vector<double> widened(const std::vector<float>& values)
{
    return {values.begin(), values.end()};
}

TsneConfig shortRun(int iterations = 100)
{
    TsneConfig config;
    config.iterations = iterations;
    config.exaggerationIterations = iterations / 2;
    config.threads = 1;
    return config;
}

}  // namespace

class tst_tsne : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!std::filesystem::exists(goldenFolder("tsne"))) return;
        m_expected = readGolden(goldenFolder("tsne") / "expected.json");
        m_data = engine::readNpy(goldenFolder("tsne") / "tag_probabilities.npy");
    }

    void perplexitySearchEqualsTheGoldens()
    {
        SKIP_WITHOUT(goldenFolder("tsne"));
        std::vector<double> betas;
        const auto conditional = conditionalP(m_data.values, points(), dims(), 10, &betas);
        const auto golden = engine::readNpy(goldenFolder("tsne") / "conditional_p.npy");
        // Both searches stop within a tolerance of the entropy: 1e-9 here, at most 1e-5 there.
        for (std::size_t i = 0; i < conditional.size(); ++i)
            QVERIFY(std::abs(conditional[i] - golden.values[i]) < 1e-6);
        for (std::size_t i = 0; i < points(); ++i) {
            const double expected = m_expected["beta_1_over_2sigma2"][i];
            QVERIFY2(std::abs(betas[i] / expected - 1) < 1e-5, qPrintable(QString::number(betas[i] / expected - 1)));
        }
        const auto joint = jointP(conditional, points());
        const auto goldenJoint = engine::readNpy(goldenFolder("tsne") / "joint_p.npy");
        for (std::size_t i = 0; i < joint.size(); ++i)
            QVERIFY(std::abs(joint[i] - goldenJoint.values[i]) < 1e-8);
    }

    void divergenceAndGradientEqualTheGoldens()
    {
        SKIP_WITHOUT(goldenFolder("tsne"));
        const auto joint = engine::readNpy(goldenFolder("tsne") / "joint_p.npy").values;
        const auto result = klAndGradient(joint, goldenMap());
        QVERIFY(std::abs(result.kl - m_expected["kl_at_Y_nats"].get<double>()) < 1e-10);
        for (std::size_t i = 0; i < points(); ++i)
            for (std::size_t axis : {0U, 1U})
                QVERIFY(std::abs(result.gradient[2 * i + axis] - m_expected["gradient_at_Y"][i][axis].get<double>()) < 1e-12);
    }

    void trustworthinessEqualsTheGoldens()
    {
        SKIP_WITHOUT(goldenFolder("tsne"));
        for (const int k : {3, 5}) {
            const double value = trustworthiness(m_data.values, dims(), goldenMap(), 2, static_cast<std::size_t>(k));
            QVERIFY(std::abs(value - m_expected["trustworthiness_of_Y"][std::to_string(k)].get<double>()) < 1e-11);
        }
        QVERIFY_EXCEPTION_THROWN(trustworthiness(m_data.values, dims(), goldenMap(), 2, 30), engine::Error);
    }

    void reachesWhatTheReferenceRunReaches()
    {
        SKIP_WITHOUT(goldenFolder("tsne"));
        TsneConfig config;
        config.perplexity = 10;
        const auto result = run(asFloats(m_data.values), points(), dims(), config);
        const auto& reference = m_expected["reference_run"];
        QVERIFY2(result.kl < 1.1 * reference["exact_tsne_pca_init_1000_iter_kl"].get<double>(), qPrintable(QString::number(result.kl)));
        for (const int k : {3, 5}) {
            const double value = trustworthiness(m_data.values, dims(), widened(result.positions), 2, static_cast<std::size_t>(k));
            QVERIFY(value > reference["trustworthiness"][std::to_string(k)].get<double>() - 0.03);
        }
        // The reported divergence is that of the map it comes with.
        const auto joint = jointP(conditionalP(m_data.values, points(), dims(), 10), points());
        QVERIFY(std::abs(klAndGradient(joint, widened(result.positions)).kl - result.kl) < 1e-4);
    }

    void sparseAffinitiesOfAllPairsAreTheDenseOnes()
    {
        const std::size_t n = 40;
        const auto data = clouds(n, 5, 3);
        Workers workers(1);
        auto control = engine::RunControl::silent();
        const auto sparse = sparseJointP(exactNeighbours({data, n, 5}, n - 1, workers, control), n, 8, workers);
        const auto dense = jointP(conditionalP(widened(data), n, 5, 8), n);
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t e = sparse.rowStart[i]; e < sparse.rowStart[i + 1]; ++e) {
                QVERIFY(std::abs(static_cast<double>(sparse.value[e]) - dense[i * n + sparse.column[e]]) < 1e-7);
                sum += static_cast<double>(sparse.value[e]);
            }
        QVERIFY(std::abs(sum - 1) < 1e-5);
    }

    void bothRepulsionsEqualTheSumsInDouble_data()
    {
        QTest::addColumn<double>("extent");
        QTest::addColumn<bool>("byFft");
        // A starting map, a map before and one after it has outgrown the smallest grid.
        for (const double extent : {1e-4, 5.0, 60.0, 150.0}) {
            QTest::addRow("pairs, %g wide", extent) << extent << false;
            QTest::addRow("FFT, %g wide", extent) << extent << true;
        }
    }
    void bothRepulsionsEqualTheSumsInDouble()
    {
        QFETCH(double, extent);
        QFETCH(bool, byFft);
        std::mt19937 random(3);
        std::uniform_real_distribution<float> uniform(-0.5F, 0.5F);
        Plane map(700);
        for (std::size_t i = 0; i < map.points(); ++i) {
            map.x[i] = uniform(random) * static_cast<float>(extent);
            map.y[i] = uniform(random) * static_cast<float>(extent) / 2;
        }
        Plane force(map.points());
        Workers workers(2);
        const auto repulsion = byFft ? fftRepulsion(0.4) : exactRepulsion();
        const double z = repulsion->compute(map, force, workers);
        double trueZ = 0, error = 0, norm = 0;
        for (std::size_t i = 0; i < map.points(); ++i) {
            double x = 0, y = 0;
            for (std::size_t j = 0; j < map.points(); ++j) {
                const double dx = static_cast<double>(map.x[i]) - static_cast<double>(map.x[j]);
                const double dy = static_cast<double>(map.y[i]) - static_cast<double>(map.y[j]);
                const double w = 1 / (1 + dx * dx + dy * dy);
                trueZ += i == j ? 0 : w;
                x += w * w * dx;
                y += w * w * dy;
            }
            error += std::pow(static_cast<double>(force.x[i]) - x, 2) + std::pow(static_cast<double>(force.y[i]) - y, 2);
            norm += x * x + y * y;
        }
        // Nodes 0.4 apart follow the kernel within a few per cent (worst for lonely pairs); float32 sums within 1e-5.
        QVERIFY2(std::abs(z / trueZ - 1) < (byFft ? 0.01 : 1e-5), qPrintable(QString::number(z / trueZ - 1)));
        QVERIFY2(std::sqrt(error / norm) < (byFft ? 0.05 : 1e-5), qPrintable(QString::number(std::sqrt(error / norm))));
    }

    void fftAndExactForcesReachTheSameDivergence()
    {
        // Just above the limit FFT is used; the same data without the surplus points use pairs.
        const std::size_t n = kExactForceLimit + 1;
        const auto data = clouds(n, 4, 6);
        const auto config = shortRun(200);
        const auto byFft = run(data, n, 4, config);
        const auto exact = run({data.begin(), data.end() - 4}, n - 1, 4, config);
        QVERIFY2(std::abs(byFft.kl / exact.kl - 1) < 0.02, qPrintable(QString("%1 %2").arg(byFft.kl).arg(exact.kl)));
    }

    void sameSeedSameMapAtAnyNumberOfThreads_data()
    {
        QTest::addColumn<int>("points");
        QTest::newRow("pairs") << 700;
        QTest::newRow("FFT") << static_cast<int>(kExactForceLimit) + 200;
    }
    void sameSeedSameMapAtAnyNumberOfThreads()
    {
        QFETCH(int, points);
        const auto n = static_cast<std::size_t>(points);
        const auto data = clouds(n, 6, 5);
        auto config = shortRun(30);
        const auto first = run(data, n, 6, config);
        config.threads = 3;
        QVERIFY(run(data, n, 6, config).positions == first.positions);
        config.seed = 9;
        QVERIFY(run(data, n, 6, config).positions != first.positions);
    }

    void framesStreamAndEndWithTheResult()
    {
        const auto data = clouds(120, 5, 3);
        std::vector<TsneFrame> frames;
        auto control = engine::RunControl::silent();
        const auto result = tsne({data, 120, 5}, shortRun(45), [&](const TsneFrame& frame) { frames.push_back(frame); }, control);
        QCOMPARE(frames.size(), 5U);   // 10, 20, 30, 40 and the last
        QCOMPARE(frames.back().iteration, 45);
        QCOMPARE(frames.front().exaggerated, true);
        QCOMPARE(frames.back().exaggerated, false);
        QVERIFY(*frames.back().positions == result.positions);
        QCOMPARE(frames.back().kl, result.kl);
    }

    void stopsWhereItIsAskedTo()
    {
        const auto data = clouds(120, 5, 3);
        std::stop_source stop;
        int steps = 0;
        engine::RunControl control(stop.get_token(), [&](const engine::Progress& progress) {
            if (progress.stage == "t-SNE" && ++steps == 7) stop.request_stop();
        });
        bool cancelled = false;
        try {
            tsne({data, 120, 5}, shortRun(1000), {}, control);
        } catch (const engine::Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
        QVERIFY(steps <= 8);
    }

    /// Somebody's brief job has the thread between any two iterations, and the map is the same.
    void givesWayBetweenIterations()
    {
        const auto data = clouds(120, 5, 3);
        int times = 0;
        engine::RunControl control({}, {}, nullptr, [&times] { ++times; });
        const auto disturbed = tsne({data, 120, 5}, shortRun(45), {}, control);
        QVERIFY(times > 45);   // and while neighbours were looked for
        QVERIFY(disturbed.positions == run(data, 120, 5, shortRun(45)).positions);
    }

    void smallAndDegenerateTablesGiveFiniteMaps_data()
    {
        QTest::addColumn<int>("points");
        QTest::addColumn<bool>("equal");
        for (const int points : {1, 2, 3, 4, 5, 30})
            for (const bool equal : {false, true})
                QTest::addRow("%d %s points", points, equal ? "equal" : "different") << points << equal;
    }
    void smallAndDegenerateTablesGiveFiniteMaps()
    {
        QFETCH(int, points);
        QFETCH(bool, equal);
        const auto n = static_cast<std::size_t>(points);
        const auto data = equal ? std::vector<float>(n * 3, 0.25F) : clouds(n, 3, 2);
        const auto result = run(data, n, 3, shortRun());
        QCOMPARE(result.positions.size(), 2 * n);
        for (const float position : result.positions)
            QVERIFY(std::isfinite(position));
        QVERIFY(std::isfinite(result.kl));
        QCOMPARE(result.notes.size(), 1U);   // the perplexity of 30 was lowered, or one point stands alone
        QVERIFY(n == 1 || result.perplexity == 1 || result.perplexity < (points - 1) / 3.0);
    }

    void duplicatesStayTogether()
    {
        auto data = clouds(200, 4, 4);
        std::copy_n(data.begin(), 4, data.begin() + 400);   // row 100 = row 0
        const auto result = run(data, 200, 4, TsneConfig{});
        const double distance = std::hypot(result.positions[0] - result.positions[200], result.positions[1] - result.positions[201]);
        const auto [low, high] = std::minmax_element(result.positions.begin(), result.positions.end());
        QVERIFY(distance < 0.05 * static_cast<double>(*high - *low));
    }

    void uselessInputIsRefused()
    {
        const std::vector<float> bad{1, 2, NAN, 4};
        QVERIFY_EXCEPTION_THROWN(run(bad, 2, 2, TsneConfig{}), engine::Error);
        QVERIFY_EXCEPTION_THROWN(run({}, 0, 2, TsneConfig{}), engine::Error);
        auto config = TsneConfig{};
        config.perplexity = 0.5;
        QVERIFY_EXCEPTION_THROWN(run({1, 2, 3, 4}, 2, 2, config), engine::Error);
    }

    void approximateNeighboursFindAlmostAll()
    {
        const std::size_t n = 3000;
        const auto data = clouds(n, 16, 10);
        Workers workers(2);
        auto control = engine::RunControl::silent();
        const auto exact = exactNeighbours({data, n, 16}, 30, workers, control);
        const auto approximate = approximateNeighbours({data, n, 16}, 30, 1, workers, control);
        std::size_t found = 0;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t k = 0; k < 30; ++k) {
                const auto* row = &exact.index[i * 30];
                found += std::find(row, row + 30, approximate.index[i * 30 + k]) != row + 30 ? 1 : 0;
            }
        QVERIFY2(static_cast<double>(found) > 0.97 * static_cast<double>(n * 30), qPrintable(QString::number(found)));
        QVERIFY(approximateNeighbours({data, n, 16}, 30, 1, workers, control).index == approximate.index);
    }

    /// Columns that follow from others leave fewer directions than are looked for.
    void dependentColumnsChangeNoVariance()
    {
        const std::size_t n = 60;
        const auto two = clouds(n, 2, 3);
        std::vector<float> four;
        for (std::size_t i = 0; i < n; ++i)
            for (const float value : {two[2 * i], two[2 * i + 1], 2 * two[2 * i], 7.0F})
                four.push_back(value);
        Workers workers(1);
        const auto result = pca({four, n, 4}, 4, workers);
        double mean[2]{}, sums[3]{};   // of the two columns' covariance: xx, xy, yy
        for (std::size_t i = 0; i < n; ++i)
            for (const std::size_t d : {0U, 1U})
                mean[d] += static_cast<double>(two[2 * i + d]) / static_cast<double>(n);
        for (std::size_t i = 0; i < n; ++i) {
            const double x = static_cast<double>(two[2 * i]) - mean[0], y = static_cast<double>(two[2 * i + 1]) - mean[1];
            sums[0] += x * x / static_cast<double>(n - 1);
            sums[1] += x * y / static_cast<double>(n - 1);
            sums[2] += y * y / static_cast<double>(n - 1);
        }
        // The covariance has the eigenvalues of [[5 xx, sqrt(5) xy], [sqrt(5) xy, yy]], and two that are 0.
        const double half = (5 * sums[0] + sums[2]) / 2, root = std::sqrt(std::pow((5 * sums[0] - sums[2]) / 2, 2) + 5 * sums[1] * sums[1]);
        QVERIFY(std::abs(result.variance[0] - (half + root)) < 1e-9 * half);
        QVERIFY(std::abs(result.variance[1] - (half - root)) < 1e-9 * half);
        QVERIFY(result.variance[2] < 1e-9 * half && result.variance[3] < 1e-9 * half);
    }

    void principalComponentsEqualNumpys()
    {
        const std::size_t n = 80;
        const auto data = clouds(n, 12, 4);
        QTemporaryDir folder;
        const auto path = folder.filePath("x.npy");
        const std::size_t shape[] = {n, 12};
        engine::writeNpy(path.toStdString(), shape, data);
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import sys, json, numpy as np\nX = np.load(sys.argv[1]).astype(float); X -= X.mean(0)\n"
                                                "U, S, V = np.linalg.svd(X, full_matrices=False)\n"
                                                "V *= np.sign(V[np.arange(len(V)), np.abs(V).argmax(1)])[:, None]\n"
                                                "print(json.dumps({'variance': (S ** 2 / (len(X) - 1)).tolist(), 'axes': V.tolist()}))", path});
        if (!python.waitForFinished(60000) || python.exitCode() != 0) QSKIP("python3-numpy is not installed");
        const auto golden = engine::Json::parse(python.readAllStandardOutput().toStdString());
        Workers workers(1);
        const auto result = pca({data, n, 12}, 2, workers);
        for (std::size_t k : {0U, 1U}) {
            QVERIFY(std::abs(result.variance[k] / golden["variance"][k].get<double>() - 1) < 1e-9);
            for (std::size_t d = 0; d < 12; ++d)
                QVERIFY(std::abs(result.axes[k * 12 + d] - golden["axes"][k][d].get<double>()) < 1e-6);
        }
    }

private:
    static TsneResult run(const std::vector<float>& data, std::size_t n, std::size_t dims, const TsneConfig& config)
    {
        auto control = engine::RunControl::silent();
        return tsne({data, n, dims}, config, {}, control);
    }
    static std::vector<float> asFloats(const std::vector<double>& values)
    {
        std::vector<float> result;
        for (const double value : values)
            result.push_back(static_cast<float>(value));
        return result;
    }

    std::size_t points() const { return m_data.shape[0]; }
    std::size_t dims() const { return m_data.shape[1]; }
    std::vector<double> goldenMap() const
    {
        std::vector<double> map;
        for (const auto& point : m_expected["Y"]) {
            map.push_back(point[0]);
            map.push_back(point[1]);
        }
        return map;
    }

    engine::Json m_expected;
    engine::NpyArray m_data;
};

QTEST_GUILESS_MAIN(tst_tsne)
#include "tst_tsne.moc"
