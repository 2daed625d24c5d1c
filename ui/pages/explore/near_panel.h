#pragma once
#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/core/ids.h"
#include "ui/page_context.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ui::explore {

/// Tracks near the selection, with their distance: what a recommendation would be. Never a track that was asked for.
class NearPanel : public QWidget {
    Q_OBJECT
public:
    explicit NearPanel(PageContext& context, QWidget* parent = nullptr);

    /// Distances are also measured on this map.
    void setMap(std::optional<engine::MapId> map);
    /// Predictions or maps changed: nothing read before counts any more.
    void forget();

    struct Row {
        engine::TrackId track{};
        QString title, artist;
        double distance = 0;
    };
    const std::vector<Row>& rows() const { return m_rows; }

Q_SIGNALS:
    // Track ids as plain numbers: Qt 6.4 cannot stream an enum over `long`.
    void trackPointed(qulonglong track);
    void trackActivated(qulonglong track);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildOptions();
    void buildTable();
    void refresh();
    struct Answer;
    void show(const Answer& answer);
    void savePlaylist();

    PageContext& m_context;
    std::optional<engine::MapId> m_map;
    quint64 m_generation = 0;
    bool m_isStale = true;            ///< the selection changed while nobody looked
    struct Cache;
    std::shared_ptr<Cache> m_cache;   ///< its content belongs to the store thread
    std::vector<Row> m_rows;
    QLabel* m_heading;
    QLabel* m_method;
    QComboBox* m_space;
    QSpinBox* m_count;
    QCheckBox* m_otherArtists;
    QTableWidget* m_table;
    QPushButton* m_select;
    QPushButton* m_save;
    QPushButton* m_search;
};

}  // namespace ui::explore
