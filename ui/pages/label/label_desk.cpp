#include "ui/pages/label/label_desk.h"

#include <algorithm>

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/tasks/label_chart.h"
#include "ui/charts/picture_view.h"
#include "ui/pages/label/listen_panel.h"
#include "ui/pages/label/tag_button.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tag_bars.h"

namespace ui::label {

namespace {

const QString kAutoplay = QStringLiteral("label/autoplay");
constexpr int kTagColumns = 3;
constexpr int kRowsSeen = 4;   // more are scrolled to
constexpr double kCurveHeight = 0.9;   // of its width

/// Its key is printed on it.
QPushButton* keyButton(const QString& name, const QString& key, const QString& tip)
{
    auto* button = new QPushButton(QStringLiteral("%1  %2").arg(name, key));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    return button;
}

}  // namespace

LabelDesk::LabelDesk(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_queue(new QListWidget), m_queueHint(panel::plainLabel()), m_relabel(new QPushButton(tr("Ask about them, too"))), m_listen(new ListenPanel(context)),
      m_tagsPanel(new QWidget), m_grid(new QGridLayout(m_tagsPanel)), m_typed(new QLineEdit), m_back(keyButton(tr("Back"), QStringLiteral("\u232b"), tr("To the track answered before, to change it (Backspace)"))),
      m_skip(keyButton(tr("Skip"), QStringLiteral("S"), tr("Do not ask about this track again; nothing is learned from it (S)"))), m_next(keyButton(tr("Next"), QStringLiteral("\u21b5"), tr("These tags, and no others: what is left alone means no (Enter)"))),
      m_autoplay(new QCheckBox(tr("Play at once"))), m_sentence(panel::plainLabel()), m_model(panel::plainLabel()), m_curve(new PictureView(tr("What each label bought")))
{
    auto* parts = new QSplitter;
    parts->addWidget(buildQueue());
    parts->addWidget(buildMiddle());
    parts->addWidget(buildCurve());
    parts->setStretchFactor(1, 1);
    parts->setSizes({240, 640, 360});
    parts->setChildrenCollapsible(false);
    parts->setObjectName(QStringLiteral("labelParts"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts);
    buildKeys();
}

QWidget* LabelDesk::buildQueue()
{
    m_queue->setAccessibleName(tr("Tracks that are asked about"));
    m_queue->setWordWrap(true);
    m_queue->setFrameShape(QFrame::NoFrame);
    m_queue->setAlternatingRowColors(true);
    m_queue->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_queueHint->setContentsMargins(10, 10, 10, 10);
    m_relabel->setAccessibleName(tr("Ask about tracks that carry one of the tags, too"));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 8, 0, 8);
    column->addWidget(panel::heading(tr("Asked next")));
    column->addWidget(m_queueHint);
    column->addWidget(m_relabel, 0, Qt::AlignLeft);
    column->addWidget(m_queue, 1);
    connect(m_queue, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && static_cast<std::size_t>(row) < m_questions.size() && m_current != m_questions[static_cast<std::size_t>(row)].proposal.track)
            openTrack(m_questions[static_cast<std::size_t>(row)].proposal.track);
    });
    connect(m_relabel, &QPushButton::clicked, this, &LabelDesk::relabelWanted);
    return page;
}

QWidget* LabelDesk::buildMiddle()
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(6);
    m_scroll = new QScrollArea;
    auto* scroll = m_scroll;
    scroll->setWidget(m_tagsPanel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_typed->setAccessibleName(tr("Another tag"));
    m_typed->setPlaceholderText(tr("Another tag, then Enter"));
    m_typed->setToolTip(tr("A tag of the session is switched on or off; another one becomes its newest tag"));
    m_next->setIcon(Theme::icon(QStringLiteral("ready")));
    m_autoplay->setAccessibleName(tr("Play the next track at once"));
    m_autoplay->setFocusPolicy(Qt::TabFocus);
    m_autoplay->setChecked(QSettings().value(kAutoplay, true).toBool());
    auto* row = new QHBoxLayout;
    row->addWidget(m_back);
    row->addWidget(m_skip);
    row->addWidget(m_autoplay);
    row->addWidget(m_typed, 1);
    row->addWidget(m_next);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_listen, 1);
    column->addWidget(scroll);
    column->addLayout(row);
    connect(m_autoplay, &QCheckBox::toggled, this, [](bool isOn) { QSettings().setValue(kAutoplay, isOn); });
    m_typed->installEventFilter(this);
    connect(m_typed, &QLineEdit::returnPressed, this, &LabelDesk::takeTyped);
    connect(m_back, &QPushButton::clicked, this, &LabelDesk::back);
    connect(m_skip, &QPushButton::clicked, this, [this] { next(true); });
    connect(m_next, &QPushButton::clicked, this, [this] { next(false); });
    return page;
}

QWidget* LabelDesk::buildCurve()
{
    m_sentence->setAccessibleName(tr("What the labels bought"));
    m_model->setAccessibleName(tr("What the model is doing"));
    m_sentence->setWordWrap(true);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(panel::heading(tr("What each label bought")));
    column->addWidget(m_sentence);
    column->addWidget(m_curve, 1);
    column->addWidget(m_model);
    return page;
}

