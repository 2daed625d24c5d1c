#pragma once
#include <QWidget>

#include "engine/core/json.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QSpinBox;
class QToolButton;

namespace ui {

/// What few trainings need, folded away: optimiser, warm-up, stages, fine-tuning rates, precision, augmentation, class weights. The folded line tells
/// how many of them differ from what holds by default.
class AdvancedOptions : public QWidget {
    Q_OBJECT
public:
    explicit AdvancedOptions(QWidget* parent = nullptr);

    /// Under the names of engine/tasks/train_options.h.
    engine::Json parameters() const;
    /// Complete parameters of a training. Unfolds if something differs from the default.
    void fill(const engine::Json& parameters);

Q_SIGNALS:
    void changed();

private:
    void buildLearning(QFormLayout& form);
    void buildAugmentation(QFormLayout& form);
    void add(QFormLayout& form, const QString& name, QWidget* field, const QString& tip);
    void showCount();
    int differing() const;

    QToolButton* m_fold;
    QWidget* m_inside;
    QComboBox* m_optimiser;
    QSpinBox* m_warmup;
    QSpinBox* m_adamEpochs;
    QSpinBox* m_sgdEpochs;
    QDoubleSpinBox* m_backbone;
    QDoubleSpinBox* m_dropout;
    QSpinBox* m_accumulate;
    QSpinBox* m_masks;
    QDoubleSpinBox* m_mixup;
    QDoubleSpinBox* m_gain;
    QDoubleSpinBox* m_noise;
    QComboBox* m_precision;
    QCheckBox* m_classWeights;
};

}  // namespace ui
