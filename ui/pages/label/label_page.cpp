#include "ui/pages/label/label_page.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/label_session.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/label/label_desk.h"
#include "ui/pages/label/label_step.h"
#include "ui/pages/label/start_form.h"
#include "ui/pages/page.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/next_step.h"

namespace ui {

using engine::store::LabelSessionStore;

namespace {

constexpr int kLabelReloadMs = 150;
const QString kTeach = QStringLiteral("label_teach");

/// What a session becomes, or why not.
struct Started {
    std::optional<engine::store::LabelSession> session;
    QString refusal;
};

}  // namespace

LabelPage::LabelPage(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_choice(new QComboBox), m_new(new QPushButton(tr("New session..."))), m_learn(new QPushButton(Theme::icon(QStringLiteral("play")), tr("Learn now"))),
      m_whole(new QPushButton(tr("Whole network..."))), m_listen(new QPushButton(tr("Let it listen"))), m_stack(new QStackedWidget), m_form(new label::StartForm), m_desk(new label::LabelDesk(context)),
      m_next(new NextStep)
{
    setWhatsThis(tr("Active learning: few labels, each well chosen. The model asks about the tracks it is unsure of and that are unlike those it knows. You listen, press 1 to 9 for the tags the track "
                    "has, and Enter; what is left alone means no. Backspace goes back, S skips, Space plays.\n\nAfter some labels the last layer learns in the background, in a second or two, and "
                    "is measured on the validation part: the curve shows what each label bought. Whole network trains all of it, as a run of its own.\n\nWhat you say is kept as tags of the tracks "
                    "(source 'taught'), and undo takes it back."));
    auto* scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_desk);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    column->addWidget(m_next);
    m_reload.setSingleShot(true);
    m_reload.setInterval(kLabelReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &LabelPage::reload);
    connect(&context.jobs, &JobBridge::eventArrived, this, &LabelPage::takeEvent);
    connect(m_form, &label::StartForm::startWanted, this, &LabelPage::start);
    connect(m_form, &label::StartForm::cancelled, this, [this] {
        m_wantsForm = false;
        reload();
    });
    connectDesk();
    addActions(m_desk->keys());
    reload();
}

QWidget* LabelPage::buildHead()
{
    m_choice->setAccessibleName(tr("Labelling session"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(20);
    m_new->setAccessibleName(tr("New labelling session"));
    m_learn->setAccessibleName(tr("Learn now"));
    m_learn->setToolTip(tr("The last layer learns all labels and is measured, then it asks anew; seconds"));
    m_whole->setAccessibleName(tr("Fine-tune the whole network"));
    m_whole->setToolTip(tr("All layers learn the labels, at a small rate, as a run of its own; the whole library is listened to again"));
    m_listen->setAccessibleName(tr("Let the run listen to the library"));
    m_listen->setToolTip(tr("The run predicts the whole library: without that it knows no track to ask about"));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_choice, 1);
    row->addWidget(m_new);
    row->addWidget(m_listen);
    row->addWidget(m_learn);
    row->addWidget(m_whole);
    m_copy = new CopyCommandButton(m_context, [this] { return commands(); });
    row->addWidget(m_copy);
    connect(m_choice, &QComboBox::activated, this, [this](int place) { chooseSession(static_cast<engine::store::LabelSessionId>(m_choice->itemData(place).toLongLong())); });
    connect(m_new, &QPushButton::clicked, this, [this] {
        m_wantsForm = true;
        take(m_data);
    });
    connect(m_learn, &QPushButton::clicked, this, [this] { teach({{"mode", "head"}}); });
    connect(m_whole, &QPushButton::clicked, this, [this] {
        const auto answer = QMessageBox::question(this, tr("Fine-tune the whole network"), tr("All layers are trained on your labels, as a run of its own, and the library is listened to again. This takes as long as a short training."),
                                                  QMessageBox::Cancel | QMessageBox::Ok, QMessageBox::Cancel);
        if (answer == QMessageBox::Ok) teach({{"mode", "whole"}});
    });
    connect(m_listen, &QPushButton::clicked, this, &LabelPage::letListen);
    return head;
}

void LabelPage::connectDesk()
{
    connect(m_desk, &label::LabelDesk::answered, this, [this](qulonglong track, const QString& answers, const QString& title) { answer(engine::TrackId{track}, answers, title); });
    connect(m_desk, &label::LabelDesk::moreWanted, this, [this] { if (!m_isLearning && !m_hasFailed && isVisible()) teach({{"mode", "head"}}); });
    connect(m_desk, &label::LabelDesk::relabelWanted, this, [this] {
        if (!m_session) return;
        m_context.store.edit(this, [id = *m_session](engine::store::Workspace& workspace) {
            LabelSessionStore sessions(workspace.database());
            auto session = sessions.find(id);
            if (!session) return false;
            session->settings["relabel"] = true;
            sessions.setSettings(id, session->settings);
            return true;
        }, [this](bool) { teach({{"learn", false}}); });
    });
    connect(m_desk, &label::LabelDesk::tagAdded, this, [this](const QString& name) {
        if (!m_session) return;
        m_context.store.edit(this, [id = *m_session, word = name.toStdString()](engine::store::Workspace& workspace) {
            LabelSessionStore sessions(workspace.database());
            const auto session = sessions.find(id);
            const auto run = session ? workspace.runs().find(session->run) : std::nullopt;
            if (run) sessions.addTag(id, engine::tasks::labelTag(word, *run, workspace));
            return true;
        }, [this](bool) { reload(); });
    });
}

bool LabelPage::isAtWork() const
{
    return m_stack->currentIndex() == 1;
}

void LabelPage::chooseSession(engine::store::LabelSessionId session)
{
    m_session = session;
    m_wantsForm = false;
    m_hasFailed = false;
    reload();
}

void LabelPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk->setShown(isAtWork());
    m_desk->focusKeys();
    reload();
}

void LabelPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_desk->setShown(false);
}

