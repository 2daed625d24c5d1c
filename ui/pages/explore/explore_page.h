#pragma once
#include <array>
#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "engine/tasks/task.h"
#include "ui/page_context.h"
#include "ui/pages/explore/map_panel.h"

class QActionGroup;
class QLabel;
class QLineEdit;
class QSplitter;
class QToolBar;

namespace ui {

class NextStep;

namespace explore {
class MapForm;
class NearPanel;
}

/// Explore: tracks on a plane. Left what a map is made of, in the middle one or two maps, right what is near the selection.
class ExplorePage : public QWidget {
    Q_OBJECT
public:
    explicit ExplorePage(PageContext& context, QWidget* parent = nullptr);

    explore::MapForm& form() { return *m_form; }
    /// 0 or 1; the second one is only seen side by side.
    explore::MapPanel& panel(std::size_t which) { return *m_panels[which]; }
    explore::NearPanel& near() { return *m_near; }
    void setSideBySide(bool on);
    void setTool(widgets::MapView::Tool tool);
    QLineEdit& search() { return *m_search; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildTools();
    QWidget* buildMiddle();
    QAction* addTool(const char* icon, const QString& text, const QKeySequence& key, const QString& tip);
    void buildToolActions(QToolBar& bar);
    void connectPanels();
    void connectForm();

    void reload();
    void compute(const engine::Json& parameters);
    void computeAll(engine::MapId map);
    void takeEvent(const engine::jobs::JobEvent& event);
    void takeFrame(qlonglong job, const std::shared_ptr<const engine::tasks::MapFrame>& frame);
    void endJob(const QString& message);

    void chooseTracks(const std::vector<engine::TrackId>& tracks, bool add);
    void point(std::size_t panel, std::optional<engine::TrackId> track);
    void play(engine::TrackId track);
    void find();
    void updateNextStep();
    explore::MapPanel& active() { return *m_panels[m_active]; }

    PageContext& m_context;
    explore::MapForm* m_form = nullptr;
    std::array<explore::MapPanel*, 2> m_panels{};
    std::size_t m_active = 0;
    explore::NearPanel* m_near = nullptr;
    NextStep* m_next = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_foundText = nullptr;
    QAction* m_sideBySide = nullptr;
    QAction* m_hear = nullptr;
    QActionGroup* m_tools = nullptr;
    std::vector<engine::TrackId> m_found;

    std::optional<engine::JobId> m_job;                  ///< the map that is being made from here
    bool m_waits = false;                                ///< one was asked for and has not ended
    engine::MapId m_newestBefore{};                      ///< maps after this one are the answer
    std::vector<engine::store::MapHead> m_heads;
    bool m_isStale = true;                               ///< something changed while nobody looked
    QTimer m_reload, m_findSoon, m_hearSoon;
    std::optional<engine::TrackId> m_pointed;
};

}  // namespace ui
