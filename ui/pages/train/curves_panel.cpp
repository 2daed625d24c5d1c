#include "ui/pages/train/curves_panel.h"

#include <algorithm>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QTabBar>
#include <QVBoxLayout>

namespace ui {

CurvesPanel::CurvesPanel(QWidget* parent) : QWidget(parent), m_chart(new LearningChart)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(m_chart, 1);
}

QWidget* CurvesPanel::buildBar()
{
    m_metric = new QTabBar;
    m_metric->setDrawBase(false);
    m_metric->setExpanding(false);
    m_metric->setAccessibleName(tr("Measure"));
    m_metric->addTab(tr("Loss"));
    m_metric->addTab(tr("ROC-AUC"));
    m_metric->addTab(tr("Average precision"));
    m_metric->setTabToolTip(0, tr("Binary cross-entropy, what the training lowers"));
    m_metric->setTabToolTip(1, tr("How well tracks with a tag are ranked above those without, mean over tags; 0.5 is chance"));
    m_metric->setTabToolTip(2, tr("Area under precision and recall, mean over tags; chance is a tag's share of tracks"));
    m_training = new QCheckBox(tr("Training"));
    m_training->setChecked(true);
    m_training->setToolTip(tr("Draw the dashed lines of the training part, too"));
    m_log = new QCheckBox(tr("Log scale"));
    m_log->setToolTip(tr("Logarithmic axis: small differences near zero are seen"));
    m_smoothing = new QSlider(Qt::Horizontal);
    m_smoothing->setRange(0, 95);
    m_smoothing->setPageStep(10);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Weight of the past in a moving average; the raw line stays visible"));
    m_smoothing->setMaximumWidth(fontMetrics().averageCharWidth() * 18);
    m_weight = new QLabel(tr("off"));
    m_weight->setMinimumWidth(std::max(m_weight->sizeHint().width(), fontMetrics().horizontalAdvance(QStringLiteral("0.00 "))));
    for (auto* box : {m_training, m_log})
        box->setAccessibleName(box->text());

    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 0);
    row->addWidget(m_metric);
    row->addStretch(1);
    row->addWidget(m_training);
    row->addWidget(m_log);
    row->addSpacing(8);
    row->addWidget(new QLabel(tr("Smoothing")));
    row->addWidget(m_smoothing);
    row->addWidget(m_weight);
    connect(m_metric, &QTabBar::currentChanged, this, [this](int index) { m_chart->setMetric(static_cast<LearningMetric>(index)); });
    connect(m_training, &QCheckBox::toggled, m_chart, &LearningChart::setTrainingShown);
    connect(m_log, &QCheckBox::toggled, m_chart, &LearningChart::setLogarithmic);
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int value) {
        m_weight->setText(value == 0 ? tr("off") : QLocale().toString(value / 100.0, 'f', 2));
        m_chart->setSmoothing(value / 100.0);
    });
    return bar;
}

}  // namespace ui
