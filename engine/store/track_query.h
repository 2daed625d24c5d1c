#pragma once
#include <string>
#include <vector>

#include "engine/store/track_filter.h"
#include "engine/store/track_store.h"

namespace engine::store {

/// SQL that gives ids, with its bound values (text or number) in order.
struct PreparedQuery {
    struct Value {
        std::string text;
        std::int64_t number = 0;
        bool isNumber = false;
    };
    std::string sql;
    std::vector<Value> values;
};

/// Ids in order, narrowed to folder and library (the text is left to termQuery). `among` = only ids of a JSON array bound last.
PreparedQuery orderedQuery(const TrackQuery& query, bool among);

/// Ids that fulfil one condition, in any order, possibly twice.
PreparedQuery termQuery(const FilterTerm& term);

/// "Artist/Album" and "Artist/Album/" -> "Artist/Album/"; "" stays.
std::string asFolder(std::string prefix);
/// The smallest text above every text that begins with `folder` (which ends with '/').
std::string endOfFolder(std::string folder);

}  // namespace engine::store
