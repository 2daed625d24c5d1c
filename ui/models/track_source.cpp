#include "ui/models/track_source.h"

#include <algorithm>

#include <QCoreApplication>

#include "engine/store/workspace.h"
#include "ui/store/store_thread.h"

namespace ui {

namespace {

constexpr std::size_t kTagsShown = 4;

QString partText(engine::Part part)
{
    switch (part) {
    case engine::Part::Train: return QCoreApplication::translate("TrackRow", "training");
    case engine::Part::Valid: return QCoreApplication::translate("TrackRow", "validation");
    case engine::Part::Test: return QCoreApplication::translate("TrackRow", "test");
    }
    return {};
}

/// The strongest tags, each name once.
QString tagText(std::vector<engine::store::TrackTag> tags)
{
    std::ranges::stable_sort(tags, std::greater(), &engine::store::TrackTag::score);
    QStringList names;
    for (const auto& tag : tags) {
        const auto name = QString::fromStdString(tag.name);
        if (!names.contains(name)) names << name;
        if (names.size() == static_cast<qsizetype>(kTagsShown)) break;
    }
    return names.join(QStringLiteral(", "));
}

TrackRow rowOf(const engine::store::Track& track)
{
    TrackRow row;
    row.id = track.id;
    row.file = QString::fromStdString(track.displayPath);
    row.title = QString::fromStdString(track.title);
    row.artist = QString::fromStdString(track.artist);
    row.album = QString::fromStdString(track.album);
    row.format = QString::fromStdString(track.format);
    row.reason = QString::fromStdString(track.reason);
    row.durationSeconds = track.durationSeconds;
    row.sampleRateHz = track.sampleRateHz;
    row.channels = track.channels;
    row.state = track.state;
    return row;
}

}  // namespace

StoreTrackSource::StoreTrackSource(StoreThread& store, QObject* parent) : QObject(parent), m_store(store) {}

void StoreTrackSource::askIds(const engine::store::TrackQuery& query, std::function<void(Ids)> answer)
{
    struct Found {
        Ids ids;
        std::shared_ptr<const Parts> parts;
    };
    m_store.ask(
        this, "ids",
        [query](StoreThread::Workspace& workspace) {
            auto parts = std::make_shared<Parts>();
            if (const auto splits = workspace.splits().list(); !splits.empty()) {
                const auto newest = std::ranges::max(splits, {}, [](const auto& split) { return engine::value(split.id); });
                for (const auto& member : workspace.splits().members(newest.id))
                    parts->emplace(member.track, member.part);
            }
            return Found{workspace.tracks().ids(query), std::move(parts)};
        },
        [this, answer = std::move(answer)](Found found) {
            m_parts = std::move(found.parts);
            answer(std::move(found.ids));
        });
}

void StoreTrackSource::askRows(Ids ids, std::function<void(std::vector<TrackRow>)> answer)
{
    m_store.ask(
        this, "rows",
        [ids = std::move(ids), parts = m_parts](StoreThread::Workspace& workspace) {
            auto tracks = workspace.tracks();
            auto tags = workspace.tags();
            std::vector<TrackRow> rows;
            for (const auto& track : tracks.page(ids)) {
                auto row = rowOf(track);
                row.path = tracks.absolutePath(track);
                row.tags = tagText(tags.ofTrack(track.id));
                if (parts)
                    if (const auto part = parts->find(track.id); part != parts->end()) row.part = partText(part->second);
                rows.push_back(std::move(row));
            }
            return rows;
        },
        std::move(answer));
}

}  // namespace ui
