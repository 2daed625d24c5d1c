#include "engine/train/calm_model.h"

#include <algorithm>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/models/guarded.h"
#include "engine/models/state.h"

namespace engine::train
{

namespace
{

void checkShape(const neural::CodifiedShape& shape)
{
    const bool possible = shape.sampleRateHz >= 1000 && shape.sampleRateHz <= 48000 && shape.stages >= 1 && shape.stages <= 10 && shape.codes >= 2 &&
                          shape.codes <= 65536 && shape.codeWidth >= 1 && shape.channels >= 1 && shape.residualDepth >= 0 && shape.residualDepth <= 8 &&
                          shape.width >= 1 && shape.layers >= 1 && shape.heads >= 1 && shape.width % shape.heads == 0 && shape.context >= 2 && shape.context <= 65536;
    if (!possible)
        throw Error(ErrorCode::InvalidArgument, "codified model",
                    "1000 to 48000 Hz, 1 to 10 stages, 2 to 65536 codes, a width that is a multiple of the heads and a context of 2 or more are wanted");
}

void readWeights(torch::nn::Module& module, const std::filesystem::path& file, const torch::Device& device)
{
    models::importState(module, checkpoint::readSafetensors(file).tensors, "");
    module.to(device);
    module.eval();
}

std::int64_t sizeOf(const torch::nn::Module& module)
{
    std::int64_t sum = 0;
    for (const auto& parameter : module.parameters())
        sum += parameter.numel();
    return sum;
}

/// Where windows begin; a rest shorter than a quarter counts only where it is all there is.
std::vector<std::int64_t> windowsOf(std::int64_t steps, std::int64_t context)
{
    std::vector<std::int64_t> first;
    for (std::int64_t start = 0; start < steps; start += context)
        if (start == 0 || 4 * (steps - start) >= context) first.push_back(start);
    return first;
}

}  // namespace

VqVae freshVqVae(const neural::CodifiedShape& shape, std::uint64_t seed)
{
    checkShape(shape);
    torch::manual_seed(seed);
    return VqVae(shape);
}

CodeLanguageModel freshLanguageModel(const neural::CodifiedShape& shape, std::uint64_t seed)
{
    checkShape(shape);
    torch::manual_seed(seed + 1);
    return CodeLanguageModel(shape);
}

void peakNormalise(torch::Tensor& wave)
{
    constexpr double kSilence = 1e-4;  // -80 dB
    const auto peak = wave.abs().amax(-1, true);
    wave = torch::where(peak > kSilence, wave / peak.clamp_min(kSilence), wave);
}

TorchCodifiedModel::TorchCodifiedModel(const neural::CodifiedShape& shape, std::uint64_t seed, const std::filesystem::path& folder, bool untrained,
                                       const std::string& device)
    : m_shape(shape), m_device(device), m_vqVae(freshVqVae(shape, seed)), m_language(freshLanguageModel(shape, seed))
{
    if (!std::filesystem::exists(folder / kCodeWeights))
        throw Error(ErrorCode::NotFound, folder.string(), "its codes have not learned a round yet");
    readWeights(*m_vqVae, folder / kCodeWeights, m_device);
    if (!untrained && std::filesystem::exists(folder / kLanguageWeights)) readWeights(*m_language, folder / kLanguageWeights, m_device);
    m_language->to(m_device);
    m_language->eval();
}

std::int64_t TorchCodifiedModel::codeParameters() const
{
    return sizeOf(*m_vqVae) + m_vqVae->codebook->vectors.numel();
}

std::int64_t TorchCodifiedModel::languageParameters() const
{
    return sizeOf(*m_language);
}

neural::Codes TorchCodifiedModel::encode(std::span<const float> samples)
{
    return models::guarded([&] {
        const torch::NoGradGuard noGrad;
        const auto hop = m_shape.hopSamples(), clip = m_shape.clipSamples();
        const auto whole = samples.size() / hop * hop;
        if (whole == 0) throw Error(ErrorCode::TooShort, "sound", "is shorter than one code (" + std::to_string(hop) + " samples)");
        auto wave = torch::from_blob(const_cast<float*>(samples.data()), {1, 1, static_cast<std::int64_t>(whole)}).clone();
        peakNormalise(wave);
        neural::Codes codes;
        for (std::size_t first = 0; first < whole; first += clip) {
            const auto piece = wave.slice(2, static_cast<std::int64_t>(first), static_cast<std::int64_t>(std::min(whole, first + clip))).to(m_device);
            const auto found = m_vqVae->codebook->nearest(m_vqVae->encode(piece).flatten(0, 1)).to(torch::kCPU, torch::kInt32).contiguous();
            codes.insert(codes.end(), found.data_ptr<std::int32_t>(), found.data_ptr<std::int32_t>() + found.numel());
        }
        return codes;
    });
}

torch::Tensor TorchCodifiedModel::tensorOf(std::span<const std::int32_t> codes) const
{
    if (codes.empty()) throw Error(ErrorCode::TooShort, "codes", "there is none");
    const auto [low, high] = std::minmax_element(codes.begin(), codes.end());
    if (*low < 0 || *high >= m_shape.codes)
        throw Error(ErrorCode::Mismatch, "codes", "numbers from 0 to " + std::to_string(m_shape.codes - 1) + " are wanted");
    return torch::tensor(std::vector<std::int64_t>(codes.begin(), codes.end())).unsqueeze(0).to(m_device);
}

std::vector<float> TorchCodifiedModel::decode(std::span<const std::int32_t> codes)
{
    return models::guarded([&] {
        const torch::NoGradGuard noGrad;
        const auto all = tensorOf(codes);
        std::vector<float> sound;
        for (std::int64_t first = 0; first < all.size(1); first += m_shape.context) {
            const auto piece = all.slice(1, first, std::min(all.size(1), first + m_shape.context));
            const auto wave = m_vqVae->decode(m_vqVae->codebook->vectorsOf(piece)).to(torch::kCPU).contiguous();
            sound.insert(sound.end(), wave.data_ptr<float>(), wave.data_ptr<float>() + wave.numel());
        }
        return sound;
    });
}

std::vector<float> TorchCodifiedModel::features(std::span<const std::int32_t> codes, int layer)
{
    return models::guarded([&] {
        if (layer < 1 || layer > m_shape.layers)
            throw Error(ErrorCode::InvalidArgument, "layer", "1 to " + std::to_string(m_shape.layers) + " are there");
        const torch::NoGradGuard noGrad;
        const auto all = tensorOf(codes);
        std::vector<float> values;
        for (const auto first : windowsOf(all.size(1), m_shape.context)) {
            const auto pass = m_language->forward(all.slice(1, first, std::min(all.size(1), first + m_shape.context)));
            const auto mean = pass.hidden[static_cast<std::size_t>(layer - 1)].mean(1).to(torch::kCPU).contiguous();
            values.insert(values.end(), mean.data_ptr<float>(), mean.data_ptr<float>() + mean.numel());
        }
        return values;
    });
}

double TorchCodifiedModel::nats(std::span<const std::int32_t> codes)
{
    return models::guarded([&] {
        const torch::NoGradGuard noGrad;
        const auto all = tensorOf(codes);
        double sum = 0;
        for (std::int64_t first = 0; first < all.size(1); first += m_shape.context) {
            const auto piece = all.slice(1, first, std::min(all.size(1), first + m_shape.context));
            const auto logits = m_language->forward(piece).logits.flatten(0, 1);
            sum += torch::nn::functional::cross_entropy(logits, piece.flatten(), torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum)).item<double>();
        }
        return sum;
    });
}

}  // namespace engine::train
