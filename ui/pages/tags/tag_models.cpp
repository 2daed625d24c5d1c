#include "ui/pages/tags/tag_models.h"

#include <algorithm>
#include <map>

#include <QFont>
#include <QLocale>

#include "ui/tag_words.h"

namespace ui {

namespace {

QString shownText(const std::string& text)
{
    return QString::fromStdString(text);
}

QVariant numberAlignment()
{
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
}

}  // namespace

int VocabularyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int VocabularyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const engine::store::Tag* VocabularyModel::at(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_tags[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(row)])];
}

QVariant VocabularyModel::data(const QModelIndex& index, int role) const
{
    const auto* tag = at(index.row());
    if (tag == nullptr) return {};
    if (role == Qt::TextAlignmentRole && index.column() == Tracks) return numberAlignment();
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Name: return shownText(tag->name);
    case Type: return tagTypeName(tag->type);
    case Tracks: return QLocale().toString(static_cast<qlonglong>(tag->tracks));
    default: return {};
    }
}

QVariant VocabularyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Tracks) return numberAlignment();
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Name: return tr("Tag");
    case Type: return tr("Type");
    case Tracks: return tr("Tracks");
    default: return {};
    }
}

void VocabularyModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_order = order;
    rebuild();
}

void VocabularyModel::setTags(std::vector<engine::store::Tag> tags)
{
    m_tags = std::move(tags);
    m_folded.clear();
    for (const auto& tag : m_tags)
        m_folded.push_back(shownText(tag.name).toLower());
    rebuild();
}

void VocabularyModel::narrow(const QString& type, const QString& words)
{
    m_type = type;
    m_words = words.trimmed().toLower();
    rebuild();
}

void VocabularyModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    const auto type = m_type.toStdString();
    for (std::size_t i = 0; i < m_tags.size(); ++i)
        if ((type.empty() || m_tags[i].type == type) && (m_words.isEmpty() || m_folded[i].contains(m_words))) m_shown.push_back(static_cast<int>(i));
    const auto less = [this](int a, int b) {
        const auto &x = m_tags[static_cast<std::size_t>(a)], &y = m_tags[static_cast<std::size_t>(b)];
        if (m_sortColumn == Tracks && x.tracks != y.tracks) return x.tracks < y.tracks;
        if (m_sortColumn == Type && x.type != y.type) return x.type < y.type;
        return m_folded[static_cast<std::size_t>(a)] < m_folded[static_cast<std::size_t>(b)];
    };
    std::stable_sort(m_shown.begin(), m_shown.end(), [&](int a, int b) { return m_order == Qt::AscendingOrder ? less(a, b) : less(b, a); });
    endResetModel();
}

std::vector<std::pair<QString, int>> VocabularyModel::facets() const
{
    std::map<std::string, int> counts;
    for (const auto& tag : m_tags)
        ++counts[tag.type];
    std::vector<std::pair<QString, int>> facets;
    for (const auto& [type, count] : counts)
        facets.emplace_back(shownText(type), count);
    std::stable_sort(facets.begin(), facets.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return facets;
}

int CleaningModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int CleaningModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const engine::store::CleaningRow* CleaningModel::at(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_rows[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(row)])];
}

QVariant CleaningModel::data(const QModelIndex& index, int role) const
{
    const auto* row = at(index.row());
    if (row == nullptr) return {};
    if (role == Qt::TextAlignmentRole && index.column() == Tracks) return numberAlignment();
    if (role == Qt::FontRole && row->locked) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Before: return shownText(row->name);
    case Tracks: return QLocale().toString(static_cast<qlonglong>(row->tracks));
    case Category: return shownText(row->category);
    case After: return row->collapsed.empty() ? tr("(nothing)") : shownText(row->collapsed);
    case Why: return row->locked ? tr("%1 (locked)").arg(shownText(row->reason)) : shownText(row->reason);
    default: return {};
    }
}

QVariant CleaningModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Tracks) return numberAlignment();
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Before: return tr("Before");
    case Tracks: return tr("Tracks");
    case Category: return tr("Category");
    case After: return tr("After");
    case Why: return tr("Why");
    default: return {};
    }
}

void CleaningModel::setRows(std::vector<engine::store::CleaningRow> rows)
{
    m_rows = std::move(rows);
    rebuild();
}

void CleaningModel::narrow(const QString& words, bool changedOnly)
{
    m_words = words.trimmed();
    m_changedOnly = changedOnly;
    rebuild();
}

void CleaningModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& row = m_rows[i];
        if (m_changedOnly && !row.locked && (row.category == "junk" || row.collapsed == row.name)) continue;
        const auto holds = [this](const std::string& text) { return shownText(text).contains(m_words, Qt::CaseInsensitive); };
        if (m_words.isEmpty() || holds(row.name) || holds(row.collapsed) || holds(row.reason)) m_shown.push_back(static_cast<int>(i));
    }
    endResetModel();
}

}  // namespace ui
