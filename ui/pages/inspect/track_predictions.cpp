#include "ui/pages/inspect/track_predictions.h"

#include <algorithm>

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

}  // namespace

bool hasTrainedRun(engine::store::Workspace& workspace)
{
    const auto runs = workspace.runs().list();
    return std::any_of(runs.begin(), runs.end(), [](const auto& run) { return run.bestEpoch > 0; });
}

TrackPredictions readPredictions(engine::store::Workspace& workspace, engine::TrackId track)
{
    TrackPredictions found;
    const auto tags = workspace.tags().ofTrack(track);
    const auto isYours = [&tags](const std::string& name) {
        return std::any_of(tags.begin(), tags.end(), [&name](const auto& tag) { return tag.source == kUserSource && tag.name == name; });
    };
    std::vector<engine::store::Run> runs = workspace.runs().list();
    std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return engine::value(a.id) > engine::value(b.id); });
    for (const engine::store::Run& run : runs) {
        found.hasRun = found.hasRun || run.bestEpoch > 0;
        const auto scores = workspace.predictions().scores(run.id, track);
        if (!scores || scores->size() != run.tags.size()) continue;
        for (std::size_t i = 0; i < scores->size(); ++i) {
            const double threshold = i < run.thresholds.size() ? run.thresholds[i] : kPlainThreshold;
            found.tags.push_back({QString::fromStdString(run.tags[i].name), (*scores)[i], threshold, tagTypeName(run.tags[i].type),
                                  isYours(run.tags[i].name)});
        }
        found.run = std::to_string(engine::value(run.id));
        found.madeBy = QCoreApplication::translate("inspect", "%1 (run %2, %3)\n%4")
            .arg(QString::fromStdString(run.name)).arg(engine::value(run.id)).arg(QString::fromStdString(run.architecture), chunkRule(run));
        const auto taggram = workspace.predictions().taggram(run.id, track);
        if (taggram && taggram->tags == run.tags.size()) found.taggram = contentOf(*taggram, run);
        return found;
    }
    return found;
}

TrackPredictions predictionsFromResult(const engine::Json& result)
{
    TrackPredictions found;
    found.hasRun = true;
    if (!result.contains("tracks") || result["tracks"].empty()) return found;
    for (const engine::Json& tag : result["tracks"][0].value("tags", engine::Json::array()))
        found.tags.push_back({QString::fromStdString(tag.value("tag", "")), tag.value("probability", 0.0), kPlainThreshold});
    found.madeBy = QCoreApplication::translate("inspect", "newest run, mean over chunks");
    return found;
}

}  // namespace ui::inspect
