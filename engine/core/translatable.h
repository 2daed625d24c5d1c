#pragma once

/// Marks a text of the engine that the window shows in the user's language. The engine says it in English; the tool that collects texts
/// for translators (lupdate) knows the mark by this name, which is Qt's: for .cpp files of engine/ only.
#define QT_TRANSLATE_NOOP(context, text) text
