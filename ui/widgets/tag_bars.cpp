#include "ui/widgets/tag_bars.h"

#include <algorithm>

#include <QPainter>

#include "ui/widgets/style.h"

namespace ui::widgets {

TagBars::TagBars(QWidget* parent) : DrawnView(parent)
{
    setAccessibleName(tr("Predicted tags"));
    setAccessibleDescription(tr("Tags by falling probability, with each tag's threshold."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TagBars::setTags(std::vector<PredictedTag> tags)
{
    m_tags = std::move(tags);
    std::stable_sort(m_tags.begin(), m_tags.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
    updateGeometry();
    invalidate();
}

int TagBars::rowHeight() const
{
    return fontMetrics().height() + 14;
}

QSize TagBars::sizeHint() const
{
    return {240, static_cast<int>(m_tags.size()) * rowHeight()};
}

QString TagBars::valueText() const
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, m_tags.size()); ++i)
        parts << QStringLiteral("%1 %2").arg(m_tags[i].name).arg(m_tags[i].probability, 0, 'f', 2);
    return parts.isEmpty() ? tr("no predictions") : parts.join(QStringLiteral(", "));
}

void TagBars::drawContent(QPainter& painter)
{
    painter.fillRect(rect(), LaneColours(palette()).gutter);
    for (std::size_t i = 0; i < m_tags.size(); ++i)
        drawRow(painter, i, QRect(8, static_cast<int>(i) * rowHeight(), width() - 16, rowHeight()));
}

void TagBars::drawRow(QPainter& painter, std::size_t index, const QRect& row) const
{
    const auto& tag = m_tags[index];
    const LaneColours c(palette());
    QFont nameFont = font();
    nameFont.setBold(tag.isOn());
    painter.setFont(nameFont);
    const QRect text = row.adjusted(0, 2, 0, -9);
    const QString number = QString::number(tag.probability, 'f', 2);
    const int numberWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("0.00")) + 8;
    painter.setPen(tag.isOn() ? c.text : c.quietText);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, number);
    const int keyWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("9")) + 8;
    QString name = tag.isOn() ? QStringLiteral("\u2713 ") + tag.name : tag.name;
    if (tag.isYours) name += QStringLiteral("  ") + tr("(yours)");
    painter.drawText(text.adjusted(keyWidth, 0, -numberWidth, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, text.width() - numberWidth - keyWidth));
    painter.setPen(c.quietText);
    if (index < kTagsWithKey) painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, QString::number(index + 1));
    const QRectF trough(row.left(), row.bottom() - 7, row.width(), 5);
    painter.fillRect(trough, mixed(c.gutter, c.text, 0.12));
    const double share = std::clamp(tag.probability, 0.0, 1.0);
    painter.fillRect(QRectF(trough.topLeft(), QSizeF(trough.width() * share, trough.height())), tag.isOn() ? c.waveCore : c.wave);
    const double x = trough.left() + trough.width() * std::clamp(tag.threshold, 0.0, 1.0);
    painter.fillRect(QRectF(x - 1, trough.top() - 3, 2, trough.height() + 5), c.text);
}

}  // namespace ui::widgets
