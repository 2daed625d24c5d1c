#include "ui/charts/chart.h"

#include <algorithm>
#include <cmath>

#include <QFontInfo>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "ui/charts/drawing_painter.h"
#include "ui/format.h"

namespace ui {

namespace {

using engine::report::Mark;

constexpr double kUnitText = 12.5;       // the size of a drawing's text in its units
constexpr double kPointReach = 10;       // how near, in pixels, a click must be to a point of a curve

QString number(double value)
{
    return QLocale().toString(value, 'f', 3);
}

QString range(const std::optional<engine::evaluate::Interval>& interval)
{
    return interval ? QStringLiteral(" (%1 – %2)").arg(number(interval->low), number(interval->high)) : QString();
}

}  // namespace

Chart::Chart(QWidget* parent) : DrawnView(parent), m_vertical(new QScrollBar(Qt::Vertical, this)), m_horizontal(new QScrollBar(Qt::Horizontal, this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 140);
    for (auto* bar : {m_vertical, m_horizontal}) {
        bar->setCursor(Qt::ArrowCursor);
        connect(bar, &QScrollBar::valueChanged, this, [this] { invalidate(); });
    }
    arrange();
}

void Chart::setView(EvaluationPtr view)
{
    m_view = std::move(view);
    redraw();
}

void Chart::setTags(std::vector<std::size_t> tags)
{
    if (tags == m_tags) return;
    m_tags = std::move(tags);
    redraw();
}

void Chart::setOrder(std::vector<std::size_t> order)
{
    if (order == m_order) return;
    m_order = std::move(order);
    redraw();
}

void Chart::setChoice(std::optional<Choice> choice)
{
    m_choice = std::move(choice);
    update();
}

void Chart::redraw()
{
    m_drawn = false;
    m_hovered.reset();
    arrange();
    invalidate();
}

const engine::report::Drawing& Chart::drawing() const
{
    if (!m_drawn) m_drawing = m_view ? draw(QSizeF(room()) / unit()) : engine::report::Drawing();
    m_drawn = true;
    return m_drawing;
}

void Chart::writeTo(const std::filesystem::path& path) const
{
    const auto ending = path.extension();
    if (ending == ".svg") {
        engine::writeFileAtomically(path, engine::report::toSvgFile(drawing()));
    } else if (ending == ".csv") {
        engine::writeFileAtomically(path, csv());
    } else if (ending == ".png") {
        writePng(drawing(), path);
    } else {
        throw engine::Error(engine::ErrorCode::InvalidArgument, path.string(), "a chart is written as .svg, .png or .csv");
    }
}

Choice Chart::choiceOf(const Mark& mark) const
{
    Choice choice;
    choice.kind = mark.kind == Mark::Kind::Point ? Choice::Kind::Point : Choice::Kind::Tag;
    choice.tag = choice.given = nameOf(*m_view, mark.row);
    if (mark.kind == Mark::Kind::Point) choice.threshold = mark.threshold;
    return choice;
}

QString Chart::tipOf(const Mark& mark) const
{
    const auto& tag = m_view->report.evaluation.perTag.at(mark.row);
    const auto name = QString::fromStdString(tag.tag);
    if (mark.kind == Mark::Kind::Point)
        return tr("%1 at the threshold %2").arg(name, number(mark.threshold));
    auto text = tr("%1: %2 of %3 tracks").arg(name).arg(tag.positives).arg(tag.items());
    if (tag.rocAuc) text += QStringLiteral(", ") + tr("ROC-AUC %1").arg(number(*tag.rocAuc)) + range(tag.interval);
    if (tag.averagePrecision)
        text += QStringLiteral(", ") + tr("average precision %1").arg(number(*tag.averagePrecision)) + range(tag.averagePrecisionInterval);
    return text;
}

QString Chart::emptyText() const
{
    return tr("Nothing to draw.");
}

QString Chart::valueText() const
{
    if (!m_view || drawing().empty()) return emptyText();
    const auto mark = m_hovered ? m_hovered : chosenMark();
    if (mark) return tipOf(drawing().marks()[*mark]);
    return tr("The arrow keys go from one value to the next.");
}

double Chart::unit() const
{
    return QFontInfo(font()).pixelSize() / kUnitText;
}

QSize Chart::room() const
{
    return {width() - m_vertical->sizeHint().width() - 8, height() - 8};
}

QPointF Chart::offset() const
{
    return {4.0 - m_horizontal->value(), 4.0 - m_vertical->value()};
}

void Chart::arrange()
{
    const auto whole = (QSizeF(drawing().width(), drawing().height()) * unit()).toSize();
    const int thick = m_vertical->sizeHint().width();
    const bool wide = whole.width() > room().width() + 1;
    const int seen = room().height() - (wide ? thick : 0);
    const bool tall = whole.height() > seen + 1;
    m_vertical->setVisible(tall);
    m_horizontal->setVisible(wide);
    m_vertical->setGeometry(width() - thick, 0, thick, height() - (wide ? thick : 0));
    m_horizontal->setGeometry(0, height() - thick, width() - (tall ? thick : 0), thick);
    m_vertical->setRange(0, std::max(0, whole.height() - seen));
    m_vertical->setPageStep(std::max(1, seen));
    m_horizontal->setRange(0, std::max(0, whole.width() - room().width()));
    m_horizontal->setPageStep(std::max(1, room().width()));
    m_vertical->setSingleStep(static_cast<int>(24 * unit()));
    m_horizontal->setSingleStep(static_cast<int>(24 * unit()));
}

void Chart::drawContent(QPainter& painter)
{
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (drawing().empty()) {
        painter.setPen(ChartColours::screen(palette()).soft);
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        return;
    }
    painter.translate(offset());
    painter.scale(unit(), unit());
    const auto part = QTransform::fromScale(1 / unit(), 1 / unit()).mapRect(QRectF(rect()).translated(-offset()));
    paintDrawing(painter, drawing(), {ChartColours::screen(palette()), font(), true}, part);
}

QRectF Chart::placeOf(const Mark& mark) const
{
    return {QPointF(mark.x, mark.y) * unit() + offset(), QSizeF(mark.width, mark.height) * unit()};
}

void Chart::drawOverlay(QPainter& painter)
{
    const auto outline = [&](std::size_t index, double width) {
        const auto& mark = drawing().marks()[index];
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Text), width));
        painter.setBrush(Qt::NoBrush);
        const auto place = placeOf(mark);
        if (mark.kind == Mark::Kind::Point) painter.drawEllipse(place.topLeft(), 6, 6);
        else painter.drawRect(place.adjusted(1, 1, -1, -1));
    };
    if (const auto chosen = chosenMark()) outline(*chosen, 2);
    if (m_hovered) outline(*m_hovered, 1);
    if (!hasFocus()) return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

