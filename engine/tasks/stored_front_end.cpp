#include "engine/tasks/stored_front_end.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <sstream>
#include <vector>

#include "engine/checkpoint/state_names.h"
#include "engine/core/error.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

using checkpoint::TensorBytes;

std::vector<float> valuesOf(const TensorBytes& tensor)
{
    if (tensor.dtype != checkpoint::DType::Float32) return {};
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    if (!values.empty()) std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(float));
    return values;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, static_cast<double>(std::abs(a[i] - b[i])));
    return largest;
}

/// Periodic Hann window, as torch.hann_window gives it.
std::vector<float> windowOf(const dsp::Preset& preset)
{
    std::vector<float> window(static_cast<std::size_t>(preset.windowLength));
    for (std::size_t i = 0; i < window.size(); ++i)
        window[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(window.size())));
    return window;
}

/// [bins, mels], as torchaudio keeps it.
std::vector<float> matrixOf(const dsp::Preset& preset)
{
    const dsp::MelFilterbank bank(preset);
    const auto mels = static_cast<std::size_t>(preset.mels), bins = static_cast<std::size_t>(preset.fftSize / 2 + 1);
    std::vector<float> matrix(bins * mels, 0.0f);
    for (std::size_t band = 0; band < mels; ++band) {
        const auto& of = bank.bands()[band];
        for (std::size_t i = 0; i < of.bins; ++i)
            matrix[(of.firstBin + i) * mels + band] = bank.weights()[of.firstWeight + i];
    }
    return matrix;
}

}  // namespace

std::optional<FrontEndFit> fitOf(std::span<const TensorBytes> tensors, const dsp::Preset& preset)
{
    if (preset.isWaveform()) return std::nullopt;
    std::optional<FrontEndFit> fit;
    const auto found = [&]() -> FrontEndFit& { return fit ? *fit : fit.emplace(FrontEndFit{preset.name, 0, 0}); };
    const auto names = checkpoint::plainNames(tensors);
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (names[i].ends_with("spectrogram.window")) found().window = largestDifference(valuesOf(tensors[i]), windowOf(preset));
        if (names[i].ends_with("mel_scale.fb")) found().mel = largestDifference(valuesOf(tensors[i]), matrixOf(preset));
    }
    return fit;
}

std::optional<FrontEndFit> choosePreset(std::span<const TensorBytes> tensors, const neural::ModelCard& card, dsp::Preset& preset,
                                        const std::string& subject)
{
    const auto own = fitOf(tensors, preset);
    if (!own || own->fits()) return own;
    for (const auto& other : dsp::builtinPresets()) {
        if (!presetMisfit(other, card).empty()) continue;
        const auto fit = fitOf(tensors, other);
        if (!fit || !fit->fits()) continue;
        preset = other;
        return fit;
    }
    std::ostringstream text;
    text << "the window and mel matrix stored in it are those of no preset here; from " << preset.name << " they differ by up to " << own->window << " and "
         << own->mel << ", so its tags would be wrong";
    throw Error(ErrorCode::Mismatch, subject, text.str());
}

}  // namespace engine::tasks
