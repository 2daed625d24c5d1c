#include "ui/pages/tags/panel_parts.h"

#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/store/display_text.h"

namespace ui::panel {

void layOutHalves(QWidget& page, const QString& name, QWidget* form, QWidget* result, int formWidth, int resultWidth)
{
    auto* halves = new QSplitter;
    halves->setObjectName(name);
    halves->addWidget(form);
    halves->addWidget(result);
    halves->setStretchFactor(1, 1);
    halves->setSizes({formWidth, resultWidth});
    halves->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(&page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves);
}

void layOutTable(QTableView& table, const QString& accessibleName)
{
    table.setAccessibleName(accessibleName);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setAlternatingRowColors(true);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 12);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeader()->setStretchLastSection(true);
}

QTableWidget* listTable(const QStringList& columns, const QString& accessibleName)
{
    auto* table = new QTableWidget(0, static_cast<int>(columns.size()));
    table->setHorizontalHeaderLabels(columns);
    layOutTable(*table, accessibleName);
    return table;
}

QLabel* heading(const QString& text)
{
    auto* label = plainLabel(text);
    auto font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QLabel* plainLabel(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void putFile(engine::Json& parameters, const char* name, const QString& text)
{
    const auto bytes = QFile::encodeName(text).toStdString();
    if (bytes.empty()) return;
    parameters[name] = engine::store::asUtf8(bytes);
    if (!engine::store::isUtf8(bytes)) parameters[std::string(name) + "_hex"] = engine::store::hexOfBytes(bytes);
}

QWidget* hint(const QString& text)
{
    auto* label = plainLabel(text);
    label->setAlignment(Qt::AlignCenter);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(40, 40, 40, 40);
    column->addWidget(label);
    return page;
}

}  // namespace ui::panel
