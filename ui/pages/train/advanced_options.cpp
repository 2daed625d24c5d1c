#include "ui/pages/train/advanced_options.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/tasks/train_options.h"

namespace ui {

namespace {

QSpinBox* counter(int least, int most)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    return box;
}

QDoubleSpinBox* amount(double most, double step, int decimals)
{
    auto* box = new QDoubleSpinBox;
    box->setDecimals(decimals);
    box->setRange(0, most);
    box->setSingleStep(step);
    return box;
}

/// Whole numbers as such: what was not touched stays what the defaults say.
engine::Json number(const QDoubleSpinBox& box)
{
    const double value = box.value();
    return value == std::floor(value) ? engine::Json(static_cast<int>(value)) : engine::Json(value);
}

}  // namespace

AdvancedOptions::AdvancedOptions(QWidget* parent)
    : QWidget(parent), m_fold(new QToolButton), m_inside(new QWidget), m_optimiser(new QComboBox), m_warmup(counter(0, 1000)),
      m_adamEpochs(counter(1, 100'000)), m_sgdEpochs(counter(1, 100'000)), m_backbone(amount(1, 0.05, 3)), m_dropout(amount(2, 0.1, 2)), m_accumulate(counter(1, 1024)),
      m_masks(counter(0, 20)), m_mixup(amount(10, 0.1, 2)), m_gain(amount(40, 1, 1)), m_noise(amount(10, 0.05, 3)), m_precision(new QComboBox),
      m_classWeights(new QCheckBox(tr("Rare tags count more")))
{
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setAccessibleName(tr("Advanced options"));
    m_fold->setToolTip(tr("Optimiser, warm-up, stages, fine-tuning, precision and augmentation"));
    auto* form = new QFormLayout(m_inside);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildLearning(*form);
    buildAugmentation(*form);
    m_inside->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_fold, 0, Qt::AlignLeft);
    column->addWidget(m_inside);
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_inside->setVisible(open);
    });
    connect(this, &AdvancedOptions::changed, this, &AdvancedOptions::showCount);
    fill(engine::tasks::trainOptionDefaults());
}

void AdvancedOptions::add(QFormLayout& form, const QString& name, QWidget* field, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(tip);
    form.addRow(name, field);
    if (auto* label = form.labelForField(field)) label->setToolTip(tip);
}

void AdvancedOptions::buildLearning(QFormLayout& form)
{
    m_optimiser->addItem(tr("Adam"), QStringLiteral("adam"));
    m_optimiser->addItem(tr("AdamW"), QStringLiteral("adamw"));
    add(form, tr("Optimiser"), m_optimiser, tr("AdamW keeps the weight decay apart from the gradient"));
    add(form, tr("Warm-up"), m_warmup, tr("Epochs during which the learning rate rises from 0"));
    add(form, tr("Adam epochs"), m_adamEpochs, tr("Of the staged schedule: epochs of Adam before the first stage of SGD"));
    add(form, tr("SGD epochs"), m_sgdEpochs, tr("Of the staged schedule: epochs at a rate of 1e-3 and at 1e-4; the last stage takes the rest"));
    add(form, tr("Backbone rate"), m_backbone, tr("Share of the learning rate for all but the last layer: in fine-tuning the new last layer should learn faster"));
    add(form, tr("Dropout"), m_dropout, tr("Share of the architecture's own dropout: 1 as published, 0 none; more against learning by heart"));
    add(form, tr("Batches a step"), m_accumulate, tr("Gradients of so many batches are added up: large steps with little memory"));
    m_precision->addItem(tr("float32"), QStringLiteral("float32"));
    m_precision->addItem(tr("bf16"), QStringLiteral("bf16"));
    m_precision->addItem(tr("Whichever is faster"), QStringLiteral("auto"));
    add(form, tr("Precision"), m_precision,
        tr("bf16 multiplies in half the bytes, which some processors and cards do faster; weights, loss and validation stay float32. "
           "\"Whichever is faster\" times a few steps on this machine first, so two machines may learn differently from one seed"));
    m_classWeights->setAccessibleName(m_classWeights->text());
    m_classWeights->setToolTip(tr("Positive examples weigh as much as a tag has negatives for each of them, at most 20"));
    form.addRow(m_classWeights);
    for (auto* box : {m_optimiser, m_precision})
        connect(box, &QComboBox::currentIndexChanged, this, &AdvancedOptions::changed);
    connect(m_classWeights, &QCheckBox::toggled, this, &AdvancedOptions::changed);
    for (auto* box : {m_warmup, m_adamEpochs, m_sgdEpochs, m_accumulate})
        connect(box, &QSpinBox::valueChanged, this, &AdvancedOptions::changed);
    for (auto* box : {m_backbone, m_dropout})
        connect(box, &QDoubleSpinBox::valueChanged, this, &AdvancedOptions::changed);
}

