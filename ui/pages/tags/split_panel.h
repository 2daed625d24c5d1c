#pragma once
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/dataset/split_check.h"
#include "engine/jobs/job.h"
#include "engine/store/split_store.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableWidget;

namespace ui {

class DistributionView;

/// Makes splits of tracks, proves that nothing leaks between their parts, and shows how the tags lie in them.
class SplitPanel : public QWidget {
    Q_OBJECT
public:
    explicit SplitPanel(PageContext& context, QWidget* parent = nullptr);
    void reload();
    /// Parameters of the tasks split and resample as the form says; null as long as the user changed nothing since the last.
    engine::Json editedSplit() const;
    engine::Json editedResampling() const;

Q_SIGNALS:
    /// The form says something else now.
    void edited();

private:
    struct Proof {
        engine::Json distribution;
        std::size_t tracks = 0;
        std::string groupBy;
        std::vector<engine::dataset::SplitOffender> offenders;
    };
    QWidget* buildForm();
    QWidget* buildProof();
    void watchEdits();
    engine::Json splitParameters() const;
    engine::Json resampleParameters() const;
    void setParameters(const engine::Json& split, const engine::Json& resampling);
    void make();
    void resample(bool reset);
    void listen();
    void sayCopies(engine::JobId job);
    void follow(const JobBridge::Submission& begun);
    void takeEvent(const engine::jobs::JobEvent& event);
    void showSplit();
    void showProof(const Proof& proof);
    void exportDistribution();
    void updateButtons();

    PageContext& m_context;
    QLineEdit* m_name = nullptr;
    QSpinBox* m_train = nullptr;
    QSpinBox* m_valid = nullptr;
    QSpinBox* m_test = nullptr;
    QComboBox* m_groupBy = nullptr;
    QCheckBox* m_stratify = nullptr;
    QSpinBox* m_seed = nullptr;
    QPushButton* m_make = nullptr;
    QLineEdit* m_wish = nullptr;
    QCheckBox* m_perTag = nullptr;
    QPushButton* m_resample = nullptr;
    QPushButton* m_reset = nullptr;
    QPushButton* m_listen = nullptr;
    QPushButton* m_audio = nullptr;
    QPushButton* m_leakCost = nullptr;
    QLabel* m_state = nullptr;
    QComboBox* m_split = nullptr;
    QLabel* m_verdict = nullptr;
    QTableWidget* m_offenders = nullptr;
    DistributionView* m_distribution = nullptr;
    QStackedWidget* m_right = nullptr;
    QPushButton* m_export = nullptr;
    std::optional<engine::JobId> m_job;
    bool m_isSplitEdited = false, m_isResamplingEdited = false;
    bool m_isFilling = false;   ///< the form is set from what was done last
};

}  // namespace ui
