#include "ui/pages/inspect/reason_tabs.h"

#include <algorithm>

#include <QLayout>
#include <QResizeEvent>
#include <QTabBar>

namespace ui::inspect {

ReasonTabs::ReasonTabs(QWidget* parent) : QTabWidget(parent)
{
    setDocumentMode(true);
}

template <typename HeightOf>
int ReasonTabs::mostOf(HeightOf heightOf) const
{
    int most = 0;
    for (int page = 0; page < count(); ++page)
        most = std::max(most, heightOf(*widget(page)->layout()));
    return most + tabBar()->sizeHint().height() + contentsMargins().top() + contentsMargins().bottom();
}

QSize ReasonTabs::sizeHint() const
{
    return {QTabWidget::sizeHint().width(), mostOf([this](QLayout& page) { return std::max(page.totalHeightForWidth(width()), page.totalSizeHint().height()); })};
}

QSize ReasonTabs::minimumSizeHint() const
{
    return {QTabWidget::minimumSizeHint().width(), mostOf([this](QLayout& page) { return std::max(page.totalMinimumHeightForWidth(width()), page.totalMinimumSize().height()); })};
}

void ReasonTabs::resizeEvent(QResizeEvent* event)
{
    QTabWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) updateGeometry();
}

}  // namespace ui::inspect
