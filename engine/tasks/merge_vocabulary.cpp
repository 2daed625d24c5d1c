// One vocabulary out of all data sets.
// parameters: {"cleaning"?: bool, "types"?: bool, "writings"?: bool, "mapping"?: CSV file, "keep_mapping"?: bool, "dry_run"?: bool}
// Rules fill in what nobody decided (MergeRules); with "mapping" a table decides its rows; with "keep_mapping" labels are made of the
// mapping as it is.
#include "engine/tasks/merge_vocabulary.h"

#include <array>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/store/cleaning_store.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

using store::VocabularyRow;

/// "import:tracks.csv" may be written as "tracks.csv".
std::string sourceKey(const std::string& source)
{
    constexpr std::string_view kImport = "import:";
    return source.starts_with(kImport) ? source.substr(kImport.size()) : source;
}

std::vector<VocabularyRow> suggested(store::Workspace& workspace, std::vector<VocabularyRow> rows, const Json& parameters)
{
    auto tags = sourceTags(workspace, rows);
    dataset::suggestVocabulary(tags, {parameters.value("cleaning", false), parameters.value("types", true), parameters.value("writings", true)});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].target = tags[i].target;
        rows[i].targetType = tags[i].targetType;
        rows[i].origin = tags[i].origin;
    }
    return rows;
}

/// Decides the rows that the table names; lines that name no tag of the library are refused.
std::vector<VocabularyRow> fromTable(std::vector<VocabularyRow> rows, const std::filesystem::path& file, Json& refused)
{
    std::map<std::array<std::string, 3>, VocabularyRow*> known;
    for (auto& row : rows)
        known[{sourceKey(row.source), row.name, row.type}] = &row;
    for (const auto& line : dataset::readMapping(file, refused)) {
        const auto found = known.find({sourceKey(line.source), line.name, line.type});
        if (found == known.end()) {
            refused.push_back({{"line", line.line}, {"reason", "there is no tag '" + line.name + "' of type '" + line.type + "' from '" + line.source + "'"}});
            continue;
        }
        auto& row = *found->second;
        const auto type = line.targetType.empty() ? row.type : line.targetType;
        if (row.target == line.target && (line.target.empty() || row.targetType == type)) continue;
        row.target = line.target;
        row.targetType = type;
        row.origin = "file";
    }
    return rows;
}

std::vector<VocabularyRow> changedRows(const std::vector<VocabularyRow>& before, const std::vector<VocabularyRow>& after)
{
    std::vector<VocabularyRow> changed;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i] != after[i]) changed.push_back(after[i]);
    return changed;
}

Json mergeRun(const Json& parameters, TaskContext& context)
{
    store::VocabularyStore vocabulary(context.workspace.database());
    context.control.step("read tags", 0, 3);
    const auto before = vocabulary.rows();
    if (before.empty()) throw Error(ErrorCode::NotFound, "vocabulary", "there is no tag to merge; scan a folder or import tags first");
    auto refused = Json::array();
    auto after = before;
    const auto table = pathOf(parameters, "mapping");
    if (!table.empty())
        after = fromTable(before, table, refused);
    else if (!parameters.value("keep_mapping", false))
        after = suggested(context.workspace, before, parameters);
    const bool dryRun = parameters.value("dry_run", false);
    auto document = vocabularySummary(after, !dryRun || vocabulary.isInUse());
    document["refused"] = std::move(refused);
    document["dry_run"] = dryRun;
    if (dryRun) return document;
    context.control.step("keep", 1, 3);
    auto transaction = store::writeTransaction(context.workspace.database());
    vocabulary.change(table.empty() ? "rules" : "table", changedRows(before, after));
    context.control.step("labels", 2, 3);
    vocabulary.writeLabels();
    noteStage(context.workspace, "vocabulary", parameters);
    transaction.commit();
    context.control.step("labels", 3, 3);
    return document;
}

}  // namespace

std::vector<dataset::SourceTag> sourceTags(store::Workspace& workspace, const std::vector<VocabularyRow>& rows)
{
    std::map<TagId, store::CleaningRow> cleaned;
    for (auto& row : store::CleaningStore(workspace.database()).rows())
        cleaned.emplace(row.tag, std::move(row));
    std::vector<dataset::SourceTag> tags;
    for (const auto& row : rows) {
        const auto found = cleaned.find(row.tag);
        const bool isCleaned = found != cleaned.end();
        tags.push_back({row.source, row.name, row.type, row.tracks, isCleaned ? found->second.category : std::string(), isCleaned ? found->second.collapsed : std::string(), row.target,
                        row.targetType, row.origin});
    }
    return tags;
}

Json vocabularySummary(const std::vector<VocabularyRow>& rows, bool isInUse)
{
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> sources;
    std::set<std::pair<std::string, std::string>> targets;
    std::int64_t merged = 0, leftOut = 0;
    for (const auto& row : rows) {
        auto& [tags, pairs] = sources[row.source];
        ++tags;
        pairs += row.tracks;
        if (row.target.empty())
            ++leftOut;
        else
            targets.emplace(row.targetType, row.target);
        merged += !row.target.empty() && (row.target != row.name || row.targetType != row.type) ? 1 : 0;
    }
    Json document{{"in_use", isInUse}, {"sources", Json::array()}, {"tags", rows.size()}, {"vocabulary", targets.size()}, {"types", Json::object()}, {"merged", merged}, {"left_out", leftOut}};
    for (const auto& [source, counts] : sources)
        document["sources"].push_back({{"source", source}, {"tags", counts.first}, {"pairs", counts.second}});
    for (const auto& [type, name] : targets)
        document["types"][type] = document["types"].value(type, 0) + 1;
    return document;
}

void changeVocabulary(store::Workspace& workspace, const std::string& what, const std::vector<VocabularyRow>& rows)
{
    const bool wasCurrent = isStageCurrent(workspace, "vocabulary");
    store::VocabularyStore(workspace.database()).change(what, rows);
    if (wasCurrent) noteStage(workspace, "vocabulary", Json::object());
}

std::string undoVocabulary(store::Workspace& workspace)
{
    const bool wasCurrent = isStageCurrent(workspace, "vocabulary");
    auto what = store::VocabularyStore(workspace.database()).undo();
    if (wasCurrent) noteStage(workspace, "vocabulary", Json::object());
    return what;
}

extern const TaskEntry merge_task;
const TaskEntry merge_task{"merge", LaneKind::Library, mergeRun};

}  // namespace engine::tasks
