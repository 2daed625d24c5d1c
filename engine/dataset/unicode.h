#pragma once
#include <string>
#include <string_view>

namespace engine::dataset {

/// True for well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool isUtf8(std::string_view text);

/// Unicode normalisation form C (UAX 15). Bytes that are not UTF-8 come back unchanged: they are a name all the same.
std::string toNfc(std::string_view text);

/// Lower case by Unicode case folding, in form C; for comparing tags and names, never for show.
std::string foldCase(std::string_view text);

/// A path as data sets write it, in the one form used for comparing and hashing: "/" between parts, form C.
std::string normalisedPath(std::string_view path);

/// The part of normalisedPath() after the last "/".
std::string normalisedFileName(std::string_view path);

}  // namespace engine::dataset
