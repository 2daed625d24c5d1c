#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/neural/tag_branch.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// A word in the space of a metric model.
struct JointWord {
    std::vector<float> place;        ///< [kJointDims]
    std::vector<std::string> keys;   ///< the entries of the word vectors it was made of ("deep_house", or "deep" and "house")
};
/// A tag that the model learned, near to a place.
struct JointTag {
    std::string tag, type;
    double cosine = 0;
};

/// A trained metric model as a search uses it: where tracks lie, and where any word would lie that has a word vector, a tag or not. Needs no
/// LibTorch: tracks' vectors were stored when the model was trained (`retrieval train`), a word's place is computed here.
///
/// Nearness of a word and a track is the cosine of their vectors. Places may be added and subtracted ("like this, but more dreamy").
/// The constructor and embed() read the workspace and belong to its thread; everything else is constant.
///
///     if (const auto model = JointSpace::newest(workspace)) {
///         JointSpace space(workspace, *model);
///         if (const auto word = space.embed(workspace, "dreamy")) ... cosine(word->place, space.values().subspan(row * space.dims(), space.dims()))
///     }
class JointSpace {
public:
    /// The newest trained model with stored tracks; nothing = none was trained, a search must answer by other means and say so.
    static std::optional<std::int64_t> newest(store::Workspace& workspace);
    enum class Tracks { Read, Leave };   ///< Leave: words alone, for a TrackSpace that holds the tracks
    /// Throws Error{NotFound}; Error{TooShort} for a model without stored tracks; Error{Missing, Corrupt} for lost weights.
    JointSpace(store::Workspace& workspace, std::int64_t metricRun, Tracks which = Tracks::Read);

    /// "metric model 3 (balanced-weighted, by sound)": for people and `--json`.
    const std::string& name() const { return m_name; }
    const std::string& wordSet() const { return m_wordSet; }   ///< name of the word vectors it was trained with
    std::size_t dims() const { return m_dims; }
    const std::vector<TrackId>& tracks() const { return m_tracks; }   ///< ascending
    std::span<const float> values() const { return m_values; }        ///< [tracks, dims]

    /// Nothing: the word vectors do not know the word (or their set is not in the workspace any more and it was no tag of the training).
    std::optional<JointWord> embed(store::Workspace& workspace, const std::string& words) const;
    /// What the model learned, in its order.
    const std::vector<store::RunTag>& tags() const { return m_tags; }
    std::span<const float> tagPlace(std::size_t tag) const { return std::span(m_tagPlaces).subspan(tag * m_dims, m_dims); }
    /// Tags of the training nearest to a place, nearest first.
    std::vector<JointTag> nearestTags(std::span<const float> place, std::size_t count) const;

private:
    neural::TagBranch m_branch;
    std::string m_name, m_wordSet;
    std::vector<store::RunTag> m_tags;
    std::vector<float> m_tagPlaces;      // [tags, dims]
    std::vector<float> m_tagWords;       // [tags, word dims]
    std::vector<TrackId> m_tracks;
    std::vector<float> m_values;
    std::size_t m_dims = 0;
};

/// "metric model 3 (balanced-weighted, by sound)".
std::string jointSpaceName(const store::MetricRun& run);

/// 0 with a zero vector.
double cosineBetween(std::span<const float> a, std::span<const float> b);

}  // namespace engine::tasks
