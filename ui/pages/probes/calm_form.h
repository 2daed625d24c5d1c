#pragma once
#include <QWidget>

#include "engine/core/json.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ui {

/// A codified audio language model (CALM): what it needs, what it gives, how long it learns.
class CalmForm : public QWidget {
    Q_OBJECT
public:
    explicit CalmForm(PageContext& context, QWidget* parent = nullptr);
    /// Of the task calm.
    engine::Json parameters() const;
    void setBusy(bool busy);

Q_SIGNALS:
    void runWanted();

private:
    void takeSize();

    QComboBox* m_size;
    QLabel* m_sizeFacts;
    QSpinBox* m_codeRounds;
    QSpinBox* m_languageRounds;
    QSpinBox* m_seconds;
    QPushButton* m_run;
};

}  // namespace ui
