#pragma once
#include <span>
#include <string_view>

namespace engine::store {

/// One published step of the schema: `schema/000N_name.sql`, embedded at build time, never edited once released.
struct Migration {
    int version;               ///< PRAGMA user_version after it
    std::string_view name;
    std::string_view sql;
};

/// All steps, ascending from version 1.
std::span<const Migration> migrations();

}  // namespace engine::store