void LabelPage::reload()
{
    m_context.store.ask(this, "label", [wanted = m_session](engine::store::Workspace& workspace) { return label::readLabelData(workspace, wanted); },
                        [this](label::LabelData data) { take(std::move(data)); });
}

void LabelPage::take(label::LabelData data)
{
    m_data = std::move(data);
    const bool isAtWorkNow = m_data.chosen && m_data.chosen->runIsThere && !m_wantsForm;
    const bool wasAtWork = isAtWork();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const auto& session : m_data.sessions)
            m_choice->addItem(session.text, static_cast<qlonglong>(engine::value(session.id)));
        if (m_data.chosen) m_choice->setCurrentIndex(m_choice->findData(static_cast<qlonglong>(engine::value(m_data.chosen->session.id))));
    }
    m_choice->setVisible(!m_data.sessions.empty());
    m_new->setVisible(isAtWorkNow);
    m_form->setChoices(m_data.runs, m_data.splits);
    m_form->setCancellable(m_data.chosen.has_value() && m_data.chosen->runIsThere);
    m_stack->setCurrentIndex(isAtWorkNow ? 1 : 0);
    for (auto* key : m_desk->keys())
        key->setEnabled(isAtWorkNow);
    for (auto* button : {m_learn, m_whole, m_copy})
        button->setVisible(isAtWorkNow);
    m_listen->setVisible(isAtWorkNow && m_hasFailed && m_data.chosen->points.empty());
    if (isAtWorkNow) {
        m_session = m_data.chosen->session.id;
        m_learn->setEnabled(!m_isLearning);
        m_whole->setEnabled(!m_isLearning && m_data.chosen->labelled() > 0);
        m_desk->setShown(isVisible());
        m_desk->show(*m_data.chosen);
        if (!wasAtWork && isVisible()) m_desk->focusKeys();
        learnIfDue();
    } else {
        m_desk->setShown(false);
    }
    if (m_data.runs.empty())
        m_next->show(tr("A model is taught here that has learned something before."), tr("Open Train"), [this] { m_context.showPage(QStringLiteral("train")); });
    else if (m_data.splits.empty())
        m_next->show(tr("A split keeps tracks apart to measure on."), tr("Open Tags"), [this] { m_context.showPage(QStringLiteral("tags")); });
    else
        m_next->show(tr("Your labels are tags of the tracks, source 'taught'; a training can learn from them like from any others."), tr("Open Train"),
                     [this] { m_context.showPage(QStringLiteral("train")); });
}

