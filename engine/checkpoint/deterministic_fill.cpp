#include "engine/checkpoint/deterministic_fill.h"

#include <cmath>
#include <span>

#include "engine/checkpoint/crc32.h"
#include "engine/checkpoint/tensor_bytes.h"

namespace engine::checkpoint
{

namespace
{

/// value = offset + onSigned * s + onUnit * u, with u in [0,1) and s = 2u - 1.
struct Scaling {
    double offset = 0;
    double onSigned = 0;
    double onUnit = 0;
};

double unitValue(std::uint32_t nameHash, std::size_t index)
{
    std::uint32_t h = nameHash + static_cast<std::uint32_t>(index) * 2654435761u;
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    h ^= h >> 16;
    return h / 4294967296.0;
}

bool isStoredFrontEnd(std::string_view name)
{
    return name.ends_with("spectrogram.window") || name.ends_with("mel_scale.fb") ||
           name.ends_with("hstft.spec.window");
}

bool normalisesInput(std::string_view name)
{
    return name.starts_with("spec_bn.") || name.starts_with("hstft_bn.") || name.starts_with("frontend.input_bn.");
}

double weightGain(const std::vector<std::int64_t>& shape)
{
    double fanIn = 1;
    for (std::size_t i = 1; i < shape.size(); ++i)
        fanIn *= static_cast<double>(shape[i]);
    const bool classifier = shape.size() == 2 && shape[0] == 50;
    return (classifier ? 0.1 : 1.0) * std::sqrt(6.0 / fanIn);
}

Scaling scalingOf(std::string_view name, const std::vector<std::int64_t>& shape)
{
    const auto last = name.substr(name.rfind('.') + 1);
    if (last == "num_batches_tracked") return {1, 0, 0};
    if (last == "running_mean") return normalisesInput(name) ? Scaling{-20, 2, 0} : Scaling{0, 0.1, 0};
    if (last == "running_var") return normalisesInput(name) ? Scaling{300, 0, 200} : Scaling{0.75, 0, 0.5};
    if (last.starts_with("bias")) return {0, 0.1, 0};
    if (name == "pos_embedding" || name == "cls_token") return {0, 0.5, 0};
    if (shape.size() >= 2) return {0, weightGain(shape), 0};
    return {1, 0.1, 0};
}

}  // namespace

std::optional<std::vector<double>> deterministicFill(std::string_view name, const std::vector<std::int64_t>& shape)
{
    if (isStoredFrontEnd(name)) return std::nullopt;
    const auto nameHash = crc32(std::as_bytes(std::span(name.data(), name.size())));
    const auto scaling = scalingOf(name, shape);
    std::vector<double> values(elementCount(shape));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double u = unitValue(nameHash, i);
        values[i] = scaling.offset + scaling.onSigned * (2 * u - 1) + scaling.onUnit * u;
    }
    return values;
}

}  // namespace engine::checkpoint
