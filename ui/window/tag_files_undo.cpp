#include "ui/window/tag_files_undo.h"

#include <QCoreApplication>

#include "ui/jobs/job_bridge.h"

namespace ui {

TagFilesUndo::TagFilesUndo(PageContext& context, int files, std::int64_t batch) : m_context(context), m_batch(batch)
{
    setText(QCoreApplication::translate("ui::TagFilesDialog", "write tags into %n file(s)", nullptr, files));
}

void TagFilesUndo::undo()
{
    m_context.jobs.submit(QStringLiteral("undo_tags"), {{"batch", m_batch}});
    setObsolete(true);
}

}  // namespace ui
