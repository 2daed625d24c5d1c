#include "engine/dataset/import_filter.h"

#include <algorithm>

#include "engine/dataset/taste_triplets.h"

namespace engine::dataset {

std::unordered_set<std::string> readHeardTracks(const std::filesystem::path& triplets, const std::filesystem::path& uniqueTracks, RunControl& control)
{
    std::unordered_set<std::string> songs, tracks;
    forEachPlay(triplets, control, [&](auto, auto, auto song, auto) { songs.emplace(song); });
    forEachUniqueTrack(uniqueTracks, control, [&](auto track, auto song, auto, auto) {
        if (songs.contains(std::string(song))) tracks.emplace(track);
    });
    return tracks;
}

bool ImportFilter::isOfSubset(const ImportRow& row) const
{
    return m_choice.subset.empty() || std::find(row.subsets.begin(), row.subsets.end(), m_choice.subset) != row.subsets.end();
}

bool ImportFilter::isHeard(const ImportRow& row) const
{
    return !m_choice.onlyHeard || std::any_of(row.ids.begin(), row.ids.end(), [&](const auto& id) { return m_choice.heard.contains(id); });
}

void ImportFilter::count(Stage stage, const ImportRow& row)
{
    ++m_steps[stage].rows;
    m_steps[stage].tags += static_cast<std::int64_t>(row.tags.size());
}

std::vector<ImportFilterStep> ImportFilter::steps() const
{
    const std::array<bool, StageCount> chosen{true, !m_choice.subset.empty(), m_choice.onlyHeard, m_choice.minScore > 0, m_choice.maxTags > 0};
    std::vector<ImportFilterStep> steps;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        if (chosen[i]) steps.push_back(m_steps[i]);
    return steps;
}

void ImportFilter::row(const ImportRow& row)
{
    count(All, row);
    const bool ofSubset = isOfSubset(row);
    if (ofSubset) count(Subset, row);
    if (!ofSubset || !isHeard(row)) {
        ++m_rowsLeftOut;
        return;
    }
    count(Heard, row);
    auto chosen = row;
    std::erase_if(chosen.tags, [&](const auto& tag) { return tag.score < m_choice.minScore; });
    m_tagsLeftOut += static_cast<std::int64_t>(row.tags.size() - chosen.tags.size());
    count(Score, chosen);
    const auto before = chosen.tags;
    chosen.tags = m_choice.merge.merged(before);
    for (const auto& tag : before)
        m_tagsMerged += std::find(chosen.tags.begin(), chosen.tags.end(), tag) == chosen.tags.end() ? 1 : 0;
    if (m_choice.maxTags > 0 && chosen.tags.size() > m_choice.maxTags) {
        ++m_rowsLeftOut;
        return;
    }
    count(MaxTags, chosen);
    m_next.row(chosen);
}

}  // namespace engine::dataset
