/// Keys and player of the Inspect page.
#include <QAction>

#include "ui/pages/inspect/feature_session.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/inspect_toolbar.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/region_panel.h"
#include "ui/player/player.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tag_bars.h"

namespace ui {

QAction* InspectPage::addKey(const QString& text, const QString& tip, const QList<QKeySequence>& keys, const char* icon, std::function<void()> act)
{
    auto* action = new QAction(text, this);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, keys.front().toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    action->setShortcuts(keys);
    // Only while the views have the focus: the same letters are typed into text fields elsewhere.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    if (icon) action->setIcon(Theme::icon(QString::fromLatin1(icon)));
    connect(action, &QAction::triggered, this, std::move(act));
    m_lanes->addAction(action);
    m_actions << action;
    return action;
}

void InspectPage::buildActions()
{
    auto& axis = m_lanes->axis();
    auto& cursor = m_lanes->cursor();
    const auto zoom = [&axis, &cursor](double factor) {
        const double playhead = cursor.playheadSeconds();
        const bool seen = playhead >= axis.startSeconds() && playhead <= axis.endSeconds();
        axis.zoomBy(factor, cursor.hoverSeconds().value_or(seen ? playhead : axis.startSeconds() + axis.visibleSeconds() / 2));
    };
    m_play = addKey(tr("Play"), tr("Plays or pauses"), {Qt::Key_Space}, "play", [this] { togglePlay(); });
    m_loop = addKey(tr("Loop selection"), tr("Plays the selection again and again"), {Qt::Key_L}, "resume", [this] { updateLoop(); });
    m_loop->setCheckable(true);
    QAction* fit = addKey(tr("Fit"), tr("Shows the whole track"), {Qt::Key_F}, nullptr, [&axis] { axis.fit(); });
    QAction* in = addKey(tr("+"), tr("Zooms in"), {Qt::Key_Up, Qt::Key_Plus}, nullptr, [zoom] { zoom(1.5); });
    QAction* out = addKey(tr("\u2212"), tr("Zooms out"), {Qt::Key_Down, Qt::Key_Minus}, nullptr, [zoom] { zoom(1 / 1.5); });
    addKey(tr("Scroll left"), tr("Scrolls a tenth of the view to the left"), {Qt::Key_Left}, nullptr, [&axis] { axis.scrollBy(-0.1 * axis.visibleSeconds()); });
    addKey(tr("Scroll right"), tr("Scrolls a tenth of the view to the right"), {Qt::Key_Right}, nullptr, [&axis] { axis.scrollBy(0.1 * axis.visibleSeconds()); });
    addKey(tr("Page left"), tr("Scrolls a page to the left"), {QKeySequence(Qt::CTRL | Qt::Key_Left)}, nullptr, [&axis] { axis.scrollBy(-axis.visibleSeconds()); });
    addKey(tr("Page right"), tr("Scrolls a page to the right"), {QKeySequence(Qt::CTRL | Qt::Key_Right)}, nullptr, [&axis] { axis.scrollBy(axis.visibleSeconds()); });
    addKey(tr("Start"), tr("Goes to the start"), {Qt::Key_Home}, nullptr, [this] { seek(0); });
    addKey(tr("End"), tr("Goes to the end"), {Qt::Key_End}, nullptr, [this] { seek(m_lanes->axis().durationSeconds()); });
    addKey(tr("Clear selection"), tr("Clears the selection"), {Qt::Key_Escape}, nullptr, [&cursor] { cursor.setSelection(std::nullopt); });
    addKey(tr("Overlay"), tr("Changes how much is drawn over the pictures"), {Qt::Key_O}, nullptr, [&cursor] { cursor.cycleOverlay(); });
    for (std::size_t place = 0; place < widgets::kTagsWithKey; ++place)
        addKey(tr("Tag %1 on or off").arg(place + 1), tr("Gives the track the predicted tag of this number as yours, or takes it away"),
               {QKeySequence(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(place)))}, nullptr, [this, place] { toggleTag(place); });
    addKey(tr("Accept and next track"), tr("Makes the predicted tags over their threshold yours and goes on to the next track"),
           {QKeySequence(Qt::CTRL | Qt::Key_Return)}, "ready", [this] { acceptTags(); });
    m_regions->addButtons({addKey(tr("Mark A"), tr("Makes the selection region A"), {Qt::Key_A}, nullptr, [this] { m_features->mark(0); }),
                           addKey(tr("Mark B"), tr("Makes the selection region B"), {Qt::Key_B}, nullptr, [this] { m_features->mark(1); }),
                           addKey(tr("Clear"), tr("Forgets both regions"), {QKeySequence(Qt::SHIFT | Qt::Key_Escape)}, nullptr, [this] { m_features->clearRegions(); })});
    m_toolbar->insertActions({m_play, m_loop, out, in, fit});
    connect(&cursor, &widgets::TimeCursor::seekRequested, this, &InspectPage::seek);
    connect(&cursor, &widgets::TimeCursor::selectionChanged, this, &InspectPage::updateLoop);
    updatePlayAction();
}

void InspectPage::connectPlayer()
{
    Player& player = m_context.player;
    connect(&player, &Player::positionChanged, this, [this](double seconds) {
        if (!isPlayingThis()) return;
        m_lanes->cursor().setPlayheadSeconds(seconds);
        if (m_context.player.state() == Player::State::Playing) m_lanes->axis().ensureVisible(seconds);
    });
    connect(&player, &Player::stateChanged, this, &InspectPage::updatePlayAction);
    connect(&player, &Player::availabilityChanged, this, &InspectPage::updatePlayAction);
    connect(&player, &Player::sourceChanged, this, &InspectPage::updatePlayAction);
    connect(&player, &Player::failed, m_readout, &QLabel::setText);
}

bool InspectPage::isPlayingThis() const
{
    return !m_file.empty() && m_context.player.source() == m_file;
}

void InspectPage::togglePlay()
{
    if (m_file.empty() || m_durationSeconds <= 0) return;
    Player& player = m_context.player;
    if (!isPlayingThis()) {
        const double playhead = m_lanes->cursor().playheadSeconds();
        player.setSource(m_file, m_durationSeconds);
        player.seek(playhead);
        updateLoop();
    }
    player.toggle();
}

void InspectPage::seek(double seconds)
{
    m_lanes->cursor().setPlayheadSeconds(seconds);
    m_lanes->axis().ensureVisible(seconds);
    if (isPlayingThis()) m_context.player.seek(seconds);
}

void InspectPage::updateLoop()
{
    if (!isPlayingThis()) return;
    const auto selection = m_lanes->cursor().selection();
    if (m_loop->isChecked() && selection) {
        m_context.player.setLoop(std::pair(selection->startSeconds, selection->endSeconds));
    } else {
        m_context.player.setLoop(std::nullopt);
    }
}

void InspectPage::updatePlayAction()
{
    const Player& player = m_context.player;
    const bool playing = isPlayingThis() && player.state() == Player::State::Playing;
    m_play->setEnabled(player.isAvailable());
    m_play->setText(playing ? tr("Pause") : tr("Play"));
    m_play->setIcon(Theme::icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(player.isAvailable() ? tr("Plays or pauses (Space)") : player.unavailableReason());
}

}  // namespace ui
