#include "ui/pages/search/hit_model.h"

#include <algorithm>

#include <QApplication>
#include <QLocale>
#include <QMimeData>
#include <QPainter>

#include "engine/core/error.h"
#include "ui/format.h"
#include "ui/widgets/style.h"

namespace ui::search {

QMimeData* trackMime(const std::vector<engine::TrackId>& tracks)
{
    QByteArray lines;
    for (const auto track : tracks)
        lines += QByteArray::fromStdString(engine::toHex(track)) + '\n';
    auto* data = new QMimeData;
    data->setData(kTrackMime, lines);
    return data;
}

std::vector<engine::TrackId> tracksFrom(const QMimeData* data)
{
    std::vector<engine::TrackId> tracks;
    for (const auto& line : data->data(kTrackMime).split('\n'))
        try {
            if (!line.isEmpty()) tracks.push_back(engine::trackIdFromHex(line.toStdString()));
        } catch (const engine::Error&) {
            return {};   // somebody else's idea of this format
        }
    return tracks;
}

int HitModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HitModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HitModel::reasonText(const engine::tasks::SearchReason& reason)
{
    auto tag = QString::fromStdString(reason.tag);
    const auto score = QLocale().toString(reason.score, 'f', 2);
    if (reason.closeness < 1) tag = QStringLiteral("%1 ≈ %2").arg(QString::fromStdString(reason.word), tag);   // placed near the tag by vectors
    const auto text = reason.isLess ? tr("little %1 %2").arg(tag, score) : QStringLiteral("%1 %2").arg(tag, score);
    return reason.isCarried ? text + QStringLiteral(" ✓") : text;
}

QString HitModel::reasonSentence(const engine::tasks::SearchReason& reason)
{
    const auto tag = QString::fromStdString(reason.tag), word = QString::fromStdString(reason.word);
    const auto score = QLocale().toString(reason.score, 'f', 2);
    const auto carried = reason.isCarried ? tr("; the library says so, too") : QString();
    if (reason.word.empty()) return tr("shares %1: %2").arg(tag, score) + carried;
    if (reason.closeness >= 1) return tr("asked for %1: %2 %3").arg(word, tag, score) + carried;
    return tr("asked for %1, near which is %2 (distance %3): %4").arg(word, tag, QLocale().toString(1 - reason.closeness, 'f', 2), score) + carried;
}

QVariant HitModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto& reasons = row.hit.reasons;
    if (role == Qt::TextAlignmentRole && (index.column() == Place || index.column() == Match || index.column() == Length))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == kReasonsRole && index.column() == Why) return QVariant::fromValue(reasons);
    if (role == Qt::ToolTipRole) {
        QStringList lines{row.artist.isEmpty() ? row.title : row.title + QStringLiteral(" - ") + row.artist};
        for (const auto& reason : reasons)
            lines << reasonSentence(reason);
        return plainTip(lines.join(QLatin1Char('\n')));
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Place: return QLocale().toString(index.row() + 1);
    case Title: return row.title;
    case Artist: return row.artist;
    case Length: return durationText(row.durationSeconds);
    case Match: return QLocale().toString(row.hit.distance.value_or(row.hit.score), 'f', 3);
    case Why: {
        QStringList texts;
        for (const auto& reason : reasons)
            texts << reasonText(reason);
        return texts.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

QVariant HitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && (section == Place || section == Match || section == Length)) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Match)
        return m_isByDistance ? tr("Distance to what was asked for: 0 is the same direction, 1 has nothing in common")
                              : tr("Geometric mean over the words: 1 = the model is sure of all of them");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Place: return QStringLiteral("#");
    case Title: return tr("Title");
    case Artist: return tr("Artist");
    case Length: return tr("Length");
    case Match: return m_isByDistance ? tr("Distance") : tr("Match");
    case Why: return tr("Why");
    default: return {};
    }
}

Qt::ItemFlags HitModel::flags(const QModelIndex& index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QMimeData* HitModel::mimeData(const QModelIndexList& indexes) const
{
    std::vector<int> rows;
    for (const auto& index : indexes)
        rows.push_back(index.row());
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    std::vector<engine::TrackId> tracks;
    for (const int row : rows)
        tracks.push_back(m_rows[static_cast<std::size_t>(row)].hit.track);
    return trackMime(tracks);
}

void HitModel::setFound(const Found& found)
{
    beginResetModel();
    m_rows = found.rows;
    m_isByDistance = found.isByDistance;
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, Match, Match);
}

int HitModel::rowOf(engine::TrackId track) const
{
    const auto found = std::ranges::find(m_rows, track, [](const HitRow& row) { return row.hit.track; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ReasonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    auto panel = option;
    initStyleOption(&panel, index);
    panel.text.clear();
    const auto* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &panel, painter, option.widget);
    const auto reasons = index.data(HitModel::kReasonsRole).value<std::vector<engine::tasks::SearchReason>>();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto& palette = option.palette;
    const auto ground = palette.color(selected ? QPalette::Highlight : QPalette::Base);
    const auto text = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const auto& metrics = option.fontMetrics;
    const int pad = metrics.averageCharWidth(), height = metrics.height() + 4;
    int x = option.rect.left() + pad;
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    for (const auto& reason : reasons) {
        const auto label = HitModel::reasonText(reason);
        const QRect pill(x, option.rect.center().y() - height / 2, metrics.horizontalAdvance(label) + 2 * pad, height);
        if (pill.right() > option.rect.right()) {   // what does not fit is in the tip
            painter->setPen(text);
            painter->drawText(QRect(x, pill.top(), option.rect.right() - x, height), Qt::AlignVCenter, QStringLiteral("…"));
            break;
        }
        painter->setPen(Qt::NoPen);
        painter->setBrush(widgets::mixed(ground, text, 0.08));
        painter->drawRoundedRect(pill, 4, 4);
        auto bar = pill;
        bar.setWidth(static_cast<int>(static_cast<double>(pill.width()) * std::clamp(reason.score, 0.0, 1.0)));
        painter->setBrush(widgets::mixed(ground, reason.isLess ? text : palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight), 0.25));
        painter->drawRoundedRect(bar, 4, 4);
        painter->setPen(text);
        painter->drawText(pill, Qt::AlignCenter, label);
        x = pill.right() + pad;
    }
    painter->restore();
}

}  // namespace ui::search
