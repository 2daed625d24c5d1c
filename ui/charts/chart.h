#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/charts/evaluation_view.h"
#include "ui/widgets/drawn_view.h"

class QScrollBar;

namespace ui {

/// One chart of an evaluation: painted from the engine's Drawing, so that screen, page and paper agree. Larger than its room, it scrolls.
/// A click on a bar, a point or a cell picks it; arrow keys step from one to the next.
class Chart : public widgets::DrawnView {
    Q_OBJECT
public:
    explicit Chart(QWidget* parent = nullptr);

    void setView(EvaluationPtr view);
    /// Places of the tags drawn strongly in curves.
    void setTags(std::vector<std::size_t> tags);
    /// Places of the tags from the top.
    void setOrder(std::vector<std::size_t> order);
    /// What is marked as chosen.
    void setChoice(std::optional<Choice> choice);

    /// Switches of this chart alone, hidden until the caller gives them a place; none by default.
    virtual QWidget* controls() { return nullptr; }
    /// What is drawn now.
    const engine::report::Drawing& drawing() const;
    /// The values behind it.
    virtual std::string csv() const = 0;
    /// As .svg, .png or .csv by the name's ending, on light paper. Throws Error.
    void writeTo(const std::filesystem::path& path) const;

    virtual Choice choiceOf(const engine::report::Mark& mark) const;
    /// Where a mark is in this widget, scrolled as it is.
    QRectF placeOf(const engine::report::Mark& mark) const;
    QString valueText() const override;

Q_SIGNALS:
    void picked(const ui::Choice& choice);

protected:
    /// Made for this room; may be larger.
    virtual engine::report::Drawing draw(QSizeF room) const = 0;
    virtual QString tipOf(const engine::report::Mark& mark) const;
    virtual QString emptyText() const;
    const EvaluationView* view() const { return m_view.get(); }
    const std::vector<std::size_t>& tags() const { return m_tags; }
    const std::vector<std::size_t>& order() const { return m_order; }
    /// The drawing is to be made again.
    void redraw();

    void drawContent(QPainter& painter) override;
    void drawOverlay(QPainter& painter) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Pixels of one unit of a drawing: text is as large as the window's.
    double unit() const;
    QSize room() const;
    QPointF offset() const;
    std::optional<std::size_t> markAt(QPointF position) const;
    std::optional<std::size_t> chosenMark() const;
    void arrange();
    void step(int by);

    EvaluationPtr m_view;
    std::vector<std::size_t> m_tags, m_order;
    std::optional<Choice> m_choice;
    mutable engine::report::Drawing m_drawing;
    mutable bool m_drawn = false;
    std::optional<std::size_t> m_hovered;
    QScrollBar* m_vertical;
    QScrollBar* m_horizontal;
};

/// What the Evaluate page has a tab for: a file of this folder and a line in registry.def.
///
///     extern const ChartEntry roc_chart;
///     const ChartEntry roc_chart{"roc", QT_TRANSLATE_NOOP("Chart", "ROC"), {"roc-curve"}, [](QWidget* parent) -> Chart* { ... }};
struct ChartEntry {
    const char* id;                          ///< also the name of exported files
    const char* title;                       ///< translated in the context "Chart"
    std::vector<const char*> explanations;   ///< ids of engine/evaluate/explanations.h
    Chart* (*make)(QWidget* parent);
};
std::span<const ChartEntry* const> charts();

/// A metric in the user's language: "ROC-AUC", and its explanation with what chance gives.
QString metricTitle(const char* id);
QString metricText(const char* id);

}  // namespace ui
