#include "engine/models/self_attention.h"

#include <cmath>

#include "engine/models/dropout.h"

namespace engine::models
{

Attended attend(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v, std::int64_t heads,
                double dropout, bool learning)
{
    const auto perHead = [heads](const torch::Tensor& x) {
        return x.reshape({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
    };
    const double scale = 1 / std::sqrt(static_cast<double>(q.size(2) / heads));
    const auto weights = torch::softmax(torch::matmul(perHead(q), perHead(k).transpose(2, 3)) * scale, -1);
    const auto mixed = torch::matmul(dropped(weights, dropout, learning), perHead(v));
    return {mixed.transpose(1, 2).flatten(2), weights};
}

torch::Tensor exactGelu(const torch::Tensor& x)
{
    return torch::gelu(x, "none");
}

}  // namespace engine::models
