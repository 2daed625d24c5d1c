#pragma once
#include <string>

#include "engine/classic/table.h"
#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// A table of features with classes, and where it came from.
struct ClassifySource {
    classic::Table table;
    Json description;   ///< {"table"} of a file; of the library {"library":true,"features","level","label_type","label_tags","left_out":{..}}
};

/// Of a file: table (path), label, exclude [..], group (column). Of the library: library true; features (name or hash of a kept feature
/// table; else the newest), level song|bars|beats; label_type (a tag type: its tags are the classes) and/or label_tags [names]; min_tracks
/// a class needs (2); exclude [columns]. A track is in it if it carries exactly one of the classes; its group is its artist, else itself.
/// Throws Error{NotFound, TooShort} in words a user can act on.
ClassifySource classifySource(const Json& parameters, store::Workspace& workspace);

/// SHA-256 of columns, classes, labels and values: equal tables have equal ones, wherever they lie.
std::string tableHash(const classic::Table& table);

}  // namespace engine::tasks
