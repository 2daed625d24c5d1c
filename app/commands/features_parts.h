#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/commands/command.h"

namespace app {

/// The files named, and those below folders, by the bytes of their names. Throws Error{Missing}.
std::vector<std::filesystem::path> audioFiles(const std::vector<std::string>& given, engine::RunControl& control);

/// {"path","path_hex"?} of a file from outside.
engine::Json filePathJson(const std::filesystem::path& file);

/// `features pictures`
void addFeaturePictures(CLI::App& features, CommandSink& sink);
/// `features tables` and `features export`
void addFeatureTables(CLI::App& features, CommandSink& sink);

}  // namespace app
