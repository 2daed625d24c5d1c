#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <new>

#include <png.h>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/features/picture.h"

namespace engine::features {

namespace {

constexpr std::size_t kLeastHeight = 96;
/// Of the format; longer pictures would have to be cut by whoever asks.
constexpr std::size_t kWidest = 1'000'000;

/// Viridis as polynomials of degree 6 (M. Zucker's fit, error below one 8-bit step).
std::array<std::uint8_t, 3> viridis(float t)
{
    constexpr float kCoefficients[3][7] = {{0.2777273272f, 0.1050930431f, -0.3308618287f, -4.634230499f, 6.228269936f, 4.776384997f, -5.435455855f},
                                           {0.0054073445f, 1.404613529f, 0.214847559f, -5.799100973f, 14.17993336f, -13.74514538f, 4.645852612f},
                                           {0.3340998053f, 1.384590162f, 0.09509516302f, -19.33244095f, 56.69055260f, -65.35303263f, 26.31243524f}};
    std::array<std::uint8_t, 3> colour;
    for (std::size_t i = 0; i < 3; ++i) {
        float value = 0;
        for (std::size_t power = 7; power-- > 0;) value = value * t + kCoefficients[i][power];
        colour[i] = static_cast<std::uint8_t>(std::clamp(value, 0.0f, 1.0f) * 255 + 0.5f);
    }
    return colour;
}

}  // namespace

void writePng(const std::filesystem::path& path, const Matrix& cells, float lowest, float highest)
{
    if (cells.frames == 0 || cells.frames > kWidest)
        throw Error(ErrorCode::TooLarge, path.string(), "a picture of " + std::to_string(cells.frames) + " columns; give a length of at most six hours");
    const std::size_t pixelsPerRow = (kLeastHeight + cells.rows - 1) / cells.rows, height = cells.rows * pixelsPerRow;
    std::vector<std::uint8_t> pixels(3 * cells.frames * height);
    for (std::size_t y = 0; y < height; ++y) {
        const auto row = cells.rows - 1 - y / pixelsPerRow;
        for (std::size_t frame = 0; frame < cells.frames; ++frame) {
            const auto colour = viridis(std::clamp((cells.at(row, frame) - lowest) / (highest - lowest), 0.0f, 1.0f));
            std::copy(colour.begin(), colour.end(), pixels.begin() + static_cast<std::ptrdiff_t>(3 * (y * cells.frames + frame)));
        }
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(cells.frames);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::vector<std::byte> file(bytes);
    if (png_image_write_to_memory(&image, file.data(), &bytes, 0, pixels.data(), 0, nullptr) == 0)
        throw Error(ErrorCode::Internal, path.string(), std::string("the picture could not be packed: ") + image.message);
    file.resize(bytes);
    AtomicFile out(path);
    out.write(file);
    out.commit();
}

}  // namespace engine::features
