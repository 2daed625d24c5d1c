#pragma once
#include <filesystem>
#include <span>

namespace engine::tasks {

/// Writes mono samples in [-1, 1] (others are clipped) as a WAV of 16 bits, atomically.
void writeWavFile(const std::filesystem::path& file, std::span<const float> samples, int rateHz);

}  // namespace engine::tasks
