#include "ui/window/track_actions.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QSettings>

#include "engine/store/workspace.h"
#include "engine/tasks/playlist_file.h"
#include "ui/page_context.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/similar_dialog.h"
#include "ui/window/tag_files_dialog.h"

namespace ui {

namespace {

const QString kFolderKey = QStringLiteral("folders/playlist");

}  // namespace

TrackActions::TrackActions(PageContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window),
      m_similar(new QAction(Theme::icon(QStringLiteral("search")), tr("&More like this..."), window)),
      m_export(new QAction(Theme::icon(QStringLiteral("jobs")), tr("E&xport as playlist..."), window)),
      m_writeTags(new QAction(Theme::icon(QStringLiteral("tag")), tr("&Write tags into files..."), window))
{
    m_similar->setToolTip(tr("Tracks that a trained model hears as near to the current one"));
    m_export->setToolTip(tr("Write the selected tracks as a playlist (M3U8 or XSPF) that players open"));
    m_similar->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_M));
    m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    m_writeTags->setToolTip(tr("Put tags of this workspace into the music files, after a preview; undo gives the old bytes back"));
    for (auto* action : actions())
        action->setStatusTip(action->toolTip());
    connect(m_similar, &QAction::triggered, this, &TrackActions::showSimilar);
    connect(m_export, &QAction::triggered, this, &TrackActions::exportPlaylist);
    connect(m_writeTags, &QAction::triggered, this, &TrackActions::showTagFiles);
    connect(&context.selection, &Selection::tracksChanged, this, &TrackActions::update);
    connect(&context.selection, &Selection::currentChanged, this, &TrackActions::update);
    update();
}

void TrackActions::update()
{
    m_similar->setEnabled(m_context.selection.current().has_value());
    m_export->setEnabled(!m_context.selection.tracks().empty());
}

void TrackActions::exportPlaylist()
{
    const auto folder = QSettings().value(kFolderKey, QDir::homePath()).toString();
    auto file = QFileDialog::getSaveFileName(m_window, tr("Export as playlist"), folder + QStringLiteral("/tagbench.m3u8"), tr("Playlists (*.m3u8 *.xspf)"));
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += QStringLiteral(".m3u8");
    QSettings().setValue(kFolderKey, QFileInfo(file).path());
    writePlaylist(file);
}

void TrackActions::writePlaylist(const QString& file)
{
    const std::filesystem::path path(QFile::encodeName(file).toStdString());
    m_context.store.edit(
        this,
        [ids = m_context.selection.tracks(), path](StoreThread::Workspace& workspace) {
            return static_cast<int>(engine::tasks::writePlaylist(workspace, ids, path));
        },
        [this, file](int tracks) { m_context.say(tr("%n track(s) written to %1.", nullptr, tracks).arg(file)); });
}

void TrackActions::showTagFiles()
{
    auto* dialog = new TagFilesDialog(m_context, m_context.selection.tracks(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void TrackActions::showSimilar()
{
    const auto current = m_context.selection.current();
    if (!current) return;
    auto* dialog = new SimilarDialog(m_context, *current, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

}  // namespace ui
