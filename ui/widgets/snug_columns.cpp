#include "ui/widgets/snug_columns.h"

#include <algorithm>

#include <QHeaderView>
#include <QStyle>
#include <QTableView>

namespace ui {

namespace {

/// The widest of the first rows, with a gap to the neighbour.
int cellWidth(const QTableView& table, int column)
{
    constexpr int kLooked = 200;   // rows; enough to know a column of numbers, cheap for a long table
    const auto* model = table.model();
    int width = 0;
    for (int row = 0; row < std::min(model->rowCount(table.rootIndex()), kLooked); ++row)
        width = std::max(width, table.fontMetrics().horizontalAdvance(model->index(row, column).data().toString()));
    return width + 2 * table.fontMetrics().averageCharWidth();
}

}  // namespace

void makeColumnsSnug(QTableView& table)
{
    const auto metrics = table.horizontalHeader()->fontMetrics();
    // A last column that takes what is left needs no width of its own.
    const int columns = table.model()->columnCount() - (table.horizontalHeader()->stretchLastSection() ? 1 : 0);
    for (int column = 0; column < columns; ++column) {
        const auto heading = table.model()->headerData(column, Qt::Horizontal).toString();
        const auto& style = *table.horizontalHeader()->style();
        const int around = 2 * style.pixelMetric(QStyle::PM_HeaderMarkSize) + 2 * style.pixelMetric(QStyle::PM_HeaderMargin);
        const int title = metrics.horizontalAdvance(heading) + around;
        table.setColumnWidth(column, std::max(title, cellWidth(table, column)));
    }
}

}  // namespace ui
