#include "ui/pages/search/playlist_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QUndoCommand>
#include <QUndoStack>
#include <QVBoxLayout>

#include "engine/store/playlist_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/playlist_file.h"
#include "ui/format.h"
#include "ui/pages/search/hit_model.h"
#include "ui/pages/search/play_through.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui::search {

namespace {

constexpr int kTrackRole = Qt::UserRole + 1;

/// A list as it was and as it is; nothing = there was none.
class PlaylistChange : public QUndoCommand {
public:
    using Tracks = std::optional<PlaylistPanel::Tracks>;
    PlaylistChange(const QString& step, PageContext& context, PlaylistPanel* panel, QString name, Tracks before, Tracks after)
        : QUndoCommand(step), m_context(context), m_panel(panel), m_name(std::move(name)), m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void undo() override { put(m_before); }
    void redo() override { put(m_after); }

private:
    void put(const Tracks& tracks)
    {
        if (m_panel) m_panel->noteChange(m_name, tracks.value_or(PlaylistPanel::Tracks{}));
        m_context.store.edit(
            m_panel.data(),
            [name = m_name.toStdString(), tracks](StoreThread::Workspace& workspace) {
                engine::store::PlaylistStore lists(workspace.database());
                if (tracks) lists.put(name, *tracks);
                else lists.remove(name);
                return true;
            },
            [panel = m_panel](bool) { if (panel) panel->reload(); });
    }

    PageContext& m_context;
    QPointer<PlaylistPanel> m_panel;
    QString m_name;
    Tracks m_before, m_after;
};

QPushButton* iconButton(const char* icon, const QString& text, const QString& tip)
{
    auto* made = new QPushButton(Theme::icon(QString::fromLatin1(icon)), text);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    return made;
}

}  // namespace

// --- rows ---

PlaylistRows::PlaylistRows(QWidget* parent) : QListWidget(parent)
{
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(true);
    setAlternatingRowColors(true);
    setFrameShape(QFrame::NoFrame);
}

QStringList PlaylistRows::mimeTypes() const
{
    return QListWidget::mimeTypes() << kTrackMime;
}

QMimeData* PlaylistRows::mimeData(const QList<QListWidgetItem*>& items) const
{
    auto* data = QListWidget::mimeData(items);
    std::vector<engine::TrackId> tracks;
    for (const auto* item : items)
        tracks.push_back(engine::TrackId{item->data(kTrackRole).toULongLong()});
    const std::unique_ptr<QMimeData> own(trackMime(tracks));
    data->setData(kTrackMime, own->data(kTrackMime));
    return data;
}

bool PlaylistRows::dropMimeData(int row, const QMimeData* data, Qt::DropAction action)
{
    if (!data->hasFormat(kTrackMime)) return QListWidget::dropMimeData(row, data, action);
    if (const auto tracks = tracksFrom(data); !tracks.empty()) Q_EMIT tracksDropped(tracks, row);
    return true;
}

void PlaylistRows::dropEvent(QDropEvent* event)
{
    if (event->source() != this) {
        event->setDropAction(Qt::CopyAction);
        const auto index = indexAt(event->position().toPoint());
        int row = index.isValid() ? index.row() : count();
        if (index.isValid() && dropIndicatorPosition() == QAbstractItemView::BelowItem) ++row;
        dropMimeData(row, event->mimeData(), Qt::CopyAction);
        return event->accept();
    }
    QListWidget::dropEvent(event);
    Q_EMIT rowsMoved();
}

void PlaylistRows::paintEvent(QPaintEvent* event)
{
    QListWidget::paintEvent(event);
    if (count() > 0) return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const int edge = fontMetrics().height();
    painter.drawText(viewport()->rect().adjusted(edge, edge, -edge, -edge), Qt::AlignCenter | Qt::TextWordWrap, tr("Drag found tracks here, or add what is chosen."));
}

// --- panel ---

PlaylistPanel::PlaylistPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_play(new PlayThrough(context, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 12, 8);
    column->addLayout(buildTop());
    buildRows();
    column->addWidget(m_rows, 1);
    column->addLayout(buildButtons());
    setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    connect(m_play, &PlayThrough::moved, this, [this] {
        if (m_play->isGoing() && m_play->at() < static_cast<std::size_t>(m_rows->count())) m_rows->setCurrentRow(static_cast<int>(m_play->at()));
    });
    connect(&context.selection, &Selection::tracksChanged, this, &PlaylistPanel::updateButtons);
    updateButtons();
}

