#pragma once
#include <vector>

#include <QWidget>

#include "engine/store/probe_store.h"

class QTableWidget;

namespace ui {

/// Every recipe that a grid of probes tried, best first; the chosen one is bold and alone has a figure of the test part.
class GridTable : public QWidget {
    Q_OBJECT
public:
    explicit GridTable(QWidget* parent = nullptr);
    void show(const engine::store::ProbeExperiment& experiment, const std::vector<engine::store::ProbeResult>& results, std::vector<engine::store::ProbeTrial> trials);
    int rows() const;

private:
    QTableWidget* m_table;
};

}  // namespace ui
