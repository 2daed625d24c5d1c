#pragma once
#include <QToolButton>

namespace ui {

class DrawingView;
struct PageContext;

/// "Save": writes what a view shows as SVG, PNG or CSV. A view without values behind it has no CSV.
class SavePictureButton : public QToolButton {
    Q_OBJECT
public:
    /// `name`: proposed for the file, without ending.
    SavePictureButton(PageContext& context, DrawingView& view, const QString& name, bool hasCsv = true, QWidget* parent = nullptr);

private:
    void save(const QString& ending);

    PageContext& m_context;
    DrawingView& m_view;
    const QString m_name;
};

}  // namespace ui
