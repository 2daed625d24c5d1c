#pragma once
#include <optional>
#include <span>
#include <string>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"

namespace engine::tasks {

/// How the window and the mel matrix that a published file carries stand to those of a preset.
struct FrontEndFit {
    std::string preset;
    double window = 0, mel = 0;   ///< largest difference of an entry; infinity for another shape

    /// Two programs that compute the same matrix in float32 differ by 1.5e-5; another scale, range or norm by 0.1 and more.
    static constexpr double kTolerance = 1e-4;
    bool fits() const { return window <= kTolerance && mel <= kTolerance; }
};

/// nullopt: the file carries neither.
std::optional<FrontEndFit> fitOf(std::span<const checkpoint::TensorBytes> tensors, const dsp::Preset& preset);

/// The preset that the stored window and mel matrix ask for, among those the architecture can take; its own first. Throws
/// Error{Mismatch} naming the differences when none computes what the file was trained on.
std::optional<FrontEndFit> choosePreset(std::span<const checkpoint::TensorBytes> tensors, const neural::ModelCard& card, dsp::Preset& preset,
                                        const std::string& subject);

}  // namespace engine::tasks
