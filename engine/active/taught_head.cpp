#include "engine/active/taught_head.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.h"

namespace engine::active
{

namespace
{

/// Of a column whose deviation is below this share of its size only rounding changes.
constexpr double kStill = 1e-7;

double dot(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

double sigmoid(double z)
{
    return z >= 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z));
}

/// log(1 + exp(z)) without overflow.
double softplus(double z)
{
    return std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z)));
}

/// One tag's regression. Points are [width + 1]: weights, then the bias.
class TagProblem
{
public:
    TagProblem(std::vector<double> rows, std::vector<double> targets, std::vector<double> prior, double penalty)
        : m_rows(std::move(rows)), m_targets(std::move(targets)), m_prior(std::move(prior)), m_penalty(penalty), m_curvature(m_targets.size())
    {
    }

    double loss(const std::vector<double>& point) const
    {
        double sum = 0, away = 0;
        for (std::size_t r = 0; r < m_targets.size(); ++r) {
            const double z = dot(row(r), point);
            sum += softplus(z) - m_targets[r] * z;
        }
        for (std::size_t i = 0; i < point.size(); ++i)
            away += (point[i] - m_prior[i]) * (point[i] - m_prior[i]);
        return sum + m_penalty / 2 * away;
    }
    /// Sets the curvature at `point` as well.
    std::vector<double> gradient(const std::vector<double>& point)
    {
        std::vector<double> gradient(point.size());
        for (std::size_t i = 0; i < point.size(); ++i)
            gradient[i] = m_penalty * (point[i] - m_prior[i]);
        for (std::size_t r = 0; r < m_targets.size(); ++r) {
            const double p = sigmoid(dot(row(r), point));
            m_curvature[r] = p * (1 - p);
            add(gradient, r, p - m_targets[r]);
        }
        return gradient;
    }
    std::vector<double> curved(const std::vector<double>& direction) const
    {
        std::vector<double> product(direction.size());
        for (std::size_t i = 0; i < direction.size(); ++i)
            product[i] = m_penalty * direction[i];
        for (std::size_t r = 0; r < m_targets.size(); ++r)
            add(product, r, m_curvature[r] * dot(row(r), direction));
        return product;
    }

private:
    std::span<const double> row(std::size_t r) const { return std::span(m_rows).subspan(r * m_prior.size(), m_prior.size()); }
    void add(std::vector<double>& sum, std::size_t r, double factor) const
    {
        const auto values = row(r);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += factor * values[i];
    }

    std::vector<double> m_rows;    // [rows, width + 1], the last column 1
    std::vector<double> m_targets;   // 0 .. 1
    std::vector<double> m_prior;
    double m_penalty;
    std::vector<double> m_curvature;
};

/// Solves curvature x step = -gradient as far as Newton gains from it (Nocedal, Wright, algorithm 7.1).
std::vector<double> newtonStep(const TagProblem& problem, const std::vector<double>& gradient)
{
    const double length = std::sqrt(dot(gradient, gradient));
    const double enough = std::min(0.5, std::sqrt(length)) * length;
    std::vector<double> step(gradient.size(), 0.0), rest(gradient), direction(gradient.size());
    for (std::size_t i = 0; i < direction.size(); ++i)
        direction[i] = -rest[i];
    double squared = dot(rest, rest);
    for (std::size_t round = 0; round < gradient.size() && std::sqrt(squared) > enough; ++round) {
        const auto curved = problem.curved(direction);
        const double reach = squared / dot(direction, curved);
        for (std::size_t i = 0; i < step.size(); ++i) {
            step[i] += reach * direction[i];
            rest[i] += reach * curved[i];
        }
        const double next = dot(rest, rest);
        for (std::size_t i = 0; i < direction.size(); ++i)
            direction[i] = -rest[i] + next / squared * direction[i];
        squared = next;
    }
    return step;
}

