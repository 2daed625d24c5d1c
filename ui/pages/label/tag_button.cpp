#include "ui/pages/label/tag_button.h"

#include <QLocale>
#include <QPainter>

#include "ui/widgets/style.h"

namespace ui::label {

namespace {

constexpr int kInset = 12, kBarHeight = 4;

}  // namespace

TagButton::TagButton(const QString& name, int key, QWidget* parent) : QAbstractButton(parent), m_key(key)
{
    setText(name);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);   // a click must not take the keys away from where they are
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    tellReader();
}

void TagButton::setProbability(std::optional<double> probability)
{
    m_probability = probability;
    tellReader();
    update();
}

void TagButton::tellReader()
{
    setAccessibleName(m_key > 0 ? tr("%1, key %2").arg(text()).arg(m_key) : text());
    const auto predicted = m_probability ? tr("The model gives it %1 %.").arg(QLocale().toString(qRound(100 * *m_probability))) : tr("The model was not asked.");
    setAccessibleDescription(predicted);
    setToolTip(m_key > 0 ? tr("%1: on or off with the key %2. %3 Left alone it means no.").arg(text()).arg(m_key).arg(predicted)
                         : tr("%1: on or off. %2 Left alone it means no.").arg(text(), predicted));
}

QSize TagButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + fontMetrics().horizontalAdvance(QStringLiteral("9    100 %")) + 4 * kInset, fontMetrics().height() + 2 * kInset + kBarHeight + 4};
}

void TagButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colours = palette();
    const bool isOn = isChecked();
    const QColor ground = isOn ? colours.color(QPalette::Highlight) : widgets::mixed(colours.color(QPalette::Button), colours.color(QPalette::Highlight), underMouse() ? 0.12 : 0);
    const QColor ink = isOn ? colours.color(QPalette::HighlightedText) : colours.color(QPalette::ButtonText);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() ? colours.color(QPalette::Highlight) : widgets::mixed(ground, ink, 0.3), hasFocus() ? 2 : 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(frame, 6, 6);

    auto line = rect().adjusted(kInset, kInset - 2, -kInset, -(kBarHeight + kInset));
    painter.setPen(ink);
    if (m_key > 0) {
        const int side = fontMetrics().height() + 2;
        const QRect plate(line.left(), line.center().y() - side / 2, side, side);
        painter.setPen(QPen(widgets::mixed(ground, ink, 0.5), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(plate, 3, 3);
        painter.setPen(ink);
        painter.drawText(plate, Qt::AlignCenter, QString::number(m_key));
        line.setLeft(plate.right() + kInset);
    }
    if (m_probability) {
        const auto percent = QStringLiteral("%1 %").arg(QLocale().toString(qRound(100 * *m_probability)));
        painter.setPen(widgets::mixed(ground, ink, 0.75));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, percent);
        line.setRight(line.right() - fontMetrics().horizontalAdvance(percent) - kInset);
    }
    auto name = font();
    name.setBold(isOn);
    painter.setFont(name);
    painter.setPen(ink);
    // A check mark beside the colour: nobody needs the colour.
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(name).elidedText(isOn ? QStringLiteral("\u2713 ") + text() : text(), Qt::ElideRight, line.width()));

    const QRectF bar(kInset, height() - kInset - kBarHeight + 3, width() - 2 * kInset, kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(widgets::mixed(ground, ink, 0.15));
    painter.drawRoundedRect(bar, 2, 2);
    if (!m_probability) return;
    painter.setBrush(widgets::mixed(ground, ink, 0.65));
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * *m_probability, bar.height()), 2, 2);
}

}  // namespace ui::label
