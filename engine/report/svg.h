#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace engine::report {

/// "0.813": fixed decimals, '.' whatever the locale.
std::string fixed(double value, int decimals);
/// A coordinate: at most two decimals, no trailing zeros.
std::string coordinate(double value);

/// Builds one inline drawing. Colours come from CSS classes, so that light and dark are the page's business.
class Svg {
public:
    /// `label` is read out by screen readers.
    Svg(double width, double height, std::string_view label);

    void line(double x1, double y1, double x2, double y2, std::string_view style);
    /// `tip` (may be empty) is shown by the browser while the pointer rests there.
    void rect(double x, double y, double width, double height, std::string_view style, std::string_view tip = {}, double opacity = 1);
    void circle(double x, double y, double radius, std::string_view style);
    /// The text is escaped here; one longer than `kLongest` code points is cut with an ellipsis.
    static constexpr std::size_t kLongest = 34;
    void text(double x, double y, std::string_view style, std::string_view text, std::size_t longest = kLongest);
    void verticalText(double x, double y, std::string_view style, std::string_view text, std::size_t longest = kLongest);
    /// points: "x,y x,y"
    void polyline(std::string_view points, std::string_view style);
    /// The finished element.
    std::string finish();

private:
    std::string m_markup;
};

}  // namespace engine::report
