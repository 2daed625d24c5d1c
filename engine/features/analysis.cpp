#include "engine/features/analysis.h"

#include "engine/core/error.h"
#include "engine/features/chroma.h"
#include "engine/features/constant_q.h"
#include "engine/features/mel.h"
#include "engine/features/rms.h"
#include "engine/features/tuning.h"

namespace engine::features {

namespace {

template <typename T, typename Make>
const T& keptOr(std::unique_ptr<T>& place, Make make)
{
    if (!place) place = std::make_unique<T>(make());
    return *place;
}

}  // namespace

Analysis::Analysis(std::span<const float> samples, Mode mode) : m_samples(samples), m_mode(mode)
{
    if (samples.empty()) throw Error(ErrorCode::TooShort, "samples", "at least one sample wanted, none found");
}

const SpectralPass& Analysis::spectral()
{
    return keptOr(m_spectral, [&] { return spectralPass(m_samples, padding()); });
}

const Matrix& Analysis::melDb()
{
    return keptOr(m_melDb, [&] { return melDecibels(spectral().melPower); });
}

const Matrix& Analysis::mfcc()
{
    return keptOr(m_mfcc, [&] { return cepstrum(melDb()); });
}

double Analysis::tuning()
{
    return keptOr(m_tuning, [&] { return estimateTuning(spectral().powerPeaks, 12); });
}

const Matrix& Analysis::chroma()
{
    return keptOr(m_chroma, [&] { return chromagram(m_samples, padding(), tuning()); });
}

const Matrix& Analysis::cqtChroma()
{
    return keptOr(m_cqtChroma, [&] {
        return constantQChroma(m_samples, padding(), estimateTuning(spectral().magnitudePeaks, kConstantQBinsPerOctave));
    });
}

const Matrix& Analysis::cens()
{
    return keptOr(m_cens, [&] { return energyNormalisedChroma(cqtChroma()); });
}

const HarmonicPercussive& Analysis::harmonicPercussive()
{
    return keptOr(m_harmonicPercussive, [&] { return separate(m_samples, padding(), m_mode); });
}

const std::vector<float>& Analysis::onsetEnvelope(OnsetKind kind)
{
    return keptOr(m_onset[static_cast<std::size_t>(kind)], [&] { return onsetStrength(melDb(), kind); });
}

const Tempo& Analysis::tempo(OnsetKind kind)
{
    return keptOr(m_tempo[static_cast<std::size_t>(kind)], [&] { return estimateTempo(onsetEnvelope(kind)); });
}

const Beats& Analysis::beats()
{
    return keptOr(m_beats, [&] { return trackBeats(onsetEnvelope(OnsetKind::Median), tempo(OnsetKind::Median).beatsPerMinute); });
}

const Matrix& Analysis::rms()
{
    return keptOr(m_rms, [&] { return rmsOfFrames(m_samples, padding()); });
}

}  // namespace engine::features
