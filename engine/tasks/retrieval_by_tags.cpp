#include "engine/tasks/retrieval_by_tags.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/evaluate/retrieval_scores.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

namespace {

struct Predictions {
    store::Run run;
    store::TrackMatrix scores;
    std::vector<store::RunTag> tags;      // of the metric model
    std::vector<std::size_t> columns;     // of the scores, one a tag
};

std::optional<Predictions> newestPredictions(store::Workspace& workspace, const std::vector<store::RunTag>& wanted)
{
    auto runs = workspace.runs().list();
    std::ranges::sort(runs, std::greater(), [](const store::Run& run) { return value(run.id); });
    for (auto& run : runs) {
        Predictions known;
        for (const auto& tag : wanted)
            if (const auto at = std::ranges::find(run.tags, tag.name, &store::RunTag::name); at != run.tags.end()) {
                known.tags.push_back(tag);
                known.columns.push_back(static_cast<std::size_t>(at - run.tags.begin()));
            }
        if (known.tags.empty()) continue;
        known.scores = workspace.predictions().allScores(run.id);
        if (known.scores.tracks.empty() || known.scores.width != run.tags.size()) continue;
        known.run = std::move(run);
        return known;
    }
    return {};
}

}  // namespace

Json retrievalByTags(store::Workspace& workspace, const store::MetricRun& model, std::span<const TrackId> placed, Part part)
{
    const auto known = newestPredictions(workspace, model.tags);
    if (!known) return nullptr;
    const auto table = tableForTags(workspace, model.split, known->tags);
    const auto& wanted = table.part(part);
    const auto tags = known->tags.size();
    std::vector<std::size_t> rows;
    std::vector<std::uint8_t> truth;
    for (std::size_t i = 0; i < wanted.tracks.size(); ++i) {
        const auto at = std::ranges::lower_bound(known->scores.tracks, wanted.tracks[i]);
        if (at == known->scores.tracks.end() || *at != wanted.tracks[i] || !std::ranges::binary_search(placed, wanted.tracks[i])) continue;
        rows.push_back(static_cast<std::size_t>(at - known->scores.tracks.begin()));
        const auto first = wanted.labels.begin() + static_cast<std::ptrdiff_t>(i * tags);
        truth.insert(truth.end(), first, first + static_cast<std::ptrdiff_t>(tags));
    }
    if (rows.empty()) return nullptr;
    std::vector<double> similarity;
    std::vector<std::string> names, types;
    for (std::size_t tag = 0; tag < tags; ++tag) {
        for (const auto row : rows)
            similarity.push_back(static_cast<double>(known->scores.values[row * known->scores.width + known->columns[tag]]));
        names.push_back(known->tags[tag].name);
        types.push_back(known->tags[tag].type);
    }
    auto document = toJson(evaluate::evaluateRetrieval(evaluate::Scores(similarity, tags, rows.size()), evaluate::Truth(truth, rows.size(), tags), names, types));
    document["run"] = value(known->run.id);
    document["name"] = known->run.name;
    document["same_split"] = known->run.split == model.split;
    return document;
}

}  // namespace engine::tasks
