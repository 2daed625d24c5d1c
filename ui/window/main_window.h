#pragma once
#include <functional>
#include <map>
#include <optional>

#include <QMainWindow>

#include "engine/jobs/job.h"
#include "ui/page_context.h"

class QActionGroup;
class QStackedWidget;

namespace ui {

class InspectPage;
class LibraryPage;
class Mpris;
class StartPage;
class StatusLine;
class TrackActions;
struct Preferences;

/// The one window: mode bar on the left, a page in the middle, menus and status line around it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `context.say` and `context.showPage` are filled here.
    MainWindow(PageContext& context, const QString& deviceText, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// By the name in its PageEntry; others are ignored.
    void showPage(const QString& name);
    QString page() const { return m_page; }
    /// Folders are scanned into the library, a single audio file is inspected.
    void open(const std::vector<std::filesystem::path>& paths);
    void startDemo();
    /// Where models are computed, for the status line.
    void setDevice(const QString& device, int threads);
    /// Keeps them and uses them from now on; what needs a new start is said in the dialog.
    void apply(const Preferences& preferences);
    LibraryPage& library() { return *m_library; }
    /// Nothing runs and nothing is waited for (as far as the window knows).
    bool isIdle() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPages();
    template <typename Page>
    Page* pageOf(const char* name) const { return static_cast<Page*>(m_pageOf.at(QString::fromLatin1(name))); }
    void connectPages();
    void buildModeBar();
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void buildPlayMenu();
    void buildHelpMenu();
    void connectJobs();
    void connectPlayer();
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& key, const QString& tip, const char* icon,
                 std::function<void()> action);
    void addMusicFolder();
    void openFile();
    void showFile(const std::filesystem::path& file);
    void openDataset();
    void scan(const std::vector<std::filesystem::path>& folders);
    void remember(const QString& folder);
    void updatePlay();
    void loadCurrent(bool andPlay);
    void showKeyList();
    void showPageHelp();
    void showSettings();
    void restoreSession();
    void lookForAbsentFolders();

    PageContext& m_context;
    QStackedWidget* m_pages;
    StartPage* m_start = nullptr;
    LibraryPage* m_library = nullptr;
    InspectPage* m_inspect = nullptr;
    StatusLine* m_status = nullptr;
    Mpris* m_mpris = nullptr;
    TrackActions* m_tracks = nullptr;
    QActionGroup* m_modes = nullptr;
    QAction* m_play = nullptr;
    std::map<QString, QWidget*> m_pageOf;
    std::map<engine::JobId, engine::jobs::JobState> m_running;
    QString m_page;
};

}  // namespace ui
