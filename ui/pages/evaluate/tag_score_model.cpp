#include "ui/pages/evaluate/tag_score_model.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include <QLocale>

#include "ui/charts/chart.h"
#include "ui/format.h"
#include "ui/tag_words.h"

namespace ui {

namespace {

using engine::evaluate::TagScore;
using engine::evaluate::Verdict;

QString number(const std::optional<double>& value)
{
    return value ? QLocale().toString(*value, 'f', 3) : TagScoreModel::tr("n/a");
}

QString range(const std::optional<engine::evaluate::Interval>& interval)
{
    return interval ? number(interval->low) + QStringLiteral("–") + number(interval->high) : TagScoreModel::tr("n/a");
}

QString verdict(const TagScore& tag)
{
    switch (tag.verdict) {
    case Verdict::Yes: return TagScoreModel::tr("✓ yes");
    case Verdict::No: return TagScoreModel::tr("× no");
    case Verdict::NotEnoughData: break;
    }
    return tag.rocAuc ? TagScoreModel::tr("? not enough data") : TagScoreModel::tr("n/a");
}

/// What a column is sorted by; none stands last.
std::optional<double> key(const TagScore& tag, int column)
{
    const auto width = [](const std::optional<engine::evaluate::Interval>& interval) {
        return interval ? std::optional(interval->high - interval->low) : std::nullopt;
    };
    switch (column) {
    case TagScoreModel::Positives: return static_cast<double>(tag.positives);
    case TagScoreModel::RocAuc: return tag.rocAuc;
    case TagScoreModel::RocAucInterval: return width(tag.interval);
    case TagScoreModel::AveragePrecision: return tag.averagePrecision;
    case TagScoreModel::AveragePrecisionInterval: return width(tag.averagePrecisionInterval);
    case TagScoreModel::Threshold: return tag.threshold;
    case TagScoreModel::BetterThanChance:
        return tag.rocAuc ? std::optional(tag.verdict == Verdict::Yes ? 2.0 : tag.verdict == Verdict::NotEnoughData ? 1.0 : 0.0) : std::nullopt;
    default: return {};
    }
}

bool isText(int column)
{
    return column == TagScoreModel::Tag || column == TagScoreModel::Type;
}

QVariant alignment(int column)
{
    return QVariant((isText(column) || column == TagScoreModel::BetterThanChance ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

}  // namespace

void TagScoreModel::setView(EvaluationPtr view)
{
    beginResetModel();
    m_view = std::move(view);
    arrange();
    endResetModel();
    Q_EMIT orderChanged();
}

int TagScoreModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int TagScoreModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int TagScoreModel::rowOf(std::size_t place) const
{
    const auto found = std::ranges::find(m_order, place);
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

QVariant TagScoreModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_view) return {};
    const auto& tag = m_view->report.evaluation.perTag[m_order[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole: return text(tag, index.column());
    case Qt::ToolTipRole: return plainTip(tip(tag, index.column()));
    case Qt::TextAlignmentRole: return alignment(index.column());
    default: return {};
    }
}

QString TagScoreModel::text(const TagScore& tag, int column) const
{
    switch (column) {
    case Tag: return QString::fromStdString(tag.tag);
    case Type: return tagTypeName(tag.type);
    case Positives: return QLocale().toString(static_cast<qulonglong>(tag.positives));
    case RocAuc: return number(tag.rocAuc);
    case RocAucInterval: return range(tag.interval);
    case AveragePrecision: return number(tag.averagePrecision);
    case AveragePrecisionInterval: return range(tag.averagePrecisionInterval);
    case Threshold: return number(tag.threshold);
    case BetterThanChance: return verdict(tag);
    default: return {};
    }
}

QString TagScoreModel::tip(const TagScore& tag, int column) const
{
    if (!tag.rocAuc && column >= RocAuc && column <= AveragePrecisionInterval)
        return tag.positives == 0 ? tr("n/a: no track of this part has the tag; it stands in no mean") : tr("n/a: every track of this part has the tag; it stands in no mean");
    switch (column) {
    case RocAuc: return tr("Chance reaches 0.5");
    case AveragePrecision: return tr("Chance reaches %1, the share of tracks with the tag").arg(number(tag.prevalence()));
    case Threshold:
        return tr("At this threshold: %1 right, %2 wrongly given, %3 missed, %4 rightly left out")
            .arg(tag.counts.tp).arg(tag.counts.fp).arg(tag.counts.fn).arg(tag.counts.tn);
    case Positives: return tr("Of %1 tracks, %2 have the tag").arg(tag.items()).arg(tag.positives);
    default: return {};
    }
}

QVariant TagScoreModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    static const char* const kMetrics[] = {nullptr, nullptr, "roc-auc", "interval", "better-than-chance", "average-precision", "interval", "threshold", nullptr};
    if (role == Qt::DisplayRole) {
        const QString texts[] = {tr("Tag"), tr("Positives"), metricTitle("roc-auc"), metricTitle("interval"), tr("Above chance"), tr("Avg. prec."),
                                 metricTitle("interval"), metricTitle("threshold"), tr("Type")};
        return section < ColumnCount ? texts[section] : QString();
    }
    if (role == Qt::TextAlignmentRole) return alignment(section);
    if (role == Qt::ToolTipRole) {
        if (section == Positives) return plainTip(tr("How many tracks of this part have the tag"));
        if (section < ColumnCount && kMetrics[section] != nullptr) return plainTip(metricText(kMetrics[section]));
    }
    return {};
}

void TagScoreModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_sortOrder = order;
    Q_EMIT layoutAboutToBeChanged();
    const auto before = m_order;
    const auto persistent = persistentIndexList();
    arrange();
    QModelIndexList moved;
    for (const auto& index : persistent)
        moved << this->index(rowOf(before[static_cast<std::size_t>(index.row())]), index.column());
    changePersistentIndexList(persistent, moved);
    Q_EMIT layoutChanged();
    Q_EMIT orderChanged();
}

void TagScoreModel::arrange()
{
    m_order.assign(m_view ? m_view->report.evaluation.perTag.size() : 0, 0);
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    if (!m_view) return;
    const auto& tags = m_view->report.evaluation.perTag;
    const bool falling = m_sortOrder == Qt::DescendingOrder;
    std::ranges::stable_sort(m_order, [&](std::size_t a, std::size_t b) {
        if (isText(m_column)) {
            const int order = QString::localeAwareCompare(text(tags[a], m_column), text(tags[b], m_column));
            return falling ? order > 0 : order < 0;
        }
        const auto left = key(tags[a], m_column), right = key(tags[b], m_column);
        if (!left || !right) return left.has_value() && !right.has_value();
        return falling ? *left > *right : *left < *right;
    });
}

}  // namespace ui
