#include "ui/pages/reports/report_preview.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QScrollBar>

namespace ui {

namespace {

constexpr double kGap = 16;
constexpr double kMostScale = 1.25;
constexpr int kPicturesKept = 6;

}  // namespace

ReportPreview::ReportPreview(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Preview of the report"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    arrange();
}

void ReportPreview::setPages(std::shared_ptr<const ReportPages> pages)
{
    m_pages = std::move(pages);
    setAccessibleDescription(tr("Pages: %1").arg(pageCount()));
    verticalScrollBar()->setValue(0);
    arrange();
}

double ReportPreview::scale() const
{
    return std::clamp((viewport()->width() - 2 * kGap) / ReportPages::size().width(), 0.2, kMostScale);
}

double ReportPreview::stride() const
{
    return ReportPages::size().height() * scale() + kGap;
}

void ReportPreview::arrange()
{
    m_pictures.assign(static_cast<std::size_t>(pageCount()), {});
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(stride() * pageCount() + kGap) - viewport()->height()));
    verticalScrollBar()->setPageStep(std::max(1, viewport()->height()));
    verticalScrollBar()->setSingleStep(60);
    viewport()->update();
}

const QImage& ReportPreview::picture(int page)
{
    auto& image = m_pictures[static_cast<std::size_t>(page)];
    if (!image.isNull()) return image;
    // Pages far away are forgotten: a long report is hundreds of megabytes of pictures.
    for (int other = 0; other < pageCount(); ++other)
        if (std::abs(other - page) > kPicturesKept / 2) m_pictures[static_cast<std::size_t>(other)] = {};
    const double ratio = devicePixelRatioF();
    image = QImage((ReportPages::size() * scale() * ratio).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale() * ratio, scale() * ratio);
    m_pages->paint(painter, page);
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

void ReportPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Window));
    for (int page = 0; page < pageCount(); ++page) {
        const double top = kGap + page * stride() - verticalScrollBar()->value();
        const QSizeF size = ReportPages::size() * scale();
        if (top > viewport()->height() || top + size.height() < 0) continue;
        const QRectF place(std::round((viewport()->width() - size.width()) / 2), std::round(top), size.width(), size.height());
        painter.drawImage(place.topLeft(), picture(page));
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(place);
    }
}

void ReportPreview::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void ReportPreview::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) viewport()->update();
}

}  // namespace ui
