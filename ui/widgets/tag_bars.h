#pragma once
#include <vector>

#include "ui/widgets/drawn_view.h"

namespace ui::widgets {

struct PredictedTag {
    QString name;
    double probability = 0;
    double threshold = 0.5;
    bool isOn() const { return probability >= threshold; }
};

/// Predicted tags by falling probability: name, number, bar, and a mark at the tag's threshold. A tag over its threshold is
/// bold and has a check mark, so that nobody needs the colour. As high as its rows: put it into a scroll area.
class TagBars : public DrawnView {
    Q_OBJECT
public:
    explicit TagBars(QWidget* parent = nullptr);

    void setTags(std::vector<PredictedTag> tags);
    const std::vector<PredictedTag>& tags() const { return m_tags; }   ///< as shown
    QString valueText() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void drawContent(QPainter& painter) override;

private:
    int rowHeight() const;
    void drawRow(QPainter& painter, const PredictedTag& tag, const QRect& row) const;

    std::vector<PredictedTag> m_tags;
};

}  // namespace ui::widgets
