#pragma once
#include "engine/models/network.h"

namespace engine::models
{

/// A network whose last attention can be told where to look, instead of choosing itself.
class ForcedAttention
{
public:
    virtual ~ForcedAttention() = default;

    /// What the last attention is given. x as of Network::forward() -> [batch, tokens, width]; the first `classTokens()`
    /// tokens are no times.
    virtual torch::Tensor tokens(torch::Tensor x, Taps& taps) = 0;
    virtual std::int64_t classTokens() const = 0;
    /// Logits [n, tags] of one window, tokens [1, tokens, width], when every head and every query of the last attention
    /// puts all its weight on one token: once for each of `places` [n], integers.
    virtual torch::Tensor attendingTo(const torch::Tensor& tokens, const torch::Tensor& places) = 0;
    /// Name of that layer among Network::layers().
    virtual std::string forcedLayer() const = 0;
};

}  // namespace engine::models
