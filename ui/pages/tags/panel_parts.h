#pragma once
#include <QString>

#include "engine/core/json.h"

class QLabel;
class QTableView;
class QTableWidget;
class QWidget;

/// What the panels of the Tags page have in common.
namespace ui::panel {

/// Fills the page: a form on the left, what it makes on the right, a handle between them. The name keeps its place in the settings.
void layOutHalves(QWidget& page, const QString& name, QWidget* form, QWidget* result, int formWidth, int resultWidth);
/// Rows are chosen whole, no grid, no row numbers.
void layOutTable(QTableView& table, const QString& accessibleName);
/// A read-only table with these column headers, the last one stretched.
QTableWidget* listTable(const QStringList& columns, const QString& accessibleName);
/// A bold line above a group.
QLabel* heading(const QString& text);
/// Centred text for what is empty yet.
QWidget* hint(const QString& text);
/// A path as a task's parameter; none where the text is empty. Names of files are bytes: what is not UTF-8 travels as hex beside its text.
void putFile(engine::Json& parameters, const char* name, const QString& text);
/// Plain text, wrapped.
QLabel* plainLabel(const QString& text = {});

}  // namespace ui::panel
