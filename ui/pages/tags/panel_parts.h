#pragma once
#include <QString>

class QLabel;
class QTableView;
class QTableWidget;
class QWidget;

/// What the panels of the Tags page have in common.
namespace ui::panel {

/// Rows are chosen whole, no grid, no row numbers.
void layOutTable(QTableView& table, const QString& accessibleName);
/// A read-only table with these column headers, the last one stretched.
QTableWidget* listTable(const QStringList& columns, const QString& accessibleName);
/// A bold line above a group.
QLabel* heading(const QString& text);
/// Centred text for what is empty yet.
QWidget* hint(const QString& text);
/// Plain text, wrapped.
QLabel* plainLabel(const QString& text = {});

}  // namespace ui::panel
