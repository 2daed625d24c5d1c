#include "engine/evaluate/evaluation.h"

namespace engine::evaluate {

namespace {

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json pair(const Averages& averages)
{
    return {{"roc_auc", orNull(averages.rocAuc)}, {"average_precision", orNull(averages.averagePrecision)}};
}

/// true, false, or null where the data do not decide.
Json answer(Verdict verdict)
{
    return verdict == Verdict::NotEnoughData ? Json(nullptr) : Json(verdict == Verdict::Yes);
}

Json tagJson(const TagScore& tag)
{
    Json json;
    json["tag"] = tag.tag;
    json["positives"] = tag.positives;
    json["negatives"] = tag.negatives;
    json["roc_auc"] = orNull(tag.rocAuc);
    json["low"] = tag.interval ? Json(tag.interval->low) : Json(nullptr);
    json["high"] = tag.interval ? Json(tag.interval->high) : Json(nullptr);
    json["average_precision"] = orNull(tag.averagePrecision);
    json["better_than_chance"] = answer(tag.verdict);
    json["verdict"] = verdictName(tag.verdict);
    return json;
}

void addDetails(Json& json, const TagScore& tag)
{
    const auto& precisionInterval = tag.averagePrecisionInterval;
    json["average_precision_low"] = precisionInterval ? Json(precisionInterval->low) : Json(nullptr);
    json["average_precision_high"] = precisionInterval ? Json(precisionInterval->high) : Json(nullptr);
    json["type"] = tag.type.empty() ? Json(nullptr) : Json(tag.type);
    json["threshold"] = tag.threshold;
    json["tp"] = tag.counts.tp;
    json["fp"] = tag.counts.fp;
    json["fn"] = tag.counts.fn;
    json["tn"] = tag.counts.tn;
    json["precision"] = precision(tag.counts);
    json["recall"] = recall(tag.counts);
    json["f1"] = f1(tag.counts);
}

Json tableJson(const CountTable& table)
{
    Json rows = Json::array();
    for (std::size_t i = 0; i < table.size; ++i)
        rows.push_back(std::vector<std::size_t>(table.cells.begin() + static_cast<std::ptrdiff_t>(i * table.size),
                                                table.cells.begin() + static_cast<std::ptrdiff_t>((i + 1) * table.size)));
    return rows;
}

Json typeJson(const TypeScore& type)
{
    Json json = pair(type.macro);
    json["type"] = type.type;
    json["tags"] = type.tags;
    json["defined"] = type.defined;
    json["better_than_chance"] = type.betterThanChance;
    return json;
}

Json confusionJson(const Confusion& confusion)
{
    return {{"matrix", tableJson(confusion.table)}, {"accuracy", confusion.accuracy},
            {"balanced_accuracy", confusion.balancedAccuracy}, {"macro_f1", confusion.macroF1},
            {"kappa", confusion.kappa}, {"mcc", confusion.mcc}};
}

Json typeConfusionJson(const TypeConfusion& type, const std::vector<TagScore>& tags)
{
    Json labels = Json::array();
    for (const auto place : type.places)
        labels.push_back(tags[place].tag);
    return {{"type", type.type}, {"labels", labels}, {"counts", tableJson(type.confusion.table)}, {"accuracy", type.confusion.accuracy},
            {"balanced_accuracy", type.confusion.balancedAccuracy}, {"macro_f1", type.confusion.macroF1}};
}

}  // namespace

Json toJson(const Evaluation& evaluation)
{
    Json json;
    json["tracks"] = evaluation.tracks;
    json["headline"] = evaluation.headline();
    json["better_than_chance"] = {{"tags", evaluation.betterThanChance}, {"of", evaluation.perTag.size()}};
    json["macro"] = pair(evaluation.macro);
    if (evaluation.macroInterval) {
        json["macro"]["low"] = evaluation.macroInterval->low;
        json["macro"]["high"] = evaluation.macroInterval->high;
    }
    json["micro"] = pair(evaluation.micro);
    json["weighted"] = pair(evaluation.weighted);
    json["samples"] = pair(evaluation.samples);
    json["ci"] = evaluation.intervals == IntervalMethod::DeLong ? "delong" : "bootstrap";
    json["per_tag"] = Json::array();
    for (const auto& tag : evaluation.perTag)
        json["per_tag"].push_back(tagJson(tag));
    json["undefined"] = evaluation.undefined;
    return json;
}

Json toDetailedJson(const Evaluation& evaluation)
{
    Json json = toJson(evaluation);
    json["per_type"] = Json::array();
    for (const auto& type : evaluation.perType)
        json["per_type"].push_back(typeJson(type));
    for (std::size_t t = 0; t < evaluation.perTag.size(); ++t)
        addDetails(json["per_tag"][t], evaluation.perTag[t]);
    json["tag_confusion"] = tableJson(evaluation.tagConfusion);
    json["confusion"] = evaluation.confusion ? confusionJson(*evaluation.confusion) : Json(nullptr);
    json["confusions"] = Json::array();
    for (const auto& type : evaluation.typeConfusions)
        json["confusions"].push_back(typeConfusionJson(type, evaluation.perTag));
    return json;
}

}  // namespace engine::evaluate
