#pragma once
#include <optional>

#include <QDialog>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ui {

/// The recipe MSD500: its files and numbers, and step by step what each of them removed.
class RecipeDialog : public QDialog {
    Q_OBJECT
public:
    /// The data set and the audio folder as the import form has them.
    RecipeDialog(PageContext& context, const QString& file, const QString& audioRoot, QWidget* parent = nullptr);

private:
    QWidget* buildForm(const QString& file, const QString& audioRoot);
    void start(bool dryRun);
    void takeEvent(const engine::jobs::JobEvent& event);
    void showSteps(const engine::Json& document);
    void updateButtons();
    engine::Json parameters() const;

    PageContext& m_context;
    QLineEdit* m_file = nullptr;
    QLineEdit* m_heard = nullptr;
    QLineEdit* m_unique = nullptr;
    QLineEdit* m_root = nullptr;
    QDoubleSpinBox* m_minScore = nullptr;
    QSpinBox* m_maxTags = nullptr;
    QSpinBox* m_minTracks = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_run = nullptr;
    QLabel* m_state = nullptr;
    QTableWidget* m_steps = nullptr;
    std::optional<engine::JobId> m_job;
};

}  // namespace ui
