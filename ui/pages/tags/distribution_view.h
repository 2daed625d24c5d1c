#pragma once
#include <vector>

#include <QAbstractScrollArea>

#include "engine/core/json.h"

namespace ui {

class Theme;

/// Each tag's share in the three parts of a split as bars, and what resampling makes of the training part. Most frequent tags first.
class DistributionView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit DistributionView(Theme& theme, QWidget* parent = nullptr);
    /// The document of `split distribution`.
    void show(const engine::Json& distribution);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Bar {
        QString tag, type;
        std::vector<qlonglong> counts;   ///< train, train resampled, valid, test
        std::vector<double> shares;
    };
    int rowHeight() const;
    int barHeight() const;
    void updateScrollBar();
    std::vector<QColor> colours() const;
    QString tip(const Bar& bar) const;

    Theme& m_theme;
    std::vector<Bar> m_bars;
    double m_most = 0;
    bool m_resampled = false;
};

}  // namespace ui
