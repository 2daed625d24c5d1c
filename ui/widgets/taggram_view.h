#pragma once
#include <vector>

#include "ui/widgets/colour_map.h"
#include "ui/widgets/lane.h"

namespace ui::widgets {

/// Tag activations over time. activations: [chunks, tags] row-major, 0 .. 1; starts rise.
struct TaggramContent {
    std::vector<QString> tags;
    std::vector<double> startsSeconds;
    double chunkSeconds = 0;
    std::vector<float> activations;
    std::size_t chunks() const { return startsSeconds.size(); }
    float at(std::size_t chunk, std::size_t tag) const { return activations[chunk * tags.size() + tag]; }
};

/// One row a tag, strongest mean first, as many as fit; a moment shows the chunk whose centre is nearest.
class TaggramView : public Lane {
    Q_OBJECT
public:
    TaggramView(TimeAxis* axis, TimeCursor* cursor, QWidget* parent = nullptr);

    void setContent(TaggramContent content);
    void clear() { setContent({}); }
    void setColourMap(const ColourMap& map);
    /// Tag of `content` shown in each row, from the top.
    std::vector<std::size_t> shownTags() const;

    QString readout(const QPointF& position) const override;
    QString valueText() const override;
    QSize minimumSizeHint() const override { return {240, 60}; }

protected:
    void drawContent(QPainter& painter) override;

private:
    std::size_t chunkAt(double seconds) const;
    double rowHeight() const;
    void drawScale(QPainter& painter) const;

    TaggramContent m_content;
    std::vector<std::size_t> m_order;    ///< tags, strongest mean first
    ColourTable m_colours;
};

}  // namespace ui::widgets
