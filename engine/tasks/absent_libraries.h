#pragma once
#include <cstdint>

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

/// Tracks of libraries whose folder is away now (a drive that is not mounted) become 'missing'; all that is known of them stays, and
/// the next scan makes them 'ready' again without reading them. Returns how many changed.
std::int64_t markAbsentLibraries(store::Workspace& workspace);

}  // namespace engine::tasks
