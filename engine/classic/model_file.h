#pragma once
#include <filesystem>

#include "engine/classic/fitted_model.h"

namespace engine::classic {

/// A fitted model as a file of our own: a line that names the form, then one CBOR document (RFC 8949) of names, numbers and arrays.
/// Reading runs nothing and believes nothing: every size and index is checked, so a damaged or foreign file is an error, not a crash.
void writeModel(const std::filesystem::path& file, const FittedModel& model);
/// Throws Error{Missing, Corrupt, TooLong}.
FittedModel readModel(const std::filesystem::path& file);

}  // namespace engine::classic
