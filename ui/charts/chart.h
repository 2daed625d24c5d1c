#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/charts/drawing_view.h"
#include "ui/charts/evaluation_view.h"

namespace ui {

/// One chart of an evaluation. A click on a bar, a point or a cell picks it.
class Chart : public DrawingView {
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

    virtual Choice choiceOf(const engine::report::Mark& mark) const;

Q_SIGNALS:
    void picked(const ui::Choice& choice);

protected:
    /// As draw(), once there is something to show.
    virtual engine::report::Drawing drawView(QSizeF room) const = 0;
    engine::report::Drawing draw(QSizeF room) const final;
    QString tipOf(const engine::report::Mark& mark) const override;
    const EvaluationView* view() const { return m_view.get(); }
    const std::vector<std::size_t>& tags() const { return m_tags; }
    const std::vector<std::size_t>& order() const { return m_order; }
    std::optional<std::size_t> chosenMark() const override;
    void pick(const engine::report::Mark& mark) override;

private:
    EvaluationPtr m_view;
    std::vector<std::size_t> m_tags, m_order;
    std::optional<Choice> m_choice;
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
