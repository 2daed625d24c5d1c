#include "engine/tasks/retrieval_table.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/tasks/retrieval_settings.h"

namespace engine::tasks {

namespace {

using Kind = RetrievalColumn::Kind;
using Level = RetrievalRow::Level;
using evaluate::RetrievalScore;

RetrievalScore scoreFrom(const Json& json)
{
    const auto number = [&](const char* name) { return json.contains(name) && json[name].is_number() ? std::optional(json[name].get<double>()) : std::nullopt; };
    return {number("precision_at_10"), number("map"), number("roc_auc")};
}

/// part: "" takes the scores themselves, "floor" those of a random order.
void fill(RetrievalColumn& column, const Json& document, const char* part = nullptr)
{
    const auto scoreOf = [&](const Json& row) { return scoreFrom(part == nullptr ? row : row[part]); };
    column.isTested = true;
    column.tracks = document["tracks"].get<std::size_t>();
    column.mean = scoreFrom(document[part == nullptr ? "mean" : part]);
    for (const auto& row : document["categories"])
        column.categories[row["category"].get<std::string>()] = scoreOf(row);
    for (const auto& row : document["tags"])
        column.tags[row["tag"].get<std::string>()] = scoreOf(row);
}

std::string splitName(store::Workspace& workspace, SplitId id)
{
    const auto split = workspace.splits().find(id);
    return split ? split->name : std::string();
}

RetrievalColumn columnOf(const store::MetricRun& run, const std::string& split)
{
    RetrievalColumn column;
    column.model = run.id;
    column.name = run.name;
    column.input = run.config.value("input", std::string("spec"));
    column.sampling = samplingName(run.config);
    column.split = split;
    column.taste = column.input == "spec" ? std::string() : run.config.value("taste", std::string());
    return column;
}

/// What is measured on the same tracks as a model.
RetrievalColumn beside(const RetrievalColumn& model, Kind kind)
{
    RetrievalColumn column;
    column.kind = kind;
    column.model = model.model;
    column.split = model.split;
    return column;
}

RetrievalColumn publishedColumn(const Json& row)
{
    RetrievalColumn column;
    column.kind = Kind::Published;
    column.name = row["data"].get<std::string>();
    column.input = row["input"].get<std::string>();
    column.sampling = row["sampling"].get<std::string>();
    column.isTested = true;
    column.mean = scoreFrom(row);
    return column;
}

/// Rows of all models, each once. A tag's tracks: of the model that knows most of them.
void addRows(RetrievalTable& table, const std::vector<Json>& documents)
{
    std::map<std::string, std::size_t> categories;
    std::map<std::pair<std::string, std::string>, std::size_t> tags;
    for (const auto& document : documents) {
        for (const auto& row : document["categories"]) {
            auto& count = categories[row["category"].get<std::string>()];
            count = std::max(count, row["tags"].get<std::size_t>());
        }
        for (const auto& row : document["tags"]) {
            auto& count = tags[{row["category"].get<std::string>(), row["tag"].get<std::string>()}];
            count = std::max(count, row["positives"].get<std::size_t>());
        }
    }
    table.rows.push_back({Level::All, "", "", tags.size()});
    for (const auto& [category, count] : categories)
        table.rows.push_back({Level::Category, category, category, count});
    for (const auto& [tag, count] : tags)
        table.rows.push_back({Level::Tag, tag.second, tag.first, count});
}

const char* levelName(Level level)
{
    return level == Level::All ? "all" : level == Level::Category ? "category" : "tag";
}

std::string csvText(std::string text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2)
        text.insert(at, 1, '"');
    return '"' + text + '"';
}

std::string csvNumber(const std::optional<double>& number)
{
    return number ? Json(*number).dump() : std::string();
}

Json scoreJson(const RetrievalScore& score)
{
    const auto number = [](const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); };
    return {{"precision_at_10", number(score.precisionAt10)}, {"map", number(score.averagePrecision)}, {"roc_auc", number(score.rocAuc)}};
}

}  // namespace

const Json& publishedSamplings()
{
    static const Json rows = [] {
        auto made = Json::array();
        for (const auto& [sampling, map, precision] : {std::tuple{"random", 0.1658, 0.2990}, {"balanced", 0.1675, 0.3160}, {"balanced-weighted", 0.1852, 0.3500}})
            made.push_back({{"data", "Million Song Dataset, 100 tags"}, {"input", "spec"}, {"sampling", sampling}, {"map", map}, {"precision_at_10", precision}});
        return made;
    }();
    return rows;
}

const Json& publishedInputs()
{
    static const Json rows = [] {
        auto made = Json::array();
        for (const auto& [input, map, precision] : {std::tuple{"cf", 0.1155, 0.3200}, {"spec", 0.1852, 0.3500}, {"hybrid", 0.1775, 0.3120}})
            made.push_back({{"data", "Million Song Dataset, 100 tags"}, {"input", input}, {"sampling", "balanced-weighted"}, {"map", map}, {"precision_at_10", precision}});
        return made;
    }();
    return rows;
}

