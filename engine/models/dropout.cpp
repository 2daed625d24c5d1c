#include "engine/models/dropout.h"

#include <algorithm>

namespace engine::models
{

namespace
{

// A layer that drops more than this learns from next to nothing.
constexpr double kHighestRate = 0.95;
thread_local double dropoutShare = 1;

}  // namespace

torch::Tensor dropped(const torch::Tensor& x, double publishedRate, bool learning)
{
    return torch::dropout(x, std::min(kHighestRate, publishedRate * dropoutShare), learning);
}

DropoutShare::DropoutShare(double share) : m_before(dropoutShare)
{
    dropoutShare = share;
}

DropoutShare::~DropoutShare()
{
    dropoutShare = m_before;
}

}  // namespace engine::models
