#pragma once
#include <vector>

#include "engine/core/json.h"
#include "ui/widgets/drawn_view.h"

namespace ui {

class Theme;

/// The distances of all tags to one target: bars, the fitted normal distribution, and the threshold as a line to be dragged (or moved with the arrow keys).
class DistanceChart : public widgets::DrawnView {
    Q_OBJECT
public:
    explicit DistanceChart(Theme& theme, QWidget* parent = nullptr);
    /// One of the targets of engine::tasks::readDistances(); null = nothing.
    void setTarget(const engine::Json& target);
    /// Share of a normal distribution below the threshold.
    void setPercentile(double percentile);
    QString valueText() const override;

Q_SIGNALS:
    void percentileDragged(double percentile);

protected:
    void drawContent(QPainter& painter) override;
    void drawOverlay(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF plot() const;
    double xOf(double distance) const;
    double distanceAt(double x) const;
    double threshold() const;
    void drag(double distance);

    Theme& m_theme;
    std::vector<double> m_bins;
    double m_low = 0, m_binWidth = 1, m_mean = 0, m_deviation = 0;
    double m_percentile = 0.001;
};

}  // namespace ui
