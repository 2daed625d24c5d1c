#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include <CLI/CLI.hpp>

#include "engine/audio/audio_file.h"
#include "engine/dsp/preset.h"

namespace app {

/// --start, --duration, --start-sample, --samples: a piece of a file, in samples at the rate it is resampled to.
struct PieceOptions {
    std::optional<double> startSeconds, durationSeconds;
    std::optional<std::int64_t> startSample, samples;
};

void addPieceOptions(CLI::App& command, PieceOptions& options);

/// The whole file, or exactly the piece asked for. Throws Error{TooShort} when the file ends before the piece does.
engine::audio::MonoClip decodePiece(const std::filesystem::path& audio, int rateHz, const std::string& resampler,
                                    const PieceOptions& piece, std::stop_token stop);

/// Throws Error{InsaneFormat} when the file's rate is below what the preset accepts.
void refuseLowRate(const std::filesystem::path& audio, const engine::dsp::Preset& preset);

}  // namespace app
