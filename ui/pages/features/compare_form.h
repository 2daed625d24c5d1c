#pragma once
#include <QWidget>

#include "engine/core/json.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace ui::features {

/// How models are compared: who learns from what, what decides, which models.
class CompareForm : public QWidget {
    Q_OBJECT
public:
    explicit CompareForm(QWidget* parent = nullptr);

    /// What the table is decides what can be kept together, and which plans there are.
    void setTable(bool isLibrary, bool hasGroups);
    void setSplits(const QStringList& names);
    /// Of the task classify, without the table; null as long as something is missing.
    engine::Json parameters() const;

Q_SIGNALS:
    void changed();

private:
    void buildPlan();
    void buildModels();
    void arrange();
    void refresh();

    QFormLayout* m_form = nullptr;
    QComboBox* m_plan = nullptr;
    QSpinBox* m_folds = nullptr;
    QWidget* m_fileRow = nullptr;
    QLineEdit* m_file = nullptr;
    QLineEdit* m_column = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_together = nullptr;
    QComboBox* m_metric = nullptr;
    QLabel* m_help = nullptr;
    QListWidget* m_models = nullptr;
    QSpinBox* m_seed = nullptr;
    bool m_isLibrary = false;
};

}  // namespace ui::features
