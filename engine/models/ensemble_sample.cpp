#include "engine/models/ensemble_sample.h"

#include <optional>

#include "engine/core/error.h"
#include "engine/models/dropout.h"
#include "engine/models/module_path.h"

namespace engine::models
{

namespace ensemble_sample
{

namespace
{

constexpr std::int64_t kSamplesAtOnce = 1'000'000;  // half a minute: its widest map takes some 150 MB
constexpr double kDropout = 0.5;
constexpr std::string_view kSmall = "small", kMember = "member-";

std::string memberName(int power)
{
    return "members." + std::to_string(SampleTrunk::samplesOf(power));
}

std::vector<SampleTrunk> trunksOf(torch::nn::Module& owner, const Config& config)
{
    std::vector<SampleTrunk> trunks;
    for (const int power : config.powers)
        trunks.emplace_back(containerAt(containerAt(owner, "members"), std::to_string(SampleTrunk::samplesOf(power))), power,
                            config.narrower);
    return trunks;
}

torch::Tensor tiledTo(const torch::Tensor& x, std::int64_t length)
{
    if (x.size(1) >= length) return x;
    return x.repeat({1, (length + x.size(1) - 1) / x.size(1)}).slice(1, 0, length);
}

/// x: [songs, samples] -> [songs * segments, 1, length]
torch::Tensor segmentsOf(const torch::Tensor& x, std::int64_t length)
{
    std::vector<torch::Tensor> segments;
    for (const auto start : segmentStarts(x.size(1), length))
        segments.push_back(x.slice(1, start, start + length));
    return torch::stack(segments, 1).flatten(0, 1).unsqueeze(1);
}

}  // namespace

std::int64_t Config::levelsWidth(int power) const
{
    const auto filters = SampleTrunk::filtersOf(power, narrower);
    std::int64_t width = 0;
    for (std::size_t i = filters.size() - kLevels; i < filters.size(); ++i)
        width += filters[i];
    return width;
}

std::int64_t Config::vectorWidth() const
{
    std::int64_t width = 0;
    for (const int power : powers)
        width += levelsWidth(power);
    return width;
}

Config smallConfig()
{
    return {{7, 10}, 8, 128};
}

std::vector<std::int64_t> segmentStarts(std::int64_t samples, std::int64_t length)
{
    const auto count = (samples + length - 1) / length;
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < count; ++i)
        starts.push_back(count == 1 ? 0 : i * (samples - length) / (count - 1));
    return starts;
}

torch::Tensor maximaOf(const std::vector<torch::Tensor>& layers)
{
    std::vector<torch::Tensor> maxima;
    for (const auto& layer : layers)
        maxima.push_back(layer.amax(2));
    return torch::cat(maxima, 1);
}

Member::Member(std::int64_t tags, int power, std::int64_t narrower) : m_trunk(*this, power, narrower), m_dense(nullptr)
{
    m_dense = register_module("dense", torch::nn::Linear(SampleTrunk::filtersOf(power, narrower).back(), tags));
}

torch::Tensor Member::forward(torch::Tensor x, Taps& taps)
{
    x = m_trunk.forward(x.squeeze(1), taps).squeeze(2);
    taps.offer("embedding", x);
    return m_dense(dropped(x, kDropout, is_training()));
}

std::vector<std::string> Member::layers() const
{
    return numberedLayers({}, static_cast<int>(m_trunk.depth()), {"embedding"});
}

Attributable Member::attributable() const
{
    // Three poolings before the end there are 27 times left.
    return {sampleLayerName(m_trunk.depth() - 5), m_trunk.samples() / 27};
}

SongHead::SongHead(torch::nn::Module& owner, const Config& config, std::int64_t tags)
    : m_hidden(registerAt(owner, "classifier.hidden", torch::nn::Linear(config.vectorWidth(), config.hidden))),
      m_out(registerAt(owner, kLast, torch::nn::Linear(config.hidden, tags)))
{
    auto& standardise = containerAt(owner, "standardise");
    m_mean = standardise.register_buffer("running_mean", torch::zeros({1}));
    m_variance = standardise.register_buffer("running_var", torch::ones({1}));
}

torch::Tensor SongHead::forward(const torch::Tensor& vectors, Taps& taps, bool learning)
{
    constexpr double kLeastVariance = 1e-12;  // of vectors that are all alike
    const auto hidden = torch::relu(m_hidden((vectors - m_mean) / (m_variance + kLeastVariance).sqrt()));
    taps.offer("embedding", hidden);
    return m_out(dropped(hidden, kDropout, learning));
}

Song::Song(std::int64_t tags, const Config& config) : m_width(config.vectorWidth()), m_head(*this, config, tags) {}

torch::Tensor Song::forward(torch::Tensor x, Taps& taps)
{
    return m_head.forward(x.flatten(1), taps, is_training());
}

InputShape Ensemble::inputShape() const
{
    return {1, SampleTrunk::samplesOf(m_config.powers.front()), 0};
}

Attributable Ensemble::attributable() const
{
    return {"segments", SampleTrunk::samplesOf(m_config.powers.front())};
}

template <typename PerSegment>
Grid Ensemble::gridOf(const torch::Tensor& x, Taps& taps, const PerSegment& perSegment) const
{
    // Who asks for the segments differentiates by them, not by what is below: that would keep gigabytes of maps.
    const bool untilHere = taps.wants("segments") && torch::GradMode::is_enabled();
    std::optional<torch::NoGradGuard> noGrad;
    if (untilHere) noGrad.emplace();
    Grid grid;
    std::vector<torch::Tensor> maps;
    std::int64_t columns = 0;
    for (std::size_t scale = 0; scale < m_config.powers.size(); ++scale) {
        const auto length = SampleTrunk::samplesOf(m_config.powers[scale]);
        const auto segments = segmentsOf(tiledTo(x.flatten(1), length), length);
        std::vector<torch::Tensor> parts;
        for (const auto& part : segments.split(std::max<std::int64_t>(1, kSamplesAtOnce / length)))
            parts.push_back(perSegment(scale, part));
        const auto numbers = torch::cat(parts).unflatten(0, {x.size(0), -1}).transpose(1, 2);  // [songs, numbers, segments]
        const auto count = numbers.size(2);
        if (columns == 0) columns = count;  // the finest comes first
        const auto segmentAt = torch::arange(columns, numbers.options().dtype(torch::kInt64)).mul(count).div(columns, "floor");
        maps.push_back(numbers.index_select(2, segmentAt));
        const auto fills = torch::bincount(segmentAt, {}, count).to(numbers.dtype());
        grid.weights.push_back((1.0 / (fills * static_cast<double>(count))).index_select(0, segmentAt));
    }
    grid.maps = torch::cat(maps, 1);
    if (untilHere) grid.maps.requires_grad_();
    taps.offer("segments", grid.maps);
    return grid;
}

Aggregated::Aggregated(std::int64_t tags, const Config& config)
    : Ensemble(config), m_trunks(trunksOf(*this, config)), m_head(*this, config, tags)
{
}

torch::Tensor Aggregated::forward(torch::Tensor x, Taps& taps)
{
    const auto grid = gridOf(x, taps, [&](std::size_t scale, const torch::Tensor& segments) {
        return maximaOf(m_trunks[scale].lastLayers(segments, Config::kLevels));
    });
    std::vector<torch::Tensor> means;
    std::int64_t first = 0;
    for (std::size_t scale = 0; scale < m_trunks.size(); ++scale) {
        const auto width = m_config.levelsWidth(m_config.powers[scale]);
        means.push_back(grid.maps.slice(1, first, first + width).matmul(grid.weights[scale]));
        first += width;
    }
    const auto vectors = torch::cat(means, 1);
    taps.offer("song_vector", vectors);
    return m_head.forward(vectors, taps, is_training());
}

Vote::Vote(std::int64_t tags, const Config& config)
    : Ensemble(config), m_trunks(trunksOf(*this, config)), m_lastHead(memberName(config.powers.back()) + ".dense")
{
    for (const int power : config.powers)
        m_dense.push_back(registerAt(*this, memberName(power) + ".dense",
                                     torch::nn::Linear(SampleTrunk::filtersOf(power, config.narrower).back(), tags)));
}

torch::Tensor Vote::forward(torch::Tensor x, Taps& taps)
{
    const auto grid = gridOf(x, taps, [&](std::size_t scale, const torch::Tensor& segments) {
        return m_trunks[scale].lastLayers(segments, 1).front().amax(2);
    });
    std::vector<torch::Tensor> probabilities, means;
    std::int64_t first = 0;
    for (std::size_t scale = 0; scale < m_trunks.size(); ++scale) {
        const auto width = m_dense[scale]->options.in_features();
        const auto maps = grid.maps.slice(1, first, first + width);
        const auto heard = dropped(maps.transpose(1, 2), kDropout, is_training());
        probabilities.push_back(m_dense[scale](heard).sigmoid().transpose(1, 2).matmul(grid.weights[scale]));
        means.push_back(maps.matmul(grid.weights[scale]));
        first += width;
    }
    taps.offer("embedding", torch::cat(means, 1));
    constexpr double kSurest = 1e-6;  // beyond it the logit of a float has no digits left
    return torch::stack(probabilities).mean(0).logit(kSurest);
}

std::shared_ptr<Network> make(std::int64_t tags, std::string_view variant)
{
    Config config;
    auto rest = variant;
    if (rest.starts_with(kSmall)) {
        config = smallConfig();
        rest.remove_prefix(kSmall.size());
        if (rest.starts_with('-')) rest.remove_prefix(1);
    }
    if (rest.empty()) return std::make_shared<Aggregated>(tags, config);
    if (rest == "vote") return std::make_shared<Vote>(tags, config);
    if (rest == "song") return std::make_shared<Song>(tags, config);
    for (const int power : config.powers)
        if (rest == std::string(kMember) + std::to_string(SampleTrunk::samplesOf(power)))
            return std::make_shared<Member>(tags, power, config.narrower);
    throw Error(ErrorCode::NotFound, std::string(variant), "Ensemble SampleCNN has the variants small, vote and small-vote");
}

}  // namespace ensemble_sample

extern const ModelEntry ensemble_sample_entry;
const ModelEntry ensemble_sample_entry{"ensemble_sample", ensemble_sample::make};

}  // namespace engine::models
