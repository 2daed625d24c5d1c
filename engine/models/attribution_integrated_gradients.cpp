#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "engine/models/attribution.h"
#include "engine/models/torch_model.h"

namespace engine::models
{

namespace integrated_gradients
{

constexpr std::size_t kSteps = 32;
constexpr std::size_t kMostSteps = 1024;
constexpr double kIncomplete = 0.005;      // of the difference that has to be made up: half of what is promised
constexpr double kNoDifference = 0.1;      // logits: a hundredth of less is not seen in a probability of three digits
constexpr std::size_t kPointsAtOnce = 4;   // a derivative keeps every activation
constexpr std::int64_t kMostRows = 64, kMostColumns = 256;  // of a window: more is not seen in a picture

/// A place on the way from silence to one window: x(a) = silence + a (x - silence), a = 0 .. 1.
struct Point {
    double at = 0;
    double logit = 0;       ///< of the tag, there
    double slope = 0;       ///< of the logit along the way
    torch::Tensor derivative;  ///< of the logit by the input, [bands, frames] on the CPU
};

class Way
{
public:
    using Tell = std::function<void(std::size_t points)>;

    Way(Network& network, const torch::Tensor& x, const torch::Tensor& silence, std::int64_t tag, Tell tell)
        : m_network(network), m_silence(silence.expand_as(x)), m_change(x - m_silence), m_tag(tag), m_tell(std::move(tell))
    {
    }

    std::vector<Point> points(const std::vector<double>& places)
    {
        std::vector<Point> found;
        for (std::size_t first = 0; first < places.size(); first += kPointsAtOnce) {
            const auto count = std::min(kPointsAtOnce, places.size() - first);
            const auto at = torch::tensor(std::vector<double>(places.begin() + static_cast<std::ptrdiff_t>(first),
                                                              places.begin() + static_cast<std::ptrdiff_t>(first + count)));
            const auto x = (m_silence + at.to(m_change.device(), torch::kFloat32).view({-1, 1, 1, 1}) * m_change).requires_grad_(true);
            Taps taps;
            const auto logits = m_network.forward(x, taps).select(1, m_tag);
            const auto derivatives = torch::autograd::grad({logits.sum()}, {x}).front();
            const auto slopes = (derivatives * m_change).to(torch::kFloat64).sum({1, 2, 3});
            for (std::size_t i = 0; i < count; ++i) {
                const auto n = static_cast<std::int64_t>(i);
                found.push_back({places[first + i], logits[n].item<double>(), slopes[n].item<double>(), derivatives[n][0].to(torch::kCPU)});
            }
            m_tell(m_points += count);
        }
        return found;
    }
    torch::Tensor change() const { return m_change[0][0].to(torch::kCPU); }

private:
    Network& m_network;
    torch::Tensor m_silence, m_change;
    std::int64_t m_tag;
    Tell m_tell;
    std::size_t m_points = 0;
};

/// What the trapezoid between two points takes too much.
double errorBetween(const Point& a, const Point& b)
{
    return (b.at - a.at) * (a.slope + b.slope) / 2 - (b.logit - a.logit);
}

/// Points of the way in order: 32 even steps, then the steps halved that are most off, until the parts make up the
/// whole.
std::vector<Point> pointsOf(Way& way)
{
    std::vector<double> even;
    for (std::size_t i = 0; i <= kSteps; ++i)
        even.push_back(static_cast<double>(i) / kSteps);
    auto points = way.points(even);
    while (true) {
        std::vector<std::pair<double, double>> worst;  // how much it is off, its middle
        double error = 0;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const double off = errorBetween(points[i - 1], points[i]);
            error += off;
            worst.emplace_back(std::abs(off), (points[i - 1].at + points[i].at) / 2);
        }
        const double whole = points.back().logit - points.front().logit;
        if (points.size() > kMostSteps || std::abs(error) <= kIncomplete * std::max(std::abs(whole), kNoDifference)) return points;
        std::sort(worst.rbegin(), worst.rend());
        std::vector<double> middles;
        for (std::size_t i = 0; i < kPointsAtOnce; ++i)
            middles.push_back(worst[i].second);
        for (auto& point : way.points(middles))
            points.push_back(std::move(point));
        std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    }
}

/// [bands, frames], float64: the trapezoids.
torch::Tensor partsOf(const std::vector<Point>& points, const torch::Tensor& change)
{
    auto sum = torch::zeros_like(change, torch::kFloat64);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double before = i > 0 ? points[i].at - points[i - 1].at : 0, after = i + 1 < points.size() ? points[i + 1].at - points[i].at : 0;
        sum += points[i].derivative.to(torch::kFloat64) * ((before + after) / 2);
    }
    return sum * change;
}

/// Adds up neighbours along a dimension, `count` at a time; the last may be fewer.
torch::Tensor together(const torch::Tensor& values, std::int64_t dim, std::int64_t count)
{
    std::vector<torch::Tensor> parts;
    for (const auto& part : values.split(count, dim))
        parts.push_back(part.sum(dim, /*keepdim=*/true));
    return torch::cat(parts, dim);
}

std::int64_t perCell(std::int64_t size, std::int64_t most)
{
    return (size + most - 1) / most;
}

/// Integrated gradients (Sundararajan, Taly, Yan 2017, arXiv 1703.01365) from silence: the parts of logit(x) -
/// logit(silence) that each value of the input makes up; neighbours that no picture tells apart are added up.
neural::Attribution look(Network& network, const torch::Tensor& x, const neural::AttributionQuestion& question)
{
    const WithoutCudnn recurrentDerivatives;
    const auto tag = static_cast<std::int64_t>(question.tag);
    const auto silence = silenceTensor(question, x);
    torch::Tensor logits, quiet;
    {
        const torch::NoGradGuard noGrad;
        Taps taps;
        logits = network.forward(x, taps);
        quiet = network.forward(silence.expand({1, 1, x.size(2), x.size(3)}), taps);
    }
    // Every band of a picture stands for as many bands of the input.
    auto bands = perCell(x.size(2), kMostRows);
    while (x.size(2) % bands != 0)
        ++bands;
    const auto frames = perCell(x.size(3), kMostColumns);

    neural::Attribution result;
    std::vector<torch::Tensor> maps;
    const auto windows = x.size(0);
    for (std::int64_t i = 0; i < windows; ++i) {
        Way way(network, x.slice(0, i, i + 1), silence, tag, [&](std::size_t found) {
            const double done = std::min(1.0, static_cast<double>(found) / static_cast<double>(kMostSteps));
            report(question, (static_cast<double>(i) + done) / static_cast<double>(windows));
        });
        const auto points = pointsOf(way);
        maps.push_back(together(together(partsOf(points, way.change()), 0, bands), 1, frames));
        result.passes = std::max(result.passes, static_cast<int>(points.size()));
        report(question, static_cast<double>(i + 1) / static_cast<double>(windows));
    }
    const auto map = torch::stack(maps);
    result.layer = "input";
    result.rows = static_cast<std::size_t>(map.size(1));
    result.columns = static_cast<std::size_t>(map.size(2));
    result.framesPerColumn = static_cast<double>(frames);
    result.values = hostValues(map);
    result.logits = hostValues(logits);
    result.baseline.assign(static_cast<std::size_t>(windows), quiet[0][tag].item<float>());
    return result;
}

}  // namespace integrated_gradients

extern const AttributionEntry integrated_gradients_attribution;
const AttributionEntry integrated_gradients_attribution{"integrated-gradients", fitsAll, integrated_gradients::look};

}  // namespace engine::models
