#include "engine/report/cell_picture.h"

#include <charconv>
#include <cmath>
#include <vector>

#include <png.h>

#include "engine/core/error.h"
#include "engine/report/style.h"

namespace engine::report {

namespace {

Rgb paperRgb(std::string_view name)
{
    Rgb colour{};
    for (const auto& entry : kColours)
        if (entry.name == name)
            for (std::size_t i = 0; i < colour.size(); ++i)
                std::from_chars(entry.light.data() + 1 + 2 * i, entry.light.data() + 3 + 2 * i, colour[i], 16);
    return colour;
}

Rgb between(const Rgb& a, const Rgb& b, double shareOfB)
{
    Rgb colour{};
    for (std::size_t i = 0; i < colour.size(); ++i)
        colour[i] = static_cast<std::uint8_t>(std::lround(a[i] + (b[i] - a[i]) * shareOfB));
    return colour;
}

std::string base64(const std::vector<std::uint8_t>& bytes)
{
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) -> unsigned { return at < bytes.size() ? bytes[at] : 0; };
        const unsigned three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (unsigned letter = 0; letter < 4; ++letter)
            text += i + letter > bytes.size() ? '=' : kLetters[three >> (18 - 6 * letter) & 63];
    }
    return text;
}

}  // namespace

std::array<Rgb, 256> cellColours(bool isSigned, const Rgb& ground, const Rgb& first, const Rgb& second)
{
    std::array<Rgb, 256> colours{};
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto place = static_cast<double>(i);
        if (!isSigned) colours[i] = between(ground, first, place / 255);
        else colours[i] = place < 128 ? between(second, ground, place / 128) : between(ground, first, (place - 128) / 127);
    }
    return colours;
}

bool isSignedScale(const Shape& shape)
{
    return shape.style.find("signed") != std::string::npos;
}

std::string cellPngBase64(const Shape& shape)
{
    const auto colours = cellColours(isSignedScale(shape), paperRgb("panel"), paperRgb("first"), paperRgb("second"));
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(shape.columns);
    image.height = static_cast<png_uint_32>(shape.columns == 0 ? 0 : shape.cells.size() / shape.columns);
    image.format = PNG_FORMAT_RGB_COLORMAP;
    image.colormap_entries = static_cast<png_uint_32>(colours.size());
    if (image.width == 0 || image.height == 0) return {};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::vector<std::uint8_t> file(size);
    if (png_image_write_to_memory(&image, file.data(), &size, 0, shape.cells.data(), 0, colours.data()) == 0)
        throw Error(ErrorCode::Internal, "picture", std::string("it could not be packed: ") + image.message);
    file.resize(size);
    return base64(file);
}

}  // namespace engine::report
