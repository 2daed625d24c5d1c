#pragma once
#include <string>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/core/json.h"
#include "engine/neural/model_card.h"
#include "engine/store/run_store.h"
#include "engine/store/split_store.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ui {

class RateBox;
struct PageContext;

/// A noisy student: who teaches, who learns, from which unlabelled tracks, and whether an artist forbids it, before anything is started.
class StudentPanel : public QWidget {
    Q_OBJECT
public:
    explicit StudentPanel(PageContext& context, QWidget* parent = nullptr);

    /// Who can teach: runs with weights. Keeps the one chosen.
    void setRuns(const std::vector<engine::store::RunSummary>& runs);
    void setSplits(const std::vector<engine::store::Split>& splits);
    /// Of the task `train_student`, without what holds anyway; empty without a teacher.
    engine::Json parameters() const;
    /// From the settings of a student's run.
    void fill(const engine::Json& training);

Q_SIGNALS:
    void startWanted(const engine::Json& student);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildWho();
    QWidget* buildHow();
    QWidget* buildAnswer();
    QWidget* buildList();
    const engine::store::RunSummary* teacher() const;
    void offerStudents();
    void showTeacher();
    void chooseList();
    void showKind();
    void check();
    void showPlan(const engine::Json& plan);
    void showArtists(const engine::Json& pool);

    PageContext& m_context;
    QComboBox* m_teacher = nullptr;
    QComboBox* m_student = nullptr;
    QLabel* m_kind = nullptr;
    QComboBox* m_split = nullptr;
    QFormLayout* m_who = nullptr;
    QLineEdit* m_unlabelled = nullptr;
    QLineEdit* m_list = nullptr;
    QCheckBox* m_leaveOut = nullptr;
    QSpinBox* m_strength = nullptr;
    QCheckBox* m_skeptical = nullptr;
    QComboBox* m_from = nullptr;
    QSpinBox* m_rounds = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_patience = nullptr;
    QComboBox* m_watch = nullptr;
    QSpinBox* m_batch = nullptr;
    RateBox* m_rate = nullptr;
    QSpinBox* m_seed = nullptr;
    QCheckBox* m_evaluate = nullptr;
    QLabel* m_tracks = nullptr;
    QLabel* m_artists = nullptr;
    QPushButton* m_start = nullptr;
    QTimer m_check;   ///< changes come in bursts
    std::vector<engine::neural::ModelCard> m_cards;
    std::vector<engine::store::RunSummary> m_runs;
};

}  // namespace ui
