#pragma once
#include "app/commands/command.h"

/// Subcommands of `tags`, one file each family; put together in tags.cpp.
namespace app {

void addTagsClean(CLI::App& tags, CommandSink& sink);       ///< clean, collapsed, lock
void addTagsVocabulary(CLI::App& tags, CommandSink& sink);  ///< vocabulary make, list, set, export, undo, drop
void addTagsStages(CLI::App& tags, CommandSink& sink);      ///< stages
void addTagsWrite(CLI::App& tags, CommandSink& sink);       ///< write, undo

}  // namespace app
