#include "ui/charts/learning_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <QCategoryAxis>
#include <QChart>
#include <QCursor>
#include <QEvent>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QToolTip>
#include <QValueAxis>

#include "ui/charts/curve_math.h"

namespace ui {

namespace {

using engine::store::EpochRow;

constexpr int kRawAlpha = 80;          ///< of the raw line below a smoothed one
constexpr int kEpochMarks = 10;
constexpr double kMargin = 0.05;       ///< of the range, above and below

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QString metricName(LearningMetric metric)
{
    switch (metric) {
    case LearningMetric::Loss: return LearningChart::tr("Loss (binary cross-entropy)");
    case LearningMetric::RocAuc: return LearningChart::tr("ROC-AUC, mean over tags");
    case LearningMetric::AveragePrecision: return LearningChart::tr("Average precision, mean over tags");
    }
    return {};
}

QString shortNumber(double value)
{
    return QLocale().toString(value, 'g', 4);
}

}  // namespace

QColor LearningChart::colourOf(int index, bool dark)
{
    // Okabe and Ito's colours for colour-blind readers; those too faint or too dark for the ground are shifted.
    static constexpr std::array<QRgb, kMostCurves> onLight = {0x0072b2, 0xb85c00, 0x007a5a, 0xa8477e, 0x0b7fab, 0x7a6a00, 0x5b4b9a, 0x444444};
    static constexpr std::array<QRgb, kMostCurves> onDark = {0x56b4e9, 0xf0a03c, 0x2fc79a, 0xe58fc0, 0x9ad7f5, 0xf0e442, 0xb3a5f0, 0xdddddd};
    const auto& colours = dark ? onDark : onLight;
    return QColor::fromRgb(colours[static_cast<std::size_t>(index) % colours.size()]);
}

LearningChart::LearningChart(QWidget* parent) : QChartView(parent)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Learning curves"));
    setMinimumHeight(120);
    rebuild();
}

void LearningChart::show(std::vector<LearningCurve> curves)
{
    m_curves = std::move(curves);
    if (m_curves.size() > static_cast<std::size_t>(kMostCurves)) m_curves.resize(static_cast<std::size_t>(kMostCurves));
    rebuild();
}

void LearningChart::setMetric(LearningMetric metric)
{
    m_metric = metric;
    rebuild();
}

void LearningChart::setLogarithmic(bool on)
{
    m_logarithmic = on;
    rebuild();
}

void LearningChart::setSmoothing(double weight)
{
    m_smoothing = std::clamp(weight, 0.0, 0.99);
    rebuild();
}

void LearningChart::setTrainingShown(bool on)
{
    m_trainingShown = on;
    rebuild();
}

void LearningChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) rebuild();
    QChartView::changeEvent(event);
}

double EpochRow::*LearningChart::valueOf(bool training) const
{
    switch (m_metric) {
    case LearningMetric::RocAuc: return training ? &EpochRow::trainRocAuc : &EpochRow::validRocAuc;
    case LearningMetric::AveragePrecision: return training ? &EpochRow::trainAveragePrecision : &EpochRow::validAveragePrecision;
    default: return training ? &EpochRow::trainLoss : &EpochRow::validLoss;
    }
}

double LearningChart::shown(double value) const
{
    if (!m_logarithmic) return value;
    return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
}

LearningChart::Range LearningChart::range() const
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& curve : m_curves)
        for (const auto& epoch : curve.epochs)
            for (const bool training : {false, true}) {
                const double value = shown(epoch.*valueOf(training));
                if (!std::isfinite(value) || (training && !m_trainingShown)) continue;
                low = std::min(low, value);
                high = std::max(high, value);
            }
    if (low > high) return m_logarithmic ? Range{-2, 0} : Range{0, 1};
    const double margin = std::max((high - low) * kMargin, 1e-3);
    return {low - margin, high + margin};
}

void LearningChart::addAxes(QChart& made, const Range& range)
{
    const auto text = palette().color(QPalette::Text);
    auto* epochs = new QValueAxis;
    int last = 2;
    for (const auto& curve : m_curves)
        if (!curve.epochs.empty()) last = std::max(last, curve.epochs.back().epoch);
    epochs->setTitleText(tr("Epoch"));
    const double room = std::max(0.15, 0.015 * last);   // a mark on the first or last epoch is drawn whole
    epochs->setRange(1 - room, last + room);
    epochs->setTickType(QValueAxis::TicksDynamic);
    epochs->setTickInterval(std::max(1.0, std::ceil(static_cast<double>(last) / kEpochMarks)));
    epochs->setTickAnchor(1);
    epochs->setLabelFormat(QStringLiteral("%d"));
    auto* values = new QCategoryAxis;
    values->setTitleText(m_logarithmic ? tr("%1, log scale").arg(metricName(m_metric)) : metricName(m_metric));
    values->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const auto marks = m_logarithmic ? logMarks(std::pow(10, range.low), std::pow(10, range.high)) : linearMarks(range.low, range.high);
    for (const double mark : marks)
        values->append(shortNumber(mark), shown(mark));
    values->setRange(range.low, range.high);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(epochs), static_cast<QAbstractAxis*>(values)}) {
        axis->setLabelsColor(text);
        axis->setTitleBrush(text);
        auto grid = palette().color(QPalette::Mid);
        grid.setAlpha(110);
        axis->setGridLineColor(grid);
        axis->setLinePenColor(palette().color(QPalette::Mid));
    }
    made.addAxis(epochs, Qt::AlignBottom);
    made.addAxis(values, Qt::AlignLeft);
}

