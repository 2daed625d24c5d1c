#pragma once
#include <QDialog>

#include "ui/window/preferences.h"

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace ui {

struct PageContext;

/// Settings: computing, look, storage. Nothing is kept before OK; "Restore defaults" fills in those of the page that is open.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(PageContext& context, const Preferences& preferences, QWidget* parent = nullptr);
    Preferences preferences() const;

private:
    QWidget* buildComputing();
    QWidget* buildLook();
    QWidget* buildStorage();
    void fillIn(const Preferences& preferences, int page);
    void chooseWorkspace();
    void measure();
    void clearCache();

    PageContext& m_context;
    QTabWidget* m_tabs;
    QSpinBox* m_threads;
    QComboBox* m_device;
    QLabel* m_deviceNote;
    QComboBox* m_look;
    QComboBox* m_colourMap;
    QComboBox* m_language;
    QLineEdit* m_workspace;
    QLabel* m_sizes;
    QPushButton* m_clear;
};

}  // namespace ui
