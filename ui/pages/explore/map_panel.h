#pragma once
#include <optional>
#include <unordered_map>

#include <QWidget>

#include "engine/store/map_store.h"
#include "engine/tasks/task.h"
#include "ui/page_context.h"
#include "ui/pages/explore/map_data.h"
#include "ui/widgets/map_view.h"

class QComboBox;
class QFrame;
class QLabel;
class QToolButton;

namespace ui::explore {

class MapLegend;

/// One kept map (or one that is being made): which, its facts, the picture, and the legend below.
class MapPanel : public QWidget {
    Q_OBJECT
public:
    using Tracks = std::vector<engine::TrackId>;

    explicit MapPanel(PageContext& context, QWidget* parent = nullptr);

    /// What there is to choose from; the map shown stays if it is still there, else the newest is shown.
    void setMaps(const std::vector<engine::store::MapHead>& heads);
    void showMap(engine::MapId map);
    std::optional<engine::MapId> map() const { return m_map; }
    /// What tracks can be coloured by besides what is always there.
    void setTagChoices(const QStringList& types, const QStringList& tags);

    /// A picture of a map that is being made; the panel keeps showing it until showMap().
    void showLive(const engine::tasks::MapFrame& frame);
    /// The making ended without a map: back to the one before.
    void endLive();

    void setFound(const std::vector<engine::TrackId>& tracks);
    void pointTo(engine::TrackId track);
    widgets::MapView& view() { return *m_view; }
    const Tracks& tracks() const { return m_tracks; }
    QString facts() const;
    /// Of each track, in the order of tracks(); null = not coloured.
    const std::vector<std::uint8_t>* groups() const { return m_groupOf.get(); }

Q_SIGNALS:
    // Ids are plain numbers here: Qt 6.4 cannot stream an enum over `long`.
    /// The user works with this panel.
    void used();
    void trackClicked(qulonglong track);
    /// Nothing = no longer.
    void trackPointed(std::optional<engine::TrackId> track);
    void tracksChosen(const ui::explore::MapPanel::Tracks& tracks, bool add);
    /// Along a drawn path, in its order.
    void pathChosen(const ui::explore::MapPanel::Tracks& tracks);
    void clearWanted();
    void showAllWanted(qlonglong map);
    void removeWanted(qlonglong map);
    void shown();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTop();
    QWidget* buildNotice();
    void connectView();
    void load();
    void take(engine::store::TrackMap map);
    void setTracks(Tracks tracks);
    void showSelection();
    void showFound();
    void recolour();
    void chooseGroup(int mark);
    ColourBy colourBy() const;
    widgets::MapView::Indices indicesOf(const Tracks& tracks) const;
    const engine::store::MapHead* head() const;

    PageContext& m_context;
    std::vector<engine::store::MapHead> m_heads;
    std::optional<engine::MapId> m_map;
    bool m_isLive = false;
    Tracks m_tracks, m_found;
    std::shared_ptr<const std::vector<std::uint32_t>> m_clusters;
    std::unordered_map<engine::TrackId, std::uint32_t> m_placeOf;
    std::shared_ptr<const std::vector<std::uint8_t>> m_groupOf;

    QComboBox* m_choice = nullptr;
    QComboBox* m_colour = nullptr;
    QToolButton* m_remove = nullptr;
    QLabel* m_facts = nullptr;
    QFrame* m_notice = nullptr;
    QLabel* m_noticeText = nullptr;
    widgets::MapView* m_view = nullptr;
    MapLegend* m_legend = nullptr;
};

}  // namespace ui::explore
