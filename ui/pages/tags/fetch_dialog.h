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
class QTableWidget;

namespace ui {

/// Audio that the selection needs and that is not here: the list of it, tracks from a table of paths, and fetching within a budget.
class FetchDialog : public QDialog {
    Q_OBJECT
public:
    FetchDialog(PageContext& context, const QString& split, QWidget* parent = nullptr);

private:
    QWidget* buildForm();
    engine::Json parameters() const;
    void fetch();
    void addManifest();
    void follow(const QString& task, engine::Json parameters, const QString& saying);
    void takeEvent(const engine::jobs::JobEvent& event);
    void showResult(const engine::Json& result);
    void reload();
    void updateButtons();

    PageContext& m_context;
    QString m_split;
    QLineEdit* m_from = nullptr;
    QDoubleSpinBox* m_budget = nullptr;
    QLabel* m_state = nullptr;
    QTableWidget* m_needed = nullptr;
    QPushButton* m_fetch = nullptr;
    QPushButton* m_manifest = nullptr;
    std::optional<engine::JobId> m_job;
};

}  // namespace ui
