#pragma once
#include <vector>

#include <QAbstractTableModel>

#include "engine/store/vocabulary_store.h"

namespace ui {

/// What each tag of each source is called in the merged vocabulary. The two columns of the vocabulary are edited in place.
class MappingModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Source, Tag, Type, Tracks, VocabularyTag, VocabularyType, Why, ColumnCount };
    explicit MappingModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    void setRows(std::vector<engine::store::VocabularyRow> rows);
    /// Words of the tag or of what it is called; an empty source shows all of them; changedOnly leaves out tags that stay what they are.
    void narrow(const QString& words, const QString& source, bool changedOnly);
    const engine::store::VocabularyRow* at(int row) const;
    const std::vector<engine::store::VocabularyRow>& rows() const { return m_rows; }

Q_SIGNALS:
    /// The user typed this into a row; the model shows it once it is kept.
    void edited(const engine::store::VocabularyRow& before, const engine::store::VocabularyRow& after);

private:
    void rebuild();
    std::vector<engine::store::VocabularyRow> m_rows;
    std::vector<int> m_shown;
    QString m_words, m_source;
    bool m_changedOnly = false;
};

/// "import:fma.csv" as people read it.
QString sourceText(const std::string& source);

}  // namespace ui
