#pragma once
#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace ui {

struct PageContext;

/// What can be done with the selected tracks on every page: a playlist of them, tracks like the current one.
class TrackActions : public QObject {
    Q_OBJECT
public:
    TrackActions(PageContext& context, QWidget* window);

    /// For the menu of the window and the context menus of the pages.
    QList<QAction*> actions() const { return {m_similar, m_export, m_writeTags}; }
    void exportPlaylist();
    void showSimilar();
    void showTagFiles();
    /// Writes the selected tracks, in their order, and says how many.
    void writePlaylist(const QString& file);

private:
    void update();

    PageContext& m_context;
    QWidget* m_window;
    QAction* m_similar;
    QAction* m_export;
    QAction* m_writeTags;
};

}  // namespace ui
