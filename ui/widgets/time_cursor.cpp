#include "ui/widgets/time_cursor.h"

#include <utility>

namespace ui::widgets {

void TimeCursor::setPlayheadSeconds(double seconds)
{
    if (seconds == m_playhead) return;
    m_playhead = seconds;
    Q_EMIT changed();
}

void TimeCursor::setHoverSeconds(std::optional<double> seconds)
{
    if (seconds == m_hover) return;
    m_hover = seconds;
    Q_EMIT changed();
}

void TimeCursor::setSelection(std::optional<TimeSpan> selection)
{
    if (selection && selection->startSeconds > selection->endSeconds)
        std::swap(selection->startSeconds, selection->endSeconds);
    if (selection && selection->seconds() <= 0) selection.reset();
    if (selection == m_selection) return;
    m_selection = selection;
    Q_EMIT changed();
    Q_EMIT selectionChanged();
}

void TimeCursor::cycleOverlay()
{
    m_overlay = static_cast<Overlay>((static_cast<int>(m_overlay) + 1) % 3);
    Q_EMIT changed();
}

}  // namespace ui::widgets
