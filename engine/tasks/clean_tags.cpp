#include "engine/tasks/clean_tags.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/core/resources.h"
#include "engine/dataset/co_occurrence.h"
#include "engine/dataset/tag_text.h"
#include "engine/dataset/word_vectors.h"
#include "engine/store/cleaning_store.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

// The matrix of co-occurrences is dense: 3000 tags take 72 MB, and rarer tags have too few tracks to be placed anyway.
constexpr std::size_t kMaxCoOccurring = 3000;
constexpr std::int64_t kMinCoOccurring = 5;

/// Tags whose type a data set or the file itself gave are kept as they are.
bool isCleaned(const store::Tag& tag, bool allTypes)
{
    return allTypes || tag.type == dataset::ImportTag().type;
}

dataset::FormVector vectorsOfFile(const fs::path& file, const std::vector<dataset::CountedTag>& tags, const dataset::VocabularyCleaning& cleaning, RunControl& control)
{
    std::unordered_set<std::string> wanted;
    const auto want = [&](const std::string& tag) {
        for (auto& key : dataset::lookUpKeys(dataset::tokenForm(dataset::lowerCase(tag))))
            wanted.insert(std::move(key));
    };
    for (const auto& tag : tags)
        want(tag.name);
    for (const auto* list : {&cleaning.lists.genres, &cleaning.lists.moods, &cleaning.lists.descriptive})
        for (const auto& word : list->words())
            want(word);
    for (const char* decade : {"60s", "70s", "80s", "90s", "2000s"})
        want(decade);
    const auto vectors = std::make_shared<dataset::WordVectors>(
        dataset::readWordVectors(file, [&](const std::string& word) { return wanted.contains(word); }, control));
    if (vectors->size() == 0) throw Error(ErrorCode::InvalidArgument, file.string(), "knows none of the tags");
    return [vectors](const std::string& form) -> std::optional<std::vector<double>> {
        auto found = dataset::lookUpTag(*vectors, form);
        if (found.how == dataset::TagVector::How::Missing) return {};
        return std::move(found.values);
    };
}

/// Forms of the library's most frequent tags, by which tracks share them.
dataset::FormVector vectorsOfLibrary(store::Workspace& workspace, RunControl& control)
{
    auto forms = std::make_shared<std::unordered_map<std::string, std::size_t>>();
    std::unordered_map<TrackId, std::vector<std::size_t>> tagsOfTrack;
    for (const auto& tag : workspace.tags().list()) {
        if (tag.tracks < kMinCoOccurring) break;   // ordered by frequency
        const auto form = dataset::tokenForm(dataset::lowerCase(tag.name));
        if (form.empty() || (forms->size() == kMaxCoOccurring && !forms->contains(form))) continue;
        const auto index = forms->try_emplace(form, forms->size()).first->second;
        for (const auto track : workspace.tags().tracksOf(tag.id)) {
            auto& own = tagsOfTrack[track];
            if (std::find(own.begin(), own.end(), index) == own.end()) own.push_back(index);
        }
    }
    if (forms->size() < 3)
        throw Error(ErrorCode::TooShort, "library", "stage 3 without --embeddings needs at least three tags of " + std::to_string(kMinCoOccurring) + " tracks or more");
    std::vector<std::vector<std::size_t>> tracks;
    for (auto& [track, own] : tagsOfTrack)
        tracks.push_back(std::move(own));
    auto made = std::make_shared<dataset::CoOccurrenceVectors>(dataset::coOccurrenceVectors(tracks, forms->size(), {}, control));
    return [forms, made](const std::string& form) -> std::optional<std::vector<double>> {
        const auto at = forms->find(form);
        if (at == forms->end()) return {};
        const auto* first = made->vectors.data() + at->second * made->dimension;
        return std::vector<double>(first, first + made->dimension);
    };
}

Json cleanRun(const Json& parameters, TaskContext& context)
{
    const auto cleaning = cleaningFrom(parameters);
    const bool allTypes = parameters.value("all_types", false);
    const auto vocabulary = vocabularyToClean(context.workspace, allTypes);
    const auto tags = countedTags(vocabulary);
    dataset::FormVector vectors;
    if (cleaning.stage == 3) vectors = formVectors(parameters, tags, cleaning, &context.workspace, context.control);
    const auto cleaned = cleanVocabulary(tags, cleaning, vectors, context.control);
    std::vector<store::CleaningRow> rows;
    for (std::size_t i = 0; i < vocabulary.size(); ++i) {
        const auto& row = cleaned.rows[i];
        rows.push_back({vocabulary[i].id, row.tag, row.tracks, cleaning.stage, row.category, row.collapsed, row.rule, row.reason, false});
    }
    auto summary = cleaningSummary(cleaned, cleaning.stage);
    summary["dry_run"] = parameters.value("dry_run", false);
    context.control.step("keep", 0, 1);
    if (parameters.value("dry_run", false)) return summary;
    store::CleaningStore(context.workspace.database()).replace(rows);
    noteStage(context.workspace, "merged", parameters);
    return summary;
}

}  // namespace

