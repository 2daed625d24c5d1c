#pragma once
#include <string>
#include <vector>

#include "engine/store/track_store.h"

namespace engine::store {

/// A TrackQuery as SQL with its bound values (text or number), in order.
struct PreparedQuery {
    std::string sql;
    struct Value {
        std::string text;
        std::int64_t number = 0;
        bool isNumber = false;
    };
    std::vector<Value> values;
};

/// Gives ids in order. Throws Error{InvalidArgument} for a broken filter.
PreparedQuery prepareQuery(const TrackQuery& query);

/// "Artist/Album" and "Artist/Album/" -> "Artist/Album/"; "" stays.
std::string asFolder(std::string prefix);
/// The smallest text above every text that begins with `folder` (which ends with '/').
std::string endOfFolder(std::string folder);

}  // namespace engine::store
