#include "ui/window/tag_files_undo.h"

#include <QCoreApplication>

#include "ui/jobs/job_bridge.h"

namespace ui {

TagFilesUndo::TagFilesUndo(PageContext& context, int files, std::int64_t batch, engine::Json wishes)
    : m_context(context), m_batch(batch), m_wishes(std::move(wishes))
{
    setText(QCoreApplication::translate("ui::TagFilesDialog", "write tags into %n file(s)", nullptr, files));
}

void TagFilesUndo::undo()
{
    // A write that was done again is a newer batch: the last one.
    m_context.jobs.submit(QStringLiteral("undo_tags"), m_wasRedone ? engine::Json::object() : engine::Json{{"batch", m_batch}});
    m_isDone = false;
}

void TagFilesUndo::redo()
{
    if (m_isDone) return;
    m_context.jobs.submit(QStringLiteral("write_tags"), m_wishes);
    m_wasRedone = m_isDone = true;
}

}  // namespace ui
