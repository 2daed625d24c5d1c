#include "ui/pages/search/index_keeper.h"

#include <algorithm>

#include "engine/store/workspace.h"
#include "engine/tasks/kept_neighbours.h"
#include "ui/jobs/job_bridge.h"
#include "ui/store/store_thread.h"

namespace ui::search {

namespace {

/// After these, tracks may have other vectors, more or fewer.
constexpr const char* kChangingTasks[] = {"predict", "analyze", "demo", "scan", "train_retrieval", "compare_sampling", "run_import", "index"};

}  // namespace

IndexKeeper::IndexKeeper(PageContext& context, QObject* parent, std::size_t exactLimit) : QObject(parent), m_context(context), m_exactLimit(exactLimit)
{
    connect(&context.jobs, &JobBridge::eventArrived, this, &IndexKeeper::takeEvent);
    connect(&context.jobs, &JobBridge::refused, this, [this] { m_isWorking = false; });
}

void IndexKeeper::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool isOurs = event.kind == "index";
    const bool isEnded = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (isOurs) {
        m_isWorking = !isEnded;
        m_isDeclined = m_isDeclined || event.state == JobState::Failed || event.state == JobState::Cancelled;
    }
    if (event.state == JobState::Done && std::ranges::find(kChangingTasks, event.kind) != std::end(kChangingTasks)) look();
}

void IndexKeeper::look()
{
    if (m_isWorking || m_isDeclined) return;
    m_context.store.ask(
        this, "indexes wanted", [limit = m_exactLimit](StoreThread::Workspace& workspace) { return engine::tasks::indexesWanted(workspace, limit); },
        [this](const std::vector<engine::Json>& wanted) {
            if (wanted.empty() || m_isWorking || m_isDeclined) return;
            m_isWorking = true;   // one after the other: the next is looked for when this one is done
            m_context.jobs.submit(QStringLiteral("index"), wanted.front());
            m_context.say(tr("An index of neighbours is built in the background. Searches compare all tracks until it is ready."));
        });
}

}  // namespace ui::search
