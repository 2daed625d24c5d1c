#include "ui/report/page_blocks.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPainter>

#include "engine/report/escape.h"
#include "ui/charts/drawing_painter.h"

namespace ui::paper {

QString qs(std::string_view text)
{
    return QString::fromStdString(engine::report::cleaned(text));
}

QFont fontOf(double size, bool bold)
{
    constexpr double kNoLigatures = 0.1;   // spaced letters are not joined: "flute" is found by a search
    QFont font;
    font.setPixelSize(static_cast<int>(size * kFine));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, kNoLigatures);
    return font;
}

TextBlock::TextBlock(QString words, double size, bool bold, const QColor& ink, double after) : text(std::move(words)), font(fontOf(size, bold)), colour(ink)
{
    // The paper's letters may be a little wider than those measured here: a line that just fits must not need another one there.
    constexpr double kSlack = 0.985;
    const auto box = QFontMetricsF(font).boundingRect(QRectF(0, 0, kSlack * width * kFine, 1e6), Qt::TextWordWrap, text);
    height = box.height() / kFine + after;
}

void TextBlock::paint(QPainter& painter) const
{
    painter.save();
    painter.scale(1.0 / kFine, 1.0 / kFine);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRectF(0, 0, width * kFine, height * kFine), Qt::TextWordWrap, text);
    painter.restore();
}

// Names may take two lines.
constexpr double kRuleAt = 68;

FiguresBlock::FiguresBlock(std::vector<std::pair<QString, QString>> pairs) : figures(std::move(pairs))
{
    height = kRuleAt + 18;
}

void FiguresBlock::paint(QPainter& painter) const
{
    const auto colours = ChartColours::paper();
    const double width = kContentWidth / static_cast<double>(figures.size());
    painter.setPen(QPen(colours.rule, 1));
    painter.drawLine(QPointF(0, 0), QPointF(kContentWidth, 0));
    painter.drawLine(QPointF(0, kRuleAt), QPointF(kContentWidth, kRuleAt));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        painter.save();
        painter.translate(static_cast<double>(i) * width, 0);
        painter.scale(1.0 / kFine, 1.0 / kFine);
        painter.setFont(fontOf(20, true));
        painter.setPen(colours.ink);
        painter.drawText(QPointF(0, 30 * kFine), figures[i].first);
        painter.setFont(fontOf(9.5, false));
        painter.setPen(colours.soft);
        painter.drawText(QRectF(0, 37 * kFine, (width - 10) * kFine, 26 * kFine), Qt::TextWordWrap, figures[i].second);
        painter.restore();
    }
}

RowBlock::RowBlock(std::vector<Column> layout, QStringList texts, bool isHead) : columns(std::move(layout)), cells(std::move(texts)), head(isHead)
{
    height = head ? 20 : 16;
    keepsWithNext = head;
}

void RowBlock::paint(QPainter& painter) const
{
    const auto colours = ChartColours::paper();
    const auto font = fontOf(head ? 9 : 9.5, head);
    const QFontMetricsF metrics(font);
    double x = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto& column = columns[static_cast<std::size_t>(i)];
        const double width = column.width * kContentWidth;
        painter.save();
        painter.translate(x, 0);
        painter.scale(1.0 / kFine, 1.0 / kFine);
        painter.setFont(font);
        painter.setPen(head ? colours.soft : colours.ink);
        const QRectF place(0, 0, (width - 6) * kFine, (height - 3) * kFine);
        const auto text = metrics.elidedText(cells[i], Qt::ElideRight, place.width());
        painter.drawText(place, (column.isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, text);
        painter.restore();
        x += width;
    }
    painter.setPen(QPen(colours.rule, head ? 1 : 0.5));
    painter.drawLine(QPointF(0, height - 1), QPointF(kContentWidth, height - 1));
}

ChartBlock::ChartBlock(const engine::report::Drawing& whole, double factor, double top, double bottom)
    : drawing(whole.slice(top, bottom)), scale(factor), from(top), to(bottom)
{
    height = (to - from) * scale;
}

void ChartBlock::paint(QPainter& painter) const
{
    painter.save();
    painter.scale(scale, scale);
    painter.translate(0, -from);
    const QRectF part(0, from, drawing.width(), to - from);
    painter.setClipRect(part);
    paintDrawing(painter, drawing, {ChartColours::paper(), QFont(), false}, part);
    painter.restore();
}

PairBlock::PairBlock(const engine::report::Drawing& a, const engine::report::Drawing& b, double scale)
    : left(a, scale, 0, a.height()), right(b, scale, 0, b.height())
{
    height = std::max(left.height, right.height);
}

void PairBlock::paint(QPainter& painter) const
{
    left.paint(painter);
    painter.save();
    painter.translate(kContentWidth - right.drawing.width() * right.scale, 0);
    right.paint(painter);
    painter.restore();
}

}  // namespace ui::paper
