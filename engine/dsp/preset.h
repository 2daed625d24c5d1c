#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"

namespace engine::dsp {

/// Named preprocessing parameters, from resources/presets/NAME.json or a user's file (form: "Presets" in README).
/// Units are in the names: Hz, s, samples.
struct Preset {
    std::string name;
    std::string frontEnd = "mel";           ///< mel|waveform; a waveform is kept as one band whose frames are the samples
    int sampleRateHz = 16000;
    int minSampleRateHz = 0;                ///< files below are refused
    std::string resampler = "auto";         ///< auto|samplerate-best|samplerate-medium|samplerate-fast|soxr-hq|polyphase
    int fftSize = 512;
    int windowLength = 512;
    int hopSamples = 256;
    int mels = 128;
    double minHz = 0.0;
    double maxHz = 8000.0;
    std::string melScale = "htk";           ///< htk|slaney
    std::string melNorm = "none";           ///< none|slaney
    bool center = true;
    std::string padMode = "reflect";        ///< reflect|constant
    double power = 2.0;
    std::string log = "10log10";            ///< 10log10|20log10 of the mel power
    double floor = 1e-10;
    double cutStartSeconds = 0.0;           ///< removed at the start and the end when a melgram is built for training
    double cutEndSeconds = 0.0;
    double cropSeconds = 0.0;               ///< 0 = whole track
    bool randomCrop = false;
    double chunkSeconds = 3.0;
    double chunkHopSeconds = 1.5;
    std::string tail = "drop";              ///< drop|pad
    std::string normalise = "none";         ///< none|clip: mean 0, variance 1 over all that is given to the extractor at once

    bool isWaveform() const { return frontEnd == "waveform"; }
    /// SHA-256 (hex) of the sorted JSON without the name: the identity of everything computed from it.
    std::string hash() const;
    /// Analysis frames of `samples` samples at sampleRateHz: 1 + samples / hop when centred.
    std::size_t framesOf(std::size_t samples) const;

    friend bool operator==(const Preset&, const Preset&) = default;
};

/// Throws Error{InvalidArgument} naming the first field that is missing, unknown or out of its domain.
Preset presetFromJson(const Json& json);
Json toJson(const Preset& preset);

/// A built-in name, or a path to a JSON file. Throws Error{NotFound} listing the names there are.
Preset loadPreset(const std::string& nameOrFile);
std::vector<Preset> builtinPresets();

}  // namespace engine::dsp
