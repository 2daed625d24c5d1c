#include "ui/charts/drawing_painter.h"

#include <algorithm>

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPalette>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/cell_picture.h"
#include "engine/report/style.h"
#include "ui/widgets/style.h"

namespace ui {

namespace {

using engine::report::Shape;

QColor paperColour(std::string_view name)
{
    for (const auto& colour : engine::report::kColours)
        if (colour.name == name) return QColor(QString::fromLatin1(colour.light.data(), static_cast<qsizetype>(colour.light.size())));
    return Qt::black;
}

QColor darkColour(std::string_view name)
{
    for (const auto& colour : engine::report::kColours)
        if (colour.name == name) return QColor(QString::fromLatin1(colour.dark.data(), static_cast<qsizetype>(colour.dark.size())));
    return Qt::white;
}

/// What the words of a style come to; the meaning of each word is that of kChartStyle in engine/report/style.h.
struct Look {
    QColor fill, stroke;
    double strokeWidth = 0, opacity = 1;
    QList<qreal> dashes;          ///< in pixels
    double textSize = 12.5;
    bool bold = false;
    Qt::Alignment align = Qt::AlignLeft;
};

class Styles {
public:
    Styles(const Shape& shape, const ChartColours& colours) : m_colours(colours), m_words(QString::fromStdString(shape.style).split(QLatin1Char(' ')))
    {
        const bool text = shape.kind == Shape::Kind::Text || shape.kind == Shape::Kind::VerticalText;
        text ? readText() : readMark();
    }
    const Look& look() const { return m_look; }

private:
    bool has(const char* word) const { return m_words.contains(QLatin1String(word)); }
    /// 0 = none; "k3" gives 3 for the prefix k.
    int group(QChar prefix) const
    {
        for (const auto& word : m_words)
            if (word.size() == 2 && word[0] == prefix && word[1].isDigit()) return word[1].digitValue();
        return 0;
    }

    void readText()
    {
        m_look.fill = m_colours.ink;
        if (has("axis-title")) m_look.bold = true, m_look.textSize = 13;
        if (has("tick")) m_look.fill = m_colours.soft, m_look.textSize = 11.5;
        if (has("value") || has("cell-number")) m_look.textSize = 12;
        if (has("middle") || has("cell-number")) m_look.align = Qt::AlignHCenter;
        if (has("end")) m_look.align = Qt::AlignRight;
        if (has("ink-first")) m_look.fill = m_colours.first, m_look.bold = true;
        if (has("ink-second")) m_look.fill = m_colours.second, m_look.bold = true;
        if (has("ink-third")) m_look.fill = m_colours.third, m_look.bold = true;
        if (has("strong")) m_look.fill = m_colours.onFirst, m_look.bold = true;
        if (has("zero")) m_look.fill = m_colours.soft;
    }

    void readMark()
    {
        const auto stroke = [this](const QColor& colour, double width, QList<qreal> dashes = {}) {
            m_look.stroke = colour;
            m_look.strokeWidth = width;
            m_look.dashes = std::move(dashes);
        };
        if (has("grid") || has("frame")) stroke(m_colours.rule, 1);
        if (has("chance")) stroke(m_colours.ink, 1.2, {3, 3}), m_look.opacity = 0.75;
        if (has("prevalence")) m_look.strokeWidth = 1, m_look.opacity = 0.7;
        if (has("whisker")) stroke(m_colours.ink, 1.3);
        if (has("operating")) stroke(m_colours.ink, 1.5), m_look.fill = m_colours.panel;
        if (has("bar")) m_look.fill = has("second") ? m_colours.second : m_colours.first, m_look.opacity = has("second") ? 0.85 : has("unsure") ? 0.4 : 1;
        if (has("cell-base")) m_look.fill = m_colours.rule, m_look.opacity = 0.45;
        if (has("cell")) m_look.fill = m_colours.first;
        if (has("curve")) readCurve(stroke);
        if (has("point")) {
            const int number = group(QLatin1Char('c'));
            m_look.fill = number == 0 ? m_colours.soft : m_colours.groups[static_cast<std::size_t>(number - 1)];
            m_look.opacity = number == 0 ? 0.35 : 0.8;
        }
    }

