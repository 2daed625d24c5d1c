#pragma once
#include <vector>

#include <QString>

#include "engine/core/ids.h"

namespace ui {

struct PageContext;

/// The source of the tags that the user gives, and the type of those that come from nowhere else.
inline constexpr const char* kUserSource = "user";
inline constexpr const char* kUserType = "user-defined";

struct TagEdit {
    QString name;
    QString type = QString::fromLatin1(kUserType);
};

/// Gives tracks a tag of the user's, or takes it away: one step of the history that names it, one small write on the store thread.
/// Undo takes back exactly what the step did: a track that had the tag before keeps it. Selection::tagsEdited() tells when it is
/// done, undone or done again.
void editTag(PageContext& context, const std::vector<engine::TrackId>& tracks, const TagEdit& tag, bool add);
/// Several tags in one step.
void addTags(PageContext& context, engine::TrackId track, const std::vector<TagEdit>& tags);

}  // namespace ui
