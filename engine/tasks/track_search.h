#pragma once
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/ids.h"
#include "engine/store/prediction_store.h"
#include "engine/store/run_store.h"
#include "engine/tasks/track_space.h"
#include "engine/tasks/word_meaning.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

/// Why a track was found: a tag that it has, by the model or by hand, and the word that led there.
struct SearchReason {
    std::string tag;
    double score = 0;                ///< the model's probability, 1 for a tag the track carries, in the joint space the cosine of tag and track
    std::string word;                ///< of the query; empty for a tag that is shared with the tracks asked for
    double closeness = 1;            ///< of word and tag: 1 = the same, else the cosine of their vectors
    bool isLess = false;             ///< the query wants little of it
    bool isCarried = false;          ///< the library says that the track has this tag
};
struct SearchHit {
    TrackId track{};
    double score = 0;                ///< higher is better. Words among tags: geometric mean over the wishes. Else 1 - distance
    std::optional<double> distance;  ///< like tracks, and all in the joint space: in the space of the method
    std::vector<SearchReason> reasons;
};
/// Why this method answered and no other.
enum class SearchChoice {
    Asked,                           ///< it was asked for
    RunAsked,                        ///< a run was asked for, so its predictions answer
    Joint,                           ///< a trained metric model knows the words and the tracks
    NoJoint,                         ///< no metric model was trained yet
    JointUnreadable,                 ///< there is one, but it cannot be read (SearchAnswer::detail)
    JointKnowsFewer,                 ///< it knows fewer of the words
    JointLacksTrack,                 ///< it has not placed a track that was asked for
};
struct SearchAnswer {
    std::string method;              ///< what answered: "predicted tags of run 3 (musicnn-1)", "tags of the library", "tag space of run ..."
    std::string by;                  ///< the same as a word of SearchRequest::method, never auto
    SearchChoice choice = SearchChoice::Asked;
    std::string detail;              ///< of the choice
    std::int64_t notPlaced = 0;      ///< tracks of the workspace that the metric model does not know yet
    std::vector<Wish> wishes;        ///< what the words were taken for; tags by place in tagNames
    std::vector<std::string> tagNames;
    std::vector<std::string> unknown;   ///< words that mean nothing here, left out
    std::vector<SearchHit> hits;     ///< best first, ties by track id
};

struct SearchRequest {
    std::string words = {};          ///< wanted; -word = less of it (see TagLexicon)
    std::vector<TrackId> like = {};  ///< more like these; words then push the search towards and away from tags
    /// auto: joint where a metric model was trained, else the tags of a run, else those of the library. joint: the space of a metric
    /// model. tags: probabilities of a run. embedding, map: like tracks only. library: tags that tracks carry, words only.
    std::string method = "auto";
    std::string filter = {};         ///< only tracks of this filter (as of library list)
    std::size_t count = 10;
    bool otherArtists = false;       ///< like: nothing by their artists
    double diversity = 0;            ///< like: as of NearOptions
    double strength = 1;             ///< like: how far a word pushes, as a share of the vector's length
    std::string model = {};          ///< joint: metric model, number or name; empty = the newest that was trained
};

/// For people and `--json`: "no metric model was trained yet".
std::string choiceSentence(const SearchAnswer& answer);

class JointSearch;

/// The search of a workspace: reads a run's predictions once and is asked many times. One thread at a time.
///
/// Words alone: each wish gives a track a score - the probability of its tag, the highest of its parts, or the mean over near tags
/// weighted by closeness; less of something counts as 1 - score - and the track's score is their geometric mean, as all of them must
/// be there. Before any run predicted, the tags that tracks carry answer.
///
/// Like tracks: the mean of their directions, plus or minus `strength` times the direction of each wish. In tag space that is the tags
/// themselves; in another space the mean of all tracks weighted by the tag's probability, less the mean of all (a concept's direction:
/// Kim et al. 2018, "Interpretability beyond feature attribution").
///
/// With a metric model: see JointSearch.
class TrackSearch {
public:
    /// run: number, name, latest, or "" = the newest that predicted anything, else none.
    /// sets: asked when a word first needs vectors: they may take seconds to make or to read.
    /// Throws Error{NotFound; TooShort: a run is named that predicted nothing}.
    using SetLoader = std::function<std::vector<WordSet>()>;
    TrackSearch(store::Workspace& workspace, const std::string& run, SetLoader sets = {});
    ~TrackSearch();
    TrackSearch(TrackSearch&&) noexcept;

