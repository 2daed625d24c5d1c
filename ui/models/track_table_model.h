#pragma once
#include <optional>
#include <unordered_map>
#include <vector>

#include <QAbstractTableModel>
#include <QTimer>

#include "ui/models/track_source.h"

namespace ui {

/// The tracks of a query: all ordered ids, and the rows of the pages that were looked at. A row that is not there yet shows
/// an ellipsis and is asked for; nothing is read on the GUI thread. A million ids are fine.
class TrackTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, Artist, Album, Length, Rate, Channels, Format, Split, Tags, State, ColumnCount };

    explicit TrackTableModel(TrackSource& source, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Columns that the store cannot order are ignored.
    void sort(int column, Qt::SortOrder order) override;

    /// Another query: the rows are replaced when its answer arrives.
    void setQuery(engine::store::TrackQuery query);
    const engine::store::TrackQuery& query() const { return m_query; }
    /// The same query again, after the workspace changed. Rows that were only appended keep selection and place.
    void reload();

    const std::vector<engine::TrackId>& ids() const { return m_ids; }
    engine::TrackId idAt(int row) const { return m_ids[static_cast<std::size_t>(row)]; }
    int rowOf(engine::TrackId id) const;   ///< -1 = not listed
    /// Nothing if it has not arrived yet.
    const TrackRow* rowAt(int row) const;
    bool isLoading() const { return m_loading; }

Q_SIGNALS:
    /// The ids of the newest query are in place.
    void loaded();

private:
    void takeIds(TrackSource::Ids ids);
    void want(int row) const;
    void fetchWanted();
    void takeRows(std::vector<TrackRow> rows);
    QVariant text(const TrackRow& row, int column) const;

    TrackSource& m_source;
    engine::store::TrackQuery m_query;
    std::vector<engine::TrackId> m_ids;
    std::unordered_map<engine::TrackId, TrackRow> m_rows;
    bool m_loading = false;
    // data() is const but looking at a row is what asks for it.
    mutable std::optional<std::pair<int, int>> m_wanted;
    mutable QTimer m_fetch;
};

}  // namespace ui
