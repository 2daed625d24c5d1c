#pragma once
#include <map>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "engine/jobs/job.h"
#include "engine/store/job_store.h"

namespace ui {

/// Jobs of the workspace, newest first: the rows of the job table, with the running ones kept fresh by their events.
class JobTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Amount, Elapsed, Remaining, ColumnCount };
    /// Share done in [0, 1], or -1 = unknown, of the Amount column.
    static constexpr int kShareRole = Qt::UserRole + 1;

    explicit JobTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRows(std::vector<engine::store::JobRow> rows);
    /// False = a job that is not in the table yet, or a new state: the rows should be read again.
    bool takeEvent(const engine::jobs::JobEvent& event);
    const engine::store::JobRow* at(int row) const;
    /// Repaints what time alone changes.
    void tick();

private:
    std::vector<engine::store::JobRow> m_rows;
    std::map<engine::JobId, engine::jobs::JobEvent> m_live;
};

/// "Scan", "Train", ... for a task's id; the id itself for one we do not know.
QString jobName(const std::string& kind);
/// A job's state in the user's language.
QString jobStateText(const std::string& state);

}  // namespace ui
