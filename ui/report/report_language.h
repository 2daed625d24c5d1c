#pragma once
#include "engine/core/language.h"

namespace ui {

/// The language of the window, for documents of the engine. Any thread.
engine::Language windowLanguage();

}  // namespace ui
