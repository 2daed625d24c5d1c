#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace engine::demo {

/// A Vorbis comment: field and value, UTF-8. A field may come several times.
using Comment = std::pair<std::string, std::string>;

/// A whole 16-bit FLAC file in memory, so that it reaches the disk in one atomic step.
/// samples: interleaved, in [-1, 1]. Throws Error{Internal} with `subject`.
std::string encodeFlac(std::span<const float> samples, int channels, int rateHz, const std::vector<Comment>& comments, const std::string& subject);

}  // namespace engine::demo