void LabelDesk::addKey(const QString& text, const QString& tip, const QList<QKeySequence>& keys, std::function<void()> act)
{
    auto* action = new QAction(text, this);
    action->setStatusTip(tip);
    action->setToolTip(tip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);   // of the page, which puts them into its menu
    connect(action, &QAction::triggered, this, std::move(act));
    m_keys << action;
}

void LabelDesk::buildKeys()
{
    for (std::size_t place = 0; place < widgets::kTagsWithKey; ++place)
        addKey(tr("Tag %1 of the session on or off").arg(place + 1), tr("Says that the track in question has the tag of this number, or has not"),
               {QKeySequence(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(place)))}, [this, place] { toggle(place); });
    addKey(tr("Next question"), tr("Keeps what is pressed and goes on; what is left alone means no"), {Qt::Key_Return, Qt::Key_Enter}, [this] { next(false); });
    addKey(tr("Question before"), tr("Back to the track answered before, to change it"), {Qt::Key_Backspace}, [this] { back(); });
    addKey(tr("Skip the question"), tr("Does not ask about this track again"), {Qt::Key_S}, [this] { next(true); });
}

/// Enter in the field is the field's; letters and digits it takes by itself.
bool LabelDesk::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_typed && event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LabelDesk::focusKeys()
{
    m_queue->setFocus();
}

void LabelDesk::show(SessionState state)
{
    const bool isOther = !m_state || m_state->session.id != state.session.id;
    if (isOther) m_current.reset();
    if (isOther) m_open.reset();
    m_state = std::move(state);
    buildButtons();
    m_questions = m_state->questions;
    if (m_current) {
        // Nothing that arrives takes away the track the user listens to.
        const auto found = std::ranges::find(m_questions, *m_current, [](const Question& question) { return question.proposal.track; });
        if (found != m_questions.end()) std::rotate(m_questions.begin(), found, found + 1);
    }
    if (!m_current && !m_questions.empty()) m_current = m_questions.front().proposal.track;
    showQueue();
    showCurve();
    if (isOther || m_current != m_open) showTrack();
    else showProbabilities();
    const bool isStuck = m_questions.empty() && !m_current;
    m_relabel->setVisible(isStuck && !m_state->points.empty() && !m_state->session.settings.value("relabel", false));
    if (isStuck && !m_state->points.empty() && m_state->unlearned() > 0) Q_EMIT moreWanted();
}

void LabelDesk::buildButtons()
{
    std::vector<std::string> names;
    for (const auto& tag : m_state->session.tags)
        names.push_back(tag.name + '\n' + tag.type);
    if (names == m_buttonTags) return;
    std::vector<bool> pressed;
    const bool grows = names.size() > m_buttonTags.size() && std::equal(m_buttonTags.begin(), m_buttonTags.end(), names.begin());
    if (grows)
        for (const auto* button : m_buttons)
            pressed.push_back(button->isChecked());
    for (auto* button : m_buttons)
        delete button;
    m_buttons.clear();
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto* button = new TagButton(QString::fromStdString(m_state->session.tags[i].name), i < widgets::kTagsWithKey ? static_cast<int>(i) + 1 : 0);
        if (i < pressed.size()) button->setChecked(pressed[i]);
        // A tag that was just typed is meant for the track in question.
        if (grows && !m_buttonTags.empty() && i >= m_buttonTags.size()) button->setChecked(true);
        m_grid->addWidget(button, static_cast<int>(i) / kTagColumns, static_cast<int>(i) % kTagColumns);
        m_buttons.push_back(button);
    }
    const int rows = (static_cast<int>(names.size()) + kTagColumns - 1) / kTagColumns;
    m_grid->setRowStretch(rows, 1);
    if (!m_buttons.empty()) m_scroll->setFixedHeight(std::min(rows, kRowsSeen) * (m_buttons.front()->sizeHint().height() + m_grid->verticalSpacing()));
    m_buttonTags = std::move(names);
}

const Question* LabelDesk::questionOf(engine::TrackId track) const
{
    const auto found = std::ranges::find(m_questions, track, [](const Question& question) { return question.proposal.track; });
    return found == m_questions.end() ? nullptr : &*found;
}

void LabelDesk::showQueue()
{
    const QSignalBlocker quiet(m_queue);
    m_queue->clear();
    int current = -1;
    for (const auto& question : m_questions) {
        const auto who = question.artist.isEmpty() ? question.title : QStringLiteral("%1 \u2013 %2").arg(question.title, question.artist);
        auto* item = new QListWidgetItem(who + QLatin1Char('\n') + reasonText(question));
        item->setToolTip(question.nearestTitle.isEmpty() ? tr("Unsure: mean entropy of the predicted tags, 100 % = the model guesses")
                                                         : tr("Unsure: mean entropy of the predicted tags, 100 % = the model guesses. The most alike of the labelled or asked tracks: %1").arg(question.nearestTitle));
        if (m_current == question.proposal.track) current = m_queue->count();
        m_queue->addItem(item);
    }
    m_queue->setCurrentRow(current);
    m_queueHint->setVisible(m_questions.empty());
    if (m_state->points.empty()) m_queueHint->setText(tr("The model listens to itself first: it is measured, then it asks."));
    else if (m_state->unlearned() > 0) m_queueHint->setText(tr("All is answered. The model learns and asks anew."));
    else m_queueHint->setText(tr("No track is left to ask about: all others are answered, skipped, measured on, not listened to by the run, or carry one of these tags already."));
}

