#pragma once
#include <cstdint>
#include <filesystem>

#include "engine/core/run_control.h"

namespace engine::demo {

/// How many tracks a demo library may have: every artist still has a name of their own.
constexpr int kMaxTracks = 5000;

struct DemoConfig {
    std::filesystem::path folder;
    int tracks = 160;
    double seconds = 20;
    std::uint64_t seed = 0;
    int threads = 1;
};

struct DemoResult {
    int written = 0;                    ///< tracks made now
    int kept = 0;                       ///< tracks that were there already
    std::filesystem::path truthFile;    ///< <folder>/truth.csv
};

/// Composes a small library of tagged FLAC files, `Artist/Album/NN Title.flac` (16 bit, 32 kHz, stereo), and `truth.csv`
/// (path, artist, album, tags). Genre, mood, instruments and tempo stand in the files' GENRE, MOOD, INSTRUMENT and TEMPO.
///
/// The same seed gives the same bytes, whatever the number of threads. The folder is new, empty, or one that an earlier
/// call made with the same seed and length (marker `.tagbench-demo`): then only missing tracks are made, so a stopped
/// call is resumed and a library can grow.
/// Throws Error{InvalidArgument} for a folder with other things in it or numbers out of range, Error{Mismatch} for a demo
/// library of another seed, length or more tracks, Error{Missing} without sound font, and those of AtomicFile.
DemoResult writeDemoLibrary(const DemoConfig& config, RunControl& control);

}  // namespace engine::demo