std::vector<store::Tag> vocabularyToClean(store::Workspace& workspace, bool allTypes)
{
    auto vocabulary = workspace.tags().list(store::CleaningStore::kSource);
    std::erase_if(vocabulary, [&](const auto& tag) { return tag.tracks == 0 || !isCleaned(tag, allTypes); });
    if (vocabulary.empty()) throw Error(ErrorCode::NotFound, "vocabulary", "there is no tag to clean; import tags first (or clean all types)");
    return vocabulary;
}

std::vector<dataset::CountedTag> countedTags(const std::vector<store::Tag>& vocabulary)
{
    std::vector<dataset::CountedTag> tags;
    for (const auto& tag : vocabulary)
        tags.push_back({tag.name, tag.tracks});
    return tags;
}

dataset::VocabularyCleaning cleaningFrom(const Json& parameters)
{
    dataset::VocabularyCleaning cleaning;
    cleaning.stage = parameters.value("stage", 1);
    const auto lists = parameters.value("lists", std::string()), targets = parameters.value("targets", std::string());
    const auto own = resourceFolder() / "tags";
    if (!targets.empty())
        cleaning.lists = dataset::CleaningLists::loadTargets(targets);
    else if (!lists.empty())
        cleaning.lists = dataset::CleaningLists::load(lists);
    else
        cleaning.lists = cleaning.stage == 1 ? dataset::CleaningLists::load(own) : dataset::CleaningLists::loadTargets(own / "targets-50.csv");
    cleaning.config.threshold = parameters.value("threshold", 0.9);
    if (!(cleaning.config.threshold > 0 && cleaning.config.threshold <= 1)) throw Error(ErrorCode::InvalidArgument, "threshold", "a number above 0, at most 1 wanted");
    const auto match = parameters.value("match", std::string("longest"));
    if (match != "longest" && match != "first") throw Error(ErrorCode::InvalidArgument, match, "longest or first wanted");
    cleaning.config.match = match == "first" ? dataset::ListMatch::FirstAlphabetical : dataset::ListMatch::Longest;
    cleaning.config.wholeWords = !parameters.value("inside_words", false);
    cleaning.config.winkler = parameters.value("library_winkler", false) ? dataset::WinklerForm::ThesisLibrary : dataset::WinklerForm::Standard;
    cleaning.group = parameters.value("group", false);
    cleaning.minTracks = parameters.value("min_tracks", std::int64_t{0});
    cleaning.percentile = parameters.value("percentile", 0.001);
    cleaning.numericTargets = parameters.value("numeric", false);
    return cleaning;
}

dataset::FormVector formVectors(const Json& parameters, const std::vector<dataset::CountedTag>& tags, const dataset::VocabularyCleaning& cleaning,
                                store::Workspace* workspace, RunControl& control)
{
    const auto file = parameters.value("embeddings", std::string());
    if (!file.empty()) return vectorsOfFile(file, tags, cleaning, control);
    if (workspace == nullptr) throw Error(ErrorCode::InvalidArgument, "stage 3", "needs --embeddings FILE: a list of tags alone says nothing of their meaning");
    return vectorsOfLibrary(*workspace, control);
}

Json cleaningSummary(const dataset::CleanedVocabulary& cleaned, int stage)
{
    std::map<std::string, std::int64_t> categories{{"genre", 0}, {"emotion", 0}, {"descriptive", 0}, {"numeric", 0}, {"junk", 0}};
    for (const auto& row : cleaned.rows)
        ++categories[row.category];
    Json document{{"stage", stage}, {"tags", cleaned.rows.size()}, {"categories", categories}, {"steps", Json::array()}, {"targets", Json::array()},
                  {"without_vector", cleaned.withoutVector}};
    for (const auto& step : cleaned.steps)
        document["steps"].push_back({{"step", step.name}, {"before", step.tagsBefore}, {"after", step.tagsAfter}});
    for (const auto& target : cleaned.targets)
        document["targets"].push_back({{"target", target.target}, {"mean", target.mean}, {"deviation", target.deviation}, {"threshold", target.threshold}, {"collapsed", target.collapsed}});
    return document;
}

extern const TaskEntry clean_task;
const TaskEntry clean_task{"clean", LaneKind::Library, cleanRun};

}  // namespace engine::tasks
