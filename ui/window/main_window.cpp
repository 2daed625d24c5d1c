#include "ui/window/main_window.h"

#include <algorithm>

#include <QActionGroup>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QRegularExpression>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/absent_libraries.h"
#include "engine/tasks/path_parameters.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/library/library_page.h"
#include "ui/pages/page.h"
#include "ui/pages/start/start_page.h"
#include "ui/player/mpris.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/key_list.h"
#include "ui/window/resume_bar.h"
#include "ui/window/settings_dialog.h"
#include "ui/window/status_line.h"
#include "ui/window/track_actions.h"

namespace ui {

namespace {

constexpr int kSessionVersion = 1;
constexpr int kRecentMost = 8;
constexpr int kMessageMs = 8000;
const QString kRecentKey = QStringLiteral("recent/folders");

QString lastFolder(const QString& purpose)
{
    return QSettings().value(QStringLiteral("folders/") + purpose, QDir::homePath()).toString();
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
    m_tracks = new TrackActions(context, this);
    buildPages();
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new ResumeBar(context));
    column->addWidget(m_pages, 1);
    setCentralWidget(middle);
    connectPages();
    buildModeBar();
    buildMenus();
    connectJobs();
    connectPlayer();
    restoreSession();
    lookForAbsentFolders();
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
    connect(m_inspect, &InspectPage::nextTrackWanted, this, [this] { m_library->step(1); });
    m_library->addTrackActions(m_tracks->actions());
    connect(&m_library->model(), &TrackTableModel::loaded, this, [this] { m_status->setListed(m_library->model().rowCount()); });
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
    m_mpris = new Mpris(m_context.player,
                        {[this] { raise(); activateWindow(); }, [this] { close(); }, [this] { m_library->step(1); }, [this] { m_library->step(-1); }}, this);
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
        m_mpris->setTitle({}, {});
        m_context.player.setSource(*file, 0);
        if (andPlay) m_context.player.play();
        return;
    }
    const auto current = m_context.selection.current();
    if (!current) return;
    struct Found {
        std::filesystem::path path;
        double seconds = 0;
        QString title, artist;
    };
    m_context.store.ask(
        this, "play",
        [id = *current](StoreThread::Workspace& workspace) {
            const auto track = workspace.tracks().find(id);
            return track ? Found{workspace.tracks().absolutePath(*track), track->durationSeconds, QString::fromStdString(track->title),
                                 QString::fromStdString(track->artist)}
                         : Found{};
        },
        [this, andPlay](const Found& found) {
            m_mpris->setTitle(found.title, found.artist);
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
    engine::Json parameters = engine::Json::object();
    engine::tasks::putPaths(parameters, "folders", folders);
    m_context.jobs.submit(QStringLiteral("scan"), parameters);
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
    engine::Json parameters = {{"format", "auto"}};
    engine::tasks::putPath(parameters, "file", pathOf(file));
    m_context.jobs.submit(QStringLiteral("import"), parameters);
    showPage(QStringLiteral("jobs"));
}

void MainWindow::showKeyList()
{
    KeyList(findChildren<QAction*>(), this).exec();
}

void MainWindow::showPageHelp()
{
    for (const auto* entry : pages()) {
        if (m_page != QLatin1String(entry->name)) continue;
        const auto text = m_pageOf.at(m_page)->whatsThis();
        QMessageBox::information(this, pageText(*entry), text.isEmpty() ? pageTip(*entry) : text);
    }
}

void MainWindow::lookForAbsentFolders()
{
    m_context.store.edit(
        this, [](StoreThread::Workspace& workspace) { return engine::tasks::markAbsentLibraries(workspace); },
        [this](std::int64_t tracks) {
            if (tracks == 0) return;
            m_context.say(tr("%n track(s) are away with their folder. All that is known of them is kept; rescan (F5) when it is back.", nullptr,
                             static_cast<int>(tracks)));
            m_library->model().reload();
        });
}

void MainWindow::setDevice(const QString& device, int threads)
{
    m_status->setDevice(device, threads);
}

void MainWindow::showSettings()
{
    SettingsDialog dialog(m_context, Preferences::read(), this);
    if (dialog.exec() == QDialog::Accepted) apply(dialog.preferences());
}

void MainWindow::apply(const Preferences& preferences)
{
    preferences.write();
    m_context.theme.keep(preferences.look);
    m_context.jobs.setResources(preferences.threads, preferences.device);
    setDevice(preferences.device, preferences.threads);
    m_inspect->setColourMap(preferences.colourMap);
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
    for (auto* docks : findChildren<QMainWindow*>(QRegularExpression(QStringLiteral(".+"))))
        docks->restoreState(settings.value(QStringLiteral("session/") + docks->objectName()).toByteArray(), kSessionVersion);
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
    for (const auto* docks : findChildren<QMainWindow*>(QRegularExpression(QStringLiteral(".+"))))
        settings.setValue(QStringLiteral("session/") + docks->objectName(), docks->saveState(kSessionVersion));
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
