#include "ui/charts/evaluation_view.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "engine/tasks/evaluate_tracks.h"

namespace ui {

std::optional<std::size_t> placeOf(const EvaluationView& view, const Choice::TagName& tag)
{
    const auto& tags = view.report.evaluation.perTag;
    const auto found = std::ranges::find_if(tags, [&](const auto& known) { return known.tag == tag.tag && known.type == tag.type; });
    return found == tags.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - tags.begin()));
}

Choice::TagName nameOf(const EvaluationView& view, std::size_t place)
{
    const auto& tag = view.report.evaluation.perTag.at(place);
    return {tag.tag, tag.type};
}

std::vector<engine::TrackId> tracksOf(const Choice& choice, const EvaluationView& view)
{
    const auto tag = placeOf(view, choice.tag);
    if (!tag) return {};
    if (choice.kind == Choice::Kind::Tag) return engine::tasks::tracksOfTag(view.data, *tag);
    if (choice.kind == Choice::Kind::Point) return engine::tasks::tracksAtThreshold(view.data, *tag, choice.threshold);
    const auto given = placeOf(view, choice.given);
    if (!given) return {};
    if (choice.kind == Choice::Kind::TagCell)
        return engine::tasks::tracksOfTagCell(view.data, view.report.evaluation.perTag[*given].threshold, *tag, *given);
    for (const auto& table : view.confusions)
        if (table.classes && table.type == choice.tag.type) return engine::tasks::tracksOfClassCell(view.data, table.places, *tag, *given);
    return {};
}

QString textOf(const Choice& choice)
{
    const auto tag = QString::fromStdString(choice.tag.tag);
    const auto given = QString::fromStdString(choice.given.tag);
    const auto say = [](const char* text) { return QCoreApplication::translate("Choice", text); };
    switch (choice.kind) {
    case Choice::Kind::Tag: return say(QT_TRANSLATE_NOOP("Choice", "Tracks that have the tag %1")).arg(tag);
    case Choice::Kind::Point:
        return say(QT_TRANSLATE_NOOP("Choice", "Tracks given the tag %1 at the threshold %2")).arg(tag, QLocale().toString(choice.threshold, 'f', 3));
    case Choice::Kind::ClassCell: return say(QT_TRANSLATE_NOOP("Choice", "True class %1, predicted class %2")).arg(tag, given);
    case Choice::Kind::TagCell: break;
    }
    return say(QT_TRANSLATE_NOOP("Choice", "Have the tag %1, were given the tag %2")).arg(tag, given);
}

}  // namespace ui
