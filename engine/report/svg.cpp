#include "engine/report/svg.h"

#include "engine/report/cell_picture.h"
#include "engine/report/escape.h"
#include "engine/report/style.h"

namespace engine::report {

namespace {

std::string attribute(std::string_view name, double value)
{
    return " " + std::string(name) + "=\"" + coordinate(value) + "\"";
}

std::string closed(const std::string& tip, const char* element)
{
    return tip.empty() ? "/>\n" : "><title>" + escaped(tip) + "</title></" + element + ">\n";
}

std::string markup(const Shape& shape)
{
    const auto style = " class=\"" + shape.style + "\"";
    switch (shape.kind) {
    case Shape::Kind::Line:
        return "<line" + attribute("x1", shape.x) + attribute("y1", shape.y) + attribute("x2", shape.x + shape.width) +
               attribute("y2", shape.y + shape.height) + style + "/>\n";
    case Shape::Kind::Rect:
        return "<rect" + attribute("x", shape.x) + attribute("y", shape.y) + attribute("width", shape.width) + attribute("height", shape.height) + style +
               (shape.opacity < 1 ? attribute("fill-opacity", shape.opacity) : "") + closed(shape.tip, "rect");
    case Shape::Kind::Circle: return "<circle" + attribute("cx", shape.x) + attribute("cy", shape.y) + attribute("r", shape.width) + style + "/>\n";
    case Shape::Kind::Text: return "<text" + attribute("x", shape.x) + attribute("y", shape.y) + style + ">" + escaped(shape.text) + "</text>\n";
    case Shape::Kind::VerticalText:
        return "<text transform=\"translate(" + coordinate(shape.x) + " " + coordinate(shape.y) + ") rotate(-90)\"" + style + ">" + escaped(shape.text) +
               "</text>\n";
    case Shape::Kind::Cells:
        return "<image" + attribute("x", shape.x) + attribute("y", shape.y) + attribute("width", shape.width) + attribute("height", shape.height) +
               " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64," + cellPngBase64(shape) + "\"/>\n";
    case Shape::Kind::Polyline: break;
    }
    std::string points;
    for (const auto& point : shape.points)
        points += (points.empty() ? "" : " ") + coordinate(point.x) + "," + coordinate(point.y);
    return "<polyline points=\"" + points + "\"" + style + "/>\n";
}

std::string element(const Drawing& drawing, const std::string& attributes, const std::string& head)
{
    std::string text = "<svg" + attributes + " viewBox=\"0 0 " + coordinate(drawing.width()) + " " + coordinate(drawing.height()) + "\"" +
                       attribute("width", drawing.width()) + attribute("height", drawing.height()) + " role=\"img\" aria-label=\"" +
                       escaped(drawing.label()) + "\">\n" + head;
    for (const auto& shape : drawing.shapes())
        text += markup(shape);
    return text + "</svg>\n";
}

}  // namespace

std::string toSvg(const Drawing& drawing)
{
    return drawing.empty() ? std::string() : element(drawing, "", "");
}

std::string toSvgFile(const Drawing& drawing)
{
    if (drawing.empty()) return {};
    std::string style(kChartStyle);
    for (const auto& colour : kColours) {
        const auto name = "var(--" + std::string(colour.name) + ")";
        for (auto at = style.find(name); at != std::string::npos; at = style.find(name, at))
            style.replace(at, name.size(), colour.light);
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
           element(drawing, " xmlns=\"http://www.w3.org/2000/svg\"",
                   "<style>\nsvg { font-family: Inter, \"Noto Sans\", \"DejaVu Sans\", sans-serif; }" + style + "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
}

}  // namespace engine::report
