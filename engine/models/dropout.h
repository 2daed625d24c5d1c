#pragma once
#include <torch/torch.h>

namespace engine::models
{

/// torch::dropout() at the published rate of a layer, or at the share of it that is in force on this thread.
torch::Tensor dropped(const torch::Tensor& x, double publishedRate, bool learning);

/// While it lives, every dropout of this thread has `share` of its published rate: 1 = as published, 0 = none. The whole network is
/// scaled, for architectures have several rates that were chosen together.
class DropoutShare
{
public:
    explicit DropoutShare(double share);
    ~DropoutShare();
    DropoutShare(const DropoutShare&) = delete;
    DropoutShare& operator=(const DropoutShare&) = delete;

private:
    double m_before;
};

}  // namespace engine::models
