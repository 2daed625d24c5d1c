#include "ui/models/track_table_model.h"

#include <algorithm>

#include <QLocale>

#include "ui/format.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr int kMargin = 40;                    ///< rows fetched before and behind those that were painted
constexpr int kScreenful = 400;               ///< more rows than any window shows
constexpr std::size_t kRowsKept = 4000;        ///< beyond that the old ones are forgotten

const QVariant kNumberAlignment = QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
bool isNumber(int column)
{
    return column == TrackTableModel::Length || column == TrackTableModel::Rate || column == TrackTableModel::Channels;
}

using Order = engine::store::TrackQuery::Order;
std::optional<Order> orderOf(int column)
{
    switch (column) {
    case TrackTableModel::Title: return Order::Title;
    case TrackTableModel::Artist: return Order::Artist;
    case TrackTableModel::Album: return Order::Album;
    case TrackTableModel::Length: return Order::Duration;
    case TrackTableModel::Rate: return Order::Rate;
    case TrackTableModel::Format: return Order::Format;
    case TrackTableModel::State: return Order::State;
    default: return {};
    }
}

QString stateText(engine::store::TrackState state)
{
    switch (state) {
    case engine::store::TrackState::Ready: return TrackTableModel::tr("ready");
    case engine::store::TrackState::Unreadable: return TrackTableModel::tr("unreadable");
    case engine::store::TrackState::Missing: return TrackTableModel::tr("not found");
    }
    return {};
}

QIcon stateIcon(engine::store::TrackState state)
{
    static const QIcon ready = Theme::icon(QStringLiteral("ready")), bad = Theme::icon(QStringLiteral("unreadable")),
                       missing = Theme::icon(QStringLiteral("missing"));
    return state == engine::store::TrackState::Ready ? ready : state == engine::store::TrackState::Unreadable ? bad : missing;
}

QString stateTip(const TrackRow& row)
{
    if (row.state == engine::store::TrackState::Missing)
        return TrackTableModel::tr("%1 was not found at the last scan. What is known about it is kept; rescan when it is back.").arg(row.file);
    if (row.state == engine::store::TrackState::Unreadable)
        return TrackTableModel::tr("%1: %2. It is kept in the list but cannot be analysed.").arg(row.file, row.reason);
    return row.file;
}

}  // namespace

TrackTableModel::TrackTableModel(TrackSource& source, QObject* parent) : QAbstractTableModel(parent), m_source(source)
{
    m_fetch.setSingleShot(true);
    m_fetch.setInterval(0);
    connect(&m_fetch, &QTimer::timeout, this, &TrackTableModel::fetchWanted);
}

int TrackTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int TrackTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const TrackRow* TrackTableModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount()) return nullptr;
    const auto found = m_rows.find(idAt(row));
    return found == m_rows.end() ? nullptr : &found->second;
}

int TrackTableModel::rowOf(engine::TrackId id) const
{
    const auto at = std::ranges::find(m_ids, id);
    return at == m_ids.end() ? -1 : static_cast<int>(at - m_ids.begin());
}

QVariant TrackTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const int column = index.column();
    if (role == Qt::TextAlignmentRole && isNumber(column)) return kNumberAlignment;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::DecorationRole) return {};
    const auto* row = rowAt(index.row());
    if (row == nullptr) {
        want(index.row());
        return role == Qt::DisplayRole && column == Title ? QVariant(QStringLiteral("…")) : QVariant();
    }
    if (role == Qt::DisplayRole) return text(*row, column);
    if (role == Qt::DecorationRole) return column == State ? QVariant(stateIcon(row->state)) : QVariant();
    const bool bad = row->state != engine::store::TrackState::Ready;
    return plainTip(column == State || column == Title || bad ? stateTip(*row) : text(*row, column).toString());
}

