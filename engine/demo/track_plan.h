#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/demo/style.h"

namespace engine::demo {

/// What track `index` of the library `seed` is: who plays what. A pure function of the two numbers, so the library can
/// grow, be resumed or be made by many threads and stays the same.
struct TrackPlan {
    std::uint64_t seed = 0;
    int index = 0;
    const Style* style = nullptr;
    std::uint64_t artistNumber = 0;   ///< unique over all genres
    std::string artist;
    std::string album;
    std::string title;
    int trackNumber = 1;              ///< within the album, from 1
    Mood mood = Mood::Calm;
    double bpm = 100;
    bool minor = false;
    int keyNote = 0;                  ///< pitch class, 0 = C
    Instrument chords = Instrument::Piano;
    std::optional<Instrument> pad;
    std::optional<Instrument> lead;
    bool bass = false;
    bool drums = false;
    bool percussion = false;

    /// Every instrument that is heard, once each, by name.
    std::vector<std::string_view> instruments() const;
    /// Genre, mood, instruments and tempo: the truth.
    std::vector<std::string_view> tags() const;
    /// "Artist/Album/NN Title.flac"
    std::filesystem::path path() const;
};

/// Artists have three or four tracks of every twenty of their genre, so genres are learnt from some artists and tested
/// on others. `index` from 0.
TrackPlan planTrack(std::uint64_t seed, int index);

}  // namespace engine::demo
