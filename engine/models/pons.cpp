#include "engine/models/dropout.h"
#include "engine/models/module_path.h"
#include "engine/models/network.h"

namespace engine::models
{

/// The two taggers of Pons, Nieto, Prockup, Schmidt, Ehmann, Serra (ISMIR 2018), arXiv 1711.02520: one reads the
/// waveform, one the spectrogram, and both share their back end. In every block the order is convolution, ReLU, batch
/// normalisation.
namespace pons
{

template <typename Norm>
Norm normOf(std::int64_t channels)
{
    // Epsilon and momentum of the original framework.
    return Norm(torch::nn::BatchNormOptions(channels).eps(1e-3).momentum(0.01));
}

/// "Same" padding of the original framework: for even lengths one more at the end.
torch::Tensor padded(const torch::Tensor& x, std::int64_t kernel)
{
    return torch::constant_pad_nd(x, {(kernel - 1) / 2, kernel / 2});
}

class BackEnd
{
public:
    BackEnd(torch::nn::Module& owner, std::int64_t channels, std::int64_t tags)
        : m_conv1(registerAt(owner, "back.conv1", torch::nn::Conv1d(channels, kWidth, kKernel))),
          m_bn1(registerAt(owner, "back.bn1", normOf<torch::nn::BatchNorm1d>(kWidth))),
          m_conv2(registerAt(owner, "back.conv2", torch::nn::Conv1d(kWidth, kWidth, kKernel))),
          m_bn2(registerAt(owner, "back.bn2", normOf<torch::nn::BatchNorm2d>(1))),
          m_conv3(registerAt(owner, "back.conv3", torch::nn::Conv1d(kWidth, kWidth, kKernel))),
          m_bn3(registerAt(owner, "back.bn3", normOf<torch::nn::BatchNorm2d>(1))),
          m_fc1(registerAt(owner, "back.fc1", torch::nn::Linear(2 * kWidth, kHidden))),
          m_bn4(registerAt(owner, "back.bn4", normOf<torch::nn::BatchNorm1d>(kHidden))),
          m_fc2(registerAt(owner, "back.fc2", torch::nn::Linear(kHidden, tags)))
    {
    }

    /// [batch, channels, steps] -> logits
    torch::Tensor forward(const torch::Tensor& front, Taps& taps)
    {
        const bool learning = m_bn1->is_training();
        const auto first = m_bn1(torch::relu(m_conv1(front)));
        taps.offer("back.1", first);
        const auto second = residual(m_conv2, m_bn2, first);
        taps.offer("back.2", second);
        const auto third = residual(m_conv3, m_bn3, torch::max_pool1d(second, 2));
        taps.offer("back.3", third);
        // Largest and mean value of a channel lie side by side.
        const auto overTime = torch::stack({third.amax(2), third.mean(2)}, 2).flatten(1);
        const auto hidden = m_bn4(torch::relu(m_fc1(dropped(overTime, 0.5, learning))));
        taps.offer("embedding", hidden);
        return m_fc2(dropped(hidden, 0.5, learning));
    }

    static constexpr const char* kLast = "back.fc2";

private:
    /// The normalisation runs over the axes as the original has them at this place: one mean and variance for all
    /// channels.
    static torch::Tensor residual(torch::nn::Conv1d& conv, torch::nn::BatchNorm2d& bn, const torch::Tensor& x)
    {
        return bn(torch::relu(conv(padded(x, kKernel))).unsqueeze(1)).squeeze(1) + x;
    }

    static constexpr std::int64_t kWidth = 512;
    static constexpr std::int64_t kHidden = 500;
    static constexpr std::int64_t kKernel = 7;

    torch::nn::Conv1d m_conv1;
    torch::nn::BatchNorm1d m_bn1;
    torch::nn::Conv1d m_conv2;
    torch::nn::BatchNorm2d m_bn2;
    torch::nn::Conv1d m_conv3;
    torch::nn::BatchNorm2d m_bn3;
    torch::nn::Linear m_fc1;
    torch::nn::BatchNorm1d m_bn4;
    torch::nn::Linear m_fc2;
};

const std::vector<std::string> kBackEndLayers{"back.1", "back.2", "back.3", "embedding"};

class Waveform : public Network
{
public:
    explicit Waveform(std::int64_t tags) : m_back(withFrontEnd(), kFilters.back(), tags) {}

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = x.squeeze(1);
        for (std::size_t i = 0; i < kFilters.size(); ++i) {
            x = m_bns[i](torch::relu(m_convs[i](x)));
            if (i > 0) x = torch::max_pool1d(x, 3);
            taps.offer("front." + std::to_string(i), x);
        }
        return m_back.forward(x, taps);
    }

