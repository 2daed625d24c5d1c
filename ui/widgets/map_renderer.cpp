#include "ui/widgets/map_renderer.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <QPalette>

#include "ui/widgets/style.h"

namespace ui::widgets {

namespace {

constexpr double kMarkContrast = 3.0;
constexpr double kDimmedShare = 0.72;     // how far a dimmed mark goes towards the ground
constexpr double kHaloFromRadius = 2.6;   // smaller marks would vanish in their halo

enum class Emphasis { Plain, Dimmed, Selected, Found };
constexpr std::size_t kEmphases = 4;

using Normal = std::array<double, 2>;
constexpr double kHalfRoot3 = 0.86602540378443864676;
constexpr std::array<Normal, 3> kTriangle = {{{0, 1}, {-kHalfRoot3, -0.5}, {kHalfRoot3, -0.5}}};   // y points down: the tip is up
constexpr std::array<Normal, 3> kTriangleDown = {{{0, -1}, {kHalfRoot3, 0.5}, {-kHalfRoot3, 0.5}}};
constexpr std::array<Normal, 6> kHexagon = {{{1, 0}, {0.5, kHalfRoot3}, {-0.5, kHalfRoot3}, {-1, 0}, {-0.5, -kHalfRoot3}, {0.5, -kHalfRoot3}}};

/// Distance of a polygon of inradius 1, given by the normals of its sides.
template <std::size_t sides>
double polygonDistance(double x, double y, const std::array<Normal, sides>& normals)
{
    double largest = -1e9;
    for (const auto& normal : normals)
        largest = std::max(largest, x * normal[0] + y * normal[1]);
    return largest;
}

/// Below 1 inside the shape of a group, 1 on its edge, growing outside; shapes have about equal areas. y points down.
double shapeDistance(int group, double x, double y)
{
    switch (group) {
    case 0: return std::hypot(x, y);                                                          // circle
    case 1: return std::max(std::abs(x), std::abs(y)) / 0.88;                                 // square
    case 2: return polygonDistance(x, y - 0.15, kTriangle) / 0.74;                            // triangle
    case 3: return (std::abs(x) + std::abs(y)) / 1.26;                                        // diamond
    case 4: return polygonDistance(x, y + 0.15, kTriangleDown) / 0.74;                        // triangle, point down
    case 5: return std::max({std::min(std::abs(x), std::abs(y)) / 0.42, std::abs(x) / 1.1, std::abs(y) / 1.1});   // plus
    case 6: return polygonDistance(x, y, kHexagon) / 0.94;                                    // hexagon
    case 7: return shapeDistance(5, (x + y) / M_SQRT2, (x - y) / M_SQRT2);                    // cross
    default: return std::hypot(x, y) / 0.75;                                                  // small circle: other
    }
}

/// One mark, premultiplied; its middle is the middle pixel.
struct Sprite {
    int side = 0;
    std::vector<QRgb> pixels;
};

struct Layer {
    double growth = 0;   // pixels beyond the shape
    QColor colour;
};

/// Layers from below to above; a pixel's cover is its distance from the edge, which is right to a few percent for these shapes.
Sprite makeSprite(int group, double radius, const std::vector<Layer>& layers)
{
    double growth = 0;
    for (const auto& layer : layers)
        growth = std::max(growth, layer.growth);
    const int half = static_cast<int>(std::ceil((radius + growth) * 1.35)) + 1;
    Sprite sprite{2 * half + 1, {}};
    sprite.pixels.reserve(static_cast<std::size_t>(sprite.side) * static_cast<std::size_t>(sprite.side));
    for (int row = -half; row <= half; ++row)
        for (int column = -half; column <= half; ++column) {
            double red = 0, green = 0, blue = 0, alpha = 0;
            for (const auto& layer : layers) {
                const double size = radius + layer.growth;
                const double inside = std::clamp(0.5 + (1 - shapeDistance(group, column / size, row / size)) * size, 0.0, 1.0);
                const double cover = static_cast<double>(layer.colour.alphaF()) * inside;
                red = red * (1 - cover) + layer.colour.red() * cover;
                green = green * (1 - cover) + layer.colour.green() * cover;
                blue = blue * (1 - cover) + layer.colour.blue() * cover;
                alpha = alpha * (1 - cover) + 255 * cover;
            }
            sprite.pixels.push_back(qRgba(static_cast<int>(red), static_cast<int>(green), static_cast<int>(blue), static_cast<int>(alpha)));
        }
    return sprite;
}

std::vector<Layer> layersOf(Emphasis emphasis, const QColor& colour, double radius, qreal ratio, const MapLook& look)
{
    const double line = std::max(1.0, 1.2 * ratio);
    switch (emphasis) {
    case Emphasis::Dimmed: return {{0, mixed(colour, look.background, kDimmedShare)}};
    case Emphasis::Selected: return {{2 * line, look.background}, {line + 0.5 * ratio, look.text}, {0, colour}};
    case Emphasis::Found: return {{4 * line, look.background}, {3.2 * line, look.found}, {1.4 * line, look.background}, {0, colour}};
    case Emphasis::Plain: break;
    }
    if (radius < kHaloFromRadius * ratio) return {{0, colour}};
    return {{0.8 * ratio, look.background}, {0, colour}};
}

QColor colourOf(int group, const MapLook& look)
{
    return group < 0 ? look.plain : look.groups[static_cast<std::size_t>(group)];
}

class Canvas {
public:
    Canvas(QImage& image, const MapRenderer::Request& request) : m_image(image), m_request(request) {}

