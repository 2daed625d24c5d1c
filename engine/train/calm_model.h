#pragma once
#include <torch/torch.h>

#include <filesystem>
#include <memory>
#include <string>

#include "engine/neural/codified.h"
#include "engine/train/calm_language_model.h"
#include "engine/train/calm_vq_vae.h"

namespace engine::train
{

/// Names of the weight files in a model's folder.
inline constexpr const char* kCodeWeights = "codes.safetensors";
inline constexpr const char* kLanguageWeights = "language.safetensors";

/// Fresh networks, pure functions of (shape, seed). Throws Error{InvalidArgument} for sizes that cannot be.
VqVae freshVqVae(const neural::CodifiedShape& shape, std::uint64_t seed);
CodeLanguageModel freshLanguageModel(const neural::CodifiedShape& shape, std::uint64_t seed);

/// Samples made to peak at 1; silence stays what it is.
void peakNormalise(torch::Tensor& wave);

/// neural::CodifiedModel by LibTorch, in evaluation mode.
class TorchCodifiedModel final : public neural::CodifiedModel
{
public:
    /// Reads the weight files there are; `untrained` leaves the transformer as `seed` made it.
    TorchCodifiedModel(const neural::CodifiedShape& shape, std::uint64_t seed, const std::filesystem::path& folder, bool untrained,
                       const std::string& device);

    const neural::CodifiedShape& shape() const override { return m_shape; }
    std::int64_t codeParameters() const override;
    std::int64_t languageParameters() const override;
    neural::Codes encode(std::span<const float> samples) override;
    std::vector<float> decode(std::span<const std::int32_t> codes) override;
    std::vector<float> features(std::span<const std::int32_t> codes, int layer) override;
    double nats(std::span<const std::int32_t> codes) override;

private:
    torch::Tensor tensorOf(std::span<const std::int32_t> codes) const;

    neural::CodifiedShape m_shape;
    torch::Device m_device;
    VqVae m_vqVae;
    CodeLanguageModel m_language;
};

}  // namespace engine::train