void LearningChart::join(QChart& made, QXYSeries* series, const QString& legend)
{
    made.addSeries(series);
    for (auto* axis : made.axes())
        series->attachAxis(axis);
    for (auto* marker : made.legend()->markers(series)) {
        marker->setVisible(!legend.isEmpty());
        marker->setLabel(legend);
    }
}

void LearningChart::explain(QXYSeries* series, const QString& name)
{
    connect(series, &QXYSeries::hovered, this, [this, name](const QPointF& point, bool inside) {
        const double value = m_logarithmic ? std::pow(10, point.y()) : point.y();
        if (inside)
            QToolTip::showText(QCursor::pos(), tr("%1, epoch %2: %3").arg(name.toHtmlEscaped(), QLocale().toString(qRound(point.x())),
                                                                        QLocale().toString(value, 'f', 4)), this);
        else
            QToolTip::hideText();
    });
}

void LearningChart::addLine(QChart& made, const LearningCurve& curve, bool training, const QColor& colour)
{
    std::vector<double> raw;
    for (const auto& epoch : curve.epochs)
        raw.push_back(epoch.*valueOf(training));
    const bool one = m_curves.size() == 1;
    const auto part = training ? tr("training") : tr("validation");
    const auto legend = one ? part : training ? QString() : curve.name;
    const auto draw = [&](const std::vector<double>& values, double width, int alpha, const QString& inLegend) {
        auto* line = new QLineSeries;
        line->setName(training ? QStringLiteral("training") : QStringLiteral("validation"));
        auto seen = colour;
        seen.setAlpha(alpha);
        QPen pen(seen, width, training ? Qt::DashLine : Qt::SolidLine);
        pen.setCosmetic(true);
        line->setPen(pen);
        line->setPointsVisible(values.size() == 1);   // a line of one point is none
        for (std::size_t i = 0; i < values.size(); ++i)
            if (const double value = shown(values[i]); std::isfinite(value)) line->append(curve.epochs[i].epoch, value);
        join(made, line, inLegend);
        explain(line, tr("%1, %2").arg(curve.name, part));
    };
    if (m_smoothing <= 0) {
        draw(raw, 2, 255, legend);
        return;
    }
    draw(raw, 1.2, kRawAlpha, {});
    draw(smoothed(raw, m_smoothing), 2.2, 255, legend);
}

void LearningChart::addBest(QChart& made, const LearningCurve& curve, const QColor& colour)
{
    for (const auto& epoch : curve.epochs) {
        const double value = shown(epoch.*valueOf(false));
        if (epoch.epoch != curve.bestEpoch || !std::isfinite(value)) continue;
        auto* best = new QScatterSeries;
        best->setName(QStringLiteral("best"));
        best->setMarkerShape(QScatterSeries::MarkerShapeCircle);
        best->setColor(palette().color(QPalette::Base));
        best->setBorderColor(colour);
        best->setPen(QPen(colour, 2.5));
        best->setMarkerSize(12);
        best->append(epoch.epoch, value);
        join(made, best, m_curves.size() == 1 ? tr("best epoch: %1 (%2)").arg(QLocale().toString(epoch.epoch), QLocale().toString(epoch.*valueOf(false), 'f', 4)) : QString());
        explain(best, tr("%1, best epoch").arg(curve.name));
    }
}

void LearningChart::addCurve(QChart& made, const LearningCurve& curve, int index)
{
    const auto colour = colourOf(index, isDark(palette()));
    if (m_trainingShown) addLine(made, curve, true, m_curves.size() == 1 ? colourOf(1, isDark(palette())) : colour);
    addLine(made, curve, false, colour);
    addBest(made, curve, colour);
}

QString LearningChart::describe() const
{
    QStringList parts;
    for (const auto& curve : m_curves) {
        if (curve.epochs.empty()) continue;
        const double last = curve.epochs.back().*valueOf(false);
        parts << tr("%1: %n epoch(s), last validation value %2", nullptr, static_cast<int>(curve.epochs.size())).arg(curve.name, QLocale().toString(last, 'f', 4));
    }
    return metricName(m_metric) + QStringLiteral(". ") + parts.join(QStringLiteral("; "));
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
    made->legend()->setAlignment(Qt::AlignTop);
    made->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    const bool nothing = std::ranges::all_of(m_curves, [](const auto& curve) { return curve.epochs.empty(); });
    if (nothing) {
        made->setTitle(m_curves.empty() ? tr("Choose a run below to see its curves.") : tr("The curves appear after the first epoch."));
        made->legend()->hide();
        setAccessibleDescription(made->title());
    } else {
        addAxes(*made, range());
        for (int index = 0; const auto& curve : m_curves)
            addCurve(*made, curve, index++);
        setAccessibleDescription(describe());
    }
    auto* old = chart();
    setChart(made);
    delete old;
}

}  // namespace ui