void LabelPage::start()
{
    m_context.store.edit(this, [parameters = m_form->parameters()](engine::store::Workspace& workspace) -> Started {
        try {
            return {engine::tasks::startLabelSession(parameters, workspace), {}};
        } catch (const engine::Error&) {
            return {{}, failureText(engine::describe(std::current_exception()))};
        }
    }, [this](const Started& started) {
        if (!started.session) return m_form->showRefusal(started.refusal);
        chooseSession(started.session->id);
        teach({{"mode", "head"}});
    });
}

void LabelPage::answer(engine::TrackId track, const QString& answers, const QString& title)
{
    if (!m_session) return;
    label::giveAnswer(m_context, this, *m_session, {track, answers.toStdString()}, title, [this](engine::TrackId changed, bool gone) {
        if (gone) m_desk->bring(changed);   // taken back: it is in question again
        reload();
    });
}

/// Latest wins: while the model learns nothing is queued; when it is done, what was said meanwhile is learned next.
void LabelPage::learnIfDue()
{
    if (m_isLearning || m_hasFailed || !m_data.chosen || !isVisible()) return;   // nothing begins before the page was looked at
    const auto& state = *m_data.chosen;
    if (state.points.empty()) return teach({{"mode", "head"}});
    if (std::abs(state.unlearned()) >= state.session.settings.value("every", 5)) teach({{"mode", "head"}});
}

void LabelPage::teach(const engine::Json& parameters)
{
    if (!m_session || m_isLearning) return;
    m_isLearning = true;
    m_hasFailed = false;
    m_learn->setEnabled(false);
    m_whole->setEnabled(false);
    m_desk->sayModel(tr("The model learns; go on meanwhile."));
    engine::Json all{{"session", engine::value(*m_session)}};
    all.update(parameters);
    m_context.jobs.submit(kTeach, all, this, [this](const JobBridge::Submission& submission) {
        m_job = submission.job;
        if (submission.job) return;
        m_isLearning = false;
        m_hasFailed = true;
        m_desk->sayModel(submission.refusal);
    });
}

void LabelPage::letListen()
{
    if (!m_data.chosen) return;
    m_context.say(tr("Queued; Jobs shows how far it is, and stops it."));
    m_context.jobs.submit(QStringLiteral("predict"), {{"run", std::to_string(engine::value(m_data.chosen->session.run))}});
}

void LabelPage::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    const bool ended = event.state == State::Done || event.state == State::Failed || event.state == State::Cancelled;
    if (!ended) return;
    const bool isOurs = m_job == event.id;
    if (isOurs) {
        m_job.reset();
        m_isLearning = false;
        m_hasFailed = event.state != State::Done;
        m_desk->sayModel(event.failure ? failureText(*event.failure) : event.state == State::Cancelled ? tr("Stopped. Learn now begins again.") : QString());
    } else if (event.kind == "predict" || event.kind == "train") {
        m_hasFailed = false;   // what was missing may be there now
    }
    const bool changes = event.kind == "label_teach" || event.kind == "predict" || event.kind == "train" || event.kind == "split" || event.kind == "demo" || event.kind == "model_import" || event.kind == "run_import";
    if (isOurs) reload();
    else if (changes && isVisible() && !m_reload.isActive()) m_reload.start();
}

std::vector<std::pair<QString, engine::Json>> LabelPage::commands() const
{
    if (!m_session || !isAtWork()) return {};
    return {{kTeach, {{"session", engine::value(*m_session)}, {"mode", "head"}}}};
}

extern const PageEntry label_page;
const PageEntry label_page{"label", QT_TRANSLATE_NOOP("pages", "Label next"), QT_TRANSLATE_NOOP("pages", "The model asks, you answer: see what each label buys"),
                           [](PageContext& context) -> QWidget* { return new LabelPage(context); }};

}  // namespace ui
