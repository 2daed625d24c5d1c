#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"

namespace engine::neural
{

/// A published figure.
struct PublishedResult {
    std::string dataset;  ///< "MagnaTagATune"
    double rocAuc = 0;
    double prAuc = 0;
    std::string source;
};

/// An architecture in another size.
struct ModelVariant {
    std::string name;  ///< asked for as "ID:NAME"
    std::int64_t parameters = 0;
    std::size_t embeddingSize = 0;
};

/// How the kernels of a first layer are looked at.
enum class FilterKind {
    Waveform,   ///< over samples: a frequency response
    Temporal,   ///< over frames, the bands averaged or one by one
    Timbral,    ///< many bands by few frames
    Square,     ///< a few bands by a few frames
    Harmonic,   ///< triangles at notes and their harmonics; the tensor is their sharpness Q
};

/// A tensor of the first layer that tells what was learned there ("filters" of the card).
struct FilterLayer {
    std::string tensor;                  ///< in the state dictionary
    FilterKind kind = FilterKind::Square;
    std::vector<std::int64_t> kernel;    ///< {taps} or {bands, frames}
    std::size_t filters = 0;             ///< in the card's own size
    std::size_t stride = 1;              ///< of waveform, samples
    std::vector<std::string> variants;   ///< the sizes that have it, "" the card's own; empty = all
    Json harmonic;                       ///< of harmonic: fft_size, notes, notes_per_semitone, lowest_midi, harmonics
};
std::string_view filterKindName(FilterKind kind);

/// What is known of an architecture without opening LibTorch: resources/models/ID.json.
struct ModelCard {
    std::string id;  ///< "ID:VARIANT" for a size other than the card's own
    std::string displayName;
    std::string summary;  ///< one sentence in plain words
    std::string citation;
    std::string licence;        ///< of the published weights and the reference implementation
    std::vector<std::string> implementedIn;  ///< frameworks of public implementations by others; empty = none
    std::string complexity;  ///< of the design: low = convolutions, medium = branches, shortcuts or recurrence, high = attention or learned filters
    std::string preset;         ///< engine::dsp preset its input is made with
    std::size_t mels = 0;       ///< 1 = the waveform, whose frames are samples
    std::size_t frames = 0;     ///< of one window: 1 + inputSamples / hop, or inputSamples
    std::size_t minFrames = 0;  ///< also runs on windows of minFrames..maxFrames
    std::size_t maxFrames = 0;  ///< 0 = any
    std::int64_t inputSamples = 0;
    int sampleRateHz = 0;
    std::int64_t parameters = 0;  ///< with 50 tags
    std::size_t embeddingSize = 0;
    std::vector<ModelVariant> variants;
    std::vector<std::string> notes;  ///< sentences for people: deviations, what is uncertain
    std::vector<PublishedResult> results;
    std::vector<FilterLayer> filters;  ///< of loadModelCard() those of the size asked for, of modelCards() those of any
    Json document;  ///< the whole file
};

/// Sorted by id. Throws Error{Corrupt} naming the file and the field.
std::vector<ModelCard> modelCards();
/// Of "ID" or "ID:VARIANT". Throws Error{NotFound} listing the names there are.
ModelCard loadModelCard(const std::string& id);
ModelCard modelCardFromJson(const Json& json, const std::string& fileName);

}  // namespace engine::neural
