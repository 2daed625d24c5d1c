#include "ui/widgets/drawn_view.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QEvent>
#include <QPainter>

namespace ui::widgets {

namespace {

class DrawnViewAccessible : public QAccessibleWidget {
public:
    explicit DrawnViewAccessible(DrawnView* view) : QAccessibleWidget(view, QAccessible::Chart), m_view(view) {}
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_view->valueText() : QAccessibleWidget::text(kind);
    }

private:
    DrawnView* m_view;
};

QAccessibleInterface* makeAccessible(const QString& className, QObject* object)
{
    // Called for every class name up the inheritance chain; one answer serves all drawn views.
    auto* view = className == QLatin1String(DrawnView::staticMetaObject.className()) ? qobject_cast<DrawnView*>(object) : nullptr;
    return view ? new DrawnViewAccessible(view) : nullptr;
}

void installAccessibleOnce()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed);
}

}  // namespace

DrawnView::DrawnView(QWidget* parent) : QWidget(parent)
{
    installAccessibleOnce();
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void DrawnView::invalidate()
{
    m_stale = true;
    update();
}

void DrawnView::paintEvent(QPaintEvent*)
{
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    if (m_content.size() != pixels || m_content.devicePixelRatio() != ratio) {
        m_content = QImage(pixels, QImage::Format_RGB32);
        m_content.setDevicePixelRatio(ratio);
        m_stale = true;
    }
    if (m_stale && !m_content.isNull()) {
        QPainter painter(&m_content);
        painter.setFont(font());
        drawContent(painter);
        m_stale = false;
        ++m_contentDrawCount;
    }
    QPainter painter(this);
    painter.drawImage(QPoint(0, 0), m_content);
    drawOverlay(painter);
}

void DrawnView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
        case QEvent::PaletteChange:
        case QEvent::FontChange:
        case QEvent::StyleChange:
        case QEvent::EnabledChange:
        case QEvent::LanguageChange: invalidate(); break;
        default: break;
    }
}

}  // namespace ui::widgets
