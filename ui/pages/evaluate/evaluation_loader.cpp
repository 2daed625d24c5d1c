#include "ui/pages/evaluate/evaluation_loader.h"

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/report_values.h"
#include "ui/store/store_thread.h"

namespace ui {

namespace {

using engine::tasks::ReportInputs;

struct Read {
    std::shared_ptr<ReportInputs> inputs;
    QString failure;
};

Read readFor(StoreThread::Workspace& workspace, engine::RunId id, engine::Part part)
{
    const auto run = workspace.runs().find(id);
    if (!run) return {nullptr, EvaluationLoader::tr("This run is not in the workspace any more.")};
    try {
        return {std::make_shared<ReportInputs>(engine::tasks::readReport(workspace, *run, part, engine::tasks::ReportScope::Scores)), {}};
    } catch (const engine::Error&) {
        return {nullptr, failureText(engine::describe(std::current_exception()))};
    }
}

EvaluationPtr compute(ReportInputs& inputs)
{
    auto view = std::make_shared<EvaluationView>();
    view->report = engine::tasks::composeReport(inputs);
    view->confusions = engine::report::confusionTables(view->report.evaluation);
    view->data = std::move(inputs.data);
    view->partTracks = inputs.partTracks;
    view->evaluatedAt = inputs.evaluatedAt;
    return view;
}

}  // namespace

EvaluationLoader::EvaluationLoader(StoreThread& store, QObject* parent) : QObject(parent), m_store(store)
{
    m_pool.setMaxThreadCount(1);
}

EvaluationLoader::~EvaluationLoader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void EvaluationLoader::load(engine::RunId run, engine::Part part)
{
    const auto number = ++m_newestView;
    m_store.ask(
        this, "evaluation", [run, part](StoreThread::Workspace& workspace) { return readFor(workspace, run, part); },
        [this, number](const Read& read) {
            if (number != m_newestView) return;
            if (!read.inputs) {
                Q_EMIT failed(read.failure);
                return;
            }
            if (read.inputs->data.rows() == 0) {
                Q_EMIT absent(static_cast<int>(read.inputs->partTracks));
                return;
            }
            m_pool.start([this, number, inputs = read.inputs] {
                EvaluationPtr view;
                QString failure;
                try {
                    view = compute(*inputs);
                } catch (...) {
                    failure = failureText(engine::describe(std::current_exception()));
                }
                QMetaObject::invokeMethod(this, [this, number, view, failure] {
                    if (number != m_newestView) return;
                    if (view) Q_EMIT loaded(view);
                    else Q_EMIT failed(failure);
                }, Qt::QueuedConnection);
            });
        });
}

void EvaluationLoader::choose(const EvaluationPtr& view, const Choice& choice)
{
    const auto number = ++m_newestChoice;
    m_pool.start([this, number, view, choice] {
        auto tracks = tracksOf(choice, *view);
        QMetaObject::invokeMethod(this, [this, number, choice, tracks = std::move(tracks)] {
            if (number == m_newestChoice) Q_EMIT chosen(choice, tracks);
        }, Qt::QueuedConnection);
    });
}

}  // namespace ui
