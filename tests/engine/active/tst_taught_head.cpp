#include "numpy_beside.h"

#include <array>

#include "engine/active/taught_head.h"
#include "engine/core/error.h"
#include "engine/core/random.h"

using namespace engine;
using namespace engine::active;

namespace {

constexpr std::size_t kRows = 60, kWidth = 9, kTags = 3;

struct Lesson {
    std::vector<float> x;
    std::vector<std::int8_t> answers;
};

Lesson lesson(std::uint64_t seed)
{
    SplitMix random(seed);
    Lesson made{std::vector<float>(kRows * kWidth), std::vector<std::int8_t>(kRows * kTags)};
    for (auto& value : made.x)
        value = static_cast<float>(2 * random.uniform() - 1);
    for (std::size_t r = 0; r < kRows; ++r)
        for (std::size_t tag = 0; tag < kTags; ++tag) {
            const double noise = random.uniform() - 0.5;
            made.answers[r * kTags + tag] = static_cast<double>(made.x[r * kWidth + tag]) + noise > 0 ? kYes : kNo;
        }
    return made;
}

Head zeros()
{
    return {kTags, kWidth, std::vector<double>(kTags * kWidth, 0.0), std::vector<double>(kTags, 0.0)};
}

Head some(std::uint64_t seed)
{
    auto head = zeros();
    SplitMix random(seed);
    for (auto& weight : head.weights)
        weight = 4 * random.uniform() - 2;
    for (auto& bias : head.bias)
        bias = random.uniform();
    return head;
}

Head taught(const Head& prior, const Head& start, const Lesson& lesson, double penalty = 0.5)
{
    auto control = RunControl::silent();
    return teach(prior, start, lesson.x, lesson.answers, {penalty, 100, 1e-9}, control);
}

double away(const Head& a, const Head& b)
{
    double most = 0;
    for (std::size_t i = 0; i < a.weights.size(); ++i)
        most = std::max(most, std::abs(a.weights[i] - b.weights[i]));
    for (std::size_t i = 0; i < a.bias.size(); ++i)
        most = std::max(most, std::abs(a.bias[i] - b.bias[i]));
    return most;
}

}  // namespace

