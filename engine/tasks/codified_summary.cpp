#include "engine/tasks/codified_summary.h"

#include <algorithm>

#include "engine/core/translatable.h"
#include "engine/tasks/codified_features.h"

namespace engine::tasks {

Json documentOf(const store::Codified& model, store::Workspace& workspace)
{
    Json document{{"model", value(model.id)}, {"name", model.name}, {"state", model.state}, {"created_at", model.createdAt}, {"parameters", model.parameters},
                  {"folder", folderOf(model, workspace).string()}};
    document.update(model.document);
    auto rounds = Json::array();
    for (const auto& round : workspace.codified().rounds(model.id)) {
        Json row{{"stage", round.stage}, {"round", round.round}};
        row.update(round.document);
        rounds.push_back(std::move(row));
    }
    document["rounds"] = std::move(rounds);
    return document;
}

report::Drawing ladderChartOf(const Json& document, double width, double height)
{
    if (!document.contains("ladder")) return {};
    const auto& ladder = document["ladder"];
    struct Step { const char* key; const char* name; };
    const Step steps[] = {{"uniform", QT_TRANSLATE_NOOP("Chart", "All codes alike")},
                          {"unigram", QT_TRANSLATE_NOOP("Chart", "How often each occurs")},
                          {"bigram", QT_TRANSLATE_NOOP("Chart", "The code before known")},
                          {"model", QT_TRANSLATE_NOOP("Chart", "The model")}};
    constexpr double kNames = 190, kNumbers = 64, kHead = 34, kFoot = 12;
    report::Drawing drawing(width, height, "Nats a code on held-out tracks");
    drawing.text(0, 16, "axis-title word", QT_TRANSLATE_NOOP("Chart", "Nats a code on held-out tracks; lower is better"), 60);
    double most = 1e-9;
    for (const auto& step : steps)
        most = std::max(most, ladder[step.key].get<double>());
    const double row = (height - kHead - kFoot) / 4, room = width - kNames - kNumbers;
    for (int i = 0; i < 4; ++i) {
        const double nats = ladder[steps[i].key].get<double>(), top = kHead + i * row;
        drawing.text(kNames - 10, top + row / 2 + 4, "label word end", steps[i].name);
        drawing.rect(kNames, top + row * 0.18, std::max(1.0, room * nats / most), row * 0.64, i == 3 ? "bar" : "bar unsure", report::fixed(nats, 3));
        drawing.text(kNames + room * nats / most + 8, top + row / 2 + 4, "value", report::fixed(nats, 3));
    }
    return drawing;
}

}  // namespace engine::tasks
