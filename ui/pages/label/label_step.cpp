#include "ui/pages/label/label_step.h"

#include <memory>

#include <QCoreApplication>
#include <QPointer>
#include <QUndoCommand>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"

namespace ui::label {

namespace {

using engine::store::LabelAnswer;
using engine::store::LabelSessionId;
using engine::store::LabelSessionStore;

class AnswerStep final : public QUndoCommand {
public:
    AnswerStep(PageContext& context, QObject* page, LabelSessionId session, LabelAnswer answer, std::function<void(engine::TrackId, bool)> changed)
        : m_context(context), m_selection(&context.selection), m_page(page), m_session(session), m_answer(std::move(answer)), m_changed(std::move(changed))
    {
    }
    void redo() override
    {
        edit([session = m_session, answer = m_answer, before = m_before](engine::store::Workspace& workspace) {
            *before = LabelSessionStore(workspace.database()).answer(session, answer);
            return false;
        });
    }
    void undo() override
    {
        edit([session = m_session, track = m_answer.track, before = m_before](engine::store::Workspace& workspace) {
            LabelSessionStore sessions(workspace.database());
            if (*before) sessions.answer(session, **before);
            else sessions.takeBack(session, track);
            return !before->has_value();
        });
    }

private:
    template <typename Work>
    void edit(Work work)
    {
        if (!m_selection) return;
        m_context.store.edit(m_selection, std::move(work), [selection = m_selection, page = m_page, changed = m_changed, track = m_answer.track](bool gone) {
            if (selection) Q_EMIT selection->tagsEdited();
            if (page) changed(track, gone);
        });
    }

    PageContext& m_context;
    QPointer<Selection> m_selection;   // gone while the program ends
    QPointer<QObject> m_page;
    LabelSessionId m_session;
    LabelAnswer m_answer;
    std::function<void(engine::TrackId, bool)> m_changed;
    std::shared_ptr<std::optional<LabelAnswer>> m_before = std::make_shared<std::optional<LabelAnswer>>();   // store thread only
};

}  // namespace

void giveAnswer(PageContext& context, QObject* page, LabelSessionId session, const LabelAnswer& answer, const QString& title, std::function<void(engine::TrackId, bool)> changed)
{
    auto step = std::make_unique<AnswerStep>(context, page, session, answer, std::move(changed));
    step->setText((answer.isSkipped() ? QCoreApplication::translate("LabelPage", "skip %1") : QCoreApplication::translate("LabelPage", "label %1")).arg(title));
    context.undo.push(step.release());
}

}  // namespace ui::label
