#pragma once
#include <string>
#include <string_view>

namespace engine::tasks {

/// Where tags of a type go in a file, unless the user says otherwise: genre and subgenre GENRE, mood/theme and emotion MOOD,
/// instrument INSTRUMENT, all others GROUPING. In an MP3 a name without a frame of its own becomes TXXX.
std::string defaultFieldOf(std::string_view type);
/// Capitals, digits, _ and blanks, and none of the fields that name the track itself (TITLE, ARTIST, ...).
bool isTagField(std::string_view field);

}  // namespace engine::tasks
