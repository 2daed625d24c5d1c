#pragma once
#include <optional>

#include <QDialog>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ui {

/// What would leakage have cost? The same model by tracks and by chunks, both scores beside each other, the leaking one marked as such.
class LeakCostDialog : public QDialog {
    Q_OBJECT
public:
    LeakCostDialog(PageContext& context, const QString& split, QWidget* parent = nullptr);

private:
    engine::Json parameters() const;
    void start();
    void takeEvent(const engine::jobs::JobEvent& event);
    /// The newest study of this split.
    void reload();
    void showStudy(const engine::Json& document);

    PageContext& m_context;
    QString m_split;
    QComboBox* m_architecture = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_batch = nullptr;
    QLabel* m_state = nullptr;
    QTableWidget* m_scores = nullptr;
    QLabel* m_verdict = nullptr;
    QPushButton* m_start = nullptr;
    std::optional<engine::JobId> m_job;
};

}  // namespace ui
