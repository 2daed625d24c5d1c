#pragma once
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/models/track_source.h"
#include "ui/models/track_table_model.h"
#include "ui/page_context.h"

class QDockWidget;
class QLineEdit;
class QMainWindow;
class QStackedWidget;
class QTableView;
class QUndoStack;

namespace ui {

class DetailsPane;
class FolderTree;
class NextStep;

/// Library: folders on the left, the filtered table of tracks, details of the current one on the right.
class LibraryPage : public QWidget {
    Q_OBJECT
public:
    explicit LibraryPage(PageContext& context, QWidget* parent = nullptr);

    void focusFilter();
    /// The cursor into the field of the details pane where a tag is typed.
    void focusNewTag();
    /// Entries of the context menu that other pages have, too.
    void addTrackActions(const QList<QAction*>& actions) { m_trackActions = actions; }
    /// Selects the row before or behind the current one.
    void step(int rows);
    TrackTableModel& model() { return m_model; }
    QTableView& table() { return *m_table; }

Q_SIGNALS:
    void addFolderWanted();
    void openDatasetWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QDockWidget* addDock(QMainWindow* desk, Qt::DockWidgetArea area, const QString& name, const QString& title, const QString& tip, QWidget* content);
    QWidget* buildTable();
    QWidget* buildEmpty();
    void connectModel();
    void takeJobEvent(const engine::jobs::JobEvent& event);
    void showLoaded();
    void restoreSelection();
    void announceSelection();
    void activate(const QModelIndex& index);
    void showContextMenu(const QPoint& at);
    void applyFilter();
    void updateNextStep();
    /// All columns within the view, until the user drags one.
    void fitColumns();

    PageContext& m_context;
    StoreTrackSource m_source;
    TrackTableModel m_model;
    QLineEdit* m_filter = nullptr;
    FolderTree* m_folders = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_middle = nullptr;
    DetailsPane* m_details = nullptr;
    NextStep* m_next = nullptr;
    QList<QAction*> m_trackActions;
    QTimer m_reload;                 ///< thins reloads out while a job writes rows
    QTimer m_fit;
    bool m_restoring = false;
    bool m_fitting = false;
    bool m_columnsAreTheUsers = false;
};

}  // namespace ui
