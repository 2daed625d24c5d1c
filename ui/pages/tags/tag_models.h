#pragma once
#include <vector>

#include <QAbstractTableModel>

#include "engine/store/cleaning_store.h"
#include "engine/store/tag_store.h"

namespace ui {

/// The vocabulary, narrowed by type and by words of the name; sorted by any column.
class VocabularyModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Type, Tracks, ColumnCount };
    explicit VocabularyModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setTags(std::vector<engine::store::Tag> tags);
    /// An empty type shows all of them.
    void narrow(const QString& type, const QString& words);
    const engine::store::Tag* at(int row) const;
    /// Types with their number of tags, the most frequent first.
    std::vector<std::pair<QString, int>> facets() const;
    int total() const { return static_cast<int>(m_tags.size()); }

private:
    void rebuild();
    std::vector<engine::store::Tag> m_tags;
    std::vector<QString> m_folded;      ///< names in lower case, by tag
    std::vector<int> m_shown;
    QString m_type, m_words;
    int m_sortColumn = Tracks;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

/// What cleaning said: before, after and why.
class CleaningModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Before, Tracks, Category, After, Why, ColumnCount };
    explicit CleaningModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRows(std::vector<engine::store::CleaningRow> rows);
    /// Words of before, after or why; changedOnly leaves out tags that stay what they are.
    void narrow(const QString& words, bool changedOnly);
    const engine::store::CleaningRow* at(int row) const;
    int total() const { return static_cast<int>(m_rows.size()); }

private:
    void rebuild();
    std::vector<engine::store::CleaningRow> m_rows;
    std::vector<int> m_shown;
    QString m_words;
    bool m_changedOnly = true;
};

}  // namespace ui
