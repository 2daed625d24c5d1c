#pragma once
#include <span>

namespace engine::dsp {

/// Each from 0 to 100, as in SoX.
struct ReverbSettings {
    double reverberance = 50;    ///< how long it lasts
    double damping = 50;         ///< of high tones
    double roomScale = 100;
};

/// Freeverb (Jezar at Dreampoint, in the form of SoX): eight damped combs side by side, four all-passes in a row; the sound itself stays.
/// In place. Throws Error{InvalidArgument}.
void reverberate(std::span<float> samples, const ReverbSettings& settings, int sampleRateHz);

}  // namespace engine::dsp
