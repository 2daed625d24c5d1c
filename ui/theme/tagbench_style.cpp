#include "ui/theme/tagbench_style.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolTip>

namespace ui {

namespace {

constexpr double kRadius = 5;

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

void box(QPainter* painter, const QRect& rect, const QColor& fill, const QColor& line, double radius = kRadius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

/// A button; the default one and a checked one are filled with the accent.
void drawButton(const QStyleOption* option, QPainter* painter)
{
    const auto& p = option->palette;
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool strong = button != nullptr && (button->features & QStyleOptionButton::DefaultButton) != 0;
    const bool enabled = (option->state & QStyle::State_Enabled) != 0;
    QColor fill = p.color(QPalette::Button);
    QColor line = p.color(QPalette::Mid);
    if (strong && enabled) fill = line = p.color(QPalette::Highlight);
    if (enabled && (option->state & QStyle::State_On) != 0) fill = mixed(fill, p.color(QPalette::Highlight), 0.25);
    if (enabled && (option->state & QStyle::State_MouseOver) != 0) fill = mixed(fill, p.color(QPalette::Text), 0.06);
    if (enabled && (option->state & QStyle::State_Sunken) != 0) fill = mixed(fill, p.color(QPalette::Text), 0.14);
    if ((option->state & QStyle::State_HasFocus) != 0 && (option->state & QStyle::State_KeyboardFocusChange) != 0)
        line = strong ? p.color(QPalette::Text) : p.color(QPalette::Highlight);
    box(painter, option->rect, fill, line);
}

/// A check box: Fusion's outline is the window colour darkened, which nobody sees on a dark window.
void drawCheckBox(const QStyleOption* option, QPainter* painter)
{
    const auto& p = option->palette;
    const bool enabled = (option->state & QStyle::State_Enabled) != 0;
    const bool on = (option->state & QStyle::State_On) != 0, some = (option->state & QStyle::State_NoChange) != 0;
    const bool filled = enabled && (on || some);
    const auto line = mixed(p.color(QPalette::Window), p.color(QPalette::WindowText), enabled ? 0.5 : 0.25);
    box(painter, option->rect, filled ? p.color(QPalette::Highlight) : p.color(QPalette::Base), filled ? p.color(QPalette::Highlight) : line, option->rect.width() / 5.0);
    if (!on && !some) return;
    const QRectF r(option->rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(filled ? p.color(QPalette::HighlightedText) : line, r.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&r](double x, double y) { return QPointF(r.left() + x * r.width(), r.top() + y * r.height()); };
    if (some) painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else painter->drawPolyline(QPolygonF{at(0.25, 0.53), at(0.43, 0.7), at(0.76, 0.32)});
    painter->restore();
}

/// The default button's label in the colour made for the accent.
QStyleOptionButton onAccent(const QStyleOptionButton& button)
{
    QStyleOptionButton copy(button);
    copy.palette.setColor(QPalette::ButtonText, copy.palette.color(QPalette::HighlightedText));
    return copy;
}

}  // namespace

TagbenchStyle::TagbenchStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("fusion"))) {}

void TagbenchStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto& p = option->palette;
    switch (element) {
    case PE_PanelButtonCommand: drawButton(option, painter); return;
    case PE_IndicatorCheckBox: drawCheckBox(option, painter); return;
    case PE_PanelButtonTool:
        if ((option->state & (State_On | State_Sunken)) != 0)
            box(painter, option->rect, mixed(p.color(QPalette::Window), p.color(QPalette::Highlight), 0.22), {});
        else if ((option->state & State_MouseOver) != 0 && (option->state & State_Enabled) != 0)
            box(painter, option->rect, mixed(p.color(QPalette::Window), p.color(QPalette::Text), 0.08), {});
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame != nullptr && frame->lineWidth > 0) {
            box(painter, option->rect, p.color(QPalette::Base),
                p.color((option->state & State_HasFocus) != 0 ? QPalette::Highlight : QPalette::Mid));
            return;
        }
        break;
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void TagbenchStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto& p = option->palette;
    if (element == CE_PushButtonLabel) {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (button != nullptr && (button->features & QStyleOptionButton::DefaultButton) != 0 && (button->state & State_Enabled) != 0) {
            const auto copy = onAccent(*button);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    if (element == CE_ToolBar) {
        painter->fillRect(option->rect, p.color(QPalette::Window));
        painter->setPen(p.color(QPalette::Mid));
        painter->drawLine(option->rect.topRight(), option->rect.bottomRight());
        return;
    }
    if (element == CE_Splitter) {
        const bool upright = (option->state & State_Horizontal) != 0;
        const auto middle = option->rect.center();
        painter->setPen(p.color((option->state & State_MouseOver) != 0 ? QPalette::Highlight : QPalette::Mid));
        if (upright)
            painter->drawLine(middle.x(), option->rect.top(), middle.x(), option->rect.bottom());
        else
            painter->drawLine(option->rect.left(), middle.y(), option->rect.right(), middle.y());
        return;
    }
    if (element == CE_HeaderSection) {
        painter->fillRect(option->rect, p.color(QPalette::Window));
        painter->setPen(p.color(QPalette::Mid));
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        painter->drawLine(option->rect.topRight() + QPoint(0, 6), option->rect.bottomRight() - QPoint(0, 6));
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

int TagbenchStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_HeaderMargin: return 8;
    case PM_FocusFrameHMargin: return 5;
    case PM_DockWidgetSeparatorExtent: return 5;
    case PM_SplitterWidth: return 5;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize TagbenchStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int line = option->fontMetrics.height();
    switch (type) {
    case CT_PushButton: return result.expandedTo({0, line + 14}) + QSize(8, 0);
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox: return result.expandedTo({0, line + 12});
    case CT_ItemViewItem: return result.expandedTo({0, line + 8});
    case CT_HeaderSection: return result.expandedTo({0, line + 12});
    case CT_MenuItem: return result.height() > line ? result + QSize(8, 4) : result;
    default: return result;
    }
}

QRect TagbenchStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const auto rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(4, 0, -4, 0) : rect;
}

int TagbenchStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    // Labels and menus read better without icons in buttons of dialogs; everything else is Fusion's.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

}  // namespace ui
