#pragma once
#include <map>
#include <vector>

#include <QAbstractTableModel>
#include <QColor>

#include "engine/store/run_store.h"

namespace ui {

/// The runs of a workspace, newest first, with best and last values and their epochs.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Model, BestAuc, LastAuc, BestAp, LastAp, LastLoss, Epochs, Preset, Split, Notes, ColumnCount };
    /// What a column is sorted by: numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole + 1;

    explicit RunTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRows(std::vector<engine::store::RunSummary> rows);
    const engine::store::RunSummary* at(int row) const;
    /// -1 = not here.
    int rowOf(engine::RunId id) const;
    /// Runs that are drawn at present, with the colours of their curves.
    void setColours(std::map<engine::RunId, QColor> colours);

private:
    QString text(const engine::store::RunSummary& run, int column) const;
    QVariant sortValue(const engine::store::RunSummary& run, int column) const;

    std::vector<engine::store::RunSummary> m_rows;
    std::map<engine::RunId, QColor> m_colours;
};

/// A run's standing ("trained", "interrupted", ...) in the user's language.
QString runStateText(const std::string& standing);
/// "#3  2026-11-21 10:15 MusiCNN": what a run is called wherever one is chosen.
QString runTitle(const engine::store::Run& run);

}  // namespace ui
