#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {
class Workspace;
}

namespace ui {

/// A value that several tracks have in common, or the knowledge that they have not.
template <typename Value>
struct Shared {
    std::optional<Value> value;   ///< empty = different
    void take(const Value& next)
    {
        if (!m_any) value = next;
        else if (value && *value != next) value.reset();
        m_any = true;
    }

private:
    bool m_any = false;
};

struct SharedTag {
    std::string name, type, source;
    std::size_t tracks = 0;   ///< of those asked for
    double score = 0;         ///< mean over them
};

/// What is known of one or several tracks together.
struct SharedDetails {
    std::size_t tracks = 0;
    bool isComplete = true;   ///< false: only the first kMostCompared were compared
    Shared<std::string> title, artist, album, path, format, reason;
    Shared<int> year, sampleRateHz, channels;
    double durationSeconds = 0;   ///< sum
    bool areReady = true;
    std::vector<SharedTag> tags;  ///< by source, then as many tracks first, then name

    /// Comparing more would keep a person waiting; a tag is given to all of them all the same.
    static constexpr std::size_t kMostCompared = 2000;
};

/// Store thread. Tracks that are gone are left out.
SharedDetails sharedDetails(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks);

}  // namespace ui
