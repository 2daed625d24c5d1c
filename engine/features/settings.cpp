#include "engine/features/settings.h"

#include "engine/core/error.h"
#include "engine/core/sha256.h"

namespace engine::features {

namespace {

// Raised when a definition changes, so that tables computed before are not taken for tables computed after.
constexpr int kDefinitions = 1;

}  // namespace

Json toJson(const Settings& settings)
{
    return {{"mode", settings.name()}, {"sample_rate_hz", kRateHz},  {"n_fft", kFftSize},
            {"hop", kHopSamples},      {"resampler", kResampler}, {"definitions", kDefinitions}};
}

std::string Settings::hash() const
{
    return sha256Hex(nlohmann::json(toJson(*this)).dump());   // nlohmann::json keeps keys sorted
}

Settings settingsFromName(std::string_view name)
{
    if (name == "zeropad") return {Mode::ZeroPad};
    if (name == "table") return {Mode::Table};
    throw Error(ErrorCode::InvalidArgument, std::string(name), "a mode is zeropad (today's reference library) or table (as the genre table was made)");
}

}  // namespace engine::features
