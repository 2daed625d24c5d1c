#pragma once
#include <vector>

#include <QAbstractTableModel>

#include "ui/charts/evaluation_view.h"

namespace ui {

/// Every tag of an evaluation with its numbers; sortable, tags without a value always last.
class TagScoreModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Tag, Positives, RocAuc, RocAucInterval, BetterThanChance, AveragePrecision, AveragePrecisionInterval, Threshold, Type, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setView(EvaluationPtr view);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// Places of the tags, from the top.
    const std::vector<std::size_t>& order() const { return m_order; }
    int rowOf(std::size_t place) const;   ///< -1 = none

Q_SIGNALS:
    void orderChanged();

private:
    void arrange();
    QString text(const engine::evaluate::TagScore& tag, int column) const;
    QString tip(const engine::evaluate::TagScore& tag, int column) const;

    EvaluationPtr m_view;
    std::vector<std::size_t> m_order;
    int m_column = RocAuc;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

}  // namespace ui
