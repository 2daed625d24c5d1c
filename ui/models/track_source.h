#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QString>

#include "engine/store/track_store.h"

namespace ui {

class StoreThread;

/// One row of the track table, ready to be shown.
struct TrackRow {
    engine::TrackId id{};
    std::filesystem::path path;      ///< absolute, bytes
    QString file, title, artist, album, format, part, tags, reason;
    double durationSeconds = 0;
    int sampleRateHz = 0, channels = 0;
    engine::store::TrackState state = engine::store::TrackState::Ready;
};

/// Where the track table gets its ids and rows. Answers arrive later, on the GUI thread; only the newest request of each kind
/// is answered.
class TrackSource {
public:
    using Ids = std::vector<engine::TrackId>;
    virtual ~TrackSource() = default;
    virtual void askIds(const engine::store::TrackQuery& query, std::function<void(Ids)> answer) = 0;
    virtual void askRows(Ids ids, std::function<void(std::vector<TrackRow>)> answer) = 0;
};

/// The workspace's tracks, read on the store thread.
class StoreTrackSource final : public QObject, public TrackSource {
    Q_OBJECT
public:
    explicit StoreTrackSource(StoreThread& store, QObject* parent = nullptr);
    void askIds(const engine::store::TrackQuery& query, std::function<void(Ids)> answer) override;
    void askRows(Ids ids, std::function<void(std::vector<TrackRow>)> answer) override;

private:
    using Parts = std::unordered_map<engine::TrackId, engine::Part>;
    StoreThread& m_store;
    std::shared_ptr<const Parts> m_parts;   ///< of the newest split; read with the ids
};

}  // namespace ui
