#pragma once
#include <QWidget>

#include "ui/pages/inspect/feature_courses.h"
#include "ui/pages/inspect/feature_lane.h"

class QLabel;
class QStackedWidget;
class QStandardItemModel;
class QTableView;

namespace ui::inspect {

/// Tempo and key of the track, and two regions of it compared: every feature's mean in A and in B, the difference and Cohen's d.
class RegionPanel : public QWidget {
    Q_OBJECT
public:
    explicit RegionPanel(QWidget* parent = nullptr);

    /// Buttons for marking and clearing.
    void addButtons(const QList<QAction*>& actions);
    void setCourses(FeatureCoursesPtr courses);
    void setRegions(const Regions& regions);
    /// Why there is nothing to compare; plain text.
    void setFailure(const QString& message);

private:
    void fill();

    FeatureCoursesPtr m_courses;
    QString m_failure;
    Regions m_regions;
    QLabel* m_facts;
    QLabel* m_hint;
    QWidget* m_buttons;
    QStackedWidget* m_stack;
    QStandardItemModel* m_model;
    QTableView* m_table;
};

}  // namespace ui::inspect