QLayout* PlaylistPanel::buildTop()
{
    m_choice = new QComboBox;
    m_choice->setAccessibleName(tr("Which playlist"));
    m_choice->setToolTip(tr("Playlists of this workspace"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_new = iconButton("folder-add", tr("New"), tr("Make an empty playlist"));
    m_delete = iconButton("cancel", tr("Delete"), tr("Delete this playlist; Ctrl+Z brings it back. No music file is touched"));
    connect(m_choice, &QComboBox::activated, this, [this] { show(name()); });
    connect(m_new, &QPushButton::clicked, this, &PlaylistPanel::askName);
    connect(m_delete, &QPushButton::clicked, this, &PlaylistPanel::removeList);
    auto* row = new QHBoxLayout;
    row->addWidget(m_choice, 1);
    row->addWidget(m_new);
    row->addWidget(m_delete);
    return row;
}

void PlaylistPanel::buildRows()
{
    m_rows = new PlaylistRows;
    m_rows->setAccessibleName(tr("Tracks of the playlist"));
    m_rows->setToolTip(tr("Drag found tracks here; drag rows to order them, Del takes them out, Return plays from there on"));
    m_rows->installEventFilter(this);
    connect(m_rows, &PlaylistRows::tracksDropped, this, [this](const Tracks& tracks, int row) { addTracks(tracks, row); });
    connect(m_rows, &PlaylistRows::rowsMoved, this, [this] { change(tr("Order of playlist %1").arg(name()), tracksOfRows()); });
    connect(m_rows, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* item) { m_play->start(m_tracks, static_cast<std::size_t>(m_rows->row(item))); });
    connect(m_rows, &QListWidget::itemSelectionChanged, this, &PlaylistPanel::updateButtons);
}

QLayout* PlaylistPanel::buildButtons()
{
    m_add = iconButton("folder-add", tr("Add chosen"), tr("Add the tracks that are chosen here or on any other page, in their order"));
    m_remove = iconButton("cancel", tr("Take out"), tr("Take the chosen rows out of the playlist (Del)"));
    m_playAll = iconButton("play", tr("Play through"), tr("Play the playlist from its first track to its last"));
    m_save = iconButton("export", tr("Save..."), tr("Save the playlist for other players (M3U8 or XSPF)"));
    connect(m_add, &QPushButton::clicked, this, [this] { addTracks(m_context.selection.tracks()); });
    connect(m_remove, &QPushButton::clicked, this, &PlaylistPanel::removeChosen);
    connect(m_playAll, &QPushButton::clicked, this, [this] { m_play->start(m_tracks); });
    connect(m_save, &QPushButton::clicked, this, &PlaylistPanel::save);
    auto* grid = new QGridLayout;
    grid->addWidget(m_add, 0, 0);
    grid->addWidget(m_remove, 0, 1);
    grid->addWidget(m_playAll, 1, 0);
    grid->addWidget(m_save, 1, 1);
    return grid;
}

QString PlaylistPanel::name() const
{
    return m_choice->currentText();
}

void PlaylistPanel::reload()
{
    m_context.store.ask(
        this, "playlists", [](StoreThread::Workspace& workspace) { return engine::store::PlaylistStore(workspace.database()).list(); },
        [this, changes = m_changes](const std::vector<engine::store::Playlist>& lists) {
            if (changes != m_changes) return;
            const auto before = name();
            m_choice->clear();
            for (const auto& list : lists)
                m_choice->addItem(QString::fromStdString(list.name));
            m_choice->setCurrentIndex(std::max(0, m_choice->findText(before)));
            show(name());
        });
}

void PlaylistPanel::show(const QString& list)
{
    m_context.store.ask(
        this, "playlist",
        [name = list.toStdString()](StoreThread::Workspace& workspace) {
            std::pair<Tracks, QStringList> shown{engine::store::PlaylistStore(workspace.database()).tracks(name), {}};
            for (const auto id : shown.first) {
                const auto track = workspace.tracks().find(id);
                const auto title = track ? QString::fromStdString(track->title.empty() ? track->displayPath : track->title) : QString();
                shown.second << (track && !track->artist.empty() ? QStringLiteral("%1 - %2").arg(title, QString::fromStdString(track->artist)) : title);
            }
            return shown;
        },
        [this, changes = m_changes](std::pair<Tracks, QStringList> shown) {
            if (changes != m_changes) return;
            m_tracks = std::move(shown.first);
            for (std::size_t i = 0; i < m_tracks.size(); ++i)
                m_titles[m_tracks[i]] = shown.second.value(static_cast<qsizetype>(i));
            fill();
        });
}

void PlaylistPanel::noteChange(const QString& list, const Tracks& tracks)
{
    ++m_changes;
    if (list != name()) return;
    m_tracks = tracks;
    if (tracksOfRows() != m_tracks) fill();   // rows that were dragged stand as they are
}

void PlaylistPanel::fill()
{
    m_rows->clear();
    for (std::size_t i = 0; i < m_tracks.size(); ++i) {
        const auto title = m_titles.find(m_tracks[i]);
        auto* item = new QListWidgetItem(title == m_titles.end() ? QString() : title->second);
        item->setData(kTrackRole, static_cast<qulonglong>(engine::value(m_tracks[i])));
        item->setToolTip(plainTip(item->text()));
        m_rows->addItem(item);
    }
    updateButtons();
}

PlaylistPanel::Tracks PlaylistPanel::tracksOfRows() const
{
    Tracks tracks;
    for (int row = 0; row < m_rows->count(); ++row)
        tracks.push_back(engine::TrackId{m_rows->item(row)->data(kTrackRole).toULongLong()});
    return tracks;
}

void PlaylistPanel::change(const QString& step, Tracks tracks)
{
    if (tracks == m_tracks) return;
    m_context.undo.push(new PlaylistChange(step, m_context, this, name(), m_tracks, std::move(tracks)));
}

QString PlaylistPanel::freeName() const
{
    for (int number = 1;; ++number)
        if (const auto free = tr("Playlist %1").arg(number); m_choice->findText(free) < 0) return free;
}

void PlaylistPanel::addTracks(const Tracks& tracks, int before)
{
    if (tracks.empty()) return;
    if (name().isEmpty()) makeList(freeName());
    auto all = m_tracks;
    const auto at = before < 0 ? all.size() : std::min(static_cast<std::size_t>(before), all.size());
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(at), tracks.begin(), tracks.end());
    change(tr("Add to playlist %1").arg(name()), std::move(all));
}

