#include "engine/models/attribution.h"
#include "engine/models/torch_model.h"

namespace engine::models
{

namespace occlusion
{

constexpr std::int64_t kRows = 8, kColumns = 16;  // of a picture with bands
constexpr std::int64_t kSpans = 32;               // of a waveform
constexpr std::int64_t kCoveredAtOnce = 16;

std::int64_t divided(std::int64_t size, std::int64_t by)
{
    return (size + by - 1) / by;
}

/// A window, [1, 1, bands, frames], with one block of it covered after another.
class Covering
{
public:
    Covering(Network& network, const torch::Tensor& x, std::int64_t tag)
        : m_network(network), m_x(x), m_tag(tag)
    {
        const bool isWave = x.size(2) == 1;
        m_bands = divided(x.size(2), isWave ? 1 : kRows);
        m_frames = divided(x.size(3), isWave ? kSpans : kColumns);
        // A waveform is muted; of a picture the median is neither sound nor silence.
        m_cover = (isWave ? torch::zeros_like(x) : x.median().expand_as(x)).contiguous();
    }
    std::int64_t rows() const { return divided(m_x.size(2), m_bands); }
    std::int64_t columns() const { return divided(m_x.size(3), m_frames); }
    std::int64_t framesPerColumn() const { return m_frames; }

    float withoutAll() { return logits(m_cover)[0].item<float>(); }

    /// Logits of the tag without the blocks [first, end), each by itself.
    torch::Tensor without(std::int64_t first, std::int64_t end)
    {
        const auto covered = m_x.repeat({end - first, 1, 1, 1});
        for (auto block = first; block < end; ++block) {
            const auto cut = [&](const torch::Tensor& whole) {
                const auto band = block / columns() * m_bands, frame = block % columns() * m_frames;
                return whole.slice(1, band, band + m_bands).slice(2, frame, frame + m_frames);
            };
            cut(covered[block - first]).copy_(cut(m_cover[0]));
        }
        return logits(covered);
    }

private:
    torch::Tensor logits(const torch::Tensor& x)
    {
        Taps taps;
        return m_network.forward(x, taps).select(1, m_tag).to(torch::kCPU);
    }

    Network& m_network;
    torch::Tensor m_x, m_cover;
    std::int64_t m_tag, m_bands = 1, m_frames = 1;
};

/// What the tag's logit loses when a block of bands and times is covered by the window's median, or a span of a
/// waveform muted (Zeiler, Fergus 2014, arXiv 1311.2901). Nothing but forward passes.
neural::Attribution look(Network& network, const torch::Tensor& x, const neural::AttributionQuestion& question)
{
    const torch::NoGradGuard noGrad;
    const auto tag = static_cast<std::int64_t>(question.tag);
    neural::Attribution result;
    Taps taps;
    const auto logits = network.forward(x, taps);
    result.logits = hostValues(logits);
    result.layer = "input";
    const auto windows = x.size(0);
    for (std::int64_t i = 0; i < windows; ++i) {
        Covering covering(network, x.slice(0, i, i + 1), tag);
        const auto blocks = covering.rows() * covering.columns();
        const float whole = logits[i][tag].item<float>();
        for (std::int64_t first = 0; first < blocks; first += kCoveredAtOnce) {
            const auto end = std::min(first + kCoveredAtOnce, blocks);
            for (const auto without : hostValues(covering.without(first, end)))
                result.values.push_back(whole - without);
            report(question, (static_cast<double>(i) + static_cast<double>(end) / static_cast<double>(blocks)) /
                                 static_cast<double>(windows));
        }
        result.baseline.push_back(covering.withoutAll());
        result.rows = static_cast<std::size_t>(covering.rows());
        result.columns = static_cast<std::size_t>(covering.columns());
        result.framesPerColumn = static_cast<double>(covering.framesPerColumn());
        result.passes = static_cast<int>(blocks) + 2;
    }
    return result;
}

}  // namespace occlusion

extern const AttributionEntry occlusion_attribution;
const AttributionEntry occlusion_attribution{"occlusion", fitsAll, occlusion::look};

}  // namespace engine::models
