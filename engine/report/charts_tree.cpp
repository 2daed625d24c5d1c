#include "engine/report/tree_chart.h"

#include <algorithm>

#include "engine/core/translatable.h"

namespace engine::report {

namespace {

constexpr double kBoxWidth = 184, kBoxHeight = 64, kAcross = 196, kDown = 112, kMargin = 16, kTitle = 30;
constexpr std::size_t kLetters = 26;

/// Where each part goes: answers side by side, questions in the middle above their two.
class Layout {
public:
    Layout(const std::vector<TreePart>& parts, std::size_t depth) : m_parts(parts), m_depth(depth), x(parts.size(), 0), level(parts.size(), 0), below(parts.size(), 0)
    {
        for (std::size_t p = parts.size(); p-- > 0;)
            if (parts[p].left >= 0) below[p] = 2 + below[static_cast<std::size_t>(parts[p].left)] + below[static_cast<std::size_t>(parts[p].right)];
        place(0, 0);
    }
    bool isEnd(std::size_t part) const { return m_parts[part].left < 0 || isCut(part); }
    bool isCut(std::size_t part) const { return m_parts[part].left >= 0 && m_depth > 0 && level[part] >= m_depth; }
    double width() const { return m_ends * kAcross + 2 * kMargin; }
    double height() const { return kTitle + static_cast<double>(m_deepest) * kDown + kBoxHeight + 2 * kMargin; }
    double top(std::size_t part) const { return kTitle + kMargin + static_cast<double>(level[part]) * kDown; }

private:
    void place(std::size_t part, std::size_t depth)
    {
        level[part] = depth;
        m_deepest = std::max(m_deepest, depth);
        if (isEnd(part)) {
            x[part] = kMargin + (m_ends++ + 0.5) * kAcross;
            return;
        }
        const auto left = static_cast<std::size_t>(m_parts[part].left), right = static_cast<std::size_t>(m_parts[part].right);
        place(left, depth + 1);
        place(right, depth + 1);
        x[part] = (x[left] + x[right]) / 2;
    }

    const std::vector<TreePart>& m_parts;
    std::size_t m_depth, m_deepest = 0;
    double m_ends = 0;

public:
    std::vector<double> x;             ///< middle
    std::vector<std::size_t> level;    ///< questions above
    std::vector<std::size_t> below;    ///< parts
};

void drawBox(Drawing& drawing, const TreePart& part, const Layout& layout, std::size_t place)
{
    const double left = layout.x[place] - kBoxWidth / 2, top = layout.top(place);
    const bool answer = part.left < 0;
    drawing.rect(left, top, kBoxWidth, kBoxHeight, "cell-base", part.tip);
    if (part.group > 0) drawing.rect(left, top, 5, kBoxHeight, "point c" + std::to_string((part.group - 1) % 8 + 1));
    if (answer) {
        drawing.text(layout.x[place], top + 28, "axis-title middle", part.answer, kLetters - 2);
        drawing.text(layout.x[place], top + 47, "tick middle", part.detail, kLetters);
        return;
    }
    drawing.text(layout.x[place], top + 18, "value middle", part.question, kLetters);
    drawing.text(layout.x[place], top + 35, "value middle", part.condition, kLetters);
    const auto more = layout.isCut(place) ? std::to_string(layout.below[place]) + " more below" : std::string();
    drawing.text(layout.x[place], top + 53, "tick middle", !more.empty() ? more : part.answer.empty() ? part.detail : part.answer + ", " + part.detail, kLetters + 2);
}

void drawBranch(Drawing& drawing, const Layout& layout, std::size_t from, std::size_t to, const char* word)
{
    const double x1 = layout.x[from], y1 = layout.top(from) + kBoxHeight, x2 = layout.x[to], y2 = layout.top(to);
    const double middle = (y1 + y2) / 2;
    drawing.polyline({{x1, y1}, {x1, middle}, {x2, middle}, {x2, y2}}, "curve faint");
    drawing.text(x2 + 6, middle + 15, "tick", word);
}

}  // namespace

Drawing treeChart(const std::vector<TreePart>& parts, const std::string& title, std::size_t depth)
{
    if (parts.empty()) return {};
    const Layout layout(parts, depth);
    Drawing drawing(std::max(layout.width(), 420.0), layout.height(), title);
    drawing.text(kMargin, 22, "axis-title", title, 90);
    std::vector<std::size_t> open{0};
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        drawBox(drawing, parts[at], layout, at);
        if (layout.isEnd(at)) continue;
        const auto yes = static_cast<std::size_t>(parts[at].left), no = static_cast<std::size_t>(parts[at].right);
        drawBranch(drawing, layout, at, yes, QT_TRANSLATE_NOOP("Chart", "yes"));
        drawBranch(drawing, layout, at, no, QT_TRANSLATE_NOOP("Chart", "no"));
        open.push_back(no);
        open.push_back(yes);
    }
    return drawing;
}

}  // namespace engine::report
