#pragma once
#include <array>
#include <string>
#include <vector>

namespace engine::features {

inline constexpr std::array<const char*, 12> kPitchNames{"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};

/// "PREFIXC", "PREFIXC#", ...
inline std::vector<std::string> pitchLanes(const std::string& prefix)
{
    std::vector<std::string> names;
    for (const char* name : kPitchNames) names.push_back(prefix + name);
    return names;
}
/// "PREFIX1" .. "PREFIXcount"
inline std::vector<std::string> numberedLanes(const std::string& prefix, int count)
{
    std::vector<std::string> names;
    for (int i = 1; i <= count; ++i) names.push_back(prefix + std::to_string(i));
    return names;
}

}  // namespace engine::features
