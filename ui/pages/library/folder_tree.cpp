#include "ui/pages/library/folder_tree.h"

#include <QHeaderView>
#include <QLocale>

#include "engine/store/workspace.h"
#include "ui/format.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr int kLibraryRole = Qt::UserRole, kPrefixRole = Qt::UserRole + 1, kFilledRole = Qt::UserRole + 2;

struct LibraryFolders {
    engine::store::Library library;
    std::vector<engine::store::TrackStore::Folder> folders;
};

}  // namespace

FolderTree::FolderTree(StoreThread& store, QWidget* parent) : QTreeWidget(parent), m_store(store)
{
    setHeaderHidden(true);
    setColumnCount(2);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(8);   // a library shows no number
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    setAccessibleName(tr("Folders"));
    setAccessibleDescription(tr("Choose a folder to see only its tracks"));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    m_all = new QTreeWidgetItem(this, {tr("All music"), QString()});
    m_all->setIcon(0, Theme::icon(QStringLiteral("music")));
    setCurrentItem(m_all);
    connect(this, &QTreeWidget::itemExpanded, this, &FolderTree::fill);
    connect(this, &QTreeWidget::currentItemChanged, this, &FolderTree::announce);
}

void FolderTree::reload()
{
    m_store.ask(
        this, "libraries", [](StoreThread::Workspace& workspace) { return workspace.tracks().libraries(); },
        [this](const std::vector<engine::store::Library>& libraries) {
            for (const auto& library : libraries) {
                const auto id = static_cast<qlonglong>(engine::value(library.id));
                bool known = false;
                for (int i = 1; i < topLevelItemCount(); ++i)
                    known = known || topLevelItem(i)->data(0, kLibraryRole).toLongLong() == id;
                if (known) continue;
                const auto display = QString::fromStdString(library.display);
                auto* item = new QTreeWidgetItem(this, {display.section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty), QString()});
                item->setIcon(0, Theme::icon(QStringLiteral("folder")));
                item->setToolTip(0, plainTip(display));
                item->setData(0, kLibraryRole, id);
                item->setData(0, kPrefixRole, QString());
                item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
            }
            // Open branches are read again in place, so that folders found by a scan appear.
            for (int i = 1; i < topLevelItemCount(); ++i)
                if (auto* item = topLevelItem(i); item->isExpanded()) {
                    item->setData(0, kFilledRole, false);
                    fill(item);
                }
        });
}

void FolderTree::fill(QTreeWidgetItem* item)
{
    if (item == m_all || item->data(0, kFilledRole).toBool()) return;
    item->setData(0, kFilledRole, true);
    const auto library = engine::LibraryId{item->data(0, kLibraryRole).toLongLong()};
    const auto prefix = item->data(0, kPrefixRole).toString();
    // Not latest-wins: two branches may be opened at once, so each has a channel of its own.
    const auto channel = "folders" + std::to_string(engine::value(library)) + prefix.toStdString();
    m_store.ask(
        this, channel.c_str(),
        [library, text = prefix.toStdString()](StoreThread::Workspace& workspace) { return workspace.tracks().folders(library, text); },
        [this, library, prefix](const std::vector<engine::store::TrackStore::Folder>& folders) {
            QTreeWidgetItemIterator at(this);
            QTreeWidgetItem* parent = nullptr;
            for (; *at != nullptr && parent == nullptr; ++at)
                if (*at != m_all && (*at)->data(0, kLibraryRole).toLongLong() == engine::value(library) &&
                    (*at)->data(0, kPrefixRole).toString() == prefix)
                    parent = *at;
            if (parent == nullptr) return;
            for (const auto& folder : folders) {
                const auto name = QString::fromStdString(folder.name);
                QTreeWidgetItem* child = nullptr;
                for (int i = 0; i < parent->childCount(); ++i)
                    if (parent->child(i)->text(0) == name) child = parent->child(i);
                if (child == nullptr) child = new QTreeWidgetItem(parent, {name, QString()});
                child->setText(1, QLocale().toString(static_cast<qlonglong>(folder.tracks)));
                child->setIcon(0, Theme::icon(QStringLiteral("folder")));
                child->setData(0, kLibraryRole, static_cast<qlonglong>(engine::value(library)));
                child->setData(0, kPrefixRole, prefix + name + QLatin1Char('/'));
                child->setChildIndicatorPolicy(folder.hasChildren ? QTreeWidgetItem::ShowIndicator
                                                                  : QTreeWidgetItem::DontShowIndicator);
            }
            if (folders.empty()) parent->setChildIndicatorPolicy(QTreeWidgetItem::DontShowIndicator);
        });
}

void FolderTree::announce()
{
    const auto* item = currentItem();
    if (item == nullptr || item == m_all) {
        Q_EMIT folderChosen({}, {});
        return;
    }
    Q_EMIT folderChosen(engine::LibraryId{item->data(0, kLibraryRole).toLongLong()}, item->data(0, kPrefixRole).toString());
}

}  // namespace ui
