#pragma once
#include <cstdint>

#include <QUndoCommand>

#include "ui/page_context.h"

namespace ui {

/// A write into files that was done already, as a step of the history: undo gives the files their old bytes, by a job; a file that cannot
/// be changed back is a line of its report. There is no redo: files are never written without a preview, and another one is a click away.
class TagFilesUndo : public QUndoCommand {
public:
    TagFilesUndo(PageContext& context, int files, std::int64_t batch);
    void undo() override;
    void redo() override {}   ///< it was done before it was pushed

private:
    PageContext& m_context;
    const std::int64_t m_batch;
};

}  // namespace ui