class tst_taught_head : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void weightsAreThoseOfScikitLearn()
    {
        if (!NumpyBeside::has("import sklearn.linear_model")) QSKIP("python3-sklearn is absent");
        const auto data = lesson(1);
        NumpyBeside beside;
        beside.put("x", {kRows, kWidth}, data.x);
        beside.put("y", {kRows, kTags}, data.answers);
        // The bias is one of the penalised weights here, so it is a column of ones there.
        beside.run("from sklearn.linear_model import LogisticRegression\n"
                   "x, y = np.load(at('x')).astype(float), np.load(at('y'))\nx = np.hstack([x, np.ones((len(x), 1))])\n"
                   "np.save(at('w'), np.stack([LogisticRegression(C=2, fit_intercept=False, solver='newton-cg', tol=1e-12, max_iter=10000).fit(x, y[:, t]).coef_[0] for t in range(y.shape[1])]))\n");
        const auto wanted = beside.get("w");
        const auto head = taught(zeros(), zeros(), data);
        for (std::size_t tag = 0; tag < kTags; ++tag) {
            for (std::size_t d = 0; d < kWidth; ++d)
                QVERIFY(std::abs(head.weights[tag * kWidth + d] - wanted[tag * (kWidth + 1) + d]) < 1e-5);   // where the two stop
            QVERIFY(std::abs(head.bias[tag] - wanted[tag * (kWidth + 1) + kWidth]) < 1e-5);
        }
    }

    void whereItBeganDoesNotMatterButThePriorDoes()
    {
        const auto data = lesson(2);
        const auto prior = some(4);
        const auto head = taught(prior, prior, data);
        QVERIFY(away(head, taught(prior, some(5), data)) < 1e-7);
        QVERIFY(away(head, taught(zeros(), zeros(), data)) > 0.1);
        QVERIFY(away(taught(prior, zeros(), data, 1e7), prior) < 1e-4);   // a heavy penalty stays where it was
    }

    void anUntouchedTagKeepsWhatWasKnown()
    {
        auto data = lesson(3);
        for (std::size_t r = 0; r < kRows; ++r)
            data.answers[r * kTags + 1] = kUnknown;
        const auto prior = some(6);
        const auto head = taught(prior, zeros(), data);
        for (std::size_t d = 0; d < kWidth; ++d)
            QCOMPARE(head.weights[kWidth + d], prior.weights[kWidth + d]);
        QCOMPARE(head.bias[1], prior.bias[1]);
        QVERIFY(away(head, prior) > 0.01);   // the others have learned
    }

    void whatWasLearnedBeforeIsNotDrowned()
    {
        const auto data = lesson(5), before = lesson(6);
        const auto prior = some(7);
        auto control = RunControl::silent();
        const auto far = [&](const Memory& memory) {
            const auto head = teach(prior, prior, data.x, data.answers, {0.1, 100, 1e-9}, control, memory);
            const auto said = probabilities(prior, before.x), now = probabilities(head, before.x);
            std::array<double, kTags> away{};
            for (std::size_t i = 0; i < said.size(); ++i)
                away[i % kTags] += std::abs(static_cast<double>(said[i]) - static_cast<double>(now[i]));
            return away;
        };
        const auto without = far({}), with = far({before.x, {true, false, true}});
        QVERIFY(with[0] < 0.7 * without[0] && with[2] < 0.7 * without[2]);
        QCOMPARE(with[1], without[1]);   // a tag that was not known has nothing to remember
        QVERIFY_EXCEPTION_THROWN(far({before.x, {true}}), Error);
    }

    void oneClassAloneStaysFinite()
    {
        auto data = lesson(4);
        std::ranges::fill(data.answers, kYes);
        const auto head = taught(zeros(), zeros(), data);
        for (const float p : probabilities(head, data.x))
            QVERIFY(p > 0.5f && p < 1);
    }

    void aHeadSaysTheSameOfPlainAndOfStandardisedVectors()
    {
        auto data = lesson(7);
        for (std::size_t r = 0; r < kRows; ++r) {
            data.x[r * kWidth] = 100 + 7 * data.x[r * kWidth];
            data.x[r * kWidth + 1] = 3;   // never changes
        }
        const auto head = some(8);
        const auto standard = standardOf(data.x, kWidth);
        auto x = data.x;
        standardise(x, standard);
        double squares = 0;
        for (const float v : x)
            squares += static_cast<double>(v) * static_cast<double>(v);
        QVERIFY(std::abs(squares / kRows - 1) < 1e-5);   // length 1 in the mean
        const auto before = probabilities(head, data.x), after = probabilities(standardised(head, standard), x), back = probabilities(plain(standardised(head, standard), standard), data.x);
        for (std::size_t i = 0; i < before.size(); ++i) {
            QVERIFY(std::abs(before[i] - after[i]) < 1e-5f);
            QVERIFY(std::abs(before[i] - back[i]) < 1e-5f);
        }
    }

    void nonsenseIsRefused()
    {
        auto data = lesson(9);
        auto control = RunControl::silent();
        QVERIFY_EXCEPTION_THROWN(teach(zeros(), zeros(), data.x, std::span(data.answers).first(5), {}, control), Error);
        QVERIFY_EXCEPTION_THROWN(teach(zeros(), zeros(), data.x, data.answers, {0, 10, 1e-6}, control), Error);
        QVERIFY_EXCEPTION_THROWN(teach({1, 2, {0}, {0}}, zeros(), data.x, data.answers, {}, control), Error);
        data.x[3] = std::nanf("");
        QVERIFY_EXCEPTION_THROWN(teach(zeros(), zeros(), data.x, data.answers, {}, control), Error);
        QVERIFY_EXCEPTION_THROWN(standardOf(data.x, kWidth), Error);
    }
};

QTEST_GUILESS_MAIN(tst_taught_head)
#include "tst_taught_head.moc"
