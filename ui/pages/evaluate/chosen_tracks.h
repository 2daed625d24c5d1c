#pragma once
#include <QWidget>

#include "ui/models/track_source.h"
#include "ui/models/track_table_model.h"
#include "ui/page_context.h"

class QLabel;
class QPushButton;
class QTableView;

namespace ui {

/// The ids come from a choice, the rows from the workspace.
class ChosenTrackSource final : public TrackSource {
public:
    explicit ChosenTrackSource(StoreThread& store) : m_rows(store) {}
    void setIds(Ids ids) { m_ids = std::move(ids); }
    void askIds(const engine::store::TrackQuery&, std::function<void(Ids)> answer) override { answer(m_ids); }
    void askRows(Ids ids, std::function<void(std::vector<TrackRow>)> answer) override { m_rows.askRows(std::move(ids), std::move(answer)); }

private:
    StoreTrackSource m_rows;
    Ids m_ids;
};

/// The tracks behind what was pointed at, to listen to and to look at.
class ChosenTracks : public QWidget {
    Q_OBJECT
public:
    explicit ChosenTracks(PageContext& context, QWidget* parent = nullptr);

    /// Plain text of the choice; empty = nothing is chosen.
    void showChoice(const QString& what, const std::vector<engine::TrackId>& tracks);
    /// The row the user stands on while the table has the focus, else the first.
    void play();
    TrackTableModel& model() { return m_model; }

Q_SIGNALS:
    void clearWanted();

private:
    PageContext& m_context;
    ChosenTrackSource m_source;
    TrackTableModel m_model;
    QLabel* m_title;
    QPushButton* m_play;
    QPushButton* m_inspect;
    QPushButton* m_clear;
    QTableView* m_table;
};

}  // namespace ui
