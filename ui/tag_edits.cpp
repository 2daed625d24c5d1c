#include "ui/tag_edits.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <QCoreApplication>
#include <QPointer>
#include <QUndoCommand>
#include <QUndoStack>

#include "engine/store/database.h"
#include "engine/store/workspace.h"
#include "ui/page_context.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"

namespace ui {

namespace {

/// What a step changed, known when it has been done. Store thread only.
struct Change {
    engine::TrackId track;
    TagEdit tag;
};
using Changes = std::vector<Change>;

bool has(const std::vector<engine::store::TrackTag>& tags, engine::TagId id)
{
    return std::ranges::any_of(tags, [id](const auto& tag) { return tag.tag == id && tag.source == kUserSource; });
}

void write(engine::store::Workspace& workspace, const Change& change, bool add)
{
    auto store = workspace.tags();
    const auto id = store.ensure(change.tag.name.toStdString(), change.tag.type.toStdString());
    if (add) store.set(change.track, id, kUserSource);
    else store.remove(change.track, id, kUserSource);
}

/// Does what is not so already and says what that was.
Changes apply(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks, const std::vector<TagEdit>& tags, bool add)
{
    Changes done;
    auto store = workspace.tags();
    for (const auto track : tracks) {
        const auto before = store.ofTrack(track);
        for (const auto& tag : tags) {
            if (has(before, store.ensure(tag.name.toStdString(), tag.type.toStdString())) == add) continue;
            write(workspace, {track, tag}, add);
            done.push_back({track, tag});
        }
    }
    return done;
}

class TagStep final : public QUndoCommand {
public:
    TagStep(PageContext& context, std::vector<engine::TrackId> tracks, std::vector<TagEdit> tags, bool add)
        : m_context(context), m_selection(&context.selection), m_tracks(std::move(tracks)), m_tags(std::move(tags)), m_add(add)
    {
        setText(words());
    }
    void redo() override
    {
        edit([tracks = m_tracks, tags = m_tags, add = m_add, done = m_done](engine::store::Workspace& workspace) { *done = apply(workspace, tracks, tags, add); });
    }
    void undo() override
    {
        edit([add = m_add, done = m_done](engine::store::Workspace& workspace) {
            for (const auto& change : *done)
                write(workspace, change, !add);
        });
    }

private:
    QString words() const
    {
        const auto count = static_cast<int>(m_tracks.size()), tags = static_cast<int>(m_tags.size());
        if (tags > 1) return QCoreApplication::translate("TagEdits", "add %n tag(s)", nullptr, tags);
        const auto& name = m_tags.front().name;
        if (count > 1)
            return (m_add ? QCoreApplication::translate("TagEdits", "add tag %1 to %n track(s)", nullptr, count)
                          : QCoreApplication::translate("TagEdits", "remove tag %1 from %n track(s)", nullptr, count)).arg(name);
        return (m_add ? QCoreApplication::translate("TagEdits", "add tag %1") : QCoreApplication::translate("TagEdits", "remove tag %1")).arg(name);
    }
    template <typename Work>
    void edit(Work work)
    {
        if (!m_selection) return;
        m_context.store.edit(
            m_selection,
            [work = std::move(work)](StoreThread::Workspace& workspace) {
                auto transaction = engine::store::writeTransaction(workspace.database());
                work(workspace);
                transaction.commit();
                return true;
            },
            [selection = m_selection](bool) { if (selection) Q_EMIT selection->tagsEdited(); });
    }

    PageContext& m_context;
    QPointer<Selection> m_selection;   // gone while the program ends
    std::vector<engine::TrackId> m_tracks;
    std::vector<TagEdit> m_tags;
    bool m_add;
    std::shared_ptr<Changes> m_done = std::make_shared<Changes>();
};

}  // namespace

void editTag(PageContext& context, const std::vector<engine::TrackId>& tracks, const TagEdit& tag, bool add)
{
    if (!tracks.empty()) context.undo.push(new TagStep(context, tracks, {tag}, add));
}

void addTags(PageContext& context, engine::TrackId track, const std::vector<TagEdit>& tags)
{
    if (!tags.empty()) context.undo.push(new TagStep(context, {track}, tags, true));
}

}  // namespace ui
