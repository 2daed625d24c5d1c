#include "engine/models/attribution.h"

#include <ATen/Context.h>

namespace engine::models
{

// A table, not self-registration: the linker drops static objects nobody names.
#define ATTRIBUTION(id) extern const AttributionEntry id##_attribution;
#include "engine/models/attribution.def"
#undef ATTRIBUTION

const std::vector<const AttributionEntry*>& attributionRegistry()
{
    static const std::vector<const AttributionEntry*> entries{
#define ATTRIBUTION(id) &id##_attribution,
#include "engine/models/attribution.def"
#undef ATTRIBUTION
    };
    return entries;
}

const AttributionEntry& attributionEntry(std::string_view id)
{
    const auto& card = neural::attributionCard(id);
    for (const auto* entry : attributionRegistry())
        if (entry->id == card.id) return *entry;
    throw Error(ErrorCode::InvalidArgument, std::string(id), "this way of explaining has a card and nothing behind it");
}

WithoutCudnn::WithoutCudnn() : m_before(at::globalContext().userEnabledCuDNN())
{
    at::globalContext().setUserEnabledCuDNN(false);
}

WithoutCudnn::~WithoutCudnn()
{
    at::globalContext().setUserEnabledCuDNN(m_before);
}

torch::Tensor silenceTensor(const neural::AttributionQuestion& question, const torch::Tensor& like)
{
    const auto mels = like.size(2);
    if (question.silence.empty()) return torch::zeros({1, 1, mels, 1}, like.options());
    return torch::tensor(question.silence).view({1, 1, mels, 1}).to(like.device());
}

void report(const neural::AttributionQuestion& question, double share)
{
    if (question.progress) question.progress(share);
}

bool fitsAll(const Network&)
{
    return true;
}

}  // namespace engine::models
