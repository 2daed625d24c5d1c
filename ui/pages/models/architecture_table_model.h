#pragma once
#include <map>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "engine/neural/checkpoint_catalog.h"
#include "engine/neural/model_card.h"
#include "engine/tasks/model_speeds.h"

namespace ui {

/// One architecture of the gallery.
struct ArchitectureRow {
    engine::neural::ModelCard card;
    std::vector<engine::neural::PublishedCheckpoint> published;   ///< weights of it
    std::optional<engine::tasks::ModelSpeed> speed;               ///< on this machine, if measured
    std::optional<double> bestHere;                               ///< validation ROC-AUC of the best run of this workspace
    int runs = 0;
};

/// Seconds of music that one window takes, and bytes of stored input for an hour of it (0 = the audio itself is read).
double windowSeconds(const engine::neural::ModelCard& card);
double melgramBytesPerHour(const engine::neural::ModelCard& card);
/// "melgram, 96 bands" or "waveform", with the rate.
QString inputText(const engine::neural::ModelCard& card);
QString complexityText(const engine::neural::ModelCard& card);
/// The licence says that the code may be used freely.
bool isOpenSource(const engine::neural::ModelCard& card);

/// The gallery as a table: what a survey would list, what was published, and what was measured here.
class ArchitectureTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Input, Length, OpenSource, Pretrained, ImplementedIn, Complexity, Parameters, Weights, Disk, Speed, PublishedAuc, BestHere, ColumnCount };
    /// What a column is sorted by: numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole + 1;

    explicit ArchitectureTableModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const ArchitectureRow* at(int row) const;
    int rowOf(const std::string& architecture) const;
    void setMeasured(const std::vector<engine::tasks::ModelSpeed>& speeds, const std::map<std::string, double>& best, const std::map<std::string, int>& runs);

private:
    QString text(const ArchitectureRow& row, int column) const;
    QVariant sortValue(const ArchitectureRow& row, int column) const;

    std::vector<ArchitectureRow> m_rows;
};

}  // namespace ui
