#pragma once
#include <torch/torch.h>

#include <string>

namespace engine::models
{

/// While it lives, convolutions and products on this thread and kind of device take bfloat16 operands and add up in
/// float32; what needs float32 (losses, normalisation by large numbers, recurrent layers) keeps it. Weights stay
/// float32: what is computed with are copies, which are dropped at the end, so that no step of learning sees old ones.
class LowPrecision
{
public:
    LowPrecision(bool wanted, at::DeviceType device);
    ~LowPrecision();
    LowPrecision(const LowPrecision&) = delete;
    LowPrecision& operator=(const LowPrecision&) = delete;

private:
    at::DeviceType m_device;
    bool m_wanted;
    bool m_before;
};

/// `device`: a Device::id. Throws Error{Unsupported} where bfloat16 would be slower than float32 instead of faster, or
/// cannot be.
void requireBfloat16(const std::string& device);

}  // namespace engine::models
