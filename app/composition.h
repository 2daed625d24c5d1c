#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include <QUndoStack>

#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

namespace app {

/// Builds and owns everything of the window. Members are in order of lifetime: the bridge outlives the store thread that
/// makes its jobs, both outlive the window.
class Composition {
public:
    struct Options {
        std::filesystem::path workspace;
        int threads = 0;             ///< 0 = all
        std::string device = "auto";
    };
    explicit Composition(Options options);

    ui::MainWindow& window() { return m_window; }
    ui::Theme& theme() { return m_theme; }

private:
    ui::Theme m_theme;
    ui::Selection m_selection;
    ui::Player m_player;
    QUndoStack m_undo;
    ui::JobBridge m_jobs;
    ui::StoreThread m_store;
    ui::PageContext m_context;
    ui::MainWindow m_window;
};

}  // namespace app
