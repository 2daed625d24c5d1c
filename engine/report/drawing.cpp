#include "engine/report/drawing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/core/language.h"
#include "engine/report/escape.h"

namespace engine::report {

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

Drawing::Drawing(double width, double height, std::string_view label) : m_width(width), m_height(height), m_label(cleaned(label)) {}

void Drawing::line(double x1, double y1, double x2, double y2, std::string_view style)
{
    Shape shape{Shape::Kind::Line, x1, y1, x2 - x1, y2 - y1};
    shape.style = style;
    m_shapes.push_back(std::move(shape));
}

void Drawing::rect(double x, double y, double width, double height, std::string_view style, std::string_view tip, double opacity)
{
    Shape shape{Shape::Kind::Rect, x, y, width, height, opacity};
    shape.style = style;
    shape.tip = cleaned(tip);
    m_shapes.push_back(std::move(shape));
}

void Drawing::circle(double x, double y, double radius, std::string_view style)
{
    Shape shape{Shape::Kind::Circle, x, y, radius, radius};
    shape.style = style;
    m_shapes.push_back(std::move(shape));
}

void Drawing::text(double x, double y, std::string_view style, std::string_view text, std::size_t longest)
{
    Shape shape{Shape::Kind::Text, x, y};
    shape.style = style;
    shape.text = cleaned(text, longest);
    m_shapes.push_back(std::move(shape));
}

void Drawing::verticalText(double x, double y, std::string_view style, std::string_view text, std::size_t longest)
{
    this->text(x, y, style, text, longest);
    m_shapes.back().kind = Shape::Kind::VerticalText;
}

void Drawing::polyline(std::vector<Point> points, std::string_view style)
{
    Shape shape{Shape::Kind::Polyline};
    shape.style = style;
    shape.points = std::move(points);
    m_shapes.push_back(std::move(shape));
}

void Drawing::cells(double x, double y, double width, double height, std::string_view style, std::vector<std::uint8_t> cells, std::size_t columns)
{
    Shape shape{Shape::Kind::Cells, x, y, width, height};
    shape.style = style;
    shape.cells = std::move(cells);
    shape.columns = columns;
    m_shapes.push_back(std::move(shape));
}

void Drawing::mark(const Mark& mark)
{
    m_marks.push_back(mark);
}

bool Shape::isFromOutside() const
{
    const auto has = [this](std::string_view word) { return (" " + style + " ").find(" " + std::string(word) + " ") != std::string::npos; };
    return has("label") && !has("word");
}

bool Shape::isOwnWord() const
{
    const bool isNumber = text.find_first_not_of("0123456789.,-+eE% ") == std::string::npos;
    return !text.empty() && !isNumber && !isFromOutside();
}

Drawing Drawing::inLanguage(const Language& language) const
{
    auto translated = *this;
    translated.m_label = cleaned(language("Chart", m_label));
    for (auto& shape : translated.m_shapes)
        if (shape.isOwnWord()) shape.text = cleaned(language("Chart", shape.text));
    return translated;
}

Drawing Drawing::slice(double from, double to) const
{
    Drawing part(m_width, m_height, m_label);
    for (const auto& shape : m_shapes) {
        const bool text = shape.kind == Shape::Kind::Text || shape.kind == Shape::Kind::VerticalText;
        const bool spread = shape.kind == Shape::Kind::Polyline || shape.kind == Shape::Kind::Circle;
        const double top = std::min(shape.y, shape.y + shape.height), bottom = std::max(shape.y, shape.y + shape.height);
        if (text ? shape.y >= from && shape.y < to : spread || (bottom >= from && top <= to)) part.m_shapes.push_back(shape);
    }
    return part;
}

}  // namespace engine::report
