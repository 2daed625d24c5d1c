#pragma once
#include "engine/models/network.h"
#include "engine/neural/attribution.h"

namespace engine::models
{

/// How a way of explaining is done. x: [batch, 1, mels, frames], or [batch, 1, 1, samples]; the question was checked.
struct AttributionEntry {
    const char* id;  ///< of its card
    bool (*fits)(const Network& network);
    neural::Attribution (*look)(Network& network, const torch::Tensor& x, const neural::AttributionQuestion& question);
};

const std::vector<const AttributionEntry*>& attributionRegistry();
/// Of a method that has a card. Throws Error{InvalidArgument}.
const AttributionEntry& attributionEntry(std::string_view id);

/// cuDNN's recurrent layers have derivatives in training mode only; LibTorch's own have them always.
class WithoutCudnn
{
public:
    WithoutCudnn();
    ~WithoutCudnn();
    WithoutCudnn(const WithoutCudnn&) = delete;
    WithoutCudnn& operator=(const WithoutCudnn&) = delete;

private:
    bool m_before;
};

/// [1, 1, mels, 1]: what silence looks like, on the device of `like`.
torch::Tensor silenceTensor(const neural::AttributionQuestion& question, const torch::Tensor& like);

/// Says how much is done, where somebody asked for it.
void report(const neural::AttributionQuestion& question, double share);

/// Fits those that can be asked for anything.
bool fitsAll(const Network& network);

}  // namespace engine::models
