#pragma once
#include <functional>

#include <QString>

#include "engine/core/json.h"

class QUndoStack;

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
    QUndoStack& undo;           ///< the one history of the user's edits; each entry names its action
    /// One line in the status bar for some seconds. Plain text.
    std::function<void(const QString&)> say;
    /// Brings a page to the front, by the name in its PageEntry.
    std::function<void(const QString&)> showPage;
    /// Fills the form of the Train page with parameters of the task `train`; set by that page.
    std::function<void(const engine::Json&)> fillTraining = {};
};

}  // namespace ui
