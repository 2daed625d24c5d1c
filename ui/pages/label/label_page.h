#pragma once
#include <optional>

#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/label/label_data.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class NextStep;

namespace label {
class LabelDesk;
class StartForm;
}  // namespace label

/// Active learning: the model asks, the user answers by keys, a curve shows what each label bought.
class LabelPage : public QWidget {
    Q_OBJECT
public:
    explicit LabelPage(PageContext& context, QWidget* parent = nullptr);

    label::LabelDesk& desk() { return *m_desk; }
    label::StartForm& form() { return *m_form; }
    /// Whether a session is at work, not the form.
    bool isAtWork() const;
    bool isLearning() const { return m_isLearning; }
    void chooseSession(engine::store::LabelSessionId session);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHead();
    void connectDesk();
    void reload();
    void take(label::LabelData data);
    void start();
    void answer(engine::TrackId track, const QString& answers, const QString& title);
    /// learn = false: only proposes anew.
    void teach(const engine::Json& parameters);
    void learnIfDue();
    void letListen();
    void takeEvent(const engine::jobs::JobEvent& event);
    std::vector<std::pair<QString, engine::Json>> commands() const;

    PageContext& m_context;
    label::LabelData m_data;
    std::optional<engine::store::LabelSessionId> m_session;
    std::optional<engine::JobId> m_job;
    bool m_isLearning = false;
    bool m_wantsForm = false;
    bool m_hasFailed = false;   ///< what failed is not tried again by itself
    QTimer m_reload;            ///< news of jobs come in bursts

    QComboBox* m_choice;
    QPushButton* m_new;
    QPushButton* m_learn;
    QPushButton* m_whole;
    QPushButton* m_listen;
    QPushButton* m_copy = nullptr;
    QStackedWidget* m_stack;
    label::StartForm* m_form;
    label::LabelDesk* m_desk;
    NextStep* m_next;
};

}  // namespace ui
