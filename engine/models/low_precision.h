#pragma once
#include <string>

namespace engine::models
{

/// While it lives, convolutions and products on this thread take bfloat16 operands and add up in float32; what needs
/// float32 (normalisation by large numbers, recurrent layers) keeps it.
class LowPrecision
{
public:
    explicit LowPrecision(bool wanted);
    ~LowPrecision();
    LowPrecision(const LowPrecision&) = delete;
    LowPrecision& operator=(const LowPrecision&) = delete;

private:
    bool m_before;
};

/// Throws Error{Unsupported} where it would be slower than float32 instead of faster, or cannot be.
void requireBfloat16(const std::string& device);

}  // namespace engine::models
