#include "ui/pages/tags/columns_model.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>

namespace ui {

namespace {

using engine::dataset::ColumnRole;

constexpr int kShownValues = 4;
constexpr int kShownLetters = 120;
/// In the order of the list to choose from.
constexpr ColumnRole kChoices[] = {ColumnRole::Ignored, ColumnRole::Path, ColumnRole::Id,    ColumnRole::Artist, ColumnRole::Album, ColumnRole::Title,
                                   ColumnRole::Tags,    ColumnRole::Tag,  ColumnRole::Score, ColumnRole::Flag,   ColumnRole::Split};
const char* const kUsualTypes[] = {"genre", "subgenre", "mood/theme", "emotion", "instrument", "location", "language", "era", "activity", "descriptive", "numeric"};

QString firstValues(const engine::dataset::TableSample& sample, std::size_t column)
{
    QStringList values;
    for (const auto& row : sample.rows) {
        if (column >= row.fields.size() || row.fields[column].empty()) continue;
        const auto text = QString::fromStdString(row.fields[column]).simplified();
        if (!values.contains(text)) values << text;
        if (values.size() == kShownValues) break;
    }
    return values.join(QStringLiteral(" \u00b7 ")).left(kShownLetters);
}

}  // namespace

QString columnRoleText(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Ignored: return ColumnsModel::tr("nothing");
    case ColumnRole::Path: return ColumnsModel::tr("path of the file");
    case ColumnRole::Id: return ColumnsModel::tr("number or name of the track");
    case ColumnRole::Artist: return ColumnsModel::tr("artist");
    case ColumnRole::Album: return ColumnsModel::tr("album");
    case ColumnRole::Title: return ColumnsModel::tr("title");
    case ColumnRole::Split: return ColumnsModel::tr("train, valid or test");
    case ColumnRole::Tag: return ColumnsModel::tr("one tag");
    case ColumnRole::Score: return ColumnsModel::tr("score of that tag");
    case ColumnRole::Tags: return ColumnsModel::tr("several tags");
    case ColumnRole::Hash: return ColumnsModel::tr("hash of the file or its sound");
    case ColumnRole::Flag: return ColumnsModel::tr("0 or 1 for this tag");
    }
    return {};
}

void ColumnsModel::setSample(const engine::dataset::TableSample& sample)
{
    beginResetModel();
    m_rows.clear();
    const auto suggested = engine::dataset::suggestedUses(sample);
    for (std::size_t i = 0; i < sample.columns.size(); ++i) {
        const auto known = suggested.find(sample.columns[i]);
        m_rows.push_back({QString::fromStdString(sample.columns[i]), firstValues(sample, i), known == suggested.end() ? engine::dataset::ColumnUse() : known->second});
    }
    endResetModel();
}

std::map<std::string, engine::dataset::ColumnUse> ColumnsModel::uses() const
{
    std::map<std::string, engine::dataset::ColumnUse> uses;
    for (const auto& row : m_rows)
        if (row.use.role != ColumnRole::Ignored) uses[row.name.toStdString()] = row.use;
    return uses;
}

int ColumnsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ColumnsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ColumnsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Name: return row.name;
    case Values: return row.values;
    case Meaning: return role == Qt::EditRole ? QVariant(static_cast<int>(row.use.role)) : columnRoleText(row.use.role);
    case Type:
        if (!engine::dataset::holdsTags(row.use.role)) return {};
        if (role == Qt::DisplayRole && row.use.type.empty()) return tr("as each says");
        return QString::fromStdString(row.use.type);
    default: return {};
    }
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case Name: return tr("Column");
    case Values: return tr("First values");
    case Meaning: return tr("Means");
    case Type: return tr("Type of its tags");
    default: return {};
    }
}

Qt::ItemFlags ColumnsModel::flags(const QModelIndex& index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (!index.isValid()) return flags;
    const bool tags = engine::dataset::holdsTags(m_rows[static_cast<std::size_t>(index.row())].use.role);
    if (index.column() == Meaning || (index.column() == Type && tags)) flags |= Qt::ItemIsEditable;
    return flags;
}

bool ColumnsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) return false;
    auto& use = m_rows[static_cast<std::size_t>(index.row())].use;
    if (index.column() == Meaning) {
        use.role = static_cast<ColumnRole>(value.toInt());
        if (!engine::dataset::holdsTags(use.role)) use.type.clear();
    } else {
        use.type = value.toString().trimmed().toStdString();
    }
    Q_EMIT dataChanged(index.siblingAtColumn(Meaning), index.siblingAtColumn(Type));
    return true;
}

void ColumnsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!(index.flags() & Qt::ItemIsEditable)) return;
    // What can be chosen is seen to be a choice before it is pressed.
    QStyleOption arrow;
    arrow.initFrom(option.widget);
    arrow.rect = QRect(option.rect.right() - 18, option.rect.center().y() - 4, 9, 9);
    option.widget->style()->drawPrimitive(QStyle::PE_IndicatorArrowDown, &arrow, painter, option.widget);
}

QWidget* ColumnsDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    auto* box = new QComboBox(parent);
    if (index.column() == ColumnsModel::Meaning) {
        box->setAccessibleName(tr("Meaning of the column"));
        for (const auto choice : kChoices)
            box->addItem(columnRoleText(choice), static_cast<int>(choice));
        // A choice counts at once, not only when the field is left.
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* self = const_cast<ColumnsDelegate*>(this);
            Q_EMIT self->commitData(box);
            Q_EMIT self->closeEditor(box);
        });
    } else {
        box->setAccessibleName(tr("Type of the column's tags"));
        box->setEditable(true);
        box->lineEdit()->setPlaceholderText(tr("as each says"));
        box->addItem(QString());
        for (const char* type : kUsualTypes)
            box->addItem(QString::fromLatin1(type));
    }
    return box;
}

void ColumnsDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    auto* box = qobject_cast<QComboBox*>(editor);
    if (index.column() == ColumnsModel::Meaning)
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    else
        box->setEditText(index.data(Qt::EditRole).toString());
}

void ColumnsDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    auto* box = qobject_cast<QComboBox*>(editor);
    model->setData(index, index.column() == ColumnsModel::Meaning ? box->currentData() : QVariant(box->currentText()));
}

}  // namespace ui
