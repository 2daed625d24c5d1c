#pragma once

class QTableView;

namespace ui {

/// Makes each column as wide as its widest visible cell or its heading with the sort arrow, whichever is more.
/// QTableView's own resizing adds the style's margins twice: eight columns of numbers then scroll sideways at 1280 pixels.
void makeColumnsSnug(QTableView& table);

}  // namespace ui