    template <typename Stroke>
    void readCurve(Stroke stroke)
    {
        static const QList<qreal> kDashes[] = {{}, {7, 3}, {2, 2}, {9, 3, 2, 3}};
        if (const int number = group(QLatin1Char('k')); number > 0) {
            const auto place = static_cast<std::size_t>(number - 1);
            stroke(m_colours.groups[place], 2, kDashes[place % 4]);
        } else if (has("faint")) {
            stroke(m_colours.soft, 1);
            m_look.opacity = 0.22;
        } else {
            stroke(has("second") ? m_colours.second : has("third") ? m_colours.third : m_colours.first, 2);
        }
    }

    const ChartColours& m_colours;
    const QStringList m_words;
    Look m_look;
};

QString shownText(const Shape& shape, bool localised)
{
    const auto text = QString::fromStdString(shape.text);
    if (!localised || shape.isFromOutside()) return text;
    if (shape.isOwnWord()) return QCoreApplication::translate("Chart", shape.text.c_str());
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber) return text;
    const auto point = text.indexOf(QLatin1Char('.'));
    return QLocale().toString(value, 'f', point < 0 ? 0 : static_cast<int>(text.size() - point - 1));
}

void paintText(QPainter& painter, const Shape& shape, const Look& look, const DrawingLook& drawing)
{
    QFont font = drawing.font;
    // Whole numbers only: the painter's scale does the rest.
    constexpr double kFine = 8;
    font.setPixelSize(static_cast<int>(look.textSize * kFine));
    font.setBold(look.bold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.1);   // no ligatures: names in a PDF are found by a search
    const auto text = shownText(shape, drawing.localised);
    const double width = QFontMetricsF(font).horizontalAdvance(text);
    painter.save();
    painter.setOpacity(look.opacity);
    painter.setFont(font);
    painter.setPen(look.fill);
    painter.translate(shape.x, shape.y);
    if (shape.kind == Shape::Kind::VerticalText) painter.rotate(-90);
    painter.scale(1 / kFine, 1 / kFine);
    painter.drawText(QPointF(look.align == Qt::AlignRight ? -width : look.align == Qt::AlignHCenter ? -width / 2 : 0, 0), text);
    painter.restore();
}

void paintCells(QPainter& painter, const Shape& shape, const ChartColours& colours)
{
    const auto rgb = [](const QColor& colour) {
        return engine::report::Rgb{static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()), static_cast<std::uint8_t>(colour.blue())};
    };
    const auto columns = static_cast<int>(shape.columns);
    if (columns == 0) return;
    QImage image(columns, static_cast<int>(shape.cells.size()) / columns, QImage::Format_Indexed8);
    QList<QRgb> table;
    for (const auto& colour : engine::report::cellColours(engine::report::isSignedScale(shape), rgb(colours.panel), rgb(colours.first), rgb(colours.second)))
        table << qRgb(colour[0], colour[1], colour[2]);
    image.setColorTable(table);
    for (int row = 0; row < image.height(); ++row)
        std::copy_n(shape.cells.data() + static_cast<std::ptrdiff_t>(row) * columns, columns, image.scanLine(row));
    painter.drawImage(QRectF(shape.x, shape.y, shape.width, shape.height), image);
}

