#pragma once
#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/pages/train/sweep_trials.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace ui {

class ParallelCoordinates;
class SweepForm;
struct PageContext;

/// A search of settings: its form, its trials as they come, as a table and as lines, and the way of the best to a final run.
class SweepPanel : public QWidget {
    Q_OBJECT
public:
    explicit SweepPanel(PageContext& context, QWidget* parent = nullptr);

    /// Settings of the form of the training, from which trials differ.
    void setBase(const engine::Json& training);
    /// Whether the base can be trained at all.
    void setReady(bool ready);
    void setEpochSeconds(double seconds);
    void takeEvent(const engine::jobs::JobEvent& event);
    const std::optional<SweepRecord>& shown() const { return m_shown; }
    std::optional<std::size_t> chosenTrial() const;

Q_SIGNALS:
    /// Parameters of the task `sweep`.
    void startWanted(const engine::Json& sweep);
    void estimateWanted();
    /// Parameters of the task `train`: to be started, or to be put into the form.
    void trainingWanted(const engine::Json& training);
    void fillWanted(const engine::Json& training);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildForm();
    QWidget* buildBar();
    void buildTable();
    engine::Json wanted() const;
    void reloadList();
    void reloadTrials();
    void display(SweepRecord record);
    void showTable();
    void showButtons();
    void markRow(std::optional<std::size_t> trial);

    PageContext& m_context;
    SweepForm* m_form = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_estimate = nullptr;
    QComboBox* m_which = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_final = nullptr;
    QPushButton* m_fill = nullptr;
    QLabel* m_says = nullptr;
    ParallelCoordinates* m_lines = nullptr;
    QTableWidget* m_table = nullptr;
    QTimer m_reload;
    std::vector<SweepRecord> m_records;
    std::optional<SweepRecord> m_shown;
    std::string m_wantedName;         ///< of the search that was just started, to be shown when it is there
    bool m_ready = false;
};

}  // namespace ui
