#include "engine/tasks/codified_summary.h"

#include "engine/report/code_chart.h"
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
    const auto nats = [&](const char* step) { return ladder[step].get<double>(); };
    return report::codeLadder({nats("uniform"), nats("unigram"), nats("bigram"), nats("model")}, width, height);
}

}  // namespace engine::tasks
