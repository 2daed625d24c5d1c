#pragma once
#include <deque>
#include <map>
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/store/review_store.h"
#include "engine/store/track_store.h"
#include "ui/page_context.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace ui {

/// Predictions one after another, to be accepted or rejected by key while the track plays. Each decision is a step of the history.
class ReviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPanel(PageContext& context, QWidget* parent = nullptr);
    void reload();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Queue {
        std::vector<engine::store::ReviewItem> items;              ///< those of one track together
        std::map<engine::TrackId, engine::store::Track> tracks;
        std::map<engine::TrackId, std::filesystem::path> files;
        engine::store::ReviewStore::Counts counts;
    };
    QWidget* buildCard();
    QWidget* buildList();
    void loadQueue();
    void showCurrent();
    void decide(bool accepted);
    void skip();
    void playCurrent();
    engine::RunId run() const;

    PageContext& m_context;
    Queue m_queue;
    std::size_t m_at = 0;
    std::optional<engine::TrackId> m_playing;
    QComboBox* m_run = nullptr;
    QDoubleSpinBox* m_lowest = nullptr;
    QCheckBox* m_listen = nullptr;
    QLabel* m_counts = nullptr;
    QLabel* m_track = nullptr;
    QLabel* m_tag = nullptr;
    QLabel* m_score = nullptr;
    QPushButton* m_accept = nullptr;
    QPushButton* m_reject = nullptr;
    QPushButton* m_skip = nullptr;
    QPushButton* m_play = nullptr;
    QTableWidget* m_next = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_hint = nullptr;
};

}  // namespace ui
