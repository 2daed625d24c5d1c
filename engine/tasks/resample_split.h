#pragma once
#include <functional>
#include <string>
#include <unordered_map>

#include "engine/core/json.h"
#include "engine/dataset/label_resample.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// How often each track of a split is used: 1 unless its training part was resampled.
class Occurrences {
public:
    Occurrences(store::Workspace& workspace, SplitId split);
    int of(TrackId track) const;

private:
    std::unordered_map<TrackId, int> m_counts;
};

/// Resamples the training part and keeps the result with the split; other parts are never touched. Strata of the draw: the libraries.
void resampleSplit(store::Workspace& workspace, const store::Split& split, const dataset::ResampleWish& wish, std::uint64_t seed);

/// Tracks with each tag in each part, before and after resampling, and how uneven the tags are (imbalance()):
/// {"split","tracks":{part:{"before","after"}},"tags":[{"tag","type","train":{"before","after"},"valid","test"}],"imbalance":{"before":{...},"after":{...}}}
Json splitDistribution(store::Workspace& workspace, const store::Split& split);

/// The same as CSV: tag,type,train,train_resampled,valid,test and the shares of each part's tracks (of its occurrences after resampling).
std::string distributionTable(const Json& distribution);

/// Throws Error{Mismatch} naming the first offenders of a split that leaks, unless `allowed` is 2 or more (told twice); then they are said.
void refuseLeakingSplit(store::Workspace& workspace, const store::Split& split, int allowed, const std::function<void(const std::string&)>& say);

}  // namespace engine::tasks
