#include "engine/tasks/track_search_joint.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "engine/retrieval/kept_index.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kNearTagsOfWord = 5;
constexpr std::size_t kSharedTags = 2;

std::vector<float> unitOf(std::span<const float> place)
{
    std::vector<float> unit(place.begin(), place.end());
    retrieval::normalise(unit);
    return unit;
}

void addTo(std::vector<float>& sum, std::span<const float> direction, double weight)
{
    for (std::size_t d = 0; d < sum.size(); ++d)
        sum[d] += static_cast<float>(weight * static_cast<double>(direction[d]));
}

SpaceChoice jointChoice(const std::string& model)
{
    SpaceChoice choice;
    choice.of = "joint";
    choice.joint = model;
    return choice;
}

}  // namespace

JointSearch::JointSearch(store::Workspace& workspace, const std::string& model)
    : m_words(std::make_shared<JointSpace>(workspace, workspace.metrics().resolve(model).id, JointSpace::Tracks::Leave)), m_tracks(workspace, jointChoice(model))
{
    std::vector<std::string> names;
    for (const auto& tag : m_words->tags())
        names.push_back(tag.name);
    m_lexicon.emplace(std::move(names));
    // Closeness is measured where the tracks lie: what the model made of the words, not the words' own vectors.
    WordSet set{m_words->wordSet(), [words = m_words, &workspace](const std::string& text) -> std::optional<WordSet::Vector> {
                    const auto found = words->embed(workspace, text);
                    if (!found) return {};
                    const auto unit = unitOf(found->place);
                    return WordSet::Vector{{unit.begin(), unit.end()}, found->keys.size() == 1};
                }};
    set.leastCloseness = -1;   // a word has a place here, be it far from every tag
    m_lexicon->addSet(std::move(set));
}

JointSearch::Reading JointSearch::read(store::Workspace& workspace, const std::string& words) const
{
    Reading reading{m_lexicon->read(words), {}};
    for (auto& wish : reading.meaning.wishes) {
        const auto own = m_words->embed(workspace, wish.how == Wish::How::Tag ? tags()[wish.tags.front().tag] : wish.words);
        if (own) {
            reading.places.push_back(unitOf(own->place));
            if (wish.how != Wish::How::Part) continue;
            // "deep" is a word of "deep house", but it has a place of its own.
            wish.how = Wish::How::Vectors;
            wish.set = m_words->wordSet();
            wish.tags.clear();
            for (const auto& near : m_words->nearestTags(own->place, kNearTagsOfWord))
                wish.tags.push_back({static_cast<std::size_t>(std::ranges::find(tags(), near.tag) - tags().begin()), near.cosine});
            continue;
        }
        std::vector<float> middle(m_words->dims(), 0);
        for (const auto& near : wish.tags)
            addTo(middle, unitOf(m_words->tagPlace(near.tag)), 1);
        reading.places.push_back(unitOf(middle));
    }
    return reading;
}

SearchAnswer JointSearch::find(store::Workspace& workspace, const SearchRequest& request, Reading reading, const std::optional<std::vector<TrackId>>& only) const
{
    const bool isLike = !request.like.empty();
    SearchAnswer answer;
    answer.method = m_tracks.name();
    answer.by = "joint";
    answer.tagNames = tags();
    answer.wishes = std::move(reading.meaning.wishes);
    answer.unknown = std::move(reading.meaning.unknown);
    const auto known = workspace.tracks().count();
    answer.notPlaced = std::max<std::int64_t>(0, known - static_cast<std::int64_t>(m_tracks.size()));
    auto wanted = isLike ? m_tracks.centre(request.like) : std::vector<float>(m_words->dims(), 0);
    for (std::size_t i = 0; i < answer.wishes.size(); ++i) {
        const auto& wish = answer.wishes[i];
        addTo(wanted, reading.places[i], (wish.isLess ? -1 : 1) * (isLike ? request.strength : 1));
        if (isLike) answer.method += (wish.isLess ? ", less " : ", more ") + wish.words;
    }
    std::set<std::string> sets;
    for (const auto& wish : answer.wishes)
        if (wish.how == Wish::How::Vectors && sets.insert(wish.set).second) answer.method += ", words by " + wish.set;
    for (const auto& near : m_tracks.near(wanted, request.like, {request.count, request.otherArtists, request.diversity, only})) {
        SearchHit hit{near.track, 1 - near.distance, near.distance, {}};
        const auto place = m_tracks.vectorOf(near.track);
        for (const auto& wish : answer.wishes)
            hit.reasons.push_back(reasonOf(wish, place));
        if (isLike) addShared(hit, wanted, place);
        answer.hits.push_back(std::move(hit));
    }
    return answer;
}

/// Of the tags near a word, the one that the track is nearest to.
SearchReason JointSearch::reasonOf(const Wish& wish, std::span<const float> track) const
{
    SearchReason reason{{}, 0, wish.words, 1, wish.isLess};
    double best = -std::numeric_limits<double>::infinity();
    for (const auto& near : wish.tags) {
        const double cosine = cosineBetween(m_words->tagPlace(near.tag), track);
        if (near.closeness * cosine <= best) continue;
        best = near.closeness * cosine;
        reason.tag = tags()[near.tag];
        reason.score = cosine;
        reason.closeness = near.closeness;
    }
    return reason;
}

/// Tags that both the query and the track lie near to.
void JointSearch::addShared(SearchHit& hit, std::span<const float> wanted, std::span<const float> track) const
{
    std::vector<std::pair<double, std::size_t>> shared;
    for (std::size_t tag = 0; tag < tags().size(); ++tag) {
        const double both = std::min(cosineBetween(m_words->tagPlace(tag), wanted), cosineBetween(m_words->tagPlace(tag), track));
        const bool isTold = std::ranges::any_of(hit.reasons, [&](const SearchReason& told) { return told.tag == tags()[tag]; });
        if (both > 0 && !isTold) shared.emplace_back(-both, tag);
    }
    std::ranges::sort(shared);
    for (std::size_t i = 0; i < std::min(kSharedTags, shared.size()); ++i)
        hit.reasons.push_back({tags()[shared[i].second], cosineBetween(m_words->tagPlace(shared[i].second), track), {}, 1, false});
}

}  // namespace engine::tasks
