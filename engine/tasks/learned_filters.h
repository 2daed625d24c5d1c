#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/dsp/harmonic_bank.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"

namespace engine::store {
struct Run;
class Workspace;
}

namespace engine::tasks {

/// The kernels of one tensor of the first layer, as they lie in the weights: neither bias nor the batch normalisation after them.
struct FilterBank {
    neural::FilterLayer layer;
    std::size_t filters = 0;
    std::size_t rows = 1;          ///< bands, the lowest first
    std::size_t columns = 1;       ///< samples or frames, the first first
    std::vector<float> values;     ///< [filters, rows, columns]; of a harmonic one Q alone

    std::span<const float> kernel(std::size_t filter) const { return std::span(values).subspan(filter * rows * columns, rows * columns); }
};

struct LearnedFilters {
    std::string name;              ///< of the run, file or architecture
    std::string architecture;
    dsp::Preset preset;
    bool isUntrained = false;
    std::vector<FilterBank> banks; ///< at least one

    /// By its tensor; "" = the first. Throws Error{NotFound} listing those there are.
    std::size_t placeOf(const std::string& tensor) const;
    /// Samples or frames a second.
    double columnRateHz(const FilterBank& bank) const;
};

/// Throws Error{NotFound} while it has no weights.
LearnedFilters filtersOfRun(store::Workspace& workspace, const store::Run& run);
/// What the first layer of an architecture starts from. Throws Error{Unsupported} for a size other than the usual.
LearnedFilters filtersOfStart(const neural::ModelCard& card);

/// What the first layer of a run (name, number, latest) or of a weight file has learned, or, of the id of an architecture, what it starts from.
/// architecture: of a file that does not say it itself. A run's name goes before a file, a file before an architecture.
/// Throws Error{NotFound, Mismatch, NonFinite, ...}.
LearnedFilters learnedFilters(store::Workspace& workspace, const std::string& runFileOrArchitecture, const std::string& architecture = {});

/// The banks that the card names among the tensors. Throws Error{Mismatch} where one is missing or misshapen, Error{NonFinite} for NaN or infinity.
std::vector<FilterBank> banksOf(const neural::ModelCard& card, std::span<const checkpoint::TensorBytes> tensors, const std::string& subject);

/// A layer of the same size that has learned nothing. As LibTorch starts a convolution: uniform within 1 / sqrt(weights of a kernel)
/// (He et al. 2015 with a = sqrt 5); Q is 1.
FilterBank untrainedTwin(const FilterBank& bank, std::uint64_t seed = 0);

/// The bank of triangles that the Q of a harmonic layer shapes.
dsp::HarmonicBank harmonicBankOf(const neural::FilterLayer& layer, const dsp::Preset& preset);

}  // namespace engine::tasks
