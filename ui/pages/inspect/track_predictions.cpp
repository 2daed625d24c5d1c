#include "ui/pages/inspect/track_predictions.h"

#include <algorithm>
#include <map>

#include <QCoreApplication>

#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"
#include "ui/tag_edits.h"
#include "ui/tag_words.h"

namespace ui::inspect {

namespace {

constexpr double kPlainThreshold = 0.5;

QString chunkRule(const engine::store::Run& run)
{
    for (const engine::dsp::Preset& preset : engine::dsp::builtinPresets()) {
        if (preset.hash() != run.presetHash) continue;
        return QCoreApplication::translate("inspect", "%1 Hz, chunks of %2 s every %3 s, mean over chunks")
            .arg(preset.sampleRateHz).arg(preset.chunkSeconds).arg(preset.chunkHopSeconds);
    }
    return QCoreApplication::translate("inspect", "own preset %1").arg(QString::fromStdString(run.presetHash.substr(0, 8)));
}

widgets::TaggramContent contentOf(const engine::store::Taggram& taggram, const engine::store::Run& run)
{
    widgets::TaggramContent content;
    for (const auto& tag : run.tags) content.tags.push_back(QString::fromStdString(tag.name));
    content.startsSeconds.assign(taggram.startsSeconds.begin(), taggram.startsSeconds.end());
    content.chunkSeconds = taggram.chunkSeconds;
    content.activations = taggram.activations;
    return content;
}

engine::store::Taggram taggramOf(const engine::Json& json)
{
    engine::store::Taggram taggram;
    taggram.chunks = json.at("chunks").get<std::size_t>();
    taggram.tags = json.at("tags").get<std::size_t>();
    taggram.chunkSeconds = json.at("chunk_s").get<double>();
    taggram.startsSeconds = json.at("starts_s").get<std::vector<float>>();
    taggram.activations = json.at("activations").get<std::vector<float>>();
    return taggram;
}

QString makerOf(const engine::store::Run& run)
{
    return QCoreApplication::translate("inspect", "%1 (run %2, %3)\n%4")
        .arg(QString::fromStdString(run.name)).arg(engine::value(run.id)).arg(QString::fromStdString(run.architecture), chunkRule(run));
}

/// scores: one a tag of the run, in its order.
std::vector<widgets::PredictedTag> barsOf(const engine::store::Run& run, const std::vector<float>& scores, const std::set<std::string>& yours)
{
    std::vector<widgets::PredictedTag> bars;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double threshold = i < run.thresholds.size() ? run.thresholds[i] : kPlainThreshold;
        bars.push_back({QString::fromStdString(run.tags[i].name), scores[i], threshold, tagTypeName(run.tags[i].type), yours.contains(run.tags[i].name)});
    }
    return bars;
}

}  // namespace

std::set<std::string> yourTags(engine::store::Workspace& workspace, engine::TrackId track)
{
    std::set<std::string> names;
    for (const auto& tag : workspace.tags().ofTrack(track))
        if (tag.source == kUserSource) names.insert(tag.name);
    return names;
}

bool hasTrainedRun(engine::store::Workspace& workspace)
{
    const auto runs = workspace.runs().list();
    return std::any_of(runs.begin(), runs.end(), [](const auto& run) { return run.bestEpoch > 0; });
}

TrackPredictions readPredictions(engine::store::Workspace& workspace, engine::TrackId track, std::optional<engine::RunId> wanted)
{
    TrackPredictions found;
    const auto yours = yourTags(workspace, track);
    std::vector<engine::store::Run> runs = workspace.runs().list();
    std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return engine::value(a.id) > engine::value(b.id); });
    for (const engine::store::Run& run : runs) {
        found.hasRun = found.hasRun || run.bestEpoch > 0;
        if (wanted && run.id != *wanted) continue;
        const auto scores = workspace.predictions().scores(run.id, track);
        if (!scores || scores->size() != run.tags.size()) continue;
        found.tags = barsOf(run, *scores, yours);
        found.run = std::to_string(engine::value(run.id));
        found.madeBy = makerOf(run);
        const auto taggram = workspace.predictions().taggram(run.id, track);
        if (taggram && taggram->tags == run.tags.size()) found.taggram = contentOf(*taggram, run);
        return found;
    }
    return found;
}

TrackPredictions predictionsFromResult(engine::store::Workspace& workspace, const engine::Json& result, std::optional<engine::TrackId> track)
{
    TrackPredictions found;
    found.hasRun = true;
    if (!result.contains("tracks") || result["tracks"].empty() || !result.contains("run") || result["run"].is_null()) return found;
    const auto run = workspace.runs().find(static_cast<engine::RunId>(result["run"].get<std::int64_t>()));
    if (!run) return found;
    const auto& row = result["tracks"][0];
    std::map<std::pair<std::string, std::string>, float> heard;
    for (const auto& tag : row.at("tags"))
        heard[{tag.at("tag").get<std::string>(), tag.at("type").get<std::string>()}] = tag.at("probability").get<float>();
    std::vector<float> scores;
    for (const auto& tag : run->tags)
        scores.push_back(heard[{tag.name, tag.type}]);
    found.tags = barsOf(*run, scores, track ? yourTags(workspace, *track) : std::set<std::string>{});
    found.run = std::to_string(engine::value(run->id));
    found.madeBy = QCoreApplication::translate("inspect", "%1\nheard just now, not stored").arg(makerOf(*run));
    auto taggram = taggramOf(row.at("taggram"));
    if (taggram.tags == run->tags.size()) found.taggram = contentOf(taggram, *run);
    return found;
}

}  // namespace ui::inspect