std::vector<double> minimum(TagProblem& problem, std::vector<double> point, const TeachConfig& config)
{
    constexpr int kMostHalvings = 30;
    constexpr double kSufficient = 1e-4;   // Armijo's
    double loss = problem.loss(point);
    for (int round = 0; round < config.mostSteps; ++round) {
        const auto gradient = problem.gradient(point);
        if (std::sqrt(dot(gradient, gradient)) <= config.tolerance) break;
        const auto step = newtonStep(problem, gradient);
        const double slope = dot(step, gradient);
        double reach = 1, next = loss;
        auto there = point;
        for (int halving = 0; halving < kMostHalvings; ++halving, reach /= 2) {
            for (std::size_t i = 0; i < point.size(); ++i)
                there[i] = point[i] + reach * step[i];
            next = problem.loss(there);
            if (next <= loss + kSufficient * reach * slope) break;
        }
        if (!(next < loss)) break;   // as far as doubles go
        point = std::move(there);
        loss = next;
    }
    return point;
}

std::vector<double> pointOf(const Head& head, std::size_t tag)
{
    std::vector<double> point(head.weights.begin() + static_cast<std::ptrdiff_t>(tag * head.width), head.weights.begin() + static_cast<std::ptrdiff_t>((tag + 1) * head.width));
    point.push_back(head.bias[tag]);
    return point;
}

void check(const Head& head, const char* name)
{
    if (head.width == 0 || head.tags == 0 || head.weights.size() != head.tags * head.width || head.bias.size() != head.tags)
        throw Error(ErrorCode::Mismatch, name, "weights and bias do not have the shape they say");
    const auto isFinite = [](double v) { return std::isfinite(v); };
    if (!std::ranges::all_of(head.weights, isFinite) || !std::ranges::all_of(head.bias, isFinite))
        throw Error(ErrorCode::NonFinite, name, "holds a weight that is not a finite number");
}

}  // namespace

Standard standardOf(std::span<const float> vectors, std::size_t width)
{
    if (width == 0 || vectors.empty() || vectors.size() % width != 0) throw Error(ErrorCode::Mismatch, "vectors", "are not rows of one width");
    if (!std::ranges::all_of(vectors, [](float v) { return std::isfinite(v); })) throw Error(ErrorCode::NonFinite, "vectors", "hold a value that is not a finite number");
    const auto rows = vectors.size() / width;
    Standard standard{std::vector<double>(width, 0.0), std::vector<double>(width, 0.0)};
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t d = 0; d < width; ++d)
            standard.mean[d] += static_cast<double>(vectors[r * width + d]);
    for (double& mean : standard.mean)
        mean /= static_cast<double>(rows);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t d = 0; d < width; ++d) {
            const double away = static_cast<double>(vectors[r * width + d]) - standard.mean[d];
            standard.scale[d] += away * away;
        }
    std::size_t moving = 0;
    for (std::size_t d = 0; d < width; ++d) {
        double& scale = standard.scale[d];
        scale = std::sqrt(scale / static_cast<double>(rows));
        if (scale <= kStill * std::max(1.0, std::abs(standard.mean[d]))) scale = std::numeric_limits<double>::infinity();
        else ++moving;
    }
    for (double& scale : standard.scale)
        scale *= std::sqrt(static_cast<double>(std::max<std::size_t>(1, moving)));
    return standard;
}

void standardise(std::span<float> vectors, const Standard& standard)
{
    const auto width = standard.mean.size();
    for (std::size_t i = 0; i < vectors.size(); ++i)
        vectors[i] = static_cast<float>((static_cast<double>(vectors[i]) - standard.mean[i % width]) / standard.scale[i % width]);
}

Head standardised(const Head& head, const Standard& standard)
{
    Head result = head;
    for (std::size_t tag = 0; tag < head.tags; ++tag)
        for (std::size_t d = 0; d < head.width; ++d) {
            double& weight = result.weights[tag * head.width + d];
            result.bias[tag] += weight * standard.mean[d];
            weight = std::isinf(standard.scale[d]) ? 0 : weight * standard.scale[d];
        }
    return result;
}

