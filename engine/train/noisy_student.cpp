#include "engine/train/noisy_student.h"

#include "engine/core/sha256.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"

namespace engine::train
{

StudentTeacher::StudentTeacher(const neural::Teacher& teacher, std::size_t tags, const torch::Device& device)
    : m_device(device), m_network(models::makeNetwork(teacher.arch, tags, 0))
{
    models::importState(*m_network, teacher.state, /*skipHead=*/false);
    m_network->to(m_device);
    m_network->eval();
    for (auto& parameter : m_network->parameters())
        parameter.set_requires_grad(false);
}

torch::Tensor StudentTeacher::answers(const neural::InputBatch& input)
{
    const torch::NoGradGuard noGrad;
    models::Taps taps;
    return m_network->forward(models::inputTensor(*m_network, input, m_device), taps).sigmoid();
}

std::string StudentTeacher::sha256() const
{
    return sha256Of(models::exportState(*m_network));
}

std::string sha256Of(std::span<const checkpoint::TensorBytes> tensors)
{
    Sha256 sum;
    for (const auto& tensor : tensors) {
        sum.update(tensor.name);
        sum.update(tensor.bytes);
    }
    return sum.hex();
}

torch::Tensor skepticalWeights(const torch::Tensor& labels, const torch::Tensor& answers, double threshold)
{
    const auto doubted = (labels < 0.5).logical_and(answers >= threshold);
    return torch::where(doubted, 1 - answers, torch::ones_like(answers));
}

torch::Tensor unlabelledLoss(const torch::Tensor& logits, const torch::Tensor& answers)
{
    return torch::binary_cross_entropy_with_logits(logits, answers);
}

}  // namespace engine::train
