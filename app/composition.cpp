#include "app/composition.h"

#include "ui/report/report_language.h"

namespace app {

Composition::Composition(Options options)
    : m_store(options.workspace),
      m_context{m_store, m_jobs, m_selection, m_player, m_theme, m_undo, [](const QString&) {}, [](const QString&) {}},
      m_window(m_context, {})
{
    m_window.setDevice(QString::fromStdString(options.device), options.threads);
    m_jobs.start(m_store, {options.workspace, options.threads, options.device, ui::windowLanguage()});
}

}  // namespace app