Head plain(const Head& head, const Standard& standard)
{
    Head result = head;
    for (std::size_t tag = 0; tag < head.tags; ++tag)
        for (std::size_t d = 0; d < head.width; ++d) {
            double& weight = result.weights[tag * head.width + d];
            weight /= standard.scale[d];
            result.bias[tag] -= weight * standard.mean[d];
        }
    return result;
}

Head teach(const Head& prior, const Head& start, std::span<const float> x, std::span<const std::int8_t> answers, const TeachConfig& config, RunControl& control, const Memory& memory)
{
    check(prior, "prior");
    check(start, "start");
    if (start.tags != prior.tags || start.width != prior.width) throw Error(ErrorCode::Mismatch, "start", "has another shape than the prior");
    const auto rows = x.size() / prior.width;
    if (x.size() != rows * prior.width || answers.size() != rows * prior.tags) throw Error(ErrorCode::Mismatch, "answers", "the number of answers is not tracks x tags");
    if (!(config.penalty > 0) || config.mostSteps < 1) throw Error(ErrorCode::InvalidArgument, "penalty", "a penalty above 0 and 1 step or more are wanted");
    if (!std::ranges::all_of(x, [](float v) { return std::isfinite(v); })) throw Error(ErrorCode::NonFinite, "vectors", "hold a value that is not a finite number");
    if (!memory.x.empty() && memory.knows.size() != prior.tags) throw Error(ErrorCode::Mismatch, "memory", "does not say of each tag whether it is known");
    const auto remembered = memory.x.empty() ? std::vector<float>{} : probabilities(prior, memory.x);
    Head taught = prior;
    for (std::size_t tag = 0; tag < prior.tags; ++tag) {
        control.step("last layer", static_cast<std::int64_t>(tag), static_cast<std::int64_t>(prior.tags));
        std::vector<double> known, targets;
        const auto add = [&](std::span<const float> from, std::size_t row, double target) {
            const auto values = from.subspan(row * prior.width, prior.width);
            known.insert(known.end(), values.begin(), values.end());
            known.push_back(1);
            targets.push_back(target);
        };
        for (std::size_t r = 0; r < rows; ++r)
            if (const auto answer = answers[r * prior.tags + tag]; answer != kUnknown) add(x, r, answer == kYes ? 1 : 0);
        if (targets.empty()) continue;   // nothing was said of this tag
        for (std::size_t r = 0; r < remembered.size() / prior.tags && memory.knows[tag]; ++r)
            add(memory.x, r, static_cast<double>(remembered[r * prior.tags + tag]));
        TagProblem problem(std::move(known), std::move(targets), pointOf(prior, tag), config.penalty);
        const auto point = minimum(problem, pointOf(start, tag), config);
        std::copy(point.begin(), point.end() - 1, taught.weights.begin() + static_cast<std::ptrdiff_t>(tag * prior.width));
        taught.bias[tag] = point.back();
    }
    return taught;
}

std::vector<float> probabilities(const Head& head, std::span<const float> x)
{
    check(head, "last layer");
    const auto rows = x.size() / head.width;
    if (x.size() != rows * head.width) throw Error(ErrorCode::Mismatch, "vectors", "are not rows of " + std::to_string(head.width) + " numbers");
    std::vector<float> result(rows * head.tags);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t tag = 0; tag < head.tags; ++tag) {
            double z = head.bias[tag];
            const auto* weights = head.weights.data() + tag * head.width;
            const auto* values = x.data() + r * head.width;
            for (std::size_t d = 0; d < head.width; ++d)
                z += weights[d] * static_cast<double>(values[d]);
            result[r * head.tags + tag] = static_cast<float>(sigmoid(z));
        }
    return result;
}

}  // namespace engine::active