    void drawAll()
    {
        if (m_request.scene.size() == 0) return;
        const auto& scene = m_request.scene;
        const bool layered = scene.marks != nullptr || scene.emphasised >= 0;
        pass([&](std::size_t i) { return !layered || !isRaised(i); });
        if (!layered) return;
        pass([&](std::size_t i) { return isRaised(i) && markOf(i) == 0; });
        pass([&](std::size_t i) { return markOf(i) == kSelectedMark; });
        pass([&](std::size_t i) { return (markOf(i) & kFoundMark) != 0; });
    }

private:
    std::uint8_t markOf(std::size_t i) const { return m_request.scene.marks ? (*m_request.scene.marks)[i] : std::uint8_t{0}; }
    int groupOf(std::size_t i) const { return m_request.scene.groups ? std::min<int>((*m_request.scene.groups)[i], kOtherGroup) : -1; }
    bool isRaised(std::size_t i) const { return markOf(i) != 0 || (m_request.scene.emphasised >= 0 && groupOf(i) == m_request.scene.emphasised); }

    Emphasis emphasisOf(std::size_t i) const
    {
        const auto mark = markOf(i);
        if (mark & kFoundMark) return Emphasis::Found;
        if (mark & kSelectedMark) return Emphasis::Selected;
        const auto& scene = m_request.scene;
        const bool back = scene.emphasised >= 0 ? groupOf(i) != scene.emphasised : scene.dims;
        return back ? Emphasis::Dimmed : Emphasis::Plain;
    }

    /// Made when first needed: most pictures use few of them.
    const Sprite& sprite(int group, Emphasis emphasis)
    {
        auto& sprite = m_sprites[static_cast<std::size_t>(group + 1)][static_cast<std::size_t>(emphasis)];
        if (sprite.side > 0) return sprite;
        const double radius = m_request.radius * m_request.ratio;
        const bool raised = emphasis == Emphasis::Selected || emphasis == Emphasis::Found;
        const double size = raised ? std::max(radius * 1.15, 2.2 * m_request.ratio) : radius;
        sprite = makeSprite(std::max(group, 0), size, layersOf(emphasis, colourOf(group, m_request.look), size, m_request.ratio, m_request.look));
        return sprite;
    }

    template <typename Wanted>
    void pass(const Wanted& wanted)
    {
        const auto& points = *m_request.scene.points;
        const double scale = m_request.transform.scale * m_request.ratio;
        const double left = m_image.width() / 2.0 - m_request.transform.centre.x() * scale, top = m_image.height() / 2.0 + m_request.transform.centre.y() * scale;
        for (std::size_t i = 0; i < points.size() / 2; ++i) {
            if (!wanted(i)) continue;
            const double x = static_cast<double>(points[2 * i]) * scale + left, y = top - static_cast<double>(points[2 * i + 1]) * scale;
            if (!(x > -64 && y > -64 && x < m_image.width() + 64 && y < m_image.height() + 64)) continue;
            stamp(sprite(groupOf(i), emphasisOf(i)), static_cast<int>(std::floor(x)), static_cast<int>(std::floor(y)));
        }
    }

