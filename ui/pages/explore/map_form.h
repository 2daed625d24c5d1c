#pragma once
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace engine::store {
class Workspace;
}

namespace ui::explore {

/// A run that has something to map.
struct MappableRun {
    engine::RunId id{};
    QString name;
    std::vector<std::string> layers;   ///< with kept embeddings
};
/// Store thread.
std::vector<MappableRun> readMappableRuns(engine::store::Workspace& workspace);

/// What a map is made of and how. Nothing is computed before Compute is pressed.
class MapForm : public QWidget {
    Q_OBJECT
public:
    explicit MapForm(QWidget* parent = nullptr);

    void setRuns(const std::vector<MappableRun>& runs);
    void setSelection(const std::vector<engine::TrackId>& tracks);
    /// Parameters of the task "map".
    engine::Json parameters() const;

    /// stage empty = nothing runs.
    void showProgress(const QString& stage, qint64 done, qint64 total);
    /// A failure or hint in words; empty = none.
    void showMessage(const QString& message);
    bool isComputing() const { return m_computing; }
    /// For buttons that belong below Compute.
    void addButton(QWidget* button);

Q_SIGNALS:
    void computeWanted();
    void cancelWanted();

private:
    void buildWhat(QFormLayout& form);
    void buildWhich(QFormLayout& form);
    void refresh();
    QString source() const;

    std::vector<MappableRun> m_runs;
    std::vector<engine::TrackId> m_selection;
    bool m_computing = false;
    QFormLayout* m_form;
    QComboBox* m_of;
    QComboBox* m_run;
    QComboBox* m_layer;
    QComboBox* m_method;
    QDoubleSpinBox* m_perplexity;
    QSpinBox* m_iterations;
    QSpinBox* m_seed;
    QComboBox* m_which;
    QLineEdit* m_filter;
    QSpinBox* m_sample;
    QSpinBox* m_clusters;
    QPushButton* m_compute;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_message;
};

}  // namespace ui::explore
