#pragma once
#include <QTabWidget>

namespace ui::inspect {

/// Tabs as high as the page that needs most in this width, so that they stand still when another is shown. Wrapped lines need more in a narrow place, and a box layout takes what they would like for
/// the least they need: above other such widgets the last lines would be cut off.
class ReasonTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit ReasonTabs(QWidget* parent = nullptr);

    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    template <typename HeightOf>
    int mostOf(HeightOf heightOf) const;
};

}  // namespace ui::inspect
