#pragma once
#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/table_data.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableWidget;
class QTabWidget;

namespace ui {

class PictureView;

namespace features {

class TableForm;

/// What a table is like before anything is learnt from it: health card, box plots, correlations, its rows on a plane.
class TablePanel : public QWidget {
    Q_OBJECT
public:
    TablePanel(PageContext& context, TableReader& reader, QWidget* parent = nullptr);

    TableForm& form() { return *m_form; }
    const TablePtr& table() const { return m_table; }
    QString hintText() const;

Q_SIGNALS:
    /// Another table, or none.
    void changed();

private:
    QWidget* buildHealth();
    QWidget* buildBoxes();
    QWidget* framed(PictureView* view, const QString& name, QWidget* controls, const QString& explanation);
    void show(const TablePtr& table);
    void showHint(const QString& hint);
    void showHealth();
    void fillColumns();
    void askBoxes();
    void showBoxes(const std::vector<engine::classic::BoxSummary>& boxes);
    void showCorrelations();
    void showPlane();
    void chooseRow(std::size_t row);

    PageContext& m_context;
    TableReader& m_reader;
    TablePtr m_table;
    TableForm* m_form = nullptr;
    QStackedWidget* m_right = nullptr;
    QLabel* m_hint = nullptr;
    QTabWidget* m_tabs = nullptr;
    QTableWidget* m_health = nullptr;
    QTableWidget* m_sizes = nullptr;
    QComboBox* m_column = nullptr;
    PictureView* m_boxes = nullptr;
    PictureView* m_correlations = nullptr;
    PictureView* m_plane = nullptr;
};

}  // namespace features
}  // namespace ui
