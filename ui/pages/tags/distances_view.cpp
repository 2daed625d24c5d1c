#include "ui/pages/tags/distances_view.h"

#include <algorithm>

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/dataset/tag_distance.h"
#include "engine/tasks/tag_distances.h"
#include "ui/pages/tags/distance_chart.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

enum TargetColumn { kTarget, kThreshold, kCollapsed };

QTableWidgetItem* numberItem(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

QString shown(const engine::Json& text)
{
    return QString::fromStdString(text.get<std::string>());
}

}  // namespace

DistancesView::DistancesView(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    m_targets = panel::listTable({tr("Target"), tr("Threshold"), tr("Collapse")}, tr("Targets of stage 3"));
    m_near = panel::listTable({tr("Tag"), tr("Tracks"), tr("Distance"), tr("Becomes")}, tr("Tags near the target"));
    const int em = fontMetrics().averageCharWidth();
    m_targets->setColumnWidth(kTarget, em * 18);
    m_targets->setColumnWidth(kThreshold, em * 11);
    m_near->setColumnWidth(0, em * 26);
    m_near->setColumnWidth(1, em * 10);
    m_near->setColumnWidth(2, em * 11);
    m_chart = new DistanceChart(theme);
    m_chart->setToolTip(tr("Bars: distances of all tags with a vector. Line: the normal distribution fitted to them. Drag the threshold: what lies left of it collapses."));
    m_title = panel::heading({});
    auto* right = new QSplitter(Qt::Vertical);
    auto* above = new QWidget;
    auto* column = new QVBoxLayout(above);
    column->setContentsMargins(8, 8, 8, 4);
    column->addWidget(m_title);
    column->addWidget(m_chart, 1);
    right->addWidget(above);
    right->addWidget(m_near);
    right->setChildrenCollapsible(false);
    right->setSizes({260, 240});
    auto* halves = new QSplitter;
    halves->addWidget(m_targets);
    halves->addWidget(right);
    halves->setStretchFactor(1, 1);
    halves->setSizes({em * 42, em * 70});
    halves->setChildrenCollapsible(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(halves);
    connect(m_targets, &QTableWidget::itemSelectionChanged, this, &DistancesView::showChosen);
    connect(m_chart, &DistanceChart::percentileDragged, this, &DistancesView::percentileChosen);
}

void DistancesView::setDistances(engine::Json distances)
{
    m_distances = std::move(distances);
    m_targets->setRowCount(0);
    if (!m_distances.is_object()) return;
    m_percentile = m_distances["parameters"].value("percentile", 0.001);
    showTargets();
    m_targets->selectRow(0);
}

void DistancesView::setPercentile(double percentile)
{
    m_percentile = percentile;
    m_chart->setPercentile(percentile);
    showTargets();
    showChosen();
}

double DistancesView::thresholdOf(const engine::Json& target) const
{
    return target["mean"].get<double>() + engine::dataset::normalQuantile(m_percentile) * target["deviation"].get<double>();
}

const engine::Json* DistancesView::chosen() const
{
    const int row = m_targets->currentRow();
    if (!m_distances.is_object() || row < 0 || row >= static_cast<int>(m_distances["targets"].size())) return nullptr;
    return &m_distances["targets"][static_cast<std::size_t>(row)];
}

void DistancesView::showTargets()
{
    if (!m_distances.is_object()) return;
    const auto& targets = m_distances["targets"];
    m_targets->setRowCount(static_cast<int>(targets.size()));
    for (int row = 0; row < m_targets->rowCount(); ++row) {
        const auto& target = targets[static_cast<std::size_t>(row)];
        const double threshold = thresholdOf(target);
        const auto& near = target["near"];
        const auto collapsed = std::count_if(near.begin(), near.end(), [threshold](const auto& tag) { return tag["distance"].template get<double>() <= threshold; });
        const bool isCut = collapsed == static_cast<std::ptrdiff_t>(near.size()) && near.size() >= engine::tasks::kNearTags;
        m_targets->setItem(row, kTarget, new QTableWidgetItem(shown(target["target"])));
        m_targets->setItem(row, kThreshold, numberItem(QLocale().toString(threshold, 'f', 3)));
        m_targets->setItem(row, kCollapsed, numberItem(QLocale().toString(static_cast<qlonglong>(collapsed)) + (isCut ? QStringLiteral("+") : QString())));
    }
}

void DistancesView::showChosen()
{
    const auto* target = chosen();
    if (target == nullptr) return;
    const double threshold = thresholdOf(*target);
    m_title->setText(tr("%1: mean distance %2, deviation %3").arg(shown((*target)["target"]), QLocale().toString((*target)["mean"].get<double>(), 'f', 3),
                                                                  QLocale().toString((*target)["deviation"].get<double>(), 'f', 3)));
    m_chart->setTarget(*target);
    m_chart->setPercentile(m_percentile);
    const auto& near = (*target)["near"];
    m_near->setRowCount(static_cast<int>(near.size()));
    for (int row = 0; row < m_near->rowCount(); ++row) {
        const auto& tag = near[static_cast<std::size_t>(row)];
        const bool collapses = tag["distance"].get<double>() <= threshold;
        const QList<QTableWidgetItem*> items{new QTableWidgetItem(shown(tag["tag"])), numberItem(QLocale().toString(static_cast<qlonglong>(tag["tracks"].get<std::int64_t>()))),
                                             numberItem(QLocale().toString(tag["distance"].get<double>(), 'f', 3)),
                                             new QTableWidgetItem(collapses ? shown((*target)["target"]) : tr("stays apart"))};
        for (int column = 0; column < items.size(); ++column) {
            if (!collapses) items[column]->setForeground(m_theme.faintText());
            m_near->setItem(row, column, items[column]);
        }
    }
}

}  // namespace ui
