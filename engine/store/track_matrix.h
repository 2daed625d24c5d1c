#pragma once
// Shared by the store's .cpp files only.
#include "engine/store/prediction_store.h"
#include "engine/store/sql.h"

namespace engine::store {

/// (track id, blob of float32) rows as one matrix, tracks ascending as unsigned numbers, which SQLite does not have.
TrackMatrix trackMatrixFrom(SQLite::Statement& row, const Database& database);

}  // namespace engine::store
