#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/report/tag_report.h"

namespace engine::report {

namespace {

CsvWriter& optional(CsvWriter& csv, const std::optional<double>& value)
{
    return value ? csv.number(*value) : csv.empty();
}

void meanRow(CsvWriter& csv, std::string_view scope, std::string_view name, std::size_t tags, std::size_t better, const evaluate::Averages& means,
             const std::optional<evaluate::Interval>& interval)
{
    csv.text(scope).text(name).empty().integer(static_cast<std::int64_t>(tags)).empty().empty();
    optional(csv, means.rocAuc);
    optional(csv, interval ? std::optional(interval->low) : std::nullopt);
    optional(csv, interval ? std::optional(interval->high) : std::nullopt);
    csv.integer(static_cast<std::int64_t>(better));
    optional(csv, means.averagePrecision);
    for (int i = 0; i < 10; ++i)
        csv.empty();
    csv.endRow();
}

void tagRow(CsvWriter& csv, const evaluate::TagScore& tag)
{
    csv.text("tag").text(tag.tag).text(tag.type).integer(1);
    csv.integer(static_cast<std::int64_t>(tag.positives)).integer(static_cast<std::int64_t>(tag.negatives));
    optional(csv, tag.rocAuc);
    optional(csv, tag.interval ? std::optional(tag.interval->low) : std::nullopt);
    optional(csv, tag.interval ? std::optional(tag.interval->high) : std::nullopt);
    csv.text(evaluate::verdictName(tag.verdict));
    optional(csv, tag.averagePrecision);
    optional(csv, tag.averagePrecisionInterval ? std::optional(tag.averagePrecisionInterval->low) : std::nullopt);
    optional(csv, tag.averagePrecisionInterval ? std::optional(tag.averagePrecisionInterval->high) : std::nullopt);
    csv.number(tag.threshold);
    for (const double ratio : {evaluate::precision(tag.counts), evaluate::recall(tag.counts), evaluate::f1(tag.counts)})
        csv.number(ratio);
    for (const auto count : {tag.counts.tp, tag.counts.fp, tag.counts.fn, tag.counts.tn})
        csv.integer(static_cast<std::int64_t>(count));
    csv.endRow();
}

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json epochsJson(const TagReport& report)
{
    Json epochs = Json::array();
    for (const auto& epoch : report.epochs)
        epochs.push_back({{"epoch", epoch.epoch},
                          {"train_loss", epoch.trainLoss},
                          {"valid_loss", orNull(epoch.validLoss)},
                          {"train_roc_auc", orNull(epoch.trainRocAuc)},
                          {"valid_roc_auc", orNull(epoch.validRocAuc)},
                          {"train_average_precision", orNull(epoch.trainAveragePrecision)},
                          {"valid_average_precision", orNull(epoch.validAveragePrecision)}});
    return epochs;
}

Json predictionsJson(const TagReport& report)
{
    Json tracks = Json::array();
    for (const auto& track : report.predictions) {
        Json tags = Json::array();
        for (const auto& given : track.top)
            tags.push_back({{"tag", given.tag}, {"probability", given.probability}});
        tracks.push_back({{"title", track.title}, {"artist", track.artist}, {"path", track.path}, {"tags", tags}, {"truth", track.truth}});
    }
    return tracks;
}

Json partsJson(const TagReport& report)
{
    Json parts = Json::array();
    for (const auto& part : report.parts)
        parts.push_back({{"part", part.part}, {"tracks", part.tracks}, {"artists", part.artists}, {"labels", part.labels}});
    return parts;
}

Json mapJson(const TagReport& report)
{
    Json points = Json::array();
    for (const auto& point : report.map)
        points.push_back({{"x", point.x}, {"y", point.y}, {"tag", point.tag}});
    return points;
}

}  // namespace

std::string toCsv(const TagReport& report)
{
    CsvWriter csv;
    for (const char* name : {"scope", "name", "type", "tags [count]", "positives [tracks]", "negatives [tracks]", "ROC-AUC [0..1]",
                             "ROC-AUC 95 % low [0..1]", "ROC-AUC 95 % high [0..1]", "better than chance [verdict, or count of tags]",
                             "average precision [0..1]", "average precision 95 % low [0..1]", "average precision 95 % high [0..1]", "threshold [probability]", "precision [0..1]", "recall [0..1]", "F1 [0..1]", "TP [tracks]",
                             "FP [tracks]", "FN [tracks]", "TN [tracks]"})
        csv.text(name);
    csv.endRow();
    const auto& evaluation = report.evaluation;
    meanRow(csv, "all", "macro mean", evaluation.perTag.size(), evaluation.betterThanChance, evaluation.macro, evaluation.macroInterval);
    meanRow(csv, "all", "micro mean", evaluation.perTag.size(), evaluation.betterThanChance, evaluation.micro, std::nullopt);
    for (const auto& type : evaluation.perType)
        meanRow(csv, "type", type.type, type.tags, type.betterThanChance, type.macro, std::nullopt);
    for (const auto& tag : evaluation.perTag)
        tagRow(csv, tag);
    return csv.document();
}

void writeCsv(const TagReport& report, const std::filesystem::path& path)
{
    writeFileAtomically(path, toCsv(report));
}

Json toJson(const TagReport& report)
{
    Json json;
    json["program"] = "Tagbench " + report.programVersion;
    json["date"] = report.date;
    json["run"] = report.run;
    json["architecture"] = report.architecture;
    json["model"] = report.model;
    json["preset"] = {{"name", report.presetName}, {"hash", report.presetHash}};
    json["split"] = {{"name", report.split}, {"part", report.part}, {"counts", partsJson(report)}};
    json["seed"] = report.seed;
    json["device"] = report.device;
    if (report.leaking) json["leaking"] = true;
    json["evaluation"] = evaluate::toDetailedJson(report.evaluation);
    json["best_epoch"] = report.bestEpoch > 0 ? Json(report.bestEpoch) : Json(nullptr);
    json["epochs"] = epochsJson(report);
    json["tracks"] = predictionsJson(report);
    json["map"] = mapJson(report);
    json["notes"] = notes(report);
    return json;
}

void writeJson(const TagReport& report, const std::filesystem::path& path)
{
    // Texts from files may not be UTF-8: replaced, never a reason to fail.
    writeFileAtomically(path, toJson(report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace engine::report
