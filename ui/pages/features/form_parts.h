#pragma once
#include <QComboBox>
#include <QFormLayout>
#include <QString>

#include "ui/format.h"

/// What the forms of this page have in common.
namespace ui::features {

template <typename Field>
Field* described(Field* field, const QString& name, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(plainTip(tip));
    return field;
}

/// A choice that may become narrower than its longest entry.
inline QComboBox* choiceBox(const QString& name, const QString& tip)
{
    auto* box = described(new QComboBox, name, tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    return box;
}

inline QFormLayout* formRows()
{
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

}  // namespace ui::features
