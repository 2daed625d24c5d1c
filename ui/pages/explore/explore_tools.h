#pragma once
#include <QTimer>
#include <QWidget>

#include "ui/widgets/map_view.h"

class QAction;
class QActionGroup;
class QLabel;
class QLineEdit;
class QToolBar;

namespace ui {

struct PageContext;

namespace explore {

/// The line above the maps: what a drag does, fit, hear, two maps, and the search. Its actions belong to the page, too.
class ExploreTools : public QWidget {
    Q_OBJECT
public:
    explicit ExploreTools(const PageContext& context, QWidget* parent = nullptr);

    void setTool(widgets::MapView::Tool tool);
    void setSideBySide(bool on);
    bool hearsWhatIsPointedAt() const;
    QLineEdit& search() { return *m_search; }
    /// "12 found", or why the search cannot be understood.
    void setFoundText(const QString& text);

Q_SIGNALS:
    void toolChosen(ui::widgets::MapView::Tool tool);
    void fitWanted();
    void sideBySideToggled(bool on);
    /// The words have not changed for a moment.
    void wordsSettled(const QString& words);
    void wordsEntered();

private:
    void buildActions(const PageContext& context, QToolBar& bar);
    void buildSearch();
    QAction* add(const char* icon, const QString& text, const QKeySequence& key, const QString& tip);

    QActionGroup* m_tools = nullptr;
    QAction* m_hear = nullptr;
    QAction* m_sideBySide = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_found = nullptr;
    QTimer m_settle;
};

}  // namespace explore
}  // namespace ui
