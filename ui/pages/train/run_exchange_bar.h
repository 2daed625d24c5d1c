#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include <QWidget>

#include "engine/core/json.h"
#include "engine/jobs/job.h"

class QAction;
class QLabel;
class QMenu;

namespace ui {

struct PageContext;

/// Runs out of the workspace and into it, as folders that are workspaces of their own (tasks run_export, run_import). The outcome, a refusal
/// included, stays readable until the next one. The menu belongs to a button elsewhere.
class RunExchangeBar : public QWidget {
    Q_OBJECT
public:
    explicit RunExchangeBar(PageContext& context, QWidget* parent = nullptr);

    QMenu* menu() const { return m_menu; }
    /// The run that Export writes; nullopt: none is chosen.
    void setRun(std::optional<engine::RunId> run);
    /// Split and preset of the data that a training elsewhere gets: those of the form.
    void setTraining(const engine::Json& training);
    QString message() const;

    void exportRun(const std::filesystem::path& folder);
    void exportData(const std::filesystem::path& folder);
    void importRun(const std::filesystem::path& folder);

Q_SIGNALS:
    /// A run came in.
    void imported();

private:
    void ask(const QString& title, const std::function<void(const std::filesystem::path&)>& act);
    void submit(const QString& task, const engine::Json& parameters, const QString& working);
    void takeEvent(const engine::jobs::JobEvent& event);
    void readJob();
    void say(const QString& text, bool isFailure);

    PageContext& m_context;
    QMenu* m_menu;
    QAction* m_export;
    QLabel* m_says;
    std::optional<engine::RunId> m_run;
    engine::Json m_training;
    std::optional<engine::JobId> m_job;
};

}  // namespace ui
