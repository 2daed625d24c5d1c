#pragma once
#include <cstdint>

#include <QUndoCommand>

#include "engine/core/json.h"
#include "ui/page_context.h"

namespace ui {

/// A write into files that was done already, as a step of the history: undo gives the files their old bytes, redo writes again. Both
/// are jobs; a file that cannot be changed back is a line of the job's report.
class TagFilesUndo : public QUndoCommand {
public:
    TagFilesUndo(PageContext& context, int files, std::int64_t batch, engine::Json wishes);
    void undo() override;
    void redo() override;

private:
    PageContext& m_context;
    const std::int64_t m_batch;
    const engine::Json m_wishes;
    bool m_isDone = true;    ///< pushed after the fact
    bool m_wasRedone = false;
};

}  // namespace ui
