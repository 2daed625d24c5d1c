#pragma once
#include <span>
#include <vector>

namespace engine::dsp {

/// The same music `cents` higher, as long as before. A phase vocoder (Flanagan, Golden 1966; windows of 1024 samples that overlap by three
/// quarters) makes it longer by 2^(cents/1200), a band-limited resampler shorter again. The ends are cut or filled with silence.
/// Throws Error{InvalidArgument} beyond two octaves.
std::vector<float> pitchShifted(std::span<const float> samples, double cents);

}  // namespace engine::dsp
