#include "engine/models/low_precision.h"

#include <ATen/autocast_mode.h>

#include "engine/core/error.h"

namespace engine::models
{

LowPrecision::LowPrecision(bool wanted) : m_before(at::autocast::is_cpu_enabled())
{
    if (!wanted) return;
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(true);
}

LowPrecision::~LowPrecision()
{
    if (at::autocast::is_cpu_enabled() && !m_before) at::autocast::clear_cache();
    at::autocast::set_cpu_enabled(m_before);
}

void requireBfloat16(const std::string& device)
{
    if (device != "cpu")
        throw Error(ErrorCode::Unsupported, "bf16", "is for the CPU; on " + device + " choose fp32");
#if defined(__x86_64__)
    // AMX, which multiplies tiles of them, comes with it.
    if (__builtin_cpu_supports("avx512bf16")) return;
#endif
    throw Error(ErrorCode::Unsupported, "bf16", "this processor has no instructions for bfloat16 (avx512_bf16); choose fp32");
}

}  // namespace engine::models
