#pragma once
#include <functional>
#include <utility>
#include <vector>

#include <QPushButton>

#include "engine/core/json.h"

class QAction;

namespace ui {

struct PageContext;

/// What a form or a run would do, task by task; asked for when the user copies.
using TaskList = std::vector<std::pair<QString, engine::Json>>;
using TaskSource = std::function<TaskList()>;
/// The line of what is no task, a search say; empty = there is nothing.
using LineSource = std::function<QString()>;

/// "Copy as command": puts the `tagbench-cli` lines of these tasks on the clipboard and says so. An empty list says that there is nothing.
class CopyCommandButton : public QPushButton {
    Q_OBJECT
public:
    CopyCommandButton(PageContext& context, TaskSource tasks, QWidget* parent = nullptr);
    CopyCommandButton(PageContext& context, LineSource line, QWidget* parent = nullptr);
};

/// The same as an entry of a menu.
QAction* copyCommandAction(PageContext& context, TaskSource tasks, QObject* parent);

}  // namespace ui
