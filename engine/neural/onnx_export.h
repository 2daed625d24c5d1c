#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::neural
{

/// Architectures that can be written as ONNX: the convolutional ones.
std::vector<std::string> onnxArchitectures();

/// The network as the bytes of an ONNX model: input "melgram" [batch, 1, bands, frames] in dB or "waveform" [batch, 1,
/// samples], output "probabilities" [batch, tags]. Throws Error{Unsupported} listing the architectures there are.
std::string toOnnx(const std::string& arch, std::span<const checkpoint::TensorBytes> state,
                   const std::map<std::string, std::string>& metadata);

}  // namespace engine::neural
