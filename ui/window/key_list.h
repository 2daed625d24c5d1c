#pragma once
#include <QDialog>

class QAction;

namespace ui {

/// All keys, made from the actions themselves, so that the list cannot go stale.
class KeyList : public QDialog {
    Q_OBJECT
public:
    KeyList(const QList<QAction*>& actions, QWidget* parent);
};

/// The words of an action's text without the mnemonic mark and the dots.
QString plainActionText(const QAction& action);

}  // namespace ui
