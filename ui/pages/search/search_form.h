#pragma once
#include <functional>
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/tasks/track_search.h"
#include "ui/pages/search/search_source.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSpinBox;

namespace ui::search {

/// What is searched for: words, tracks it should be like, and what it is narrowed to. Says changed() with every letter.
class SearchForm : public QWidget {
    Q_OBJECT
public:
    explicit SearchForm(QWidget* parent = nullptr);

    engine::tasks::SearchRequest request() const;
    bool isEmpty() const;
    void setKnown(const Known& known);
    /// Tracks to be like, with what they are called; empty = none.
    void setLike(std::vector<engine::TrackId> tracks, QStringList titles);
    const std::vector<engine::TrackId>& like() const { return m_like; }
    /// How many tracks are chosen, for the button that makes them the ones to be like.
    void setChosenCount(std::size_t tracks);
    QLineEdit& words() { return *m_words; }
    QLineEdit& filter() { return *m_filter; }
    QComboBox& method() { return *m_method; }

Q_SIGNALS:
    void changed();
    void likeChosenWanted();
    /// Down or Return: on to the results.
    void leaveWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLayout* buildWords();
    QLayout* buildLike();
    QLayout* buildNarrow();
    QWidget* buildLikeOptions();
    void showLike();
    void narrowTo(const QString& type, const QString& tag);
    void buildMethods();
    void updateMethods();

    std::vector<engine::TrackId> m_like;
    QStringList m_likeTitles;
    QLineEdit* m_words = nullptr;
    QLabel* m_likeLabel = nullptr;
    QHBoxLayout* m_chips = nullptr;
    QPushButton* m_likeChosen = nullptr;
    QLineEdit* m_filter = nullptr;
    QMenu* m_facets = nullptr;
    QPushButton* m_facetButton = nullptr;
    QSpinBox* m_count = nullptr;
    QWidget* m_likeOptions = nullptr;
    QComboBox* m_method = nullptr;
    std::optional<Known> m_known;      ///< nothing = not asked yet
    QCheckBox* m_otherArtists = nullptr;
    QDoubleSpinBox* m_diversity = nullptr;
    QDoubleSpinBox* m_strength = nullptr;
};

}  // namespace ui::search
