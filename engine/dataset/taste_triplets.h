#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "engine/core/run_control.h"

namespace engine::dataset {

/// Lines "user<TAB>song<TAB>count" of the Echo Nest Taste Profile and its like, streamed. visit gets the line's number, from 1.
/// Throws Error{BadRow} with the line for one of another form or without a count above 0.
void forEachPlay(const std::filesystem::path& file, RunControl& control,
                 const std::function<void(std::int64_t line, std::string_view user, std::string_view song, double count)>& visit);

/// Lines "track<SEP>song<SEP>artist<SEP>title" of the Million Song Dataset's unique_tracks.txt, which says what tracks a song is.
void forEachUniqueTrack(const std::filesystem::path& file, RunControl& control,
                        const std::function<void(std::string_view track, std::string_view song, std::string_view artist, std::string_view title)>& visit);

}  // namespace engine::dataset
