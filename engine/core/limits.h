#pragma once
#include <cstddef>
#include <cstdint>

/// What input may claim before it is refused. One place, so that the manual can quote it.
namespace engine::limits {

inline constexpr int kMinSampleRateHz = 1'000;
inline constexpr int kMaxSampleRateHz = 768'000;
inline constexpr int kMaxChannels = 64;
inline constexpr std::int64_t kMaxDecodedSeconds = 24 * 3600;

inline constexpr std::size_t kMaxTagTextBytes = 64 * 1024;   ///< kept of one metadata field
inline constexpr std::size_t kMaxJsonBytes = 16 * 1024 * 1024;
inline constexpr int kMaxNesting = 64;                       ///< JSON and array headers

inline constexpr std::size_t kMaxCsvFieldBytes = 64 * 1024;
inline constexpr std::size_t kMaxCsvLineBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMaxCsvColumns = 20'000;

}  // namespace engine::limits
