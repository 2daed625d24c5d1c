#include "engine/models/low_precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "engine/core/error.h"
#include "engine/neural/cuda_driver.h"

namespace engine::models
{

namespace
{

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)

bool isLow(at::DeviceType device)
{
    return at::autocast::is_autocast_enabled(device);
}

void setLow(at::DeviceType device, bool on)
{
    if (on) at::autocast::set_autocast_dtype(device, at::kBFloat16);
    at::autocast::set_autocast_enabled(device, on);
}

#else  // one pair of functions for every kind of device, which later versions call deprecated

bool isLow(at::DeviceType device)
{
    return device == at::kCUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}

void setLow(at::DeviceType device, bool on)
{
    if (device == at::kCUDA) {
        if (on) at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
        at::autocast::set_enabled(on);
    } else {
        if (on) at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
        at::autocast::set_cpu_enabled(on);
    }
}

#endif

/// Cards multiply bfloat16 from this compute capability on.
constexpr int kFirstCapability = 8;

void requireCard(const std::string& device)
{
    const torch::Device wanted(device);
    const auto number = static_cast<std::size_t>(wanted.has_index() ? wanted.index() : 0);
    const auto cards = neural::cudaCards();
    if (number < cards.size() && cards[number].computeMajor >= kFirstCapability) return;
    throw Error(ErrorCode::Unsupported, "bf16",
                "the card " + device + " has no instructions for bfloat16 (compute capability 8.0); choose float32");
}

}  // namespace

LowPrecision::LowPrecision(bool wanted, at::DeviceType device)
    : m_device(device), m_wanted(wanted), m_before(isLow(device))
{
    if (m_wanted) setLow(m_device, true);
}

LowPrecision::~LowPrecision()
{
    if (!m_wanted) return;
    if (!m_before) at::autocast::clear_cache();
    setLow(m_device, m_before);
}

void requireBfloat16(const std::string& device)
{
    if (device != "cpu") return requireCard(device);
#if defined(__x86_64__)
    // AMX, which multiplies tiles of them, comes with it.
    if (__builtin_cpu_supports("avx512bf16")) return;
#endif
    throw Error(ErrorCode::Unsupported, "bf16",
                "this processor has no instructions for bfloat16 (avx512_bf16); choose float32");
}

}  // namespace engine::models
