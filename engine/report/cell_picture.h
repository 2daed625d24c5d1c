#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "engine/report/drawing.h"

namespace engine::report {

using Rgb = std::array<std::uint8_t, 3>;

/// The 256 colours of a Cells shape between the colours of what paints it: from the ground to the first colour, or, signed, from the
/// second over the ground (at 128) to the first. Lightness changes alone within a half, and blue against orange is told apart by colour-blind eyes.
std::array<Rgb, 256> cellColours(bool isSigned, const Rgb& ground, const Rgb& first, const Rgb& second);
bool isSignedScale(const Shape& shape);

/// The cells in the colours of light paper as a PNG of one pixel each, in base 64: for an <image> of an SVG.
std::string cellPngBase64(const Shape& shape);

}  // namespace engine::report
