#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include <QString>

#include "engine/store/map_store.h"

namespace engine::store {
class Workspace;
}

namespace ui::explore {

/// What the points are coloured by.
struct ColourBy {
    enum class Kind { Nothing, Type, Tag, Artist, Split, Cluster } kind = Kind::Nothing;
    QString value;   ///< Type: the tag type; Tag: the tag's name
    friend bool operator==(const ColourBy&, const ColourBy&) = default;
};

struct Group {
    QString name;
    std::size_t tracks = 0;
    std::uint8_t mark = 0;   ///< its colour and shape, below widgets::kMapGroups
};

/// Which track is of which group; the legend in its order.
struct Groups {
    std::vector<Group> legend;
    std::shared_ptr<const std::vector<std::uint8_t>> of;   ///< [tracks]; null = not coloured
};

/// The most frequent names get a group each, in order of frequency (of equally frequent ones the first by name); the others
/// share the last one, which says how many they are. "" = `none`. `order` empty = by frequency, else these names first.
Groups groupByName(const std::vector<std::string>& names, const QString& none, const std::vector<std::string>& order = {});

/// Reads what is needed from the workspace. Store thread.
Groups readGroups(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks, const std::vector<std::uint32_t>& clusters, const ColourBy& by);

/// "t-SNE of tag vectors, run 1: perplexity 30, 1000 iterations, seed 0, KL 0.81"
QString mapFacts(const engine::store::MapHead& head);
/// "#3  t-SNE of tag vectors, 160 tracks, 2026-11-21 00:10"
QString mapTitle(const engine::store::MapHead& head);
/// "Showing 5,000 of 92,000 tracks, stratified by genre." Empty if all are shown.
QString samplingNotice(const engine::store::MapHead& head);

}  // namespace ui::explore
