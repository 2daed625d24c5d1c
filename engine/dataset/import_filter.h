#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/dataset/importer.h"
#include "engine/dataset/tag_merge.h"

namespace engine::dataset {

/// What of a data set is wanted.
struct ImportChoice {
    TagMerge merge;
    double minScore = 0;                             ///< tags below it are left out; the published MSD500 takes 0.5
    std::size_t maxTags = 0;                         ///< rows with more tags are left out; 0 = any number
    std::string subset;                              ///< of those the data set names; empty = all
    std::unordered_set<std::string> heard;           ///< track ids; rows of others are left out
    bool onlyHeard = false;                          ///< whether `heard` counts
};

/// Ids of the tracks that somebody listened to, from taste-profile triplets (user, song, count) and unique_tracks.txt, which tells each
/// song's tracks. Streams both. Throws Error{BadRow} with the line for a file of another form.
std::unordered_set<std::string> readHeardTracks(const std::filesystem::path& triplets, const std::filesystem::path& uniqueTracks, RunControl& control);

/// What the steps of a choice let through, in their order: rows of the data set and tags on them.
struct ImportFilterStep {
    std::string name;                ///< "all", "subset", "heard", "score", "max tags"
    std::int64_t rows = 0, tags = 0; ///< that remain after it
};

/// Passes on what was chosen.
class ImportFilter final : public ImportSink {
public:
    ImportFilter(const ImportChoice& choice, ImportSink& next) : m_choice(choice), m_next(next) {}
    void row(const ImportRow& row) override;
    void refuse(std::int64_t line, const std::string& reason) override { m_next.refuse(line, reason); }

    /// "all" and the steps that were chosen.
    std::vector<ImportFilterStep> steps() const;
    std::int64_t rowsLeftOut() const { return m_rowsLeftOut; }
    std::int64_t tagsLeftOut() const { return m_tagsLeftOut; }
    std::int64_t tagsMerged() const { return m_tagsMerged; }

private:
    enum Stage { All, Subset, Heard, Score, MaxTags, StageCount };
    bool isOfSubset(const ImportRow& row) const;
    bool isHeard(const ImportRow& row) const;
    void count(Stage stage, const ImportRow& row);
    const ImportChoice& m_choice;
    ImportSink& m_next;
    std::array<ImportFilterStep, StageCount> m_steps{{{"all"}, {"subset"}, {"heard"}, {"score"}, {"max tags"}}};
    std::int64_t m_rowsLeftOut = 0, m_tagsLeftOut = 0, m_tagsMerged = 0;
};

}  // namespace engine::dataset