void AdvancedOptions::buildAugmentation(QFormLayout& form)
{
    m_gain->setSuffix(tr(" dB"));
    add(form, tr("Masks"), m_masks, tr("So many stretches of time, and of bands, are hidden in each window (SpecAugment)"));
    add(form, tr("Mixup"), m_mixup, tr("Pairs of windows are mixed by a share from Beta(x, x); 0 = never, 0.4 is common"));
    add(form, tr("Gain"), m_gain, tr("Windows become louder or softer by up to so much"));
    add(form, tr("Noise"), m_noise, tr("White noise of this share of a window's deviation; 0.1 is mild"));
    connect(m_masks, &QSpinBox::valueChanged, this, &AdvancedOptions::changed);
    for (auto* box : {m_mixup, m_gain, m_noise})
        connect(box, &QDoubleSpinBox::valueChanged, this, &AdvancedOptions::changed);
}

engine::Json AdvancedOptions::parameters() const
{
    return {{"optimiser", m_optimiser->currentData().toString().toStdString()},
            {"warmup", m_warmup->value()},
            {"adam_epochs", m_adamEpochs->value()},
            {"sgd_epochs", m_sgdEpochs->value()},
            {"backbone_lr", number(*m_backbone)},
            {"dropout", number(*m_dropout)},
            {"accumulate", m_accumulate->value()},
            {"spec_augment", m_masks->value()},
            {"mixup", number(*m_mixup)},
            {"gain_db", number(*m_gain)},
            {"noise", number(*m_noise)},
            {"class_weights", m_classWeights->isChecked()},
            {"precision", m_precision->currentData().toString().toStdString()}};
}

void AdvancedOptions::fill(const engine::Json& parameters)
{
    {
        const QSignalBlocker quiet(this);
        m_optimiser->setCurrentIndex(std::max(0, m_optimiser->findData(QString::fromStdString(parameters["optimiser"].get<std::string>()))));
        m_warmup->setValue(parameters["warmup"].get<int>());
        m_adamEpochs->setValue(parameters["adam_epochs"].get<int>());
        m_sgdEpochs->setValue(parameters["sgd_epochs"].get<int>());
        m_backbone->setValue(parameters["backbone_lr"].get<double>());
        m_dropout->setValue(parameters["dropout"].get<double>());
        m_accumulate->setValue(parameters["accumulate"].get<int>());
        m_masks->setValue(parameters["spec_augment"].get<int>());
        m_mixup->setValue(parameters["mixup"].get<double>());
        m_gain->setValue(parameters["gain_db"].get<double>());
        m_noise->setValue(parameters["noise"].get<double>());
        m_precision->setCurrentIndex(std::max(0, m_precision->findData(QString::fromStdString(parameters["precision"].get<std::string>()))));
        m_classWeights->setChecked(parameters["class_weights"].get<bool>());
    }
    if (differing() > 0) m_fold->setChecked(true);
    Q_EMIT changed();
}

int AdvancedOptions::differing() const
{
    const auto now = parameters();
    int count = 0;
    for (const auto& [name, value] : engine::tasks::trainOptionDefaults().items())
        if (now[name] != value) ++count;
    return count;
}

void AdvancedOptions::showCount()
{
    const int count = differing();
    m_fold->setText(count == 0 ? tr("Advanced") : tr("Advanced (%1 changed)").arg(QLocale().toString(count)));
}

}  // namespace ui
