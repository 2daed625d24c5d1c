#pragma once
#include <vector>

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include "ui/pages/search/search_source.h"

namespace ui::search {

/// Tracks that are dragged: one hexadecimal id a line. What a playlist takes.
inline const QString kTrackMime = QStringLiteral("application/x-tagbench-tracks");
QMimeData* trackMime(const std::vector<engine::TrackId>& tracks);
std::vector<engine::TrackId> tracksFrom(const QMimeData* data);

/// Found tracks, best first, with what speaks for each.
class HitModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Place, Title, Artist, Length, Match, Why, ColumnCount };
    /// Of Why: the reasons, for the delegate that paints them.
    static constexpr int kReasonsRole = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override { return {kTrackMime}; }
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

    void setFound(const Found& found);
    const std::vector<HitRow>& rows() const { return m_rows; }
    int rowOf(engine::TrackId track) const;   ///< -1 = not found

    static QString reasonText(const engine::tasks::SearchReason& reason);
    static QString reasonSentence(const engine::tasks::SearchReason& reason);

private:
    std::vector<HitRow> m_rows;
    bool m_isByDistance = false;
};

/// Reasons as small labels, each with a bar as long as the model is sure.
class ReasonDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace ui::search

Q_DECLARE_METATYPE(std::vector<engine::tasks::SearchReason>)
