#include "engine/models/choi.h"

#include "engine/models/dropout.h"

#include <algorithm>

namespace engine::models
{

namespace choi
{

std::size_t budgetIndex(std::string_view variant)
{
    static constexpr std::array<std::string_view, 5> kBudgets{"0.1", "0.25", "0.5", "1", "3"};
    const auto* found = std::find(kBudgets.begin(), kBudgets.end(), variant.empty() ? "1" : variant);
    if (found == kBudgets.end())
        throw Error(ErrorCode::NotFound, std::string(variant),
                    "no such size; there are 0.1, 0.25, 0.5, 1 and 3 (million parameters)");
    return static_cast<std::size_t>(found - kBudgets.begin());
}

Stages::Stages(torch::nn::Module& owner, const std::vector<Stage>& stages, double dropout)
    : m_stages(stages), m_dropout(dropout)
{
    std::int64_t in = 1;
    for (const auto& stage : m_stages) {
        const auto number = std::to_string(m_convs.size() + 1);
        torch::nn::Conv2dOptions options(in, stage.filters, {stage.kernel[0], stage.kernel[1]});
        m_convs.push_back(owner.register_module("conv" + number, torch::nn::Conv2d(options)));
        m_bns.push_back(owner.register_module("bn" + number, torch::nn::BatchNorm2d(stage.filters)));
        in = stage.filters;
    }
}

torch::Tensor Stages::forward(torch::Tensor x, Taps& taps)
{
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const auto& [filters, kernel, pool] = m_stages[i];
        // An even kernel reaches one further ahead than back. A kernel of all bands leaves one.
        const bool allBands = kernel[0] == kBands;
        const auto before = allBands ? 0 : (kernel[0] - 1) / 2;
        const auto after = allBands ? 0 : kernel[0] / 2;
        x = torch::constant_pad_nd(x, {(kernel[1] - 1) / 2, kernel[1] / 2, before, after});
        x = torch::elu(torch::max_pool2d(m_bns[i](m_convs[i](x)), pool));  // they commute: fewer exponentials
        if (m_dropout > 0) x = dropped(x, m_dropout, m_bns[i]->is_training());
        taps.offer("conv" + std::to_string(i + 1), x);
    }
    return x;
}

std::vector<std::string> Stages::layers() const
{
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= m_stages.size(); ++i)
        names.push_back("conv" + std::to_string(i));
    return names;
}

// Widths for 0.1, 0.25, 0.5, 1 and 3 million parameters.
constexpr std::array<std::array<std::int64_t, 5>, 4> kSquareWidths{
    {{20, 33, 47, 67, 118}, {41, 66, 95, 135, 236}, {62, 100, 142, 203, 355}, {83, 133, 190, 271, 473}}};
constexpr std::array<std::array<std::int64_t, 5>, 2> kBandwiseWidths{{{15, 23, 33, 47, 81}, {30, 47, 66, 95, 163}}};
constexpr std::array<std::array<std::int64_t, 5>, 2> kAllBandsWidths{
    {{43, 72, 106, 152, 265}, {87, 145, 212, 304, 535}}};

std::vector<Stage> squareStages(std::size_t budget)
{
    const auto width = [&](std::size_t row) { return kSquareWidths[row][budget]; };
    return {{width(0), {3, 3}, {2, 4}},
            {width(1), {3, 3}, {2, 4}},
            {width(1), {3, 3}, {2, 4}},
            {width(2), {3, 3}, {3, 5}},
            {width(3), {3, 3}, {4, 4}}};
}

/// First kernel, then three of one band by four frames.
std::vector<Stage> alongTime(const std::array<std::array<std::int64_t, 5>, 2>& widths, std::size_t budget,
                             std::int64_t bands)
{
    const auto narrow = widths[0][budget], wide = widths[1][budget];
    return {{narrow, {bands, 4}, {1, 4}}, {narrow, {1, 4}, {1, 5}}, {wide, {1, 4}, {1, 8}}, {wide, {1, 4}, {1, 8}}};
}

/// k1c2, k2c1 and k2c2: convolutions alone, pooled until one frame is left (hence 1280..2559 of them), then dense
/// layers.
class Convolutional : public Network
{
public:
    /// hidden: units of each of the two dense layers before the last; 0 = there are none.
    Convolutional(std::int64_t tags, const std::vector<Stage>& stages, std::int64_t bandsLeft, std::int64_t hidden)
        : m_norm(*this), m_stages(*this, stages, 0), m_dense(nullptr)
    {
        std::int64_t in = stages.back().filters * bandsLeft;
        for (int i = 1; i <= 2 && hidden > 0; ++i) {
            m_hidden.push_back(register_module("hidden" + std::to_string(i), torch::nn::Linear(in, hidden)));
            in = hidden;
        }
        m_dense = register_module("dense", torch::nn::Linear(in, tags));
        for (std::size_t i = 0; i < 3; ++i)
            m_framesPerColumn *= stages.at(i).pool[1];
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_stages.forward(m_norm.forward(x), taps).flatten(1);
        for (auto& hidden : m_hidden)
            x = torch::elu(hidden(dropped(x, 0.5, is_training())));
        taps.offer("embedding", x);
        return m_dense(dropped(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {kBands, 1280, 2559}; }
    std::vector<std::string> layers() const override
    {
        auto names = m_stages.layers();
        names.push_back("embedding");
        return names;
    }
    Attributable attributable() const override { return {"conv3", m_framesPerColumn}; }
    std::string head() const override { return "dense"; }

private:
    std::int64_t m_framesPerColumn = 1;  ///< after three stages
    InputNorm m_norm;
    Stages m_stages;
    std::vector<torch::nn::Linear> m_hidden;
    torch::nn::Linear m_dense;
};

std::shared_ptr<Network> makeBandwise(std::int64_t tags, std::string_view variant)
{
    const auto budget = budgetIndex(variant);
    return std::make_shared<Convolutional>(tags, alongTime(kBandwiseWidths, budget, 1), kBands,
                                           kBandwiseWidths[1][budget]);
}

std::shared_ptr<Network> makeAllBands(std::int64_t tags, std::string_view variant)
{
    const auto budget = budgetIndex(variant);
    return std::make_shared<Convolutional>(tags, alongTime(kAllBandsWidths, budget, kBands), 1,
                                           kAllBandsWidths[1][budget]);
}

std::shared_ptr<Network> makeSquare(std::int64_t tags, std::string_view variant)
{
    return std::make_shared<Convolutional>(tags, squareStages(budgetIndex(variant)), 1, 0);
}

}  // namespace choi

extern const ModelEntry k1c2_entry;
const ModelEntry k1c2_entry{"k1c2", choi::makeBandwise};
extern const ModelEntry k2c1_entry;
const ModelEntry k2c1_entry{"k2c1", choi::makeAllBands};
extern const ModelEntry k2c2_entry;
const ModelEntry k2c2_entry{"k2c2", choi::makeSquare};

}  // namespace engine::models
