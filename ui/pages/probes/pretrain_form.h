#pragma once
#include <string>
#include <vector>

#include <QWidget>

#include "engine/core/json.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ui {

/// Learning from the sound alone (CLMR): what it costs and what came of it.
class PretrainForm : public QWidget {
    Q_OBJECT
public:
    explicit PretrainForm(PageContext& context, QWidget* parent = nullptr);

    /// Names and ids of architectures that read waveforms.
    void setArchitectures(const std::vector<std::pair<QString, std::string>>& architectures);
    /// What the newest pre-training came to, in words; empty = there was none.
    void setNewest(const QString& words);
    /// Of the task pretrain.
    engine::Json parameters() const;
    void setBusy(bool busy);

Q_SIGNALS:
    void runWanted();

private:
    QComboBox* m_architecture;
    QSpinBox* m_epochs;
    QSpinBox* m_batch;
    QLabel* m_newest;
    QPushButton* m_run;
};

}  // namespace ui
