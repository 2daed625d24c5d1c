#include <QtTest>

#include <cmath>
#include <map>

#include "engine/core/error.h"
#include "engine/retrieval/triplet_sampling.h"
#include "tests/engine/retrieval/metric_golden.h"

using namespace engine;
using namespace engine::retrieval;

/// Which triplets are drawn, against the probabilities of the published program (anchor_sampling.json, negative_sampling.json).
class tst_triplet_sampling : public QObject {
    Q_OBJECT

    /// All pairs of a grid of uniform numbers fine enough that every choice gets its exact share.
    static std::vector<double> pairShares(const AnchorSampler& sampler, std::size_t songs, std::size_t tags, std::size_t gridU, std::size_t gridV)
    {
        std::vector<double> shares(songs * tags, 0.0);
        const auto total = static_cast<double>(tags * gridU * gridV);
        for (std::size_t item = 0; item < tags; ++item)
            for (std::size_t i = 0; i < gridU; ++i)
                for (std::size_t j = 0; j < gridV; ++j) {
                    const auto pair = sampler.pair(item, (static_cast<double>(i) + 0.5) / static_cast<double>(gridU), (static_cast<double>(j) + 0.5) / static_cast<double>(gridV));
                    shares[pair.song * tags + pair.tag] += 1 / total;
                }
        return shares;
    }

private Q_SLOTS:
    void anchorsHaveThePublishedProbabilities_data()
    {
        QTest::addColumn<bool>("balanced");
        QTest::newRow("random") << false;
        QTest::newRow("balanced") << true;
    }
    void anchorsHaveThePublishedProbabilities()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        QFETCH(bool, balanced);
        const auto golden = metricGolden("anchor_sampling.json");
        const auto carries = flatRows<std::uint8_t>(golden["song_multihot"]);
        const auto expected = flatRows<double>(golden[balanced ? "balanced" : "random"]["p_song_tag"]);
        const std::size_t songs = 15, tags = 4;
        const AnchorSampler sampler(carries, tags, balanced ? AnchorSampling::Balanced : AnchorSampling::Random);
        // 12 and 11 * 3 * 7 * 3 are multiples of every number of tags of a song, of songs of a tag (11, 3, 7, 3).
        const auto shares = pairShares(sampler, songs, tags, balanced ? 1 : songs, balanced ? 231 : 12);
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(shares[i] - expected[i]) < 1e-12 + 1e-11, qPrintable(QString("pair %1: %2, not %3").arg(i).arg(shares[i]).arg(expected[i])));
    }

    void negativesHaveThePublishedProbabilities_data()
    {
        QTest::addColumn<QString>("weights");
        QTest::addColumn<QString>("key");
        QTest::newRow("plain") << "plain" << "prob_unweighted";
        QTest::newRow("weighted") << "linear" << "prob_weighted";
    }
    void negativesHaveThePublishedProbabilities()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        QFETCH(QString, weights);
        QFETCH(QString, key);
        const auto golden = metricGolden("negative_sampling.json");
        const auto tags = flatRows<double>(golden["tag_emb"]), songs = flatRows<double>(golden["song_emb"]);
        const auto mask = flatRows<double>(golden["mask"]);
        const auto expected = flatRows<double>(golden[key.toStdString()]);
        const std::size_t rows = 12, dims = 6;
        const auto oneHot = flatRows<double>(golden["tag_onehot"]), multiHot = flatRows<double>(golden["song_multihot"]);
        for (std::size_t anchor = 0; anchor < rows; ++anchor) {
            std::vector<float> cosines;
            std::vector<std::uint8_t> forbidden;
            for (std::size_t song = 0; song < rows; ++song) {
                double product = 0, a = 0, b = 0, shared = 0;
                for (std::size_t i = 0; i < dims; ++i) {
                    product += tags[anchor * dims + i] * songs[song * dims + i];
                    a += tags[anchor * dims + i] * tags[anchor * dims + i];
                    b += songs[song * dims + i] * songs[song * dims + i];
                }
                for (std::size_t t = 0; t < 5; ++t)
                    shared += oneHot[anchor * 5 + t] * multiHot[song * 5 + t];
                cosines.push_back(static_cast<float>(product / std::sqrt(a * b)));
                forbidden.push_back(shared > 0 ? 1 : 0);
                QCOMPARE(forbidden.back() == 0, mask[anchor * rows + song] > 0);
            }
            const auto found = negativeProbabilities(cosines, forbidden, negativeWeightsFrom(weights.toStdString()), dims);
            for (std::size_t song = 0; song < rows; ++song)   // cosines are float32
                QVERIFY2(std::abs(found[song] - expected[anchor * rows + song]) < 2e-7, qPrintable(QString("%1: %2, not %3").arg(song).arg(found[song]).arg(expected[anchor * rows + song])));
        }
    }

    void distanceWeightsAreTheInverseDensityOnTheSphere()
    {
        // Computed here from the formula with scipy-free arithmetic in long double, for a dimension where nothing overflows.
        const std::size_t dims = 16;
        const std::vector<float> cosines{0.95f, 0.875f, 0.5f, 0.1f, 0.02f, -0.5f};
        const std::vector<std::uint8_t> forbidden{0, 0, 0, 1, 0, 0};
        std::vector<long double> expected;
        long double sum = 0;
        for (std::size_t i = 0; i < cosines.size(); ++i) {
            const long double d = std::max(0.5L, std::sqrt(2 - 2 * static_cast<long double>(cosines[i])));
            const long double weight = 1 / (std::pow(d, 14.0L) * std::pow(1 - d * d / 4, 6.5L));
            const bool counts = forbidden[i] == 0 && d <= 1.4L;
            expected.push_back(counts ? weight : 0);
            sum += expected.back();
        }
        const auto found = negativeProbabilities(cosines, forbidden, NegativeWeights::Distance, dims);
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(std::abs(found[i] - static_cast<double>(expected[i] / sum)) < 1e-9);
        QVERIFY(found[5] == 0.0 && found[3] == 0.0);
        // Only far ones: they must serve.
        const auto far = negativeProbabilities(std::vector<float>{-0.5f, -0.9f}, std::vector<std::uint8_t>{0, 0}, NegativeWeights::Distance, 256);
        QVERIFY(std::abs(far[0] + far[1] - 1) < 1e-12);
    }

    void drawsFollowTheProbabilitiesAndAnAnchorWithoutANegativeDrawsNone()
    {
        const std::vector<float> row{0.8f, -0.6f, 0.0f, 0.4f};
        const std::vector<std::uint8_t> mask{0, 0, 1, 0};
        constexpr std::size_t kDraws = 20'000;
        std::vector<float> cosines;
        std::vector<std::uint8_t> forbidden;
        for (std::size_t i = 0; i < kDraws; ++i) {
            cosines.insert(cosines.end(), row.begin(), row.end());
            for (const auto m : mask)
                forbidden.push_back(i == 7 ? 1 : m);
        }
        const auto drawn = drawNegatives(cosines, forbidden, kDraws, NegativeWeights::Linear, 4, SplitMix{42});
        QVERIFY(!drawn[7].has_value());
        const auto probability = negativeProbabilities(row, mask, NegativeWeights::Linear, 4);
        std::map<std::uint32_t, double> counts;
        for (std::size_t i = 0; i < kDraws; ++i)
            if (i != 7) counts[drawn[i].value()] += 1;
        double chi = 0;
        for (const std::uint32_t song : {0u, 1u, 3u}) {
            const auto expected = probability[song] * (kDraws - 1);
            chi += (counts[song] - expected) * (counts[song] - expected) / expected;
        }
        QCOMPARE(counts.count(2), std::size_t{0});
        QVERIFY2(chi < 13.8, qPrintable(QString::number(chi)));   // 99.9 % point of chi-squared, two degrees of freedom
    }

    void nothingToDrawIsRefused()
    {
        const std::vector<std::uint8_t> none(12, 0);
        QVERIFY_EXCEPTION_THROWN(AnchorSampler(none, 4, AnchorSampling::Random), Error);
        QVERIFY_EXCEPTION_THROWN(negativeWeightsFrom("heavy"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_triplet_sampling)
#include "tst_triplet_sampling.moc"