    void stamp(const Sprite& sprite, int middleX, int middleY)
    {
        const int left = middleX - sprite.side / 2, top = middleY - sprite.side / 2;
        const int firstRow = std::max(0, -top), lastRow = std::min(sprite.side, m_image.height() - top);
        const int firstColumn = std::max(0, -left), lastColumn = std::min(sprite.side, m_image.width() - left);
        for (int row = firstRow; row < lastRow; ++row) {
            const QRgb* from = sprite.pixels.data() + row * sprite.side;
            auto* to = reinterpret_cast<QRgb*>(m_image.scanLine(top + row)) + left;
            for (int column = firstColumn; column < lastColumn; ++column) {
                const QRgb above = from[column];
                const unsigned through = 255U - qAlpha(above);
                if (through == 255U) continue;
                if (through == 0U) {
                    to[column] = above;
                    continue;
                }
                // Two channels at a time; (x * through + 128) / 255 to the nearest.
                const QRgb below = to[column];
                unsigned redBlue = (below & 0xff00ffU) * through + 0x800080U;
                redBlue = ((redBlue + ((redBlue >> 8) & 0xff00ffU)) >> 8) & 0xff00ffU;
                unsigned green = ((below >> 8) & 0xffU) * through + 0x80U;
                green = (green + (green >> 8)) & 0xff00U;
                to[column] = 0xff000000U | ((above & 0xffffffU) + redBlue + green);
            }
        }
    }

    QImage& m_image;
    const MapRenderer::Request& m_request;
    std::array<std::array<Sprite, kEmphases>, kMapGroups + 1> m_sprites;
};

}  // namespace

MapLook::MapLook(const QPalette& palette)
    : background(palette.color(QPalette::Active, QPalette::Base)), text(palette.color(QPalette::Active, QPalette::Text))
{
    static constexpr std::array<QRgb, kMapGroups - 2> kOkabeIto = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7F5F00};
    for (std::size_t i = 0; i < kOkabeIto.size(); ++i)
        groups[i] = readableOn(background, QColor(kOkabeIto[i]), kMarkContrast);
    groups[kOtherGroup - 1] = mixed(text, background, 0.1);   // their black, or its counterpart on dark ground
    groups[kOtherGroup] = mixed(background, text, 0.45);
    plain = readableOn(background, palette.color(QPalette::Active, QPalette::Highlight), kMarkContrast);
    found = readableOn(background, QColor(0xE6, 0x5C, 0x00), kMarkContrast);
}

MapRenderer::MapRenderer(QObject* parent) : QObject(parent), m_thread([this](const std::stop_token& quit) { serve(quit); }) {}

MapRenderer::~MapRenderer()
{
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void MapRenderer::want(Request request)
{
    const std::lock_guard lock(m_mutex);
    m_wanted = std::move(request);
    m_changed.notify_all();
}

void MapRenderer::serve(const std::stop_token& quit)
{
    while (true) {
        std::optional<Request> request;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, quit, [this] { return m_wanted.has_value(); })) return;
            request.swap(m_wanted);
        }
        const auto start = std::chrono::steady_clock::now();
        Picture picture{draw(*request), request->transform, request->size, request->number, 0};
        picture.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        QMetaObject::invokeMethod(this, [this, picture = std::move(picture)] { Q_EMIT drawn(picture); }, Qt::QueuedConnection);
    }
}

QImage MapRenderer::draw(const Request& request)
{
    QImage image((QSizeF(request.size) * request.ratio).toSize(), QImage::Format_RGB32);
    image.fill(request.look.background);
    if (image.isNull()) return image;
    Canvas(image, request).drawAll();
    image.setDevicePixelRatio(request.ratio);
    return image;
}

QImage MapRenderer::mark(int group, double radius, qreal ratio, const MapLook& look)
{
    const auto sprite = makeSprite(std::max(group, 0), radius * ratio, {{0, colourOf(group, look)}});
    QImage image(sprite.side, sprite.side, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < sprite.side; ++row)
        std::copy_n(sprite.pixels.data() + row * sprite.side, sprite.side, reinterpret_cast<QRgb*>(image.scanLine(row)));
    image.setDevicePixelRatio(ratio);
    return image;
}

}  // namespace ui::widgets
