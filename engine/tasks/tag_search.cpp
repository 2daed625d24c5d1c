#include "engine/tasks/tag_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "engine/core/error.h"
#include "engine/store/text_fold.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kLongestTagWords = 6;
constexpr std::size_t kTagsNamed = 12;
constexpr std::size_t kShortestPart = 3;   // "a" is part of too many tags to mean one

/// Folded, with separators of any kind as blanks: "hip-hop" and "hip hop" are one.
std::string asWords(const std::string& text)
{
    auto folded = store::foldForSearch(text);
    std::ranges::replace_if(folded, [](char c) { return c == '-' || c == '_' || c == '/'; }, ' ');
    return folded;
}

std::vector<std::string> wordsOf(const std::string& text)
{
    std::istringstream in(asWords(text));
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(word);
    return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t first = 0, std::size_t count = std::string::npos)
{
    std::string text;
    for (std::size_t i = first; i < words.size() && i - first < count; ++i)
        text += (text.empty() ? "" : " ") + words[i];
    return text;
}

/// Places in `names` that the words mean; the longest run of words that is a tag wins, a single word may be part of one tag.
std::vector<std::size_t> meantTags(const std::vector<std::string>& words, const std::vector<std::string>& names, std::vector<std::string>& unknown)
{
    std::map<std::string, std::size_t> exact;
    for (std::size_t i = 0; i < names.size(); ++i)
        exact.try_emplace(joined(wordsOf(names[i])), i);
    std::vector<std::size_t> meant;
    const auto add = [&](std::size_t tag) { if (std::ranges::find(meant, tag) == meant.end()) meant.push_back(tag); };
    for (std::size_t at = 0; at < words.size();) {
        std::size_t taken = 0;
        for (std::size_t length = std::min(kLongestTagWords, words.size() - at); length > 0 && taken == 0; --length)
            if (const auto found = exact.find(joined(words, at, length)); found != exact.end()) {
                add(found->second);
                taken = length;
            }
        if (taken == 0) {
            const auto part = std::ranges::find_if(names, [&](const auto& name) { return words[at].size() >= kShortestPart && asWords(name).find(words[at]) != std::string::npos; });
            if (part != names.end()) add(static_cast<std::size_t>(part - names.begin()));
            else unknown.push_back(words[at]);
            taken = 1;
        }
        at += taken;
    }
    return meant;
}

[[noreturn]] void throwUnknown(const std::string& words, const std::vector<std::string>& names)
{
    std::string some;
    for (std::size_t i = 0; i < std::min(kTagsNamed, names.size()); ++i)
        some += (i == 0 ? "" : ", ") + names[i];
    throw Error(ErrorCode::NotFound, words, names.empty() ? "there are no tags yet; import some or train a model"
                                                          : "none of these words is a tag here; there are: " + some + (names.size() > kTagsNamed ? ", ..." : ""));
}

/// The best `count` of (score, place), best first, ties by place.
std::vector<std::pair<double, std::size_t>> best(std::vector<std::pair<double, std::size_t>> scored, std::size_t count)
{
    const auto kept = std::min(count, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(kept), scored.end(),
                      [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    scored.resize(kept);
    return scored;
}

double geometricMean(const store::TrackMatrix& scores, std::size_t row, const std::vector<std::size_t>& tags)
{
    double logarithms = 0;
    for (const auto tag : tags)   // a score of 0 counts as nearly nothing, not as minus infinity
        logarithms += std::log(std::max(static_cast<double>(scores.values[row * scores.width + tag]), 1e-12));
    return std::exp(logarithms / static_cast<double>(tags.size()));
}

TagSearch byPredictions(const store::Run& run, const store::TrackMatrix& scores, const std::string& words, std::size_t count)
{
    TagSearch search{"predicted tags of run " + std::to_string(value(run.id)) + " (" + run.name + ")", {}, {}, {}};
    std::vector<std::string> names;
    for (const auto& tag : run.tags)
        names.push_back(tag.name);
    const auto meant = meantTags(wordsOf(words), names, search.unknown);
    if (meant.empty()) throwUnknown(words, names);
    for (const auto tag : meant)
        search.tags.push_back(names[tag]);
    std::vector<std::pair<double, std::size_t>> scored;
    for (std::size_t row = 0; row < scores.tracks.size(); ++row)
        scored.emplace_back(geometricMean(scores, row, meant), row);
    for (const auto& [score, row] : best(std::move(scored), count)) {
        auto& hit = search.hits.emplace_back(TagHit{scores.tracks[row], score, {}});
        for (const auto tag : meant)
            hit.reasons.push_back({names[tag], static_cast<double>(scores.values[row * scores.width + tag])});
    }
    return search;
}

TagSearch byCarriedTags(store::Workspace& workspace, const std::string& words, std::size_t count)
{
    TagSearch search{"tags of the library", {}, {}, {}};
    const auto tags = workspace.tags().list();
    std::vector<std::string> names;
    for (const auto& tag : tags)
        if (std::ranges::find(names, tag.name) == names.end()) names.push_back(tag.name);
    const auto meant = meantTags(wordsOf(words), names, search.unknown);
    if (meant.empty()) throwUnknown(words, names);
    std::map<TrackId, std::vector<TagReason>> found;
    for (const auto place : meant) {
        search.tags.push_back(names[place]);
        std::set<TrackId> carriers;   // the same name may be of several types
        for (const auto& tag : tags)
            if (tag.name == names[place])
                for (const auto track : workspace.tags().tracksOf(tag.id))
                    carriers.insert(track);
        for (const auto track : carriers)
            found[track].push_back({names[place], 1});
    }
    // A carried tag is there or not: the share of the words' tags orders the tracks.
    std::vector<TagHit> hits;
    std::vector<std::pair<double, std::size_t>> scored;
    for (auto& [track, reasons] : found) {
        const auto share = static_cast<double>(reasons.size()) / static_cast<double>(meant.size());
        scored.emplace_back(share, hits.size());
        hits.push_back({track, share, std::move(reasons)});
    }
    for (const auto& [score, place] : best(std::move(scored), count))
        search.hits.push_back(std::move(hits[place]));
    return search;
}

}  // namespace

TagSearch searchByTags(store::Workspace& workspace, const std::string& words, const std::string& run, std::size_t count)
{
    if (wordsOf(words).empty()) throw Error(ErrorCode::InvalidArgument, "words", "a word to search for is wanted");
    if (!run.empty()) {
        const auto wanted = workspace.runs().resolve(run);
        const auto scores = workspace.predictions().allScores(wanted.id);
        if (scores.tracks.empty()) throw Error(ErrorCode::TooShort, wanted.name, "nothing was predicted with this run yet; run predict first");
        return byPredictions(wanted, scores, words, count);
    }
    auto runs = workspace.runs().list();
    std::ranges::sort(runs, std::greater(), [](const auto& known) { return value(known.id); });
    for (const auto& known : runs)
        if (const auto scores = workspace.predictions().allScores(known.id); !scores.tracks.empty())
            return byPredictions(known, scores, words, count);
    return byCarriedTags(workspace, words, count);
}

}  // namespace engine::tasks
