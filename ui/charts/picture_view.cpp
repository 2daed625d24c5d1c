#include "ui/charts/picture_view.h"

#include <algorithm>

namespace ui {

using engine::report::Drawing;
using engine::report::Mark;

PictureView::PictureView(const QString& accessibleName, QWidget* parent) : DrawingView(parent)
{
    setAccessibleName(accessibleName);
}

void PictureView::show(Picture picture)
{
    m_picture = std::move(picture);
    m_chosen.reset();
    redraw();
}

std::string PictureView::csv() const
{
    return m_picture.csv ? m_picture.csv() : std::string();
}

Drawing PictureView::draw(QSizeF room) const
{
    return m_picture.draw ? m_picture.draw(room) : Drawing();
}

QString PictureView::tipOf(const Mark& mark) const
{
    return m_picture.tip ? m_picture.tip(mark) : QString();
}

QString PictureView::emptyText() const
{
    return m_picture.empty.isEmpty() ? DrawingView::emptyText() : m_picture.empty;
}

std::optional<std::size_t> PictureView::chosenMark() const
{
    if (!m_chosen) return {};
    const auto& marks = drawing().marks();
    const auto found = std::ranges::find_if(marks, [this](const Mark& mark) { return mark.row == m_chosen->row && mark.column == m_chosen->column; });
    return found == marks.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - marks.begin()));
}

void PictureView::pick(const Mark& mark)
{
    m_chosen = mark;
    update();
    Q_EMIT picked(mark);
}

}  // namespace ui
