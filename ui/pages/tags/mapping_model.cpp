#include "ui/pages/tags/mapping_model.h"

#include <QFont>
#include <QLocale>

namespace ui {

namespace {

using engine::store::VocabularyRow;

bool isChanged(const VocabularyRow& row)
{
    return row.target != row.name || row.targetType != row.type;
}

QString whyText(const VocabularyRow& row)
{
    if (row.origin == "writing") return MappingModel::tr("differs only in writing");
    if (row.origin == "type") return MappingModel::tr("the type that data sets give it");
    if (row.origin == "cleaning") return MappingModel::tr("as cleaning said");
    if (row.origin == "file") return MappingModel::tr("by your table");
    if (row.origin == "user") return MappingModel::tr("by you");
    return MappingModel::tr("as delivered");
}

}  // namespace

QString sourceText(const std::string& source)
{
    if (source == "file") return MappingModel::tr("music files");
    if (source == "user") return MappingModel::tr("your own tags");
    const auto text = QString::fromStdString(source);
    return text.startsWith(QStringLiteral("import:")) ? text.mid(7) : text;
}

int MappingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int MappingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const VocabularyRow* MappingModel::at(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_rows[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(row)])];
}

QVariant MappingModel::data(const QModelIndex& index, int role) const
{
    const auto* row = at(index.row());
    if (row == nullptr) return {};
    const bool ofVocabulary = index.column() == VocabularyTag || index.column() == VocabularyType;
    if (role == Qt::TextAlignmentRole && index.column() == Tracks) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && ofVocabulary && isChanged(*row)) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role == Qt::EditRole && index.column() == VocabularyTag) return QString::fromStdString(row->target);
    if (role == Qt::EditRole && index.column() == VocabularyType) return QString::fromStdString(row->targetType);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Source: return sourceText(row->source);
    case Tag: return QString::fromStdString(row->name);
    case Type: return QString::fromStdString(row->type);
    case Tracks: return QLocale().toString(static_cast<qlonglong>(row->tracks));
    case VocabularyTag: return row->target.empty() ? tr("(left out)") : QString::fromStdString(row->target);
    case VocabularyType: return row->target.empty() ? QString() : QString::fromStdString(row->targetType);
    case Why: return whyText(*row);
    default: return {};
    }
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Tracks) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Source: return tr("Source");
    case Tag: return tr("Tag");
    case Type: return tr("Type");
    case Tracks: return tr("Tracks");
    case VocabularyTag: return tr("In the vocabulary");
    case VocabularyType: return tr("Type there");
    case Why: return tr("Why");
    default: return {};
    }
}

Qt::ItemFlags MappingModel::flags(const QModelIndex& index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.column() == VocabularyTag || index.column() == VocabularyType ? flags | Qt::ItemIsEditable : flags;
}

bool MappingModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const auto* row = at(index.row());
    if (row == nullptr || role != Qt::EditRole) return false;
    auto after = *row;
    auto text = value.toString().trimmed().toStdString();
    if (index.column() == VocabularyTag) after.target = std::move(text);
    if (index.column() == VocabularyType && !text.empty()) after.targetType = std::move(text);
    if (after == *row) return false;
    after.origin = "user";
    Q_EMIT edited(*row, after);
    return true;
}

void MappingModel::setRows(std::vector<VocabularyRow> rows)
{
    m_rows = std::move(rows);
    rebuild();
}

void MappingModel::narrow(const QString& words, const QString& source, bool changedOnly)
{
    m_words = words.trimmed().toLower();
    m_source = source;
    m_changedOnly = changedOnly;
    rebuild();
}

void MappingModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    const auto source = m_source.toStdString();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& row = m_rows[i];
        if (!source.empty() && row.source != source) continue;
        if (m_changedOnly && !isChanged(row)) continue;
        const auto holds = [this](const std::string& text) { return QString::fromStdString(text).toLower().contains(m_words); };
        if (!m_words.isEmpty() && !holds(row.name) && !holds(row.target) && !holds(row.targetType)) continue;
        m_shown.push_back(static_cast<int>(i));
    }
    endResetModel();
}

}  // namespace ui
