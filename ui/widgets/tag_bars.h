#pragma once
#include <vector>

#include "ui/widgets/drawn_view.h"

namespace ui::widgets {

struct PredictedTag {
    QString name;
    double probability = 0;
    double threshold = 0.5;
    QString type = {};
    bool isYours = false;    ///< the user gave the track this tag
    bool isOn() const { return probability >= threshold; }
};

/// The keys 1 to 9 belong to the first tags.
inline constexpr std::size_t kTagsWithKey = 9;

/// Predicted tags by falling probability: name, number, bar, and a mark at the tag's threshold. A tag over its threshold is
/// bold and has a check mark, so that nobody needs the colour. The first nine have the number of their key in front. As high as its rows: put it into a scroll area.
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
    void drawRow(QPainter& painter, std::size_t index, const QRect& row) const;

    std::vector<PredictedTag> m_tags;
};

}  // namespace ui::widgets