QVariant TrackTableModel::text(const TrackRow& row, int column) const
{
    const bool known = row.sampleRateHz > 0;
    switch (column) {
    case Title: return row.title.isEmpty() ? row.file.section(QLatin1Char('/'), -1) : row.title;
    case Artist: return row.artist;
    case Album: return row.album;
    case Length: return known ? durationText(row.durationSeconds) : QString();
    case Rate: return known ? tr("%1 kHz").arg(QLocale().toString(row.sampleRateHz / 1000.0, 'g', 5)) : QString();
    case Channels: return known ? QLocale().toString(row.channels) : QString();
    case Format: return row.format;
    case Split: return row.part;
    case Tags: return row.tags;
    case State: return stateText(row.state);
    default: return {};
    }
}

QVariant TrackTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && isNumber(section)) return kNumberAlignment;
    if (role == Qt::ToolTipRole && section == Channels) return tr("Channels");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Title: return tr("Title");
    case Artist: return tr("Artist");
    case Album: return tr("Album");
    case Length: return tr("Length");
    case Rate: return tr("Rate");
    case Channels: return tr("Ch.", "short for channels, heading of a narrow column");
    case Format: return tr("Format");
    case Split: return tr("Split");
    case Tags: return tr("Best tags");
    case State: return tr("State");
    default: return {};
    }
}

void TrackTableModel::sort(int column, Qt::SortOrder order)
{
    const auto by = column < 0 ? std::optional(Order::Path) : orderOf(column);
    if (!by) return;
    auto query = m_query;
    query.order = *by;
    query.descending = order == Qt::DescendingOrder;
    setQuery(std::move(query));
}

void TrackTableModel::setQuery(engine::store::TrackQuery query)
{
    m_query = std::move(query);
    reload();
}

void TrackTableModel::reload()
{
    m_loading = true;
    m_source.askIds(m_query, [this](TrackSource::Ids ids) { takeIds(std::move(ids)); });
}

void TrackTableModel::takeIds(TrackSource::Ids ids)
{
    m_loading = false;
    m_rows.clear();
    m_wanted.reset();
    const bool grown = ids.size() >= m_ids.size() && std::equal(m_ids.begin(), m_ids.end(), ids.begin());
    if (!grown) {
        beginResetModel();
        m_ids = std::move(ids);
        endResetModel();
    } else {
        const int before = rowCount(), after = static_cast<int>(ids.size());
        if (after > before) beginInsertRows({}, before, after - 1);
        m_ids = std::move(ids);
        if (after > before) endInsertRows();
        if (before > 0) Q_EMIT dataChanged(index(0, 0), index(before - 1, ColumnCount - 1));
    }
    Q_EMIT loaded();
}

void TrackTableModel::want(int row) const
{
    if (m_wanted && std::abs(m_wanted->first - row) < kScreenful)
        m_wanted = std::pair(std::min(m_wanted->first, row), std::max(m_wanted->second, row));
    else
        m_wanted = std::pair(row, row);   // scrolled far away: only the newest place counts
    if (!m_fetch.isActive()) m_fetch.start();
}

void TrackTableModel::fetchWanted()
{
    if (!m_wanted || m_ids.empty()) return;
    const int last = rowCount() - 1;
    const int from = std::clamp(m_wanted->first - kMargin, 0, last);
    const int to = std::clamp(m_wanted->second + kMargin, from, last);
    m_wanted.reset();
    TrackSource::Ids missing;
    for (int row = from; row <= to; ++row)
        if (!m_rows.contains(idAt(row))) missing.push_back(idAt(row));
    if (missing.empty()) return;
    m_source.askRows(std::move(missing), [this](std::vector<TrackRow> rows) { takeRows(std::move(rows)); });
}

void TrackTableModel::takeRows(std::vector<TrackRow> rows)
{
    if (m_rows.size() > kRowsKept) m_rows.clear();
    for (auto& row : rows)
        m_rows.insert_or_assign(row.id, std::move(row));
    // The view asks again for what it shows; rows outside the answer are forgotten ones that it may want anew.
    if (!m_ids.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

}  // namespace ui
