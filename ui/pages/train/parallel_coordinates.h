#pragma once
#include <limits>
#include <optional>
#include <vector>

#include "ui/widgets/drawn_view.h"

namespace ui {

/// One trial: a value on each axis.
struct TrialLine {
    QString name;
    std::vector<double> values;      ///< [axes]; of a choice among words its number; NaN = not known yet
    bool isBest = false;
};

struct TrialAxis {
    QString name;
    QStringList words;               ///< of a choice; empty = numbers
    bool isLogarithmic = false;
};

/// Trials of a search as lines across one upright axis a setting; the last axis is what came of them and gives the colour.
///
/// The line under the pointer stands out, a click marks it; a drag along an axis keeps the lines through that stretch (a click takes it away). Keys: left and right
/// choose an axis, up and down the next better or worse trial, B keeps the trials with the marked one's value there, Escape keeps all.
class ParallelCoordinates : public widgets::DrawnView {
    Q_OBJECT
public:
    explicit ParallelCoordinates(QWidget* parent = nullptr);

    void show(std::vector<TrialAxis> axes, std::vector<TrialLine> lines);
    std::optional<std::size_t> marked() const { return m_marked; }
    void mark(std::optional<std::size_t> line);
    /// Under the pointer.
    std::optional<std::size_t> hovered() const { return m_hovered; }
    /// Lines through every stretch that was drawn.
    std::vector<std::size_t> kept() const;
    /// From the axis' bottom 0 to its top 1; nullopt takes it away.
    void setStretch(std::size_t axis, std::optional<std::pair<double, double>> shares);
    QPointF placeOf(std::size_t axis, double value) const;

    QString valueText() const override;
    QSize sizeHint() const override { return {560, 240}; }
    QSize minimumSizeHint() const override { return {240, 130}; }

Q_SIGNALS:
    void markedChanged();
    void keptChanged();

protected:
    void drawContent(QPainter& painter) override;
    void drawOverlay(QPainter& painter) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Range {
        double low = 0, high = 1;
    };
    QRectF plot() const;
    double xOf(std::size_t axis) const;
    double shareOf(std::size_t axis, double value) const;
    double shareAt(double y) const;
    QString textOf(std::size_t axis, double value) const;
    QString describe(std::size_t line) const;
    void hover(std::optional<std::size_t> line);
    std::optional<std::size_t> axisNear(double x) const;
    std::optional<std::size_t> lineNear(QPointF place) const;
    std::optional<double> scoreOf(std::size_t line) const;
    bool isKept(std::size_t line) const;
    QColor colourOf(std::size_t line) const;
    void drawLine(QPainter& painter, std::size_t line) const;
    void drawAxis(QPainter& painter, std::size_t axis) const;
    void step(int direction);

    std::vector<TrialAxis> m_axes;
    std::vector<Range> m_ranges;
    std::vector<TrialLine> m_lines;
    std::vector<std::optional<std::pair<double, double>>> m_stretches;
    std::optional<std::size_t> m_marked, m_hovered, m_dragged;
    std::size_t m_axis = 0;          ///< of the keyboard
    double m_dragBegan = 0;
};

}  // namespace ui
