// Which method answers a search, and why.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/track_search.h"
#include "engine/tasks/track_search_joint.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kTagsNamed = 12;

using Tracks = std::optional<std::vector<TrackId>>;

/// Tracks of the filter, ascending.
Tracks tracksOfFilter(store::Workspace& workspace, const std::string& filter)
{
    if (filter.find_first_not_of(" \t") == std::string::npos) return {};
    store::TrackQuery query;
    query.text = filter;
    auto tracks = workspace.tracks().ids(query);
    std::ranges::sort(tracks);
    return tracks;
}

/// Throws where the method cannot answer such a question.
void wantMethod(const SearchRequest& request)
{
    const auto& method = request.method;
    const bool isLike = !request.like.empty(), isNearness = method == "embedding" || method == "map";
    if (method != "auto" && method != "joint" && method != "tags" && method != "library" && !isNearness)
        throw Error(ErrorCode::InvalidArgument, method, "a search is answered by auto, joint, tags, library, embedding or map");
    if (isNearness && !isLike) throw Error(ErrorCode::InvalidArgument, method, "finds tracks like tracks; words are found by joint, tags or library");
    if (method == "library" && isLike) throw Error(ErrorCode::InvalidArgument, method, "finds words; tracks like tracks are found by joint, tags, embedding or map");
}

/// What the library itself says of a reason.
void markCarried(store::Workspace& workspace, SearchAnswer& answer)
{
    for (auto& hit : answer.hits) {
        std::set<std::string> carried;
        for (auto& tag : workspace.tags().ofTrack(hit.track))
            carried.insert(std::move(tag.name));
        for (auto& reason : hit.reasons)
            reason.isCarried = carried.contains(reason.tag);
    }
}

}  // namespace

void TrackSearch::throwMeaningless(const std::string& words, const std::vector<std::string>& names)
{
    std::string some;
    for (std::size_t i = 0; i < std::min(kTagsNamed, names.size()); ++i)
        some += (i == 0 ? "" : ", ") + names[i];
    throw Error(ErrorCode::NotFound, words, names.empty() ? "there are no tags yet; import some or train a model"
                                                          : "none of these words is a tag here, nor near one; there are: " + some + (names.size() > kTagsNamed ? ", ..." : ""));
}

std::string choiceSentence(const SearchAnswer& answer)
{
    switch (answer.choice) {
    case SearchChoice::Asked: return "as asked for";
    case SearchChoice::RunAsked: return "a run was asked for";
    case SearchChoice::Joint: return "it knows what was asked for";
    case SearchChoice::NoJoint: return "no metric model was trained yet";
    case SearchChoice::JointUnreadable: return "the metric model cannot be read: " + answer.detail;
    case SearchChoice::JointKnowsFewer: return "the metric model knows fewer of the words";
    case SearchChoice::JointLacksTrack: return "the metric model has not placed a track that was asked for";
    }
    return {};
}

SearchAnswer TrackSearch::find(store::Workspace& workspace, const SearchRequest& request)
{
    const bool asksWords = request.words.find_first_not_of(" \t\n\r\"-,/_") != std::string::npos;
    if (!asksWords && request.like.empty()) throw Error(ErrorCode::InvalidArgument, "search", "a word or a track to search for is wanted");
    wantMethod(request);
    auto answer = answerTo(workspace, request, tracksOfFilter(workspace, request.filter));
    markCarried(workspace, answer);
    return answer;
}

SearchAnswer TrackSearch::answerTo(store::Workspace& workspace, const SearchRequest& request, const Tracks& only)
{
    if (request.method == "joint") {
        const auto& joint = jointOf(workspace, request.model);
        auto reading = joint.read(workspace, request.words);
        if (reading.meaning.wishes.empty() && request.like.empty()) throwMeaningless(request.words, joint.tags());
        return joint.find(workspace, request, std::move(reading), only);
    }
    auto choice = SearchChoice::Asked;
    std::string detail;
    if (request.method == "auto")
        if (auto answer = byNewestJoint(workspace, request, only, choice, detail)) return std::move(*answer);
    auto answer = byTags(workspace, request, only);
    answer.choice = choice;
    answer.detail = std::move(detail);
    return answer;
}

/// Nothing where it should not answer; then `choice` says why.
std::optional<SearchAnswer> TrackSearch::byNewestJoint(store::Workspace& workspace, const SearchRequest& request, const Tracks& only, SearchChoice& choice, std::string& detail)
{
    choice = SearchChoice::RunAsked;
    if (m_isRunAsked) return {};
    const auto& newest = newestJoint(workspace);
    choice = newest.choice;
    detail = newest.detail;
    if (!newest.search) return {};
    choice = SearchChoice::JointLacksTrack;
    if (!std::ranges::all_of(request.like, [&](TrackId track) { return newest.search->contains(track); })) return {};
    auto reading = newest.search->read(workspace, request.words);
    choice = SearchChoice::JointKnowsFewer;
    const auto missed = reading.meaning.unknown.size();
    if (missed > 0 && missed > meaningOf(*m_lexicon, request.words).unknown.size()) return {};
    if (reading.meaning.wishes.empty() && request.like.empty()) return {};
    auto answer = newest.search->find(workspace, request, std::move(reading), only);
    answer.choice = SearchChoice::Joint;
    return answer;
}

const JointSearch& TrackSearch::jointOf(store::Workspace& workspace, const std::string& model)
{
    auto wanted = model;
    if (wanted.empty()) {
        const auto& newest = newestJoint(workspace);
        if (newest.search) return *newest.search;
        if (newest.model.empty()) throw Error(ErrorCode::NotFound, "metric model", "none was trained yet; 'retrieval train' makes one");
        wanted = newest.model;   // reading it once more says what is wrong with it
    }
    if (!m_asked.search || m_asked.model != wanted) m_asked = {wanted, std::make_unique<JointSearch>(workspace, wanted), SearchChoice::Asked, {}};
    return *m_asked.search;
}

const TrackSearch::Joint& TrackSearch::newestJoint(store::Workspace& workspace)
{
    if (m_newest) return *m_newest;
    auto& newest = m_newest.emplace();
    newest.choice = SearchChoice::NoJoint;
    if (const auto run = JointSpace::newest(workspace)) {
        newest.model = std::to_string(*run);
        try {
            newest.search = std::make_unique<JointSearch>(workspace, newest.model);
            newest.choice = SearchChoice::Joint;
        } catch (const Error& error) {   // the other methods still answer, and the answer says why they had to
            newest.choice = SearchChoice::JointUnreadable;
            newest.detail = error.what();
        }
    }
    return newest;
}

}  // namespace engine::tasks
