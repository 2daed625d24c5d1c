#pragma once
#include <vector>

#include "ui/pages/inspect/explanation.h"
#include "ui/widgets/drawn_view.h"

namespace ui::inspect {

/// How a network's attention divides over the mel bands: a bar a band, the lowest at the bottom, as beside the melgram.
class BandProfile : public widgets::DrawnView {
    Q_OBJECT
public:
    explicit BandProfile(QWidget* parent = nullptr);

    void setBands(std::vector<BandShare> bands);
    /// Where most of the attention lies, in words.
    QString valueText() const override;
    QSize sizeHint() const override { return {220, 140}; }
    QSize minimumSizeHint() const override { return {120, 100}; }

protected:
    void drawContent(QPainter& painter) override;
    bool event(QEvent* event) override;

private:
    QRectF plotRect() const;
    std::vector<BandShare> m_bands;
};

}  // namespace ui::inspect
