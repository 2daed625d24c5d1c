#include "ui/charts/learning_chart.h"

#include <cmath>

#include <QChart>
#include <QEvent>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QValueAxis>

namespace ui {

namespace {

// Safe for colour-blind eyes on both looks; the dash tells training from validation without colour.
const QColor kAucColour(0x2f, 0x8f, 0xd8);
const QColor kLossColour(0xd9, 0x7b, 0x1f);

QLineSeries* curve(const std::vector<engine::store::EpochRow>& epochs, double engine::store::EpochRow::*value, const QString& name,
                   const QColor& colour, Qt::PenStyle style)
{
    auto* line = new QLineSeries;
    line->setName(name);
    line->setPen(QPen(colour, 2, style));
    line->setPointsVisible(epochs.size() < 3);
    for (const auto& epoch : epochs)
        if (std::isfinite(epoch.*value)) line->append(epoch.epoch, epoch.*value);
    return line;
}

}  // namespace

LearningChart::LearningChart(QWidget* parent) : QChartView(parent)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Learning curve"));
    setMinimumHeight(120);
    rebuild();
}

void LearningChart::show(const std::vector<engine::store::EpochRow>& epochs, int bestEpoch)
{
    m_epochs = epochs;
    m_best = bestEpoch;
    rebuild();
}

void LearningChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) rebuild();
    QChartView::changeEvent(event);
}

void LearningChart::rebuild()
{
    auto* made = new QChart;
    const auto text = palette().color(QPalette::Text);
    made->setBackgroundBrush(palette().color(QPalette::Base));
    made->setBackgroundRoundness(0);
    made->setMargins({4, 4, 4, 4});
    made->setTitleBrush(text);
    made->legend()->setLabelColor(text);
    made->legend()->setAlignment(Qt::AlignBottom);
    made->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    if (m_epochs.empty()) {
        made->setTitle(tr("The learning curve appears after the first epoch."));
        made->legend()->hide();
        setAccessibleDescription(made->title());
    } else {
        using Row = engine::store::EpochRow;
        auto* axisX = new QValueAxis;
        auto* auc = new QValueAxis;
        auto* loss = new QValueAxis;
        axisX->setTitleText(tr("Epoch"));
        axisX->setRange(1, std::max(2, m_epochs.back().epoch));
        axisX->setTickType(QValueAxis::TicksDynamic);
        axisX->setTickInterval(std::max(1.0, std::ceil(m_epochs.back().epoch / 10.0)));
        axisX->setTickAnchor(1);
        axisX->setLabelFormat(QStringLiteral("%d"));
        auc->setTitleText(tr("ROC-AUC"));
        auc->setRange(0.4, 1);
        loss->setTitleText(tr("Loss"));
        double top = 0;
        for (const auto& epoch : m_epochs)
            for (const double value : {epoch.trainLoss, epoch.validLoss})
                if (std::isfinite(value)) top = std::max(top, value);
        loss->setRange(0, top > 0 ? top * 1.1 : 1);
        for (auto* axis : {axisX, auc, loss}) {
            axis->setLabelsColor(text);
            axis->setTitleBrush(text);
            axis->setGridLineColor(palette().color(QPalette::Mid));
        }
        loss->setGridLineVisible(false);
        made->addAxis(axisX, Qt::AlignBottom);
        made->addAxis(auc, Qt::AlignLeft);
        made->addAxis(loss, Qt::AlignRight);
        const auto add = [&](QXYSeries* series, QValueAxis* axis) {
            made->addSeries(series);
            series->attachAxis(axisX);
            series->attachAxis(axis);
        };
        add(curve(m_epochs, &Row::trainRocAuc, tr("ROC-AUC, training"), kAucColour, Qt::DashLine), auc);
        add(curve(m_epochs, &Row::validRocAuc, tr("ROC-AUC, validation"), kAucColour, Qt::SolidLine), auc);
        add(curve(m_epochs, &Row::trainLoss, tr("loss, training"), kLossColour, Qt::DashLine), loss);
        add(curve(m_epochs, &Row::validLoss, tr("loss, validation"), kLossColour, Qt::SolidLine), loss);
        for (const auto& epoch : m_epochs) {
            if (epoch.epoch != m_best || !std::isfinite(epoch.validRocAuc)) continue;
            auto* best = new QScatterSeries;
            best->setName(tr("best epoch"));
            best->setColor(text);
            best->setMarkerSize(9);
            best->append(epoch.epoch, epoch.validRocAuc);
            add(best, auc);
        }
        setAccessibleDescription(tr("%n epoch(s); last validation ROC-AUC %1", nullptr, static_cast<int>(m_epochs.size()))
                                     .arg(QLocale().toString(m_epochs.back().validRocAuc, 'f', 3)));
    }
    auto* old = chart();
    setChart(made);
    delete old;
}

}  // namespace ui
