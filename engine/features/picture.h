#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/features/analysis.h"

namespace engine::features {

/// A picture of a piece: time to the right, low frequencies at the bottom.
struct PictureEntry {
    std::string_view id;
    Matrix (*cells)(Analysis& piece);   ///< [rows, frames]
    float lowest, highest;              ///< values of the darkest and brightest colour; the lowest is silence
};
/// mel (dB below the loudest point), chroma, cens, contrast (dB), flatness
std::span<const PictureEntry> allPictures();
/// Throws Error{NotFound} with the names there are.
const PictureEntry& findPicture(std::string_view id);

/// Cut after `frames` frames, or silence added up to them; 0 = as it is.
Matrix fitted(Matrix cells, std::size_t frames, float silence);

/// 8-bit colours (viridis), each row as many pixels high as makes the picture at least 96 high. Atomically.
void writePng(const std::filesystem::path& path, const Matrix& cells, float lowest, float highest);

}  // namespace engine::features
