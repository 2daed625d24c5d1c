#pragma once
#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/run_store.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ui {

class LearningChart;
struct PageContext;

/// A small form that starts a training (making split and melgrams first where they are missing), and the numbers of a run.
class TrainingPanel : public QWidget {
    Q_OBJECT
public:
    explicit TrainingPanel(PageContext& context, QWidget* parent = nullptr);

private:
    QWidget* buildForm();
    QWidget* buildNumbers();
    void readCards();
    void showCard();
    void reload();
    void showRun();
    void start();

    PageContext& m_context;
    std::vector<engine::Json> m_cards;
    QComboBox* m_architecture = nullptr;
    QLabel* m_facts = nullptr;
    QComboBox* m_preset = nullptr;
    QComboBox* m_split = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_batch = nullptr;
    QDoubleSpinBox* m_rate = nullptr;
    QComboBox* m_device = nullptr;
    QPushButton* m_start = nullptr;
    QComboBox* m_run = nullptr;
    QTableWidget* m_table = nullptr;
    LearningChart* m_chart = nullptr;
    QLabel* m_summary = nullptr;
    QTimer m_reload;
};

}  // namespace ui
