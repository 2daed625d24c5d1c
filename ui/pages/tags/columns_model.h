#pragma once
#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include "engine/dataset/table_form.h"

namespace ui {

QString columnRoleText(engine::dataset::ColumnRole role);

/// The columns of a table, one a row: name, first values, what it means (to be chosen), type of its tags (to be written).
class ColumnsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Values, Meaning, Type, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setSample(const engine::dataset::TableSample& sample);
    std::map<std::string, engine::dataset::ColumnUse> uses() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

private:
    struct Row {
        QString name, values;
        engine::dataset::ColumnUse use;
    };
    std::vector<Row> m_rows;
};

/// Meanings are chosen from a list, types from one that can also be written into.
class ColumnsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

}  // namespace ui