RetrievalTable readRetrievalTable(store::Workspace& workspace, const std::string& part)
{
    RetrievalTable table{part, {}, {}};
    std::vector<Json> documents;
    auto runs = workspace.metrics().list();
    std::ranges::reverse(runs);
    std::vector<SplitId> splits;
    for (const auto& run : runs)
        if (std::ranges::find(splits, run.split) == splits.end()) splits.push_back(run.split);
    for (const auto split : splits) {
        std::optional<RetrievalColumn> byTags, random;
        for (const auto& run : runs) {
            if (run.split != split || run.state != "trained") continue;
            auto column = columnOf(run, splitName(workspace, split));
            const auto document = workspace.metrics().evaluation(run.id, part);
            if (document) {
                fill(column, *document);
                // The floor of the model that knows most tracks; predicted tags of the newest test.
                if (!random || random->tracks < column.tracks) {
                    random = beside(column, Kind::Random);
                    fill(*random, *document, "floor");
                }
                if (const auto found = document->find("by_tags"); !byTags && found != document->end() && !found->is_null()) {
                    byTags = beside(column, Kind::Tags);
                    byTags->name = "run " + (*found)["run"].dump() + " (" + (*found)["name"].get<std::string>() + ")";
                    byTags->input = "tags";
                    byTags->mayHaveHeard = !(*found)["same_split"].get<bool>();
                    fill(*byTags, *found);
                }
                documents.push_back(*document);
            }
            table.columns.push_back(std::move(column));
        }
        if (byTags) table.columns.push_back(std::move(*byTags));
        if (random) table.columns.push_back(std::move(*random));
    }
    for (const auto& row : publishedInputs())
        table.columns.push_back(publishedColumn(row));
    for (const auto& row : publishedSamplings())
        if (row["sampling"] != "balanced-weighted") table.columns.push_back(publishedColumn(row));   // which stands among the inputs
    addRows(table, documents);
    return table;
}

RetrievalScore scoreIn(const RetrievalColumn& column, const RetrievalRow& row)
{
    if (row.level == Level::All) return column.mean;
    const auto& scores = row.level == Level::Category ? column.categories : column.tags;
    const auto found = scores.find(row.name);
    return found == scores.end() ? RetrievalScore{} : found->second;
}

std::string columnLabel(const RetrievalColumn& column)
{
    switch (column.kind) {
    case Kind::Model: return "metric model " + std::to_string(column.model) + " (" + column.name + ", " + column.input + ")";
    case Kind::Tags: return "predicted tags of " + column.name + (column.mayHaveHeard ? ", which may have been trained on these tracks" : "");
    case Kind::Random: return "random order of split " + column.split;
    case Kind::Published: return "published: " + column.name + ", " + column.input + ", " + column.sampling;
    }
    return {};
}

std::string retrievalCsv(const RetrievalTable& table, std::span<const std::size_t> columns)
{
    std::string text = "level,category,tag,count";
    for (const auto at : columns)
        for (const char* measure : {"precision@10", "MAP", "ROC-AUC"})
            text += ',' + csvText(columnLabel(table.columns[at]) + ": " + measure);
    text += '\n';
    for (const auto& row : table.rows) {
        text += std::string(levelName(row.level)) + ',' + csvText(row.category) + ',' + csvText(row.level == Level::Tag ? row.name : std::string()) + ',' + std::to_string(row.count);
        for (const auto at : columns) {
            const auto score = scoreIn(table.columns[at], row);
            text += ',' + csvNumber(score.precisionAt10) + ',' + csvNumber(score.averagePrecision) + ',' + csvNumber(score.rocAuc);
        }
        text += '\n';
    }
    return text;
}

Json retrievalJson(const RetrievalTable& table, std::span<const std::size_t> columns)
{
    constexpr const char* kKinds[] = {"model", "tags", "random", "published"};
    Json document{{"part", table.part}, {"columns", Json::array()}, {"rows", Json::array()}};
    for (const auto at : columns) {
        const auto& column = table.columns[at];
        document["columns"].push_back({{"kind", kKinds[static_cast<std::size_t>(column.kind)]}, {"label", columnLabel(column)}, {"model", column.model}, {"input", column.input},
                                       {"sampling", column.sampling}, {"split", column.split}, {"taste", column.taste}, {"tracks", column.tracks}, {"tested", column.isTested}});
    }
    for (const auto& row : table.rows) {
        Json line{{"level", levelName(row.level)}, {"name", row.name}, {"category", row.category}, {"count", row.count}, {"scores", Json::array()}};
        for (const auto at : columns)
            line["scores"].push_back(scoreJson(scoreIn(table.columns[at], row)));
        document["rows"].push_back(std::move(line));
    }
    return document;
}

}  // namespace engine::tasks
