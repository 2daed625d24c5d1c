#pragma once
#include "ui/widgets/lane.h"

namespace ui::widgets {

/// Times above the lanes, with the playhead's and the pointer's.
class TimeRuler : public Lane {
    Q_OBJECT
public:
    TimeRuler(TimeAxis* axis, TimeCursor* cursor, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QString valueText() const override;

protected:
    void drawContent(QPainter& painter) override;
    void drawExtraOverlay(QPainter& painter) override;
};

}  // namespace ui::widgets
