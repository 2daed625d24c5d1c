#pragma once
#include <array>

#include <QWidget>

#include "ui/pages/search/search_source.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTableWidget;

namespace ui::search {

/// The tags nearest to a word by two sets of word vectors, side by side: how a search understands a word that was never a tag.
class WordsPanel : public QWidget {
    Q_OBJECT
public:
    explicit WordsPanel(SearchSource& source, QWidget* parent = nullptr);

    /// The sets may have changed. Made only when looked at: vectors of a large library's tags take seconds.
    void reload();
    QLineEdit& word() { return *m_word; }
    QTableWidget& table(std::size_t which) { return *m_sides[which].table; }
    QComboBox& choice(std::size_t which) { return *m_sides[which].choice; }
    QString hintText() const;

Q_SIGNALS:
    /// A tag should be searched for.
    void tagWanted(const QString& tag);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Side {
        QComboBox* choice = nullptr;
        QTableWidget* table = nullptr;
    };
    Side buildSide(const QString& name);
    void ask();
    void fill(Side& side, const NearTags* near);

    SearchSource& m_source;
    QLineEdit* m_word;
    QLabel* m_hint;
    std::array<Side, 2> m_sides;
    bool m_isStale = true;
};

}  // namespace ui::search
