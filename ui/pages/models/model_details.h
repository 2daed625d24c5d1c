#pragma once
#include <QWidget>

#include "ui/pages/models/architecture_table_model.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace ui {

/// One architecture as a card: what it is, published figures beside our own, published weights, and what can be done with it.
class ModelDetails : public QWidget {
    Q_OBJECT
public:
    explicit ModelDetails(QWidget* parent = nullptr);

    void show(const ArchitectureRow* row);
    /// While something is measured or fetched the buttons wait.
    void setBusy(bool busy);

Q_SIGNALS:
    void trainWanted(const QString& architecture);
    void measureWanted(const QString& architecture);
    void filtersWanted();
    /// One of the catalogue's published weights.
    void getWanted(const QString& checkpoint);

private:
    void showResults(const ArchitectureRow& row);
    void showWeights(const ArchitectureRow& row);

    QString m_architecture;
    bool m_busy = false;
    QLabel* m_name;
    QLabel* m_summary;
    QLabel* m_facts;
    QTableWidget* m_results;
    QTableWidget* m_weights;
    QLabel* m_weightsHeading;
    QLabel* m_sources;
    QPushButton* m_train;
    QPushButton* m_measure;
    QPushButton* m_filters;
    QPushButton* m_get;
};

}  // namespace ui
