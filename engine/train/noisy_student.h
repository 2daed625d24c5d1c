#pragma once
#include <torch/torch.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "engine/models/network.h"
#include "engine/neural/neural_engine.h"

namespace engine::train
{

/// The teacher of a noisy student (neural::Teacher): a network in evaluation mode that only answers.
class StudentTeacher
{
public:
    StudentTeacher(const neural::Teacher& teacher, std::size_t tags, const torch::Device& device);

    /// [rows, tags] probabilities, without gradients. input: values as they are, not changed. Throws Error{Mismatch}
    /// when the windows do not fit its architecture.
    torch::Tensor answers(const neural::InputBatch& input);

    /// Of names and bytes of all its parameters and buffers.
    std::string sha256() const;

private:
    torch::Device m_device;
    std::shared_ptr<models::Network> m_network;
};

/// Of names and bytes, in their order.
std::string sha256Of(std::span<const checkpoint::TensorBytes> tensors);

/// [rows, tags] weights of labels: 1 where the label says yes or the teacher's probability p is below the threshold,
/// else 1 - p.
torch::Tensor skepticalWeights(const torch::Tensor& labels, const torch::Tensor& answers, double threshold);

/// Mean cross-entropy of the student's logits and the teacher's probabilities. At logit(answers) it is the mean entropy
/// of the answers, and its gradient is 0.
torch::Tensor unlabelledLoss(const torch::Tensor& logits, const torch::Tensor& answers);

}  // namespace engine::train
