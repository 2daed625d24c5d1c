#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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
class QSpinBox;
class QStandardItemModel;

namespace ui {

class AdvancedOptions;
class ChoiceButton;

/// What the workspace offers to a training.
struct TrainChoices {
    std::vector<engine::store::Split> splits;
    std::vector<std::pair<std::string, std::int64_t>> types;   ///< tag type and its number of tags
    std::vector<std::string> sources;
};

/// The settings of a training. They go out and come in as the parameters of the task `train` (engine/tasks/train_setup.h).
class TrainForm : public QWidget {
    Q_OBJECT
public:
    explicit TrainForm(QWidget* parent = nullptr);

    /// Keeps what is chosen as far as it is still there.
    void setChoices(const TrainChoices& choices);
    /// Runs whose weights a training can start from.
    void setRuns(std::vector<engine::store::RunSummary> runs);
    /// Everything the form says; `prepare` is always on. An empty name is left to the task: date and model.
    engine::Json parameters() const;
    void fill(const engine::Json& parameters);
    /// The split chosen is none yet: 80 / 10 / 10 by artist is to be made first, under the name in parameters().
    bool wantsNewSplit() const;
    void setSplit(const QString& name);
    QString modelName() const;

Q_SIGNALS:
    void changed();

private:
    static void choose(QComboBox& box, const QVariant& data);
    void buildData(QFormLayout& form);
    void buildModel(QFormLayout& form);
    void buildLearning(QFormLayout& form);
    void buildRun(QFormLayout& form);
    void add(QFormLayout& form, const QString& name, QWidget* field, const QString& tip);
    void heading(QFormLayout& form, const QString& text);
    void readCards();
    void showCard();
    void offerSizes(const engine::neural::ModelCard& card);
    void choosePreset(const QString& name);
    /// "id", or "id:size".
    std::string architecture() const;
    void offerPresets(const engine::neural::ModelCard& card);
    void offerStarts();
    void chooseFile();
    void startFrom(const QString& id);
    /// A run's number or a path; empty = fresh weights.
    QString startsFrom() const;
    const engine::neural::ModelCard* card() const;

    std::vector<engine::neural::ModelCard> m_cards;
    std::vector<engine::store::RunSummary> m_runs;
    QStandardItemModel* m_gallery;
    QComboBox* m_split = nullptr;
    ChoiceButton* m_sources = nullptr;
    ChoiceButton* m_types = nullptr;
    QSpinBox* m_least = nullptr;
    QSpinBox* m_top = nullptr;
    QComboBox* m_architecture = nullptr;
    QComboBox* m_size = nullptr;
    QLabel* m_facts = nullptr;
    QComboBox* m_preset = nullptr;
    QComboBox* m_from = nullptr;
    QComboBox* m_freeze = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_batch = nullptr;
    QDoubleSpinBox* m_rate = nullptr;
    QComboBox* m_schedule = nullptr;
    QSpinBox* m_patience = nullptr;
    QDoubleSpinBox* m_decay = nullptr;
    QSpinBox* m_windows = nullptr;
    QLineEdit* m_seed = nullptr;
    AdvancedOptions* m_advanced = nullptr;
    QComboBox* m_device = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_notes = nullptr;
    QCheckBox* m_evaluate = nullptr;
    int m_lastFrom = 0;
};

}  // namespace ui
