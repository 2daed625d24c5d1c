#pragma once
#include <span>
#include <string>
#include <vector>

namespace engine::dataset {

/// One line of a split: `key` is what must stay in one part (a track, its decoded audio's hash, an artist). Empty keys are nobody's.
struct Membership {
    std::string key;
    std::string part;
};
struct Leak {
    std::string key;
    std::vector<std::string> parts;   ///< two or more, in alphabetical order
};

/// Keys that occur in more than one part, in alphabetical order.
std::vector<Leak> findLeaks(std::span<const Membership> rows);

/// The form in which names of artists and albums are compared: trimmed, without case, Unicode form C.
std::string groupKey(const std::string& name);

}  // namespace engine::dataset
