#pragma once
#include <functional>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/final_data.h"
#include "ui/pages/features/table_data.h"

class QLabel;
class QSpinBox;
class QStackedWidget;

namespace ui {

class PictureView;

namespace features {

/// Any tree of a forest or of boosting, drawn with split values in the columns' own units; zoomable.
class TreePanel : public QWidget {
    Q_OBJECT
public:
    TreePanel(PageContext& context, TableReader& reader, QWidget* parent = nullptr);
    void show(const LoadedFinal& loaded);
    PictureView& view() { return *m_view; }

private:
    void draw();

    TableReader& m_reader;
    std::shared_ptr<const engine::classic::FittedModel> m_model;
    QSpinBox* m_number;
    QSpinBox* m_depth;
    QLabel* m_title;
    PictureView* m_view;
    QStackedWidget* m_pages;
    bool m_isNew = false;   ///< the next drawing is seen at its natural size first
};

}  // namespace features
}  // namespace ui
