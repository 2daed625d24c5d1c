#include "ui/window/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/library/library_page.h"
#include "ui/pages/page.h"
#include "ui/player/player.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/track_actions.h"

namespace ui {

namespace {

constexpr int kPagesWithKey = 9;   // Ctrl+1 to Ctrl+9

}  // namespace

void MainWindow::buildModeBar()
{
    auto* bar = new QToolBar(tr("Pages"));
    bar->setObjectName(QStringLiteral("modeBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    bar->setIconSize(QSize(fontMetrics().height() * 3 / 2, fontMetrics().height() * 3 / 2));
    addToolBar(Qt::LeftToolBarArea, bar);
    m_modes = new QActionGroup(this);
    int number = 0;
    for (const auto* page : pages()) {
        const auto name = QString::fromLatin1(page->name);
        auto* action = new QAction(Theme::icon(name), pageText(*page), this);
        action->setCheckable(true);
        action->setData(name);
        const auto tip = pageTip(*page);
        action->setToolTip(tip);
        if (++number <= kPagesWithKey) {
            action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
            action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, action->shortcut().toString(QKeySequence::NativeText)));
        }
        action->setStatusTip(tip);
        m_modes->addAction(action);
        bar->addAction(action);
        connect(action, &QAction::triggered, this, [this, name] { showPage(name); });
    }
}

QAction* MainWindow::add(QMenu* menu, const QString& text, const QKeySequence& key, const QString& tip, const char* icon,
                         std::function<void()> action)
{
    auto* made = menu->addAction(icon != nullptr ? Theme::icon(QString::fromLatin1(icon)) : QIcon(), text);
    made->setShortcut(key);
    made->setToolTip(tip);
    made->setStatusTip(tip);
    connect(made, &QAction::triggered, this, std::move(action));
    return made;
}

void MainWindow::buildMenus()
{
    buildFileMenu();
    auto* edit = menuBar()->addMenu(tr("&Edit"));
    auto* undo = m_context.undo.createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    auto* redo = m_context.undo.createRedoAction(this, tr("Redo"));
    redo->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    undo->setStatusTip(tr("Take back the last change of tags"));
    redo->setStatusTip(tr("Do the change again that was taken back"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    add(edit, tr("&Edit tags"), QKeySequence(Qt::CTRL | Qt::Key_E), tr("Put the cursor where a tag of the current track is typed"), "tag", [this] {
        showPage(QStringLiteral("library"));
        m_library->focusNewTag();
    });
    add(edit, tr("&Find"), QKeySequence::Find, tr("Put the cursor into the filter box"), "search", [this] {
        showPage(QStringLiteral("library"));
        m_library->focusFilter();
    });
    edit->addSeparator();
    auto* settings = add(edit, tr("&Settings..."), QKeySequence(Qt::CTRL | Qt::Key_Comma), tr("Threads, device, look, language and storage"), "settings",
                         [this] { showSettings(); });
    settings->setMenuRole(QAction::PreferencesRole);
    buildViewMenu();
    auto* library = menuBar()->addMenu(tr("&Library"));
    add(library, tr("&Rescan all folders"), QKeySequence::Refresh, tr("Look for new, changed and missing files"), "resume", [this] {
        m_context.store.ask(
            this, "rescan", [](StoreThread::Workspace& workspace) { return workspace.tracks().libraries(); },
            [this](const std::vector<engine::store::Library>& libraries) {
                std::vector<std::filesystem::path> folders;
                for (const auto& known : libraries)
                    folders.push_back(known.path);
                if (folders.empty())
                    m_context.say(tr("No music yet. Add a folder first."));
                else
                    scan(folders);
            });
    });
    library->addSeparator();
    library->addActions(m_tracks->actions());
    library->addSeparator();
    add(library, tr("Train a mo&del..."), QKeySequence(Qt::CTRL | Qt::Key_T), tr("Open the training form"), "train",
        [this] { showPage(QStringLiteral("train")); });
    buildPlayMenu();
    auto* tools = menuBar()->addMenu(tr("&Tools"));
    add(tools, tr("Run the &demo"), {}, tr("Compose a small library, train on it and write a report"), "demo", [this] { startDemo(); });
    buildHelpMenu();
}

void MainWindow::buildFileMenu()
{
    auto* file = menuBar()->addMenu(tr("&File"));
    add(file, tr("&Open file..."), QKeySequence::Open, tr("See and hear one file without adding it to the library"), "music",
        [this] { openFile(); });
    add(file, tr("Add &music folder..."), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), tr("Read a folder of music into the library"),
        "folder-add", [this] { addMusicFolder(); });
    add(file, tr("Open &data set..."), {}, tr("Import a table of tags"), "dataset", [this] { openDataset(); });
    file->addSeparator();
    add(file, tr("&Save"), QKeySequence::Save, tr("Your tags are kept in the workspace as you make them; music files are written by Library > Write tags into files only"), nullptr,
        [this] { m_context.say(tr("Everything is saved: your tags are kept as you make them.")); });
    file->addSeparator();
    auto* quit = add(file, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Close Tagbench; running jobs can be resumed"), nullptr,
                     [this] { close(); });
    quit->setMenuRole(QAction::QuitRole);
}

void MainWindow::buildViewMenu()
{
    auto* view = menuBar()->addMenu(tr("&View"));
    view->addActions(m_modes->actions());
    view->addSeparator();
    auto* look = view->addMenu(tr("&Look"));
    auto* group = new QActionGroup(this);
    const auto offer = [&](const QString& text, const QString& tip, Theme::Choice choice) {
        auto* action = add(look, text, {}, tip, nullptr, [this, choice] { m_context.theme.keep(choice); });
        action->setCheckable(true);
        action->setChecked(m_context.theme.choice() == choice);
        connect(&m_context.theme, &Theme::changed, action, [this, action, choice] { action->setChecked(m_context.theme.choice() == choice); });
        group->addAction(action);
    };
    offer(tr("As the &system"), tr("Light or dark as the desktop is"), Theme::Choice::System);
    offer(tr("&Light"), tr("Dark text on light ground"), Theme::Choice::Light);
    offer(tr("&Dark"), tr("Light text on dark ground"), Theme::Choice::Dark);
    for (const auto* entry : pages())
        if (const auto actions = m_pageOf.at(QString::fromLatin1(entry->name))->actions(); !actions.isEmpty())
            view->addMenu(pageText(*entry))->addActions(actions);
    auto* track = view->addMenu(tr("&Track view"));
    for (auto* action : m_inspect->viewActions())
        if (action->shortcut() != QKeySequence(Qt::Key_Space)) track->addAction(action);   // that one stands in Play
    auto* full = add(view, tr("&Full screen"), QKeySequence(Qt::Key_F11), tr("Use the whole screen, or go back to a window"), nullptr,
                     [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    full->setCheckable(true);
}

void MainWindow::buildPlayMenu()
{
    auto* play = menuBar()->addMenu(tr("&Play"));
    m_play = add(play, tr("&Play"), QKeySequence(Qt::Key_Space), tr("Play or pause the current track"), "play", [this] {
        if (m_context.player.source().empty())
            loadCurrent(true);
        else
            m_context.player.toggle();
    });
    m_play->setToolTip(m_play->statusTip());
    add(play, tr("&Stop"), QKeySequence(Qt::CTRL | Qt::Key_Period), tr("Stop and go back to the beginning"), "stop",
        [this] { m_context.player.stop(); });
    play->addSeparator();
    add(play, tr("P&revious track"), QKeySequence(Qt::ALT | Qt::Key_Left), tr("Choose the track before"), nullptr,
        [this] { m_library->step(-1); });
    add(play, tr("&Next track"), QKeySequence(Qt::ALT | Qt::Key_Right), tr("Choose the next track"), nullptr, [this] { m_library->step(1); });
}

void MainWindow::buildHelpMenu()
{
    auto* help = menuBar()->addMenu(tr("&Help"));
    add(help, tr("&This page"), QKeySequence::HelpContents, tr("What the page in front is for and how it is used"), "help", [this] { showPageHelp(); });
    add(help, tr("&First steps"), {}, tr("How to go from a folder to a trained tagger"), "help", [this] {
        QMessageBox::information(this, tr("First steps"),
                                 tr("1. Add a folder of music, or run the demo.\n2. Look at a track with Inspect, listen with Space.\n"
                                    "3. Open Train and train a model on the tags.\n4. Inspect again: the model's tags stand beside yours.\n\n"
                                    "All keys: Ctrl+F1."));
    });
    add(help, tr("&Keys"), QKeySequence(Qt::CTRL | Qt::Key_F1), tr("List all keys"), nullptr, [this] { showKeyList(); });
    add(help, tr("&About Tagbench"), {}, tr("Version and licence"), nullptr, [this] {
        QMessageBox::about(this, tr("About Tagbench"),
                           tr("<b>Tagbench %1</b><p>From a folder of music to a trained, checked and explained tagger.</p>"
                              "<p>Free software, GPL 3 or later.</p>").arg(QStringLiteral(TAGBENCH_VERSION)));
    });
}

}  // namespace ui