void PlaylistPanel::makeList(const QString& list)
{
    if (list.isEmpty() || m_choice->findText(list) >= 0) return;
    m_choice->addItem(list);
    m_choice->setCurrentIndex(m_choice->count() - 1);
    m_tracks.clear();
    m_rows->clear();
    m_context.undo.push(new PlaylistChange(tr("New playlist %1").arg(list), m_context, this, list, {}, Tracks{}));
    updateButtons();
}

void PlaylistPanel::askName()
{
    makeList(QInputDialog::getText(this, tr("New playlist"), tr("Name"), QLineEdit::Normal, freeName()).trimmed());
}

void PlaylistPanel::removeChosen()
{
    Tracks left;
    for (int row = 0; row < m_rows->count(); ++row)
        if (!m_rows->item(row)->isSelected()) left.push_back(m_tracks[static_cast<std::size_t>(row)]);
    change(tr("Take out of playlist %1").arg(name()), std::move(left));
}

void PlaylistPanel::removeList()
{
    if (!name().isEmpty()) m_context.undo.push(new PlaylistChange(tr("Delete playlist %1").arg(name()), m_context, this, name(), m_tracks, {}));
}

void PlaylistPanel::save()
{
    const auto folder = QSettings().value(QStringLiteral("folders/playlist"), QDir::homePath()).toString();
    auto plain = name();
    plain.replace(QLatin1Char('/'), QLatin1Char('-'));
    auto file = QFileDialog::getSaveFileName(this, tr("Save playlist"), folder + QLatin1Char('/') + plain + QStringLiteral(".m3u8"), tr("Playlists (*.m3u8 *.xspf)"));
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += QStringLiteral(".m3u8");
    QSettings().setValue(QStringLiteral("folders/playlist"), QFileInfo(file).path());
    write(file);
}

void PlaylistPanel::write(const QString& file)
{
    m_context.store.edit(
        this,
        [tracks = m_tracks, path = std::filesystem::path(QFile::encodeName(file).toStdString())](StoreThread::Workspace& workspace) {
            return static_cast<int>(engine::tasks::writePlaylist(workspace, tracks, path));
        },
        [this, file](int written) { m_context.say(tr("%Ln track(s) written to %1", nullptr, written).arg(file)); });
}

void PlaylistPanel::updateButtons()
{
    const bool some = !m_tracks.empty();
    m_delete->setEnabled(!name().isEmpty());
    m_add->setEnabled(!m_context.selection.tracks().empty());
    m_remove->setEnabled(!m_rows->selectedItems().isEmpty());
    m_playAll->setEnabled(some && m_context.player.isAvailable());
    if (!m_context.player.isAvailable()) m_playAll->setToolTip(m_context.player.unavailableReason());
    m_save->setEnabled(some);
}

bool PlaylistPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_rows && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete) {
            removeChosen();
            return true;
        }
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_rows->currentRow() >= 0) {
            m_play->start(m_tracks, static_cast<std::size_t>(m_rows->currentRow()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace ui::search