void LabelDesk::showCurve()
{
    m_sentence->setText(gainSentence(*m_state));
    Picture picture;
    picture.draw = [points = m_state->points](QSizeF room) {
        const double width = std::max(280.0, room.width());
        return engine::tasks::taughtChart(points, engine::tasks::TaughtMeasure::RocAuc, width, std::clamp(room.height(), 220.0, kCurveHeight * width));
    };
    picture.csv = [points = m_state->points] { return engine::tasks::taughtCsv(points); };
    picture.tip = [](const engine::report::Mark&) { return QString(); };
    picture.empty = tr("The first point comes when the model has been measured.");
    m_curve->show(std::move(picture));
}

QString LabelDesk::sentence() const
{
    return m_sentence->text();
}

void LabelDesk::sayModel(const QString& text)
{
    m_model->setText(text);
}

void LabelDesk::setShown(bool isShown)
{
    m_isShown = isShown;
    if (isShown && m_state && m_current != m_open) showTrack();
}

std::optional<engine::TrackId> LabelDesk::current() const
{
    return m_current;
}

void LabelDesk::openTrack(engine::TrackId track)
{
    m_current = track;
    showTrack();
    showQueue();
}

void LabelDesk::bring(engine::TrackId track)
{
    openTrack(track);
}

void LabelDesk::showProbabilities()
{
    const auto* question = m_current ? questionOf(*m_current) : nullptr;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool isKnown = question && i < question->proposal.probabilities.size();
        m_buttons[i]->setProbability(isKnown ? std::optional<double>(static_cast<double>(question->proposal.probabilities[i])) : std::nullopt);
    }
}

/// What is pressed follows the answer there is; the sound follows when the page is seen.
void LabelDesk::showTrack()
{
    const auto* answer = m_current ? m_state->answerOf(*m_current) : nullptr;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setEnabled(m_current.has_value());
        m_buttons[i]->setChecked(answer && i < answer->answers.size() && answer->answers[i] == '1');
    }
    showProbabilities();
    m_next->setEnabled(m_current.has_value());
    m_skip->setEnabled(m_current.has_value());
    m_back->setEnabled(!m_state->answers.empty());
    if (!m_isShown) return;
    m_open = m_current;
    if (!m_current) return m_listen->clear();
    m_context.selection.setTracks({*m_current});
    m_context.store.ask(this, "track", [id = *m_current](engine::store::Workspace& workspace) {
        const auto track = workspace.tracks().find(id);
        struct Found { std::filesystem::path file; QString title, artist; } found;
        if (track) found = {workspace.tracks().absolutePath(*track), QString::fromStdString(track->title.empty() ? track->displayPath : track->title), QString::fromStdString(track->artist)};
        return found;
    }, [this, id = *m_current](const auto& found) {
        if (m_open != id || found.file.empty()) return;
        m_title = found.title;
        m_listen->open(found.file, found.artist.isEmpty() ? found.title : QStringLiteral("%1 \u2013 %2").arg(found.title, found.artist), m_autoplay->isChecked());
    });
}

void LabelDesk::toggle(std::size_t place)
{
    if (m_current && place < m_buttons.size()) m_buttons[place]->toggle();
}

void LabelDesk::next(bool isSkip)
{
    if (!m_current) return;
    QString answers;
    if (!isSkip)
        for (const auto* button : m_buttons)
            answers += QLatin1Char(button->isChecked() ? '1' : '0');
    const auto track = *m_current;
    const auto* question = questionOf(track);
    const auto title = question ? question->title : m_title;
    m_current.reset();
    const bool wasAsked = question != nullptr;
    if (wasAsked) std::erase_if(m_questions, [&](const Question& each) { return each.proposal.track == track; });
    if (!m_questions.empty()) m_current = m_questions.front().proposal.track;
    // The next track does not wait for the answer to be written.
    showQueue();
    showTrack();
    Q_EMIT answered(engine::value(track), answers, title);
}

void LabelDesk::back()
{
    if (!m_state || m_state->answers.empty()) return;
    const auto& answers = m_state->answers;
    const auto found = m_current ? std::ranges::find(answers, *m_current, &engine::store::LabelAnswer::track) : answers.end();
    if (found == answers.begin()) return;
    openTrack(std::prev(found)->track);
}

void LabelDesk::takeTyped()
{
    const auto name = m_typed->text().trimmed();
    if (name.isEmpty() || !m_state) return;
    m_typed->clear();
    for (std::size_t i = 0; i < m_state->session.tags.size(); ++i)
        if (QString::fromStdString(m_state->session.tags[i].name).compare(name, Qt::CaseInsensitive) == 0) return toggle(i);
    Q_EMIT tagAdded(name);
}

}  // namespace ui::label
