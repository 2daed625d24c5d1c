#pragma once
#include <vector>

#include "engine/classic/classifier.h"

namespace engine::classic {

/// Trees as arrays over all their nodes, each tree's root first. Weights of inner nodes are the sums of their leaves' and not kept.
Json treesState(const std::vector<Tree>& trees, std::size_t classes);
/// Every child comes after its parent and has one, every feature is there: walking down a restored tree ends in a leaf. Throws
/// Error{Corrupt}.
std::vector<Tree> treesFrom(const Json& state, std::size_t classes, std::size_t columns);

}  // namespace engine::classic
