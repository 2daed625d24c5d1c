#include "ui/pages/inspect/band_profile.h"

#include <algorithm>

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/widgets/style.h"

namespace ui::inspect {

namespace {

QString hzText(double hz)
{
    const QLocale locale;
    return hz < 1000 ? BandProfile::tr("%1 Hz").arg(locale.toString(qRound(hz))) : BandProfile::tr("%1 kHz").arg(locale.toString(hz / 1000, 'f', 1));
}

QString bandText(const BandShare& band)
{
    return BandProfile::tr("%1 to %2: %3 % of the attention").arg(hzText(band.fromHz), hzText(band.toHz), QLocale().toString(100 * band.share, 'f', 1));
}

}  // namespace

BandProfile::BandProfile(QWidget* parent) : DrawnView(parent)
{
    setAccessibleName(tr("Attention over the bands"));
    setAccessibleDescription(tr("How the attention divides over the mel bands, the lowest at the bottom"));
}

void BandProfile::setBands(std::vector<BandShare> bands)
{
    m_bands = std::move(bands);
    invalidate();
}

QString BandProfile::valueText() const
{
    const auto most = std::ranges::max_element(m_bands, {}, &BandShare::share);
    return most == m_bands.end() ? tr("No attention is shown") : bandText(*most);
}

QRectF BandProfile::plotRect() const
{
    const double gutter = fontMetrics().horizontalAdvance(hzText(11025)) + 6;
    return QRectF(rect()).adjusted(gutter, 2, -2, -2);
}

void BandProfile::drawContent(QPainter& painter)
{
    const widgets::LaneColours colours(palette());
    const QRectF plot = plotRect();
    painter.fillRect(rect(), colours.gutter);
    painter.fillRect(plot, colours.background);
    if (m_bands.empty()) return;
    const double most = std::ranges::max(m_bands, {}, &BandShare::share).share;
    const double bar = plot.height() / static_cast<double>(m_bands.size());
    for (std::size_t i = 0; i < m_bands.size() && most > 0; ++i) {
        const double bottom = plot.bottom() - static_cast<double>(i) * bar;
        painter.fillRect(QRectF(plot.left(), bottom - bar, plot.width() * m_bands[i].share / most, bar), colours.waveCore);
    }
    // What the same attention everywhere would be.
    if (most > 0) {
        const double x = plot.left() + plot.width() / (most * static_cast<double>(m_bands.size()));
        painter.setPen(QPen(colours.quietText, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    painter.setPen(colours.text);
    const double line = fontMetrics().height();
    const auto label = [&](double y, double hz) {
        painter.drawText(QRectF(0, std::clamp(y - line / 2, 0.0, height() - line), plot.left() - 4, line), Qt::AlignRight | Qt::AlignVCenter, hzText(hz));
    };
    label(plot.top(), m_bands.back().toHz);
    label(plot.center().y(), m_bands[m_bands.size() / 2].fromHz);
    label(plot.bottom(), m_bands.front().fromHz);
}

bool BandProfile::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || m_bands.empty()) return DrawnView::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto plot = plotRect();
    const double height = (plot.bottom() - help->pos().y()) / plot.height();
    const auto band = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(height * static_cast<double>(m_bands.size())), 0, std::ssize(m_bands) - 1);
    QToolTip::showText(help->globalPos(), bandText(m_bands[static_cast<std::size_t>(band)]), this);
    return true;
}

}  // namespace ui::inspect