    /// Throws Error{InvalidArgument: neither words nor tracks, or a method that cannot answer them; NotFound: no word means anything (some
    /// tags are named), no such vectors, no metric model; TooShort: nothing predicted}.
    SearchAnswer find(store::Workspace& workspace, const SearchRequest& request);
    /// Of the run, or of the library where no run predicted.
    const TagLexicon& lexicon() const { return *m_lexicon; }
    bool hasPredictions() const { return m_run.has_value(); }

private:
    struct Joint {
        std::string model;
        std::unique_ptr<JointSearch> search;   ///< nothing: none, or it cannot be read
        SearchChoice choice = SearchChoice::Joint;
        std::string detail;
    };
    [[noreturn]] static void throwMeaningless(const std::string& words, const std::vector<std::string>& names);
    void readTags(store::Workspace& workspace);
    TagLexicon& lexiconOf(store::Workspace& workspace, bool isLibrary);
    Meaning meaningOf(TagLexicon& lexicon, const std::string& words);
    const JointSearch& jointOf(store::Workspace& workspace, const std::string& model);
    const Joint& newestJoint(store::Workspace& workspace);
    SearchAnswer answerTo(store::Workspace& workspace, const SearchRequest& request, const std::optional<std::vector<TrackId>>& only);
    std::optional<SearchAnswer> byNewestJoint(store::Workspace& workspace, const SearchRequest& request, const std::optional<std::vector<TrackId>>& only, SearchChoice& choice,
                                              std::string& detail);
    SearchAnswer byTags(store::Workspace& workspace, const SearchRequest& request, const std::optional<std::vector<TrackId>>& only);
    SearchAnswer byPredictions(const SearchRequest& request, Meaning meaning, const std::optional<std::vector<TrackId>>& only) const;
    SearchAnswer byCarriedTags(store::Workspace& workspace, const SearchRequest& request, Meaning meaning, const std::optional<std::vector<TrackId>>& only);
    SearchAnswer byTracks(store::Workspace& workspace, const SearchRequest& request, Meaning meaning, const std::optional<std::vector<TrackId>>& only);
    TrackSpace& space(store::Workspace& workspace, const std::string& of);
    std::vector<float> directionOf(const Wish& wish, const TrackSpace& space, bool isTagSpace) const;
    std::vector<double> profileOf(const std::vector<TrackId>& tracks) const;
    SearchReason reasonOf(const Wish& wish, std::size_t row) const;
    std::vector<SearchReason> sharedReasons(const SearchAnswer& answer, const std::vector<double>& profile, TrackId track) const;
    double scoreOf(const Wish& wish, std::size_t row) const;
    std::span<const float> scoresOf(std::size_t row) const { return std::span(m_scores.values).subspan(row * m_scores.width, m_scores.width); }
    std::optional<std::size_t> rowOf(TrackId track) const;
    SearchAnswer started(Meaning meaning, std::string by, std::string method, const TagLexicon& lexicon) const;

    std::optional<store::Run> m_run;
    store::TrackMatrix m_scores;
    std::optional<TagLexicon> m_lexicon;
    std::optional<TagLexicon> m_libraryLexicon;   ///< beside a run's, made when first needed
    SetLoader m_loadSets;            ///< empty once they are loaded
    std::vector<WordSet> m_sets;
    std::unordered_map<std::string, std::unique_ptr<TrackSpace>> m_spaces;
    bool m_isRunAsked = false;
    Joint m_asked;                   ///< the model that was asked for last
    std::optional<Joint> m_newest;   ///< looked for when first needed
};

}  // namespace engine::tasks
