#include "ui/window/main_window.h"

#include <algorithm>

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QRegularExpression>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStringDecoder>
#include <QToolBar>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/library/library_page.h"
#include "ui/pages/page.h"
#include "ui/pages/start/start_page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/key_list.h"
#include "ui/window/status_line.h"

namespace ui {

namespace {

constexpr int kSessionVersion = 1;
constexpr int kRecentMost = 8;
constexpr int kPagesWithKey = 9;   // Ctrl+1 to Ctrl+9
constexpr int kMessageMs = 8000;
const QString kRecentKey = QStringLiteral("recent/folders");

QString lastFolder(const QString& purpose)
{
    return QSettings().value(QStringLiteral("folders/") + purpose, QDir::homePath()).toString();
}

bool isUtf8(const std::string& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return !text.isNull() && !decoder.hasError();
}

/// JSON is text, a path is bytes: those that are no UTF-8 travel as hex.
engine::Json folderParameters(const std::vector<std::filesystem::path>& folders)
{
    engine::Json parameters = {{"folders", engine::Json::array()}};
    for (const auto& folder : folders) {
        const auto& bytes = folder.native();
        if (isUtf8(bytes))
            parameters["folders"].push_back(bytes);
        else
            parameters["folders_hex"].push_back(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex().toStdString());
    }
    return parameters;
}

std::filesystem::path pathOf(const QString& text)
{
    return {QFile::encodeName(text).toStdString()};
}

}  // namespace

MainWindow::MainWindow(PageContext& context, const QString& deviceText, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_pages(new QStackedWidget)
{
    setWindowTitle(QStringLiteral("Tagbench"));
    setAcceptDrops(true);
    m_context.showPage = [this](const QString& name) { showPage(name); };
    m_context.say = [this](const QString& text) { statusBar()->showMessage(text, kMessageMs); };
    m_status = new StatusLine(context, deviceText);
    setStatusBar(m_status);
    setCentralWidget(m_pages);
    buildPages();
    connectPages();
    buildModeBar();
    buildMenus();
    connectJobs();
    connectPlayer();
    restoreSession();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages()
{
    for (const auto* entry : pages()) {
        auto* page = entry->make(m_context);
        m_pageOf[QString::fromLatin1(entry->name)] = page;
        m_pages->addWidget(page);
    }
    m_start = pageOf<StartPage>("start");
    m_library = pageOf<LibraryPage>("library");
    m_inspect = pageOf<InspectPage>("inspect");
}

void MainWindow::connectPages()
{
    connect(m_start, &StartPage::musicWanted, this, &MainWindow::addMusicFolder);
    connect(m_start, &StartPage::datasetWanted, this, &MainWindow::openDataset);
    connect(m_start, &StartPage::demoWanted, this, &MainWindow::startDemo);
    connect(m_start, &StartPage::recentWanted, this, [this](const QString& folder) { scan({pathOf(folder)}); });
    connect(m_start, &StartPage::recentCleared, this, [this] {
        QSettings().remove(kRecentKey);
        m_start->setRecent({});
    });
    connect(m_library, &LibraryPage::addFolderWanted, this, &MainWindow::addMusicFolder);
    connect(m_library, &LibraryPage::openDatasetWanted, this, &MainWindow::openDataset);
    connect(&m_library->model(), &TrackTableModel::loaded, this, [this] { m_status->setListed(m_library->model().rowCount()); });
}

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
    add(edit, tr("&Find"), QKeySequence::Find, tr("Put the cursor into the filter box"), "search", [this] {
        showPage(QStringLiteral("library"));
        m_library->focusFilter();
    });
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
    add(library, tr("Train a &model..."), QKeySequence(Qt::CTRL | Qt::Key_T), tr("Open the training form"), "train",
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
    add(help, tr("&First steps"), QKeySequence::HelpContents, tr("How to go from a folder to a trained tagger"), "help", [this] {
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

void MainWindow::connectJobs()
{
    connect(&m_context.jobs, &JobBridge::refused, this, m_context.say);
    connect(&m_context.store, &StoreThread::failed, this, m_context.say);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, [this](const engine::jobs::JobEvent& event) {
        using engine::jobs::JobState;
        if (event.state == JobState::Queued || event.state == JobState::Running || event.state == JobState::Paused)
            m_running[event.id] = event.state;
        else
            m_running.erase(event.id);
    });
}

void MainWindow::connectPlayer()
{
    connect(&m_context.player, &Player::stateChanged, this, &MainWindow::updatePlay);
    connect(&m_context.player, &Player::availabilityChanged, this, &MainWindow::updatePlay);
    connect(&m_context.player, &Player::failed, this, m_context.say);
    connect(&m_context.selection, &Selection::currentChanged, this, [this] { loadCurrent(false); });
    updatePlay();
}

void MainWindow::updatePlay()
{
    const bool playing = m_context.player.state() == Player::State::Playing;
    m_play->setText(playing ? tr("&Pause") : tr("&Play"));
    m_play->setIcon(Theme::icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setEnabled(m_context.player.isAvailable());
    const auto tip = m_context.player.isAvailable() ? tr("Play or pause the current track") : m_context.player.unavailableReason();
    m_play->setToolTip(tip);
    m_play->setStatusTip(tip);
}

void MainWindow::loadCurrent(bool andPlay)
{
    if (const auto& file = m_context.selection.file()) {
        m_context.player.setSource(*file, 0);
        if (andPlay) m_context.player.play();
        return;
    }
    const auto current = m_context.selection.current();
    if (!current) return;
    struct Found {
        std::filesystem::path path;
        double seconds = 0;
    };
    m_context.store.ask(
        this, "play",
        [id = *current](StoreThread::Workspace& workspace) {
            const auto track = workspace.tracks().find(id);
            return track ? Found{workspace.tracks().absolutePath(*track), track->durationSeconds} : Found{};
        },
        [this, andPlay](const Found& found) {
            m_context.player.setSource(found.path, found.seconds);
            if (andPlay) m_context.player.play();
        });
}

void MainWindow::showPage(const QString& name)
{
    const auto found = m_pageOf.find(name);
    if (found == m_pageOf.end()) return;
    m_page = name;
    m_pages->setCurrentWidget(found->second);
    // Inspect has a Space of its own, bound to its pictures: two live shortcuts of one key would silence each other.
    if (m_play != nullptr) m_play->setShortcut(name == QLatin1String("inspect") ? QKeySequence() : QKeySequence(Qt::Key_Space));
    for (auto* action : m_modes->actions())
        if (action->data().toString() == name) action->setChecked(true);
    found->second->setFocus();
}

void MainWindow::open(const std::vector<std::filesystem::path>& paths)
{
    std::vector<std::filesystem::path> folders, files;
    std::error_code ignored;
    for (const auto& path : paths)
        (std::filesystem::is_directory(path, ignored) ? folders : files).push_back(std::filesystem::absolute(path, ignored));
    if (!folders.empty()) scan(folders);
    if (files.empty()) return;
    showFile(files.front());
    showPage(QStringLiteral("inspect"));
    if (files.size() > 1) m_context.say(tr("Only the first of %n file(s) is shown. Add their folder to see all.", nullptr, static_cast<int>(files.size())));
}

void MainWindow::showFile(const std::filesystem::path& file)
{
    // A file of the library is its track, with tags and predictions, however it was opened.
    m_context.store.ask(
        this, "show-file",
        [file](StoreThread::Workspace& workspace) -> std::optional<engine::TrackId> {
            for (const auto& library : workspace.tracks().libraries()) {
                const auto relative = file.lexically_relative(library.path);
                if (relative.empty() || *relative.begin() == "..") continue;
                if (const auto track = workspace.tracks().findByPath(library.id, relative)) return track->id;
            }
            return {};
        },
        [this, file](std::optional<engine::TrackId> track) {
            if (track) m_context.selection.setTracks({*track});
            else m_context.selection.setFile(file);
        });
}

void MainWindow::scan(const std::vector<std::filesystem::path>& folders)
{
    for (const auto& folder : folders)
        remember(QFile::decodeName(folder.c_str()));
    m_context.jobs.submit(QStringLiteral("scan"), folderParameters(folders));
    showPage(QStringLiteral("library"));
}

void MainWindow::startDemo()
{
    m_context.jobs.submit(QStringLiteral("demo"), engine::Json::object());
    showPage(QStringLiteral("jobs"));
}

void MainWindow::remember(const QString& folder)
{
    auto recent = QSettings().value(kRecentKey).toStringList();
    recent.removeAll(folder);
    recent.prepend(folder);
    QSettings().setValue(kRecentKey, QStringList(recent.mid(0, kRecentMost)));
    m_start->setRecent(recent.mid(0, kRecentMost));
}

void MainWindow::addMusicFolder()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Add music folder"), lastFolder(QStringLiteral("music")));
    if (folder.isEmpty()) return;
    QSettings().setValue(QStringLiteral("folders/music"), folder);
    scan({pathOf(folder)});
}

void MainWindow::openFile()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Open file"), lastFolder(QStringLiteral("file")),
                                                   tr("Audio (*.wav *.flac *.ogg *.opus *.mp3 *.aiff *.aif *.au);;All files (*)"));
    if (file.isEmpty()) return;
    QSettings().setValue(QStringLiteral("folders/file"), QFileInfo(file).path());
    open({pathOf(file)});
}

void MainWindow::openDataset()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Open data set"), lastFolder(QStringLiteral("dataset")),
                                                   tr("Tables of tags (*.csv *.tsv);;All files (*)"));
    if (file.isEmpty()) return;
    QSettings().setValue(QStringLiteral("folders/dataset"), QFileInfo(file).path());
    m_context.jobs.submit(QStringLiteral("import"), {{"file", pathOf(file).native()}, {"format", "auto"}});
    showPage(QStringLiteral("jobs"));
}

void MainWindow::showKeyList()
{
    KeyList(findChildren<QAction*>(), this).exec();
}

bool MainWindow::isIdle() const
{
    return m_running.empty() && !m_library->model().isLoading();
}

void MainWindow::restoreSession()
{
    QSettings settings;
    resize(1280, 800);
    if (settings.value(QStringLiteral("session/version")).toInt() == kSessionVersion) {
        restoreGeometry(settings.value(QStringLiteral("session/geometry")).toByteArray());
        restoreState(settings.value(QStringLiteral("session/state")).toByteArray(), kSessionVersion);
    }
    for (auto* panes : findChildren<QSplitter*>(QRegularExpression(QStringLiteral(".+"))))
        panes->restoreState(settings.value(QStringLiteral("session/") + panes->objectName()).toByteArray());
    const auto recent = settings.value(kRecentKey).toStringList();
    m_start->setRecent(recent);
    showPage(settings.value(QStringLiteral("session/page"), QStringLiteral("start")).toString());
    if (m_page.isEmpty()) showPage(QStringLiteral("start"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_running.empty()) {
        QMessageBox box(QMessageBox::Question, tr("Work is running"),
                        tr("%n job(s) still run. They stop when Tagbench closes and can be resumed later.", nullptr,
                           static_cast<int>(m_running.size())),
                        QMessageBox::NoButton, this);
        auto* quit = box.addButton(tr("Close"), QMessageBox::AcceptRole);
        box.addButton(tr("Keep working"), QMessageBox::RejectRole);
        box.exec();
        if (box.clickedButton() != quit) {
            event->ignore();
            return;
        }
    }
    QSettings settings;
    settings.setValue(QStringLiteral("session/version"), kSessionVersion);
    settings.setValue(QStringLiteral("session/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("session/state"), saveState(kSessionVersion));
    settings.setValue(QStringLiteral("session/page"), m_page);
    for (const auto* panes : findChildren<QSplitter*>(QRegularExpression(QStringLiteral(".+"))))
        settings.setValue(QStringLiteral("session/") + panes->objectName(), panes->saveState());
    m_context.player.stop();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (std::ranges::any_of(urls, &QUrl::isLocalFile)) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    std::vector<std::filesystem::path> paths;
    for (const auto& url : event->mimeData()->urls()) {
        if (!url.isLocalFile()) continue;
        // The bytes behind the percent signs, not the text: a name need not be UTF-8.
        paths.emplace_back(QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()).toStdString());
    }
    open(paths);
    event->acceptProposedAction();
}

}  // namespace ui
