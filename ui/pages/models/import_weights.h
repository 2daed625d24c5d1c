#pragma once
#include <filesystem>
#include <optional>

#include <QWidget>

#include "engine/core/json.h"
#include "engine/jobs/job.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

struct PageContext;
class ArchitectureTableModel;

/// A weight file of somebody else becomes a run; what came of it is said in words.
class ImportWeights : public QWidget {
    Q_OBJECT
public:
    ImportWeights(PageContext& context, const ArchitectureTableModel& architectures, QWidget* parent = nullptr);

    void setFile(const QString& file);
    QString message() const;

Q_SIGNALS:
    void imported();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    engine::Json parameters() const;
    void chooseFile();
    void chooseTags();
    void start();
    void readJob();
    void updateButtons();

    PageContext& m_context;
    QLineEdit* m_file;
    QComboBox* m_architecture;
    QComboBox* m_tags;
    QLineEdit* m_name;
    QPushButton* m_import;
    QLabel* m_message;
    std::optional<engine::JobId> m_job;
    bool m_asked = false;   ///< submitted, its number not known yet
};

/// The result of the task "model_import" in plain words.
QString importText(const engine::Json& result);

}  // namespace ui
