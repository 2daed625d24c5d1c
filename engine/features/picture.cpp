#include "engine/features/picture.h"

#include <algorithm>
#include <array>

#include "engine/core/error.h"
#include "engine/features/chroma.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

Matrix courseOf(Analysis& piece, std::string_view id)
{
    for (const auto* feature : allFeatures())
        if (feature->id == id) return feature->courses(piece);
    throw Error(ErrorCode::Internal, std::string(id), "no feature of this name");
}

/// The loudest point is 0 dB.
Matrix melPicture(Analysis& piece)
{
    Matrix cells = piece.melDb();
    const float loudest = *std::max_element(cells.values.begin(), cells.values.end());
    for (float& value : cells.values) value -= loudest;
    return cells;
}

constexpr std::array kPictures{
    PictureEntry{"mel", melPicture, -80, 0},
    PictureEntry{"chroma", [](Analysis& piece) { return piece.chroma(); }, 0, 1},
    PictureEntry{"cens", [](Analysis& piece) { return piece.cens(); }, 0, 1},
    PictureEntry{"contrast", [](Analysis& piece) { return courseOf(piece, "spectral_contrast"); }, 0, 50},
    PictureEntry{"flatness", [](Analysis& piece) { return courseOf(piece, "spectral_flatness"); }, 0, 0.5f},
};

}  // namespace

std::span<const PictureEntry> allPictures()
{
    return kPictures;
}

const PictureEntry& findPicture(std::string_view id)
{
    std::string names;
    for (const auto& picture : kPictures) {
        if (picture.id == id) return picture;
        names += (names.empty() ? "" : ", ") + std::string(picture.id);
    }
    throw Error(ErrorCode::NotFound, std::string(id), "no picture of this name; there are " + names);
}

Matrix fitted(Matrix cells, std::size_t frames, float silence)
{
    if (frames == 0 || frames == cells.frames) return cells;
    Matrix out(cells.rows, frames);
    std::fill(out.values.begin(), out.values.end(), silence);
    const auto both = std::min(frames, cells.frames);
    for (std::size_t row = 0; row < cells.rows; ++row)
        std::copy_n(cells.values.begin() + static_cast<std::ptrdiff_t>(row * cells.frames), both, out.values.begin() + static_cast<std::ptrdiff_t>(row * frames));
    return out;
}

}  // namespace engine::features
