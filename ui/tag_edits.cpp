#include "ui/tag_edits.h"

#include <vector>

#include <QCoreApplication>
#include <QPointer>
#include <QUndoCommand>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "ui/page_context.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"

namespace ui {

namespace {

class TagStep final : public QUndoCommand {
public:
    TagStep(PageContext& context, engine::TrackId track, std::vector<TagEdit> tags, bool add)
        : m_context(context), m_selection(&context.selection), m_track(track), m_tags(std::move(tags)), m_add(add)
    {
        if (m_tags.size() > 1) {
            const int count = static_cast<int>(m_tags.size());
            setText(QCoreApplication::translate("TagEdits", "add %n tag(s)", nullptr, count));
        } else if (add) {
            setText(QCoreApplication::translate("TagEdits", "add tag %1").arg(m_tags.front().name));
        } else {
            setText(QCoreApplication::translate("TagEdits", "remove tag %1").arg(m_tags.front().name));
        }
    }
    void redo() override { write(m_add); }
    void undo() override { write(!m_add); }

private:
    void write(bool add)
    {
        if (!m_selection) return;
        m_context.store.edit(
            m_selection,
            [track = m_track, tags = m_tags, add](StoreThread::Workspace& workspace) {
                auto store = workspace.tags();
                for (const auto& tag : tags) {
                    const auto id = store.ensure(tag.name.toStdString(), tag.type.toStdString());
                    if (add) store.set(track, id, kUserSource);
                    else store.remove(track, id, kUserSource);
                }
                return true;
            },
            [selection = m_selection](bool) { if (selection) Q_EMIT selection->tagsEdited(); });
    }

    PageContext& m_context;
    QPointer<Selection> m_selection;   // gone while the program ends
    engine::TrackId m_track;
    std::vector<TagEdit> m_tags;
    bool m_add;
};

}  // namespace

void editTag(PageContext& context, engine::TrackId track, const TagEdit& tag, bool add)
{
    context.undo.push(new TagStep(context, track, {tag}, add));
}

void addTags(PageContext& context, engine::TrackId track, const std::vector<TagEdit>& tags)
{
    if (!tags.empty()) context.undo.push(new TagStep(context, track, tags, true));
}

}  // namespace ui
