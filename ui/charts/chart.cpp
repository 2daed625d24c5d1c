#include "ui/charts/chart.h"

#include <algorithm>

#include <QLocale>

namespace ui {

namespace {

using engine::report::Mark;

QString number(double value)
{
    return QLocale().toString(value, 'f', 3);
}

QString range(const std::optional<engine::evaluate::Interval>& interval)
{
    return interval ? QStringLiteral(" (%1 – %2)").arg(number(interval->low), number(interval->high)) : QString();
}

}  // namespace

Chart::Chart(QWidget* parent) : DrawingView(parent) {}

void Chart::setView(EvaluationPtr view)
{
    m_view = std::move(view);
    redraw();
}

void Chart::setTags(std::vector<std::size_t> tags)
{
    if (tags == m_tags) return;
    m_tags = std::move(tags);
    redraw();
}

void Chart::setOrder(std::vector<std::size_t> order)
{
    if (order == m_order) return;
    m_order = std::move(order);
    redraw();
}

void Chart::setChoice(std::optional<Choice> choice)
{
    m_choice = std::move(choice);
    update();
}

engine::report::Drawing Chart::draw(QSizeF room) const
{
    return m_view ? drawView(room) : engine::report::Drawing();
}

void Chart::pick(const Mark& mark)
{
    Q_EMIT picked(choiceOf(mark));
}

Choice Chart::choiceOf(const Mark& mark) const
{
    Choice choice;
    choice.kind = mark.kind == Mark::Kind::Point ? Choice::Kind::Point : Choice::Kind::Tag;
    choice.tag = choice.given = nameOf(*m_view, mark.row);
    if (mark.kind == Mark::Kind::Point) choice.threshold = mark.threshold;
    return choice;
}

QString Chart::tipOf(const Mark& mark) const
{
    const auto& tag = m_view->report.evaluation.perTag.at(mark.row);
    const auto name = QString::fromStdString(tag.tag);
    if (mark.kind == Mark::Kind::Point)
        return tr("%1 at the threshold %2").arg(name, number(mark.threshold));
    auto text = tr("%1: %2 of %3 tracks").arg(name).arg(tag.positives).arg(tag.items());
    if (tag.rocAuc) text += QStringLiteral(", ") + tr("ROC-AUC %1").arg(number(*tag.rocAuc)) + range(tag.interval);
    if (tag.averagePrecision)
        text += QStringLiteral(", ") + tr("average precision %1").arg(number(*tag.averagePrecision)) + range(tag.averagePrecisionInterval);
    return text;
}

std::optional<std::size_t> Chart::chosenMark() const
{
    if (!m_choice || !m_view) return {};
    const auto& marks = drawing().marks();
    const auto found = std::ranges::find_if(marks, [this](const Mark& mark) { return choiceOf(mark) == *m_choice; });
    return found == marks.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - marks.begin()));
}

}  // namespace ui
