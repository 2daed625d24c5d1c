#pragma once
#include <array>
#include <optional>
#include <vector>

#include "ui/pages/inspect/feature_courses.h"
#include "ui/widgets/colour_map.h"
#include "ui/widgets/lane.h"

namespace ui::inspect {

/// The two regions that are compared.
using Regions = std::array<std::optional<widgets::TimeSpan>, 2>;

/// Features over time: beats as ticks at the top, the chroma as a picture, one curve a feature with its mean in each bar as steps.
/// Regions A and B are shaded.
class FeatureLane : public widgets::Lane {
    Q_OBJECT
public:
    FeatureLane(widgets::TimeAxis* axis, widgets::TimeCursor* cursor, QWidget* parent = nullptr);

    /// Null: nothing to show; `note` says why.
    void setCourses(FeatureCoursesPtr courses, const QString& note);
    void setRegions(const Regions& regions);
    void setColourMap(const widgets::ColourMap& map);

    QString readout(const QPointF& position) const override;
    QString valueText() const override;
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void drawContent(QPainter& painter) override;
    void drawExtraOverlay(QPainter& painter) override;

private:
    /// One course as a curve.
    struct Curve {
        QString name;
        std::span<const float> values;
        float lowest = 0, highest = 1;
        std::vector<float> barMeans;
    };
    void addCurve(const QString& name, std::string_view feature, std::size_t row);
    QRect beatsRect() const;
    QRect chromaRect() const;
    QRect curveRect(std::size_t index) const;
    std::size_t frameAt(double seconds) const;
    std::optional<std::size_t> barAt(double seconds) const;
    void drawBeats(QPainter& painter) const;
    void drawChroma(QPainter& painter) const;
    void drawCurve(QPainter& painter, const Curve& curve, const QRect& place) const;
    void drawName(QPainter& painter, const QString& name, const QRect& place) const;

    FeatureCoursesPtr m_courses;
    QString m_note;
    const engine::features::Matrix* m_chroma = nullptr;   ///< in m_courses
    std::vector<Curve> m_curves;
    Regions m_regions;
    widgets::ColourTable m_colours;
};

}  // namespace ui::inspect
