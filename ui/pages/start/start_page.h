#pragma once
#include <QWidget>

class QListWidget;

namespace ui {

class NextStep;
struct PageContext;

/// The first thing seen: three doors, and the folders opened before.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(PageContext& context, QWidget* parent = nullptr);
    void setRecent(const QStringList& folders);

Q_SIGNALS:
    void musicWanted();
    void datasetWanted();
    void demoWanted();
    void recentWanted(const QString& folder);
    void recentCleared();

private:
    QWidget* m_recentBox;
    QListWidget* m_recent;
};

}  // namespace ui
