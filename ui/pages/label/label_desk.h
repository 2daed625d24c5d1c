#pragma once
#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/label/label_data.h"

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace ui {
class PictureView;
}

namespace ui::label {

class ListenPanel;
class TagButton;

/// A session at work: what is asked, the track in question with its tags, and what the labels bought.
class LabelDesk : public QWidget {
    Q_OBJECT
public:
    explicit LabelDesk(PageContext& context, QWidget* parent = nullptr);

    /// The track in question stays, and what is pressed for it, as long as it is not answered.
    void show(SessionState state);
    const std::optional<SessionState>& state() const { return m_state; }
    /// What the model is doing, in words.
    void sayModel(const QString& text);
    /// Brings an answered (or once answered) track back as the one in question.
    void bring(engine::TrackId track);
    void setShown(bool isShown);

    std::optional<engine::TrackId> current() const;
    const std::vector<TagButton*>& buttons() const { return m_buttons; }
    QString sentence() const;
    const PictureView& curve() const { return *m_curve; }
    /// To the queue, from any field.
    void focusKeys();
    /// To be added to the page: they work wherever on it the focus is, but in the field, where the same keys are typed.
    QList<QAction*> keys() const { return m_keys; }

Q_SIGNALS:
    /// answers as in LabelAnswer; empty = skipped. The track is a plain number: Qt 6.4 cannot stream an enum over `long`.
    void answered(qulonglong track, const QString& answers, const QString& title);
    void tagAdded(const QString& name);
    /// Every proposal is answered.
    void moreWanted();
    void relabelWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildQueue();
    QWidget* buildMiddle();
    QWidget* buildCurve();
    void buildKeys();
    void addKey(const QString& text, const QString& tip, const QList<QKeySequence>& keys, std::function<void()> act);
    void buildButtons();
    void showQueue();
    void showTrack();
    void showProbabilities();
    void showCurve();
    void openTrack(engine::TrackId track);
    void toggle(std::size_t place);
    void next(bool isSkip);
    void back();
    void takeTyped();
    const Question* questionOf(engine::TrackId track) const;

    PageContext& m_context;
    std::optional<SessionState> m_state;
    std::optional<engine::TrackId> m_current;
    QString m_title;
    std::vector<Question> m_questions;    ///< those of the state, the one in question in front
    std::vector<TagButton*> m_buttons;
    std::vector<std::string> m_buttonTags;
    std::optional<engine::TrackId> m_open;   ///< in the listening panel
    bool m_isShown = false;

    QListWidget* m_queue;
    QLabel* m_queueHint;
    QPushButton* m_relabel;
    ListenPanel* m_listen;
    QWidget* m_tagsPanel;
    QGridLayout* m_grid;
    QScrollArea* m_scroll = nullptr;
    QLineEdit* m_typed;
    QPushButton* m_back;
    QPushButton* m_skip;
    QPushButton* m_next;
    QCheckBox* m_autoplay;
    QLabel* m_sentence;
    QLabel* m_model;
    PictureView* m_curve;
    QList<QAction*> m_keys;
};

}  // namespace ui::label
