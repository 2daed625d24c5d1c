#pragma once
#include <sys/stat.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <string>
#include <vector>

/// A mono 16-bit WAV of a sine at 8 kHz; another frequency, other bytes.
inline void writeWav(const std::filesystem::path& path, double hz, int frames = 2000)
{
    constexpr std::uint32_t kRateHz = 8000;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    const auto number = [&](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            file.put(static_cast<char>(value >> (8 * i)));
    };
    const auto dataBytes = static_cast<std::uint32_t>(frames) * 2;
    file << "RIFF";
    number(36 + dataBytes, 4);
    file << "WAVEfmt ";
    number(16, 4);
    number(1, 2);
    number(1, 2);
    number(kRateHz, 4);
    number(kRateHz * 2, 4);
    number(2, 2);
    number(16, 2);
    file << "data";
    number(dataBytes, 4);
    for (int i = 0; i < frames; ++i)
        number(static_cast<std::uint16_t>(static_cast<std::int16_t>(10000 * std::sin(2 * std::numbers::pi * hz * i / kRateHz))), 2);
}
