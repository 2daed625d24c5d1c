#pragma once
#include <map>
#include <vector>

#include <QListWidget>
#include <QWidget>

#include "engine/core/ids.h"
#include "ui/page_context.h"

class QComboBox;
class QPushButton;

namespace ui::search {

class PlayThrough;

/// The rows of a playlist: tracks are dropped into it, and moved within it.
class PlaylistRows : public QListWidget {
    Q_OBJECT
public:
    explicit PlaylistRows(QWidget* parent = nullptr);

Q_SIGNALS:
    /// Tracks from elsewhere, to be put before `row`.
    void tracksDropped(const std::vector<engine::TrackId>& tracks, int row);
    /// Rows were moved within the list.
    void rowsMoved();

protected:
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override;
    bool dropMimeData(int row, const QMimeData* data, Qt::DropAction action) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

/// Playlists of the workspace: made by dragging found tracks here, by adding what is chosen on any page (a path across a map keeps
/// its order), played through, and saved as M3U8 or XSPF. Every change can be undone.
class PlaylistPanel : public QWidget {
    Q_OBJECT
public:
    using Tracks = std::vector<engine::TrackId>;
    PlaylistPanel(PageContext& context, QWidget* parent = nullptr);

    void reload();
    /// Adds to the list shown, or makes one.
    void addTracks(const Tracks& tracks, int before = -1);
    const Tracks& tracks() const { return m_tracks; }
    QString name() const;
    void makeList(const QString& name);
    void write(const QString& file);
    PlayThrough& player() { return *m_play; }
    /// A change of a list is on its way: what was read before it does not count any more, and the next change begins where it ends.
    /// Its own reload() follows.
    void noteChange(const QString& list, const Tracks& tracks);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildRows();
    QLayout* buildTop();
    QLayout* buildButtons();
    void show(const QString& name);
    void change(const QString& step, Tracks tracks);
    void removeChosen();
    void removeList();
    void askName();
    void save();
    void fill();
    Tracks tracksOfRows() const;
    void updateButtons();
    QString freeName() const;

    PageContext& m_context;
    PlayThrough* m_play;
    Tracks m_tracks;
    std::map<engine::TrackId, QString> m_titles;   ///< of tracks that were shown
    quint64 m_changes = 0;
    QComboBox* m_choice = nullptr;
    PlaylistRows* m_rows = nullptr;
    QPushButton* m_new = nullptr;
    QPushButton* m_delete = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_playAll = nullptr;
    QPushButton* m_save = nullptr;
};

}  // namespace ui::search
