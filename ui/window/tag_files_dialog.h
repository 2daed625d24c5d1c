#pragma once
#include <optional>
#include <string>
#include <vector>

#include <QDialog>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace ui {

/// Tags into the music files: which go into which field, a preview of every change, and only then writing; the history of the window
/// takes it back. The files' other bytes stay as they are (engine/tasks/write_tags.cpp).
class TagFilesDialog : public QDialog {
    Q_OBJECT
public:
    /// The chosen tracks; none = the whole library is offered alone.
    TagFilesDialog(PageContext& context, std::vector<engine::TrackId> tracks, QWidget* parent = nullptr);

    /// Of the task write_tags, as the form stands.
    engine::Json parameters() const;
    /// While files are written it is only hidden: the step of the history that takes the writing back comes with the result.
    void done(int result) override;

private:
    struct TypeCount {
        std::string type;
        std::size_t tags = 0;
    };
    struct Known {
        std::vector<std::string> sources;
        std::vector<TypeCount> types;
    };
    QWidget* buildChoice();
    QWidget* buildChanges();
    QLayout* buildButtons();
    void takeKnown(const Known& known);
    void addType(const TypeCount& type);
    void start(bool dryRun);
    void finish();
    void takeEvent(const engine::jobs::JobEvent& event);
    void askResult(engine::JobId job);
    void showResult(const engine::Json& document);
    void showChanges(const engine::Json& files);
    void remember(int files, std::int64_t batch);
    void updateButtons();
    QString problem() const;   ///< of the form; empty = none

    PageContext& m_context;
    const std::vector<engine::TrackId> m_tracks;
    QComboBox* m_scope = nullptr;
    QListWidget* m_sources = nullptr;
    QTableWidget* m_types = nullptr;
    QCheckBox* m_replace = nullptr;
    QLineEdit* m_separator = nullptr;
    QLabel* m_state = nullptr;
    QTableWidget* m_changes = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_write = nullptr;
    std::optional<engine::JobId> m_job;
    bool m_isWriting = false;   ///< from the click until the step stands in the history
    bool m_isLeft = false;      ///< closed by the user while it wrote
    engine::Json m_asked;       ///< of the job that runs or ended last
    engine::Json m_previewed;   ///< what the preview below was made of; null = none, or it would change nothing
};

}  // namespace ui
