#include "engine/tasks/track_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/core/error.h"
#include "engine/retrieval/kept_index.h"
#include "engine/store/workspace.h"
#include "engine/tasks/track_search_joint.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kSharedTagsTold = 3;
constexpr double kLeastShared = 0.05;   // a tag that both tracks hardly have is no reason
constexpr double kNearlyNothing = 1e-12;

using Tracks = std::optional<std::vector<TrackId>>;

/// The best `count` of (score, place), best first, ties by place.
std::vector<std::pair<double, std::size_t>> bestOf(std::vector<std::pair<double, std::size_t>> scored, std::size_t count)
{
    const auto kept = std::min(count, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(kept), scored.end(),
                      [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    scored.resize(kept);
    return scored;
}

bool isAmong(const Tracks& only, TrackId track)
{
    return !only || std::ranges::binary_search(*only, track);
}

std::string runName(const store::Run& run)
{
    return "run " + std::to_string(value(run.id)) + " (" + run.name + ")";
}

/// The sets that placed words, for the method: ", words by glove.6B.50d".
std::string setsOf(const std::vector<Wish>& wishes)
{
    std::set<std::string> sets;
    for (const auto& wish : wishes)
        if (wish.how == Wish::How::Vectors) sets.insert(wish.set);
    std::string text;
    for (const auto& set : sets)
        text += (text.empty() ? ", words by " : ", ") + set;
    return text;
}

std::vector<std::string> carriedTags(store::Workspace& workspace)
{
    std::vector<std::string> names;
    std::set<std::string> known;
    for (const auto& tag : workspace.tags().list())
        if (tag.tracks > 0 && known.insert(tag.name).second) names.push_back(tag.name);
    return names;
}

}  // namespace

TrackSearch::~TrackSearch() = default;
TrackSearch::TrackSearch(TrackSearch&&) noexcept = default;

TrackSearch::TrackSearch(store::Workspace& workspace, const std::string& run, SetLoader sets) : m_loadSets(std::move(sets)), m_isRunAsked(!run.empty())
{
    const auto take = [&](store::Run wanted) {
        m_scores = workspace.predictions().allScores(wanted.id);
        if (!m_scores.tracks.empty()) m_run = std::move(wanted);
        return m_run.has_value();
    };
    if (!run.empty()) {
        const auto wanted = workspace.runs().resolve(run);
        if (!take(wanted)) throw Error(ErrorCode::TooShort, wanted.name, "nothing was predicted with this run yet; run predict first");
    } else {
        auto runs = workspace.runs().list();
        std::ranges::sort(runs, std::greater(), [](const auto& known) { return value(known.id); });
        for (auto& known : runs)
            if (take(std::move(known))) break;
    }
    readTags(workspace);
}

void TrackSearch::readTags(store::Workspace& workspace)
{
    if (!m_run) {
        m_lexicon.emplace(carriedTags(workspace));
        return;
    }
    std::vector<std::string> names;
    for (const auto& tag : m_run->tags)
        names.push_back(tag.name);
    if (names.size() != m_scores.width) throw Error(ErrorCode::Mismatch, m_run->name, "its predictions do not have one value a tag; run predict again");
    m_lexicon.emplace(std::move(names));
}

SearchAnswer TrackSearch::byTags(store::Workspace& workspace, const SearchRequest& request, const Tracks& only)
{
    auto& lexicon = lexiconOf(workspace, request.method == "library");
    auto meaning = meaningOf(lexicon, request.words);
    if (meaning.wishes.empty() && request.like.empty()) throwMeaningless(request.words, lexicon.tags());
    if (!request.like.empty()) return byTracks(workspace, request, std::move(meaning), only);
    if (request.method == "tags" && !m_run) throw Error(ErrorCode::TooShort, "predicted tags", "no model has heard the library yet; train one and predict the library first");
    return m_run && request.method != "library" ? byPredictions(request, std::move(meaning), only) : byCarriedTags(workspace, request, std::move(meaning), only);
}

TagLexicon& TrackSearch::lexiconOf(store::Workspace& workspace, bool isLibrary)
{
    if (!isLibrary || !m_run) return *m_lexicon;
    if (!m_libraryLexicon) {
        m_libraryLexicon.emplace(carriedTags(workspace));
        for (const auto& set : m_sets)
            m_libraryLexicon->addSet(set);
    }
    return *m_libraryLexicon;
}

Meaning TrackSearch::meaningOf(TagLexicon& lexicon, const std::string& words)
{
    auto meaning = lexicon.read(words);
    if (!meaning.asksVectors || !m_loadSets) return meaning;
    m_sets = std::exchange(m_loadSets, {})();
    for (const auto& set : m_sets) {
        m_lexicon->addSet(set);
        if (m_libraryLexicon) m_libraryLexicon->addSet(set);
    }
    return lexicon.read(words);
}

SearchAnswer TrackSearch::started(Meaning meaning, std::string by, std::string method, const TagLexicon& lexicon) const
{
    SearchAnswer answer;
    answer.method = std::move(method) + setsOf(meaning.wishes);
    answer.by = std::move(by);
    answer.wishes = std::move(meaning.wishes);
    answer.tagNames = lexicon.tags();
    answer.unknown = std::move(meaning.unknown);
    return answer;
}

// --- words ---

double TrackSearch::scoreOf(const Wish& wish, std::size_t row) const
{
    const auto scores = scoresOf(row);
    double score = 0, weights = 0;
    for (const auto& near : wish.tags) {
        const auto probability = static_cast<double>(scores[near.tag]);
        if (wish.how != Wish::How::Vectors) {
            score = std::max(score, probability);
        } else {
            score += near.closeness * probability;
            weights += near.closeness;
        }
    }
    return wish.how == Wish::How::Vectors ? score / weights : score;
}

SearchAnswer TrackSearch::byPredictions(const SearchRequest& request, Meaning meaning, const Tracks& only) const
{
    auto answer = started(std::move(meaning), "tags", "predicted tags of " + runName(*m_run), *m_lexicon);
    std::vector<std::pair<double, std::size_t>> scored;
    for (std::size_t row = 0; row < m_scores.tracks.size(); ++row) {
        if (!isAmong(only, m_scores.tracks[row])) continue;
        double logarithms = 0;
        for (const auto& wish : answer.wishes) {   // a score of 0 counts as nearly nothing, not as minus infinity
            const double score = scoreOf(wish, row);
            logarithms += std::log(std::max(wish.isLess ? 1 - score : score, kNearlyNothing));
        }
        scored.emplace_back(std::exp(logarithms / static_cast<double>(answer.wishes.size())), row);
    }
    for (const auto& [score, row] : bestOf(std::move(scored), request.count)) {
        auto& hit = answer.hits.emplace_back(SearchHit{m_scores.tracks[row], score, {}, {}});
        for (const auto& wish : answer.wishes)
            hit.reasons.push_back(reasonOf(wish, row));
    }
    return answer;
}

SearchAnswer TrackSearch::byCarriedTags(store::Workspace& workspace, const SearchRequest& request, Meaning meaning, const Tracks& only)
{
    auto answer = started(std::move(meaning), "library", "tags of the library", lexiconOf(workspace, true));
    const auto tags = workspace.tags().list();
    const auto carriersOf = [&](const std::string& name) {
        std::set<TrackId> carriers;   // the same name may be of several types
        for (const auto& tag : tags)
            if (tag.name == name)
                for (const auto track : workspace.tags().tracksOf(tag.id))
                    if (isAmong(only, track)) carriers.insert(track);
        return carriers;
    };
    std::map<TrackId, std::vector<SearchReason>> found;
    double wanted = 0;
    for (const auto& wish : answer.wishes) {
        if (wish.isLess) continue;
        ++wanted;
        std::set<TrackId> told;   // the nearest tag that a track carries is the reason
        for (const auto& near : wish.tags)
            for (const auto track : carriersOf(answer.tagNames[near.tag]))
                if (told.insert(track).second) found[track].push_back({answer.tagNames[near.tag], 1, wish.words, near.closeness, false});
    }
    for (const auto& wish : answer.wishes)
        if (wish.isLess)
            for (const auto& near : wish.tags)
                for (const auto track : carriersOf(answer.tagNames[near.tag]))
                    found.erase(track);
    // A carried tag is there or not: the share of the wishes that are met, by closeness, orders the tracks.
    std::vector<SearchHit> hits;
    std::vector<std::pair<double, std::size_t>> scored;
    for (auto& [track, reasons] : found) {
        double share = 0;
        for (const auto& reason : reasons)
            share += reason.closeness / wanted;
        scored.emplace_back(share, hits.size());
        hits.push_back({track, share, {}, std::move(reasons)});
    }
    for (const auto& [score, place] : bestOf(std::move(scored), request.count))
        answer.hits.push_back(std::move(hits[place]));
    return answer;
}

// --- like tracks ---

TrackSpace& TrackSearch::space(store::Workspace& workspace, const std::string& of)
{
    auto& known = m_spaces[of];
    if (!known) {
        SpaceChoice choice;
        choice.of = of;
        if (m_run) choice.run = std::to_string(value(m_run->id));
        known = std::make_unique<TrackSpace>(workspace, choice);
    }
    return *known;
}

std::optional<std::size_t> TrackSearch::rowOf(TrackId track) const
{
    const auto found = std::ranges::lower_bound(m_scores.tracks, track);
    if (found == m_scores.tracks.end() || *found != track) return {};
    return static_cast<std::size_t>(found - m_scores.tracks.begin());
}

/// Where a tag lies: `isTagSpace` each tag is an axis.
std::vector<float> TrackSearch::directionOf(const Wish& wish, const TrackSpace& space, bool isTagSpace) const
{
    std::vector<float> direction(space.dims(), 0);
    if (isTagSpace) {
        for (const auto& near : wish.tags)
            direction[near.tag] = static_cast<float>(near.closeness);
        return direction;
    }
    std::vector<double> sum(space.dims(), 0), mean(space.dims(), 0);
    double weights = 0;
    for (std::size_t place = 0; place < space.tracks().size(); ++place) {
        const auto row = rowOf(space.tracks()[place]);
        const auto vector = space.vector(place);
        const double weight = row ? scoreOf(wish, *row) : 0;
        weights += weight;
        for (std::size_t d = 0; d < sum.size(); ++d) {
            sum[d] += weight * static_cast<double>(vector[d]);
            mean[d] += static_cast<double>(vector[d]);
        }
    }
    for (std::size_t d = 0; d < sum.size(); ++d)
        direction[d] = static_cast<float>(sum[d] / std::max(weights, kNearlyNothing) - mean[d] / static_cast<double>(space.tracks().size()));
    return direction;
}

SearchAnswer TrackSearch::byTracks(store::Workspace& workspace, const SearchRequest& request, Meaning meaning, const Tracks& only)
{
    const auto of = request.method == "auto" ? std::string("tags") : request.method;
    if (!m_run && of != "map")
        throw Error(ErrorCode::TooShort, "similar tracks", "no model has heard the library yet; train one and predict the library first");
    const auto& where = space(workspace, of);
    if (of == "map" && !meaning.wishes.empty())
        throw Error(ErrorCode::InvalidArgument, request.words, "a place on a map is neither more nor less of a tag; search in tags or embedding");
    auto answer = started(std::move(meaning), of, where.name(), *m_lexicon);
    auto wanted = where.centre(request.like);
    for (const auto& wish : answer.wishes) {
        auto direction = directionOf(wish, where, of == "tags");
        retrieval::normalise(direction);
        for (std::size_t d = 0; d < wanted.size(); ++d)
            wanted[d] += static_cast<float>(wish.isLess ? -request.strength : request.strength) * direction[d];
        answer.method += (wish.isLess ? ", less " : ", more ") + wish.words;
    }
    const auto profile = profileOf(request.like);
    for (const auto& near : where.near(wanted, request.like, {request.count, request.otherArtists, request.diversity, only}))
        answer.hits.push_back({near.track, 1 - near.distance, near.distance, sharedReasons(answer, profile, near.track)});
    return answer;
}

std::vector<double> TrackSearch::profileOf(const std::vector<TrackId>& tracks) const
{
    std::vector<double> profile(m_scores.width, 0);
    for (const auto track : tracks)
        if (const auto row = rowOf(track))
            for (std::size_t tag = 0; tag < profile.size(); ++tag)
                profile[tag] += static_cast<double>(scoresOf(*row)[tag]) / static_cast<double>(tracks.size());
    return profile;
}

/// Of several tags that a wish means, the one that says most of the track.
SearchReason TrackSearch::reasonOf(const Wish& wish, std::size_t row) const
{
    const auto scores = scoresOf(row);
    const auto& most = *std::ranges::max_element(wish.tags, {}, [&](const NearTag& near) { return near.closeness * static_cast<double>(scores[near.tag]); });
    return {m_lexicon->tags()[most.tag], static_cast<double>(scores[most.tag]), wish.words, most.closeness, wish.isLess};
}

std::vector<SearchReason> TrackSearch::sharedReasons(const SearchAnswer& answer, const std::vector<double>& profile, TrackId track) const
{
    const auto row = rowOf(track);
    if (!row) return {};
    std::vector<SearchReason> reasons;
    std::set<std::string> told;
    for (const auto& wish : answer.wishes)
        if (auto reason = reasonOf(wish, *row); told.insert(reason.tag).second) reasons.push_back(std::move(reason));
    std::vector<std::pair<double, std::size_t>> shared;
    for (std::size_t tag = 0; tag < profile.size(); ++tag)
        if (const double both = profile[tag] * static_cast<double>(scoresOf(*row)[tag]); both > kLeastShared && !told.contains(answer.tagNames[tag]))
            shared.emplace_back(both, tag);
    for (const auto& [both, tag] : bestOf(std::move(shared), kSharedTagsTold))
        reasons.push_back({answer.tagNames[tag], static_cast<double>(scoresOf(*row)[tag]), {}, 1, false});
    return reasons;
}

}  // namespace engine::tasks
