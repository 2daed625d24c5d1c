#include "engine/report/svg.h"

#include <array>
#include <charconv>
#include <cmath>

#include "engine/report/escape.h"

namespace engine::report {

namespace {

std::string attribute(std::string_view name, double value)
{
    return " " + std::string(name) + "=\"" + coordinate(value) + "\"";
}

std::string classOf(std::string_view style)
{
    return " class=\"" + std::string(style) + "\"";
}

}  // namespace

std::string fixed(double value, int decimals)
{
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
    return end.ec == std::errc() ? std::string(digits.data(), end.ptr) : "n/a";
}

std::string coordinate(double value)
{
    auto text = fixed(value, 2);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

Svg::Svg(double width, double height, std::string_view label)
    : m_markup("<svg viewBox=\"0 0 " + coordinate(width) + " " + coordinate(height) + "\" width=\"" + coordinate(width) + "\" height=\"" +
               coordinate(height) + "\" role=\"img\" aria-label=\"" + escaped(label) + "\">\n")
{
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view style)
{
    m_markup += "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + classOf(style) + "/>\n";
}

void Svg::rect(double x, double y, double width, double height, std::string_view style, std::string_view tip, double opacity)
{
    m_markup += "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height) + classOf(style);
    if (opacity < 1) m_markup += attribute("fill-opacity", opacity);
    m_markup += tip.empty() ? "/>\n" : "><title>" + escaped(tip) + "</title></rect>\n";
}

void Svg::circle(double x, double y, double radius, std::string_view style)
{
    m_markup += "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) + classOf(style) + "/>\n";
}

void Svg::text(double x, double y, std::string_view style, std::string_view text, std::size_t longest)
{
    m_markup += "<text" + attribute("x", x) + attribute("y", y) + classOf(style) + ">" + escapedShort(text, longest) + "</text>\n";
}

void Svg::verticalText(double x, double y, std::string_view style, std::string_view text, std::size_t longest)
{
    m_markup += "<text transform=\"translate(" + coordinate(x) + " " + coordinate(y) + ") rotate(-90)\"" + classOf(style) + ">" + escapedShort(text, longest) +
                "</text>\n";
}

void Svg::polyline(std::string_view points, std::string_view style)
{
    m_markup += "<polyline points=\"" + std::string(points) + "\"" + classOf(style) + "/>\n";
}

std::string Svg::finish()
{
    return std::move(m_markup) + "</svg>\n";
}

}  // namespace engine::report