std::optional<std::size_t> Chart::markAt(QPointF position) const
{
    std::optional<std::size_t> nearest;
    double best = kPointReach;
    const auto& marks = drawing().marks();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto place = placeOf(marks[i]);
        if (marks[i].kind != Mark::Kind::Point) {
            if (place.contains(position)) return i;
            continue;
        }
        const double distance = std::hypot(place.x() - position.x(), place.y() - position.y());
        if (distance < best) best = distance, nearest = i;
    }
    return nearest;
}

std::optional<std::size_t> Chart::chosenMark() const
{
    if (!m_choice || !m_view) return {};
    const auto& marks = drawing().marks();
    const auto found = std::ranges::find_if(marks, [this](const Mark& mark) { return choiceOf(mark) == *m_choice; });
    return found == marks.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - marks.begin()));
}

bool Chart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto mark = markAt(help->pos())) QToolTip::showText(help->globalPos(), plainTip(tipOf(drawing().marks()[*mark])), this);
        else QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return DrawnView::event(event);
}

void Chart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) redraw();
    DrawnView::changeEvent(event);
}

void Chart::resizeEvent(QResizeEvent* event)
{
    DrawnView::resizeEvent(event);
    redraw();
}

void Chart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return;
    if (const auto mark = markAt(event->position())) Q_EMIT picked(choiceOf(drawing().marks()[*mark]));
}

void Chart::mouseMoveEvent(QMouseEvent* event)
{
    const auto mark = markAt(event->position());
    if (mark == m_hovered) return;
    m_hovered = mark;
    setCursor(mark ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void Chart::leaveEvent(QEvent* event)
{
    m_hovered.reset();
    update();
    DrawnView::leaveEvent(event);
}

void Chart::wheelEvent(QWheelEvent* event)
{
    const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y());
    auto* bar = sideways ? m_horizontal : m_vertical;
    const int turned = sideways && event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
    bar->setValue(bar->value() - turned * 3 * bar->singleStep() / 120);
    event->accept();
}

void Chart::step(int by)
{
    const auto count = static_cast<std::ptrdiff_t>(drawing().marks().size());
    if (count == 0) return;
    const auto now = chosenMark();
    const auto next = now ? std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(*now) + by, 0, count - 1) : 0;
    const auto& mark = drawing().marks()[static_cast<std::size_t>(next)];
    const auto place = placeOf(mark);
    if (place.top() < 0 || place.bottom() > room().height())
        m_vertical->setValue(m_vertical->value() + static_cast<int>(place.center().y()) - room().height() / 2);
    if (place.left() < 0 || place.right() > room().width())
        m_horizontal->setValue(m_horizontal->value() + static_cast<int>(place.center().x()) - room().width() / 2);
    Q_EMIT picked(choiceOf(mark));
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    const auto& marks = drawing().marks();
    // Cells lie in a square, the others in a row.
    const bool cells = !marks.empty() && marks.front().kind == Mark::Kind::Cell;
    const int row = cells ? static_cast<int>(std::lround(std::sqrt(static_cast<double>(marks.size())))) : 1;
    switch (event->key()) {
    case Qt::Key_Left: step(-1); break;
    case Qt::Key_Right: step(1); break;
    case Qt::Key_Up: step(-row); break;
    case Qt::Key_Down: step(row); break;
    case Qt::Key_Home: step(-static_cast<int>(marks.size())); break;
    case Qt::Key_End: step(static_cast<int>(marks.size())); break;
    default: DrawnView::keyPressEvent(event);
    }
}

}  // namespace ui
