#pragma once
#include <functional>
#include <optional>

#include <QString>

#include "engine/store/label_session_store.h"
#include "ui/page_context.h"

class QObject;

namespace ui::label {

/// Says what a track has, as one step of the window's history that can be taken back: an answer before it comes back then. `changed(track, gone)` is called
/// when it was written, undone (gone = nothing is said of the track any more) or done again, unless `page` is gone.
void giveAnswer(PageContext& context, QObject* page, engine::store::LabelSessionId session, const engine::store::LabelAnswer& answer, const QString& title,
                std::function<void(engine::TrackId, bool gone)> changed);

}  // namespace ui::label