void paintShape(QPainter& painter, const Shape& shape, const DrawingLook& drawing)
{
    if (shape.kind == Shape::Kind::Cells) {
        paintCells(painter, shape, drawing.colours);
        return;
    }
    const Styles styles(shape, drawing.colours);
    const auto& look = styles.look();
    if (shape.kind == Shape::Kind::Text || shape.kind == Shape::Kind::VerticalText) {
        paintText(painter, shape, look, drawing);
        return;
    }
    QPen pen(Qt::NoPen);
    if (look.stroke.isValid()) {
        pen = QPen(look.stroke, look.strokeWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (!look.dashes.isEmpty()) {
            auto dashes = look.dashes;
            for (auto& dash : dashes)
                dash /= look.strokeWidth;   // Qt counts them in pen widths
            pen.setDashPattern(dashes);
        }
    }
    painter.setPen(pen);
    painter.setBrush(look.fill.isValid() ? QBrush(look.fill) : QBrush(Qt::NoBrush));
    painter.setOpacity(look.opacity * shape.opacity);
    switch (shape.kind) {
    case Shape::Kind::Line: painter.drawLine(QPointF(shape.x, shape.y), QPointF(shape.x + shape.width, shape.y + shape.height)); break;
    case Shape::Kind::Rect: painter.drawRect(QRectF(shape.x, shape.y, shape.width, shape.height)); break;
    case Shape::Kind::Circle: painter.drawEllipse(QPointF(shape.x, shape.y), shape.width, shape.width); break;
    case Shape::Kind::Polyline: {
        QPolygonF points;
        for (const auto& point : shape.points)
            points << QPointF(point.x, point.y);
        painter.drawPolyline(points);
        break;
    }
    default: break;
    }
    painter.setOpacity(1);
}

/// A generous outline: what lies outside is not painted.
QRectF outline(const Shape& shape)
{
    constexpr double kTextReach = 600;
    switch (shape.kind) {
    case Shape::Kind::Text: return {shape.x - kTextReach, shape.y - 20, 2 * kTextReach, 30};
    case Shape::Kind::VerticalText: return {shape.x - 20, shape.y - kTextReach, 30, 2 * kTextReach};
    case Shape::Kind::Circle: return {shape.x - shape.width - 2, shape.y - shape.width - 2, 2 * shape.width + 4, 2 * shape.width + 4};
    case Shape::Kind::Polyline: return {};   // always painted
    default: break;
    }
    return QRectF(QPointF(shape.x, shape.y), QSizeF(shape.width, shape.height)).normalized().adjusted(-2, -2, 2, 2);
}

}  // namespace

ChartColours ChartColours::paper()
{
    ChartColours colours{paperColour("panel"), paperColour("ink"), paperColour("soft"), paperColour("rule"), paperColour("first"),
                         paperColour("second"), paperColour("third"), paperColour("on-first"), {}};
    for (std::size_t i = 0; i < colours.groups.size(); ++i)
        colours.groups[i] = QColor(QString::fromLatin1(engine::report::kGroupColours[i].data(), 7));
    return colours;
}

ChartColours ChartColours::screen(const QPalette& palette)
{
    using widgets::mixed;
    using widgets::readableOn;
    const auto base = palette.color(QPalette::Base);
    const auto text = palette.color(QPalette::Text);
    const bool dark = base.lightness() < 128;
    const auto own = [&](std::string_view name) { return readableOn(base, dark ? darkColour(name) : paperColour(name)); };
    ChartColours colours{base, text, readableOn(base, mixed(text, base, 0.3)), mixed(base, text, 0.16), readableOn(base, palette.color(QPalette::Highlight)),
                         own("second"), own("third"), {}, {}};
    colours.onFirst = readableOn(colours.first, Qt::white);
    for (std::size_t i = 0; i < colours.groups.size(); ++i)
        colours.groups[i] = readableOn(base, QColor(QString::fromLatin1(engine::report::kGroupColours[i].data(), 7)), 3);
    return colours;
}

void paintDrawing(QPainter& painter, const engine::report::Drawing& drawing, const DrawingLook& look, const QRectF& part)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& shape : drawing.shapes()) {
        const auto reach = outline(shape);
        if (reach.isNull() || reach.intersects(part)) paintShape(painter, shape, look);
    }
    painter.restore();
}

void writePng(const engine::report::Drawing& drawing, const std::filesystem::path& path)
{
    constexpr double kPixels = 2;
    QImage image((QSizeF(drawing.width(), drawing.height()) * kPixels).toSize(), QImage::Format_RGB32);
    image.fill(ChartColours::paper().panel);
    QPainter painter(&image);
    painter.scale(kPixels, kPixels);
    paintDrawing(painter, drawing, {ChartColours::paper(), QFont(), false}, QRectF(0, 0, drawing.width(), drawing.height()));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, "PNG")) throw engine::Error(engine::ErrorCode::Unsupported, path.string(), "this picture is too large for a PNG; take SVG");
    engine::writeFileAtomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace ui
