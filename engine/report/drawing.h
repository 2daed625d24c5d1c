#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {
class Language;
}

namespace engine::report {

/// "0.813": fixed decimals, '.' whatever the locale.
std::string fixed(double value, int decimals);
/// A coordinate: at most two decimals, no trailing zeros.
std::string coordinate(double value);

struct Point {
    double x = 0;
    double y = 0;
};

/// One stroke, area or text of a drawing. `style` are the words of the style sheet (style.h), so that light, dark and paper are the
/// business of whoever paints.
struct Shape {
    enum class Kind { Line, Rect, Circle, Text, VerticalText, Polyline, Cells };
    Kind kind = Kind::Line;
    double x = 0, y = 0;           ///< text: its anchor on the base line; circle: its centre
    double width = 0, height = 0;  ///< line: to (x + width, y + height); circle: width = radius
    double opacity = 1;
    std::string style = {};
    std::string text = {};         ///< as it came, not escaped
    std::string tip = {};          ///< shown while the pointer rests there; may be empty
    std::vector<Point> points = {};   ///< of a polyline
    std::vector<std::uint8_t> cells = {};   ///< of cells: [rows, columns] from the top left, places in the colour scale that the style names
    std::size_t columns = 0;

    /// A name or a count that came from outside (style "label" without "word"): shown as it is in every language.
    bool isFromOutside() const;
    /// A word of the chart itself, to be translated: neither a number nor from outside.
    bool isOwnWord() const;
};

/// A thing of a chart that stands for tracks and can be pointed at.
struct Mark {
    enum class Kind {
        Tag,     ///< row = place of the tag: the tracks that have it
        Point,   ///< row = place of the tag, threshold: the tracks that score it at least so high
        Cell,    ///< row = truth, column = prediction
    };
    Kind kind = Kind::Tag;
    std::size_t row = 0;
    std::size_t column = 0;
    double threshold = 0;
    double x = 0, y = 0, width = 0, height = 0;   ///< where it is drawn; a point is its centre, without extent
};

/// A chart as a list of shapes: one description for the HTML page (svg.h), the screen and the PDF (painted by the window). Units are
/// CSS pixels with text of 12.5.
class Drawing {
public:
    Drawing() = default;
    /// `label` is read out by screen readers.
    Drawing(double width, double height, std::string_view label);

    void line(double x1, double y1, double x2, double y2, std::string_view style);
    void rect(double x, double y, double width, double height, std::string_view style, std::string_view tip = {}, double opacity = 1);
    void circle(double x, double y, double radius, std::string_view style);
    /// A text longer than `longest` code points is cut with an ellipsis.
    static constexpr std::size_t kLongest = 34;
    void text(double x, double y, std::string_view style, std::string_view text, std::size_t longest = kLongest);
    void verticalText(double x, double y, std::string_view style, std::string_view text, std::size_t longest = kLongest);
    void polyline(std::vector<Point> points, std::string_view style);
    /// A matrix as a picture, no shape for each of its cells. Style "scale": 0 is the ground, 255 the first colour; "signed": 0 is the
    /// second colour, 128 the ground, 255 the first.
    void cells(double x, double y, double width, double height, std::string_view style, std::vector<std::uint8_t> cells, std::size_t columns);
    void mark(const Mark& mark);

    /// The chart's own words in another language (context "Chart").
    Drawing inLanguage(const Language& language) const;

    /// What lies between two heights, at its old place: a text by its base line, so that slices side by side hold each text once.
    Drawing slice(double from, double to) const;

    /// Nothing to draw.
    bool empty() const { return m_shapes.empty(); }
    double width() const { return m_width; }
    double height() const { return m_height; }
    const std::string& label() const { return m_label; }
    const std::vector<Shape>& shapes() const { return m_shapes; }
    const std::vector<Mark>& marks() const { return m_marks; }

private:
    double m_width = 0;
    double m_height = 0;
    std::string m_label;
    std::vector<Shape> m_shapes;
    std::vector<Mark> m_marks;
};

}  // namespace engine::report
