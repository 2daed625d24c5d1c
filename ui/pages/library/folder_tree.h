#pragma once
#include <optional>

#include <QTreeWidget>

#include "engine/core/ids.h"

namespace ui {

class StoreThread;

/// Libraries and their folders, read one level at a time when a branch is opened.
class FolderTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit FolderTree(StoreThread& store, QWidget* parent = nullptr);
    void reload();

Q_SIGNALS:
    /// No library = everything. `prefix` is a display path below the library, empty = all of it.
    void folderChosen(std::optional<engine::LibraryId> library, const QString& prefix);

private:
    void fill(QTreeWidgetItem* item);
    void announce();

    StoreThread& m_store;
    QTreeWidgetItem* m_all;
};

}  // namespace ui
