#pragma once
#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/search/search_source.h"

class QLabel;
class QStackedWidget;
class QTableView;

namespace ui {

class NextStep;

namespace search {
class HitModel;
class IndexKeeper;
class PlaylistPanel;
class PlayThrough;
class SearchForm;
class WordsPanel;
}

/// Search: tracks by words, by tracks they are like, or both; why each was found, and which method said so.
class SearchPage : public QWidget {
    Q_OBJECT
public:
    explicit SearchPage(PageContext& context, QWidget* parent = nullptr);

    search::SearchForm& form() { return *m_form; }
    search::HitModel& hits() { return *m_hits; }
    search::WordsPanel& wordsPanel() { return *m_words; }
    search::PlaylistPanel& playlist() { return *m_playlist; }
    QTableView& table() { return *m_table; }
    QString methodText() const;
    QString hintText() const;
    /// The newest question is answered.
    bool isUpToDate() const { return m_asked == m_answered; }
    /// Tracks like the ones of the shared selection.
    void searchLikeChosen();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTable();
    QWidget* buildResults();
    void connectAll();
    void refresh();
    void readKnown();
    void ask();
    QString commandLine() const;
    static QString choiceText(const search::Found& found);
    void take(const search::Found& found);
    void showHint();
    void announceSelection();
    void showSelection();
    void play();
    void showContextMenu(const QPoint& at);
    void updateNextStep();

    PageContext& m_context;
    search::SearchSource m_source;
    search::Known m_known;
    search::SearchForm* m_form = nullptr;
    search::HitModel* m_hits = nullptr;
    search::PlaylistPanel* m_playlist = nullptr;
    search::WordsPanel* m_words = nullptr;
    search::PlayThrough* m_play = nullptr;
    search::IndexKeeper* m_indexes = nullptr;
    QStackedWidget* m_results = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_method = nullptr;
    NextStep* m_next = nullptr;
    QString m_failure;
    QTimer m_reload;
    quint64 m_asked = 0, m_answered = 0;
    bool m_isStale = true;             ///< something changed while nobody looked
    bool m_restoring = false;
};

}  // namespace ui
