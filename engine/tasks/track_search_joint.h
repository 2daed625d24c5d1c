#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/tasks/joint_space.h"
#include "engine/tasks/track_search.h"
#include "engine/tasks/track_space.h"

namespace engine::tasks {

/// Search in the space that a metric model made for words and tracks: a query is a place, made of words' places and of tracks' by adding
/// and subtracting unit vectors, and tracks are ranked by the cosine to it (Won et al. 2020, arXiv 2010.16030). Any word counts that has a
/// word vector, a tag or not. Constant after construction but for read(), which asks the workspace for word vectors.
class JointSearch {
public:
    /// model: number or name. Throws as JointSpace does.
    JointSearch(store::Workspace& workspace, const std::string& model);
    JointSearch(const JointSearch&) = delete;
    JointSearch& operator=(const JointSearch&) = delete;

    struct Reading {
        Meaning meaning;
        std::vector<std::vector<float>> places;   ///< one a wish, of unit length
    };
    Reading read(store::Workspace& workspace, const std::string& words) const;
    /// reading and request.like: not both empty. only: tracks of the filter.
    SearchAnswer find(store::Workspace& workspace, const SearchRequest& request, Reading reading, const std::optional<std::vector<TrackId>>& only) const;

    bool contains(TrackId track) const { return m_tracks.contains(track); }
    std::size_t size() const { return m_tracks.size(); }
    const std::vector<std::string>& tags() const { return m_lexicon->tags(); }

private:
    SearchReason reasonOf(const Wish& wish, std::span<const float> track) const;
    void addShared(SearchHit& hit, std::span<const float> wanted, std::span<const float> track) const;

    std::shared_ptr<const JointSpace> m_words;
    TrackSpace m_tracks;
    std::optional<TagLexicon> m_lexicon;
};

}  // namespace engine::tasks
