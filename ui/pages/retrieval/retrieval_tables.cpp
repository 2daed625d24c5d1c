#include "ui/pages/retrieval/retrieval_tables.h"

#include <algorithm>

#include <QFont>
#include <QLocale>

#include "ui/format.h"

namespace ui::retrieval {

namespace {

using engine::tasks::RetrievalColumn;
using engine::tasks::RetrievalRow;
using Kind = RetrievalColumn::Kind;
using Score = engine::evaluate::RetrievalScore;

std::optional<double> measured(const Score& score, ScoresModel::Measure measure)
{
    return measure == ScoresModel::Precision ? score.precisionAt10 : measure == ScoresModel::Map ? score.averagePrecision : score.rocAuc;
}

QString measureName(ScoresModel::Measure measure)
{
    return measure == ScoresModel::Precision ? QStringLiteral("P@10") : measure == ScoresModel::Map ? QStringLiteral("MAP") : QStringLiteral("ROC-AUC");
}

QVariant number(const std::optional<double>& value, int role)
{
    if (role == WaysModel::kSortRole) return value.value_or(-1);
    return value ? QLocale().toString(*value, 'f', 3) : QStringLiteral("–");
}

}  // namespace

QString columnName(const RetrievalColumn& column)
{
    const auto name = QString::fromStdString(column.name);
    switch (column.kind) {
    case Kind::Model: return WaysModel::tr("%1: %2").arg(column.model).arg(name);
    case Kind::Tags: return column.mayHaveHeard ? WaysModel::tr("Predicted tags of %1 (may have been trained on these tracks)").arg(name) : WaysModel::tr("Predicted tags of %1").arg(name);
    case Kind::Random: return WaysModel::tr("Random order");
    case Kind::Published: return WaysModel::tr("Published: %1").arg(name);
    }
    return {};
}

QString inputName(const std::string& input)
{
    if (input == "spec") return WaysModel::tr("sound");
    if (input == "cf") return WaysModel::tr("taste");
    if (input == "hybrid") return WaysModel::tr("sound and taste");
    if (input == "tags") return WaysModel::tr("predicted tags");
    return {};
}

QString samplingText(const std::string& sampling)
{
    if (sampling == "random") return WaysModel::tr("random");
    if (sampling == "balanced") return WaysModel::tr("balanced");
    if (sampling == "balanced-weighted") return WaysModel::tr("balanced-weighted");
    if (sampling == "weighted") return WaysModel::tr("weighted");
    return {};
}

// --- ways ---

int WaysModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

int WaysModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WaysModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& way = m_table.columns[static_cast<std::size_t>(index.row())];
    const bool isNumber = index.column() >= Tracks;
    if (role == Qt::TextAlignmentRole && isNumber) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && way.kind == Kind::Published) {
        QFont font;
        font.setItalic(true);
        return font;
    }
    if (role == Qt::CheckStateRole && index.column() == Name && way.isTested && way.kind != Kind::Published) return m_ticked.contains(keyOf(way)) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole) {
        auto tip = QString::fromStdString(columnLabel(way));
        if (!way.isTested) tip += QLatin1Char('\n') + tr("Not measured on this part yet: press Test");
        if (way.kind == Kind::Published) tip += QLatin1Char('\n') + tr("Measured by others on their data; numbers here are of your library, and only the order of the rows can be compared");
        if (!way.taste.empty()) tip += QLatin1Char('\n') + tr("Taste profile: %1").arg(QString::fromStdString(way.taste));
        return plainTip(tip);
    }
    if (role != Qt::DisplayRole && role != kSortRole) return {};
    switch (index.column()) {
    case Name: {
        const auto places = ticked();
        const auto at = std::ranges::find(places, static_cast<std::size_t>(index.row()));
        return at == places.end() || role == kSortRole ? columnName(way) : QStringLiteral("%1   %2").arg(letter(static_cast<std::size_t>(at - places.begin())), columnName(way));
    }
    case Input: return way.taste.empty() ? inputName(way.input) : QStringLiteral("%1 (%2)").arg(inputName(way.input), QString::fromStdString(way.taste));
    case Sampling: return samplingText(way.sampling);
    case Split: return QString::fromStdString(way.split);
    case Tracks: return role == kSortRole ? QVariant(static_cast<qulonglong>(way.tracks)) : way.tracks == 0 ? QVariant(QStringLiteral("–")) : QVariant(QLocale().toString(static_cast<qulonglong>(way.tracks)));
    default: return number(measured(way.mean, static_cast<ScoresModel::Measure>(index.column() - Precision)), role);
    }
}

