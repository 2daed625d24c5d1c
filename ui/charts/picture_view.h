#pragma once
#include <functional>

#include "ui/charts/drawing_view.h"

namespace ui {

/// A drawing made by functions, for pages whose pictures are no evaluation's. What the functions refer to is kept by their captures.
struct Picture {
    std::function<engine::report::Drawing(QSizeF room)> draw;
    std::function<QString(const engine::report::Mark& mark)> tip;
    std::function<std::string()> csv;
    QString empty;   ///< said where there is nothing to draw
};

class PictureView final : public DrawingView {
    Q_OBJECT
public:
    explicit PictureView(const QString& accessibleName, QWidget* parent = nullptr);

    void show(Picture picture);
    std::string csv() const override;

Q_SIGNALS:
    void picked(const engine::report::Mark& mark);

protected:
    engine::report::Drawing draw(QSizeF room) const override;
    QString tipOf(const engine::report::Mark& mark) const override;
    QString emptyText() const override;
    std::optional<std::size_t> chosenMark() const override;
    void pick(const engine::report::Mark& mark) override;

private:
    Picture m_picture;
    std::optional<engine::report::Mark> m_chosen;
};

}  // namespace ui
