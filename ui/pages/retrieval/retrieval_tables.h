#pragma once
#include <set>
#include <vector>

#include <QAbstractTableModel>

#include "engine/tasks/retrieval_table.h"

namespace ui::retrieval {

/// What a column of the table is called: "Metric model 3: balanced cf", "Random order (split retrieval)".
QString columnName(const engine::tasks::RetrievalColumn& column);
/// By sound, by taste, ...
QString inputName(const std::string& input);
QString samplingText(const std::string& sampling);

/// The ways to find tracks by tags, one a row; those that are ticked are compared below. Published rows stand apart, in italics.
class WaysModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Input, Sampling, Split, Tracks, Precision, Map, RocAuc, ColumnCount };
    static constexpr int kSortRole = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// Ticks stay as they are; at first the newest of each kind of the newest split are ticked.
    void setTable(const engine::tasks::RetrievalTable& table);
    const engine::tasks::RetrievalTable& table() const { return m_table; }
    /// Ticked and tested, in order.
    std::vector<std::size_t> ticked() const;
    /// A letter for each ticked way, by which the columns below are headed.
    static QString letter(std::size_t place) { return QChar(static_cast<char16_t>(u'A' + static_cast<char16_t>(place % 26))); }

Q_SIGNALS:
    void tickedChanged();

private:
    void tickFirst();
    std::string keyOf(const engine::tasks::RetrievalColumn& column) const;

    engine::tasks::RetrievalTable m_table;
    std::set<std::string> m_ticked;
    bool m_isTicked = false;
};

/// Categories and tags against the ways that are ticked.
class ScoresModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Tag, Category, Count, FirstScore };
    enum Measure { Precision, Map, RocAuc, All };

    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void set(const engine::tasks::RetrievalTable& table, std::vector<std::size_t> ways, Measure measure);

private:
    struct Cell {
        std::size_t way = 0;     ///< place in m_ways
        Measure measure = Map;
    };
    Cell cellAt(int column) const;

    engine::tasks::RetrievalTable m_table;
    std::vector<std::size_t> m_ways;
    Measure m_measure = All;
};

}  // namespace ui::retrieval