bool WaysModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name || !flags(index).testFlag(Qt::ItemIsUserCheckable)) return false;
    const auto key = keyOf(m_table.columns[static_cast<std::size_t>(index.row())]);
    if (value.toInt() == Qt::Checked) m_ticked.insert(key);
    else m_ticked.erase(key);
    Q_EMIT dataChanged(this->index(0, Name), this->index(rowCount() - 1, Name));   // the letters move
    Q_EMIT tickedChanged();
    return true;
}

QVariant WaysModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section >= Tracks) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Precision: return tr("Share of right tracks among the ten nearest to a tag, mean over the tags");
        case Map: return tr("Mean average precision: how far up the right tracks stand");
        case RocAuc: return tr("How often a right track stands before a wrong one; 0.5 is chance");
        default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Name: return tr("Found by");
    case Input: return tr("Known by");
    case Sampling: return tr("Sampling");
    case Split: return tr("Split");
    case Tracks: return tr("Tracks");
    default: return measureName(static_cast<ScoresModel::Measure>(section - Precision));
    }
}

Qt::ItemFlags WaysModel::flags(const QModelIndex& index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || index.column() != Name) return flags;
    const auto& way = m_table.columns[static_cast<std::size_t>(index.row())];
    return way.isTested && way.kind != Kind::Published ? flags | Qt::ItemIsUserCheckable : flags;
}

std::string WaysModel::keyOf(const RetrievalColumn& column) const
{
    return std::to_string(static_cast<int>(column.kind)) + '/' + std::to_string(column.kind == Kind::Model ? column.model : 0) + '/' + column.split + '/' + column.name;
}

void WaysModel::setTable(const engine::tasks::RetrievalTable& table)
{
    beginResetModel();
    m_table = table;
    const bool any = std::ranges::any_of(m_table.columns, [](const auto& way) { return way.isTested && way.kind == Kind::Model; });
    if (!m_isTicked && any) tickFirst();
    endResetModel();
    Q_EMIT tickedChanged();
}

void WaysModel::tickFirst()
{
    m_isTicked = true;
    const auto first = std::ranges::find_if(m_table.columns, [](const auto& way) { return way.isTested && way.kind == Kind::Model; });
    std::set<std::string> inputs;
    for (const auto& way : m_table.columns) {
        if (!way.isTested || way.kind == Kind::Published || way.split != first->split) continue;
        if (way.kind != Kind::Model || inputs.insert(way.input + way.sampling).second) m_ticked.insert(keyOf(way));
    }
}

std::vector<std::size_t> WaysModel::ticked() const
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_table.columns.size(); ++i)
        if (m_table.columns[i].isTested && m_ticked.contains(keyOf(m_table.columns[i]))) places.push_back(i);
    return places;
}

// --- scores ---

int ScoresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_ways.empty() ? 0 : static_cast<int>(m_table.rows.size());
}

int ScoresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstScore + static_cast<int>(m_ways.size()) * (m_measure == All ? 3 : 1);
}

ScoresModel::Cell ScoresModel::cellAt(int column) const
{
    const auto place = static_cast<std::size_t>(column - FirstScore);
    return m_measure == All ? Cell{place % m_ways.size(), static_cast<Measure>(place / m_ways.size())} : Cell{place, m_measure};
}

QVariant ScoresModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& row = m_table.rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() >= Count) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && row.level != RetrievalRow::Level::Tag) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role != Qt::DisplayRole && role != WaysModel::kSortRole) return {};
    switch (index.column()) {
    case Tag:
        return row.level == RetrievalRow::Level::Tag ? QString::fromStdString(row.name) : tr("All tags");   // of a type: it stands beside
    case Category: return QString::fromStdString(row.category);
    case Count: return role == WaysModel::kSortRole ? QVariant(static_cast<qulonglong>(row.count)) : QVariant(QLocale().toString(static_cast<qulonglong>(row.count)));
    default: {
        const auto cell = cellAt(index.column());
        return number(measured(scoreIn(m_table.columns[m_ways[cell.way]], row), cell.measure), role);
    }
    }
}

QVariant ScoresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (role == Qt::TextAlignmentRole && section >= Count) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= FirstScore) return plainTip(columnName(m_table.columns[m_ways[cellAt(section).way]]));
    if (role == Qt::ToolTipRole && section == Count) return tr("Tracks of this part that carry the tag; of a type and of all the number of tags");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Tag: return tr("Tag");
    case Category: return tr("Type");
    case Count: return tr("Count");
    default: {
        const auto cell = cellAt(section);
        return QStringLiteral("%1 %2").arg(measureName(cell.measure), WaysModel::letter(cell.way));
    }
    }
}

void ScoresModel::set(const engine::tasks::RetrievalTable& table, std::vector<std::size_t> ways, Measure measure)
{
    beginResetModel();
    m_table = table;
    m_ways = std::move(ways);
    m_measure = measure;
    endResetModel();
}

}  // namespace ui::retrieval
