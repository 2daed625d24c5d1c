#include "ui/pages/library/shared_details.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/store/workspace.h"

namespace ui {

namespace {

void take(SharedDetails& all, const engine::store::Track& track)
{
    ++all.tracks;
    all.title.take(track.title);
    all.artist.take(track.artist);
    all.album.take(track.album);
    all.path.take(track.displayPath);
    all.format.take(track.format);
    all.reason.take(track.reason);
    all.year.take(track.year);
    all.sampleRateHz.take(track.sampleRateHz);
    all.channels.take(track.channels);
    all.durationSeconds += track.durationSeconds;
    all.areReady = all.areReady && track.state == engine::store::TrackState::Ready;
}

}  // namespace

SharedDetails sharedDetails(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks)
{
    SharedDetails all;
    std::map<std::tuple<std::string, std::string, std::string>, std::pair<std::size_t, double>> tags;
    auto trackStore = workspace.tracks();
    auto tagStore = workspace.tags();
    all.isComplete = tracks.size() <= SharedDetails::kMostCompared;
    for (std::size_t i = 0; i < std::min(tracks.size(), SharedDetails::kMostCompared); ++i) {
        const auto track = trackStore.find(tracks[i]);
        if (!track) continue;
        take(all, *track);
        for (const auto& tag : tagStore.ofTrack(tracks[i])) {
            auto& [count, score] = tags[{tag.source, tag.name, tag.type}];
            ++count;
            score += tag.score;
        }
    }
    for (const auto& [key, sum] : tags)
        all.tags.push_back({std::get<1>(key), std::get<2>(key), std::get<0>(key), sum.first, sum.second / static_cast<double>(sum.first)});
    // The map is in order of source and name; within a source the tags that most tracks share come first, as do strong ones of one track.
    std::ranges::stable_sort(all.tags, [](const SharedTag& a, const SharedTag& b) {
        return std::tie(a.source, b.tracks, b.score) < std::tie(b.source, a.tracks, a.score);
    });
    return all;
}

}  // namespace ui
