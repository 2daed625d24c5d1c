#pragma once
#include <functional>

#include <QString>

namespace ui {

class JobBridge;
class Player;
class Selection;
class StoreThread;
class Theme;

/// What every page is given. Everything here outlives the pages; all of it is for the GUI thread.
struct PageContext {
    StoreThread& store;         ///< questions to the workspace, answered later
    JobBridge& jobs;            ///< submit tasks, hear of them
    Selection& selection;       ///< the one selection of all pages
    Player& player;
    Theme& theme;
    /// One line in the status bar for some seconds. Plain text.
    std::function<void(const QString&)> say;
    /// Brings a page to the front: "start", "library", "inspect", "jobs".
    std::function<void(const QString&)> showPage;
};

}  // namespace ui