    // 19 680 samples leave eight steps, which the back end's first kernel and its pooling need.
    InputShape inputShape() const override { return {1, 19680, 0}; }
    std::vector<std::string> layers() const override
    {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < kFilters.size(); ++i)
            names.push_back("front." + std::to_string(i));
        names.insert(names.end(), kBackEndLayers.begin(), kBackEndLayers.end());
        return names;
    }
    Attributable attributable() const override { return {"front.6", 2187}; }
    std::string head() const override { return BackEnd::kLast; }

private:
    static constexpr std::array<std::int64_t, 7> kFilters{64, 64, 64, 128, 128, 128, 256};

    Waveform& withFrontEnd()
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kFilters.size(); ++i) {
            m_convs.push_back(
                registerAt(*this, "front.conv." + std::to_string(i),
                           torch::nn::Conv1d(torch::nn::Conv1dOptions(in, kFilters[i], 3).stride(i == 0 ? 3 : 1))));
            in = kFilters[i];
        }
        for (std::size_t i = 0; i < kFilters.size(); ++i)
            m_bns.push_back(
                registerAt(*this, "front.bn." + std::to_string(i), normOf<torch::nn::BatchNorm1d>(kFilters[i])));
        return *this;
    }

    std::vector<torch::nn::Conv1d> m_convs;
    std::vector<torch::nn::BatchNorm1d> m_bns;
    BackEnd m_back;
};

class Spectrogram : public Network
{
public:
    explicit Spectrogram(std::int64_t tags) : m_back(withFrontEnd(), 29 * kFilters, tags) {}

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        std::vector<torch::Tensor> branches;
        for (std::size_t i = 0; i < m_timbre.size(); ++i)
            branches.push_back(m_timbreBn[i](torch::relu(m_timbre[i](x))).amax(2));
        const auto overBands = x.mean(2);
        for (std::size_t i = 0; i < m_rhythm.size(); ++i)
            branches.push_back(m_rhythmBn[i](torch::relu(m_rhythm[i](padded(overBands, kRhythmFrames[i])))));
        x = torch::cat(branches, 1);
        taps.offer("front", x);
        return m_back.forward(x, taps);
    }

    InputShape inputShape() const override { return {kBands, 8, 0}; }
    std::vector<std::string> layers() const override
    {
        std::vector<std::string> names{"front"};
        names.insert(names.end(), kBackEndLayers.begin(), kBackEndLayers.end());
        return names;
    }
    Attributable attributable() const override { return {"front", 1}; }
    std::string head() const override { return BackEnd::kLast; }

private:
    static constexpr std::int64_t kBands = 128;
    static constexpr std::int64_t kFilters = 16;
    static constexpr std::array<std::int64_t, 2> kTimbreBands{kBands * 9 / 10, kBands * 4 / 10};
    static constexpr std::array<std::int64_t, 3> kTimbreFrames{7, 3, 1};
    static constexpr std::array<std::int64_t, 4> kRhythmFrames{165, 128, 64, 32};

    /// Tall filters for timbre, long ones on the mean over the bands for rhythm; the shorter, the more of them.
    Spectrogram& withFrontEnd()
    {
        std::vector<std::int64_t> widths;
        for (const auto bands : kTimbreBands)
            for (std::size_t i = 0; i < kTimbreFrames.size(); ++i) {
                const auto frames = kTimbreFrames[i];
                widths.push_back(kFilters << i);
                m_timbre.push_back(registerAt(
                    *this, "front.tim." + std::to_string(m_timbre.size()),
                    torch::nn::Conv2d(
                        torch::nn::Conv2dOptions(1, widths.back(), {bands, frames}).padding({0, frames / 2}))));
            }
        for (const auto width : widths)
            m_timbreBn.push_back(registerAt(*this, "front.timbn." + std::to_string(m_timbreBn.size()),
                                            normOf<torch::nn::BatchNorm2d>(width)));
        for (std::size_t i = 0; i < kRhythmFrames.size(); ++i)
            m_rhythm.push_back(registerAt(*this, "front.tem." + std::to_string(i),
                                          torch::nn::Conv1d(1, kFilters << i, kRhythmFrames[i])));
        for (std::size_t i = 0; i < kRhythmFrames.size(); ++i)
            m_rhythmBn.push_back(
                registerAt(*this, "front.tembn." + std::to_string(i), normOf<torch::nn::BatchNorm1d>(kFilters << i)));
        return *this;
    }

    std::vector<torch::nn::Conv2d> m_timbre;
    std::vector<torch::nn::BatchNorm2d> m_timbreBn;
    std::vector<torch::nn::Conv1d> m_rhythm;
    std::vector<torch::nn::BatchNorm1d> m_rhythmBn;
    BackEnd m_back;
};

}  // namespace pons

extern const ModelEntry pons_waveform_entry;
const ModelEntry pons_waveform_entry{"pons_waveform", makeOnly<pons::Waveform>};
extern const ModelEntry pons_spectrogram_entry;
const ModelEntry pons_spectrogram_entry{"pons_spectrogram", makeOnly<pons::Spectrogram>};

}  // namespace engine::models
