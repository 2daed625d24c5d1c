#pragma once
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QString>
#include <QStringList>

#include "engine/report/drawing.h"

class QPainter;

namespace ui::paper {

/// What a report's pages are put together from. One unit is 1/96 inch.
inline constexpr double kWidth = 793.7, kHeight = 1122.5;   // A4
inline constexpr double kMargin = 56;
inline constexpr double kFoot = 40;
inline constexpr double kContentWidth = kWidth - 2 * kMargin;
inline constexpr double kContentHeight = kHeight - 2 * kMargin - kFoot;
inline constexpr int kFine = 8;   ///< fonts take whole pixels: they are set so much larger and painted so much smaller

QFont fontOf(double size, bool bold);
/// Text from outside made safe to show.
QString qs(std::string_view text);

/// One thing with a height, painted where the layout put it.
struct Block {
    virtual ~Block() = default;
    double height = 0;
    bool keepsWithNext = false;   ///< a heading is not left alone at a page's foot
    virtual void paint(QPainter& painter) const = 0;
};

/// Words in a column of some width, wrapped.
struct TextBlock final : Block {
    QString text;
    QFont font;
    QColor colour;
    double width = kContentWidth;

    TextBlock(QString words, double size, bool bold, const QColor& ink, double after);
    void paint(QPainter& painter) const override;
};

/// The big numbers at the top, each with its name.
struct FiguresBlock final : Block {
    std::vector<std::pair<QString, QString>> figures;

    explicit FiguresBlock(std::vector<std::pair<QString, QString>> pairs);
    void paint(QPainter& painter) const override;
};

struct Column {
    double width = 0;         ///< share of the page
    bool isText = false;      ///< left, else right
};

/// One row of a table; the head row is repeated on every page by the layout.
struct RowBlock final : Block {
    std::vector<Column> columns;
    QStringList cells;
    bool head = false;

    RowBlock(std::vector<Column> layout, QStringList texts, bool isHead);
    void paint(QPainter& painter) const override;
};

/// Room between blocks.
struct SpaceBlock final : Block {
    explicit SpaceBlock(double room) { height = room; }
    void paint(QPainter&) const override {}
};

/// A chart, or a slice of it from one height to another.
struct ChartBlock final : Block {
    engine::report::Drawing drawing;
    double scale = 1, from = 0, to = 0;

    ChartBlock(const engine::report::Drawing& whole, double factor, double top, double bottom);
    void paint(QPainter& painter) const override;
};

/// Two charts side by side.
struct PairBlock final : Block {
    ChartBlock left, right;

    PairBlock(const engine::report::Drawing& a, const engine::report::Drawing& b, double scale);
    void paint(QPainter& painter) const override;
};

}  // namespace ui::paper
