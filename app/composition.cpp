#include "app/composition.h"

#include <algorithm>
#include <thread>

#include <QCoreApplication>

namespace app {

namespace {

int threadsOf(const Composition::Options& options)
{
    return options.threads > 0 ? options.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

QString deviceText(const Composition::Options& options)
{
    if (options.device.starts_with("cuda")) return QString::fromStdString(options.device);
    return QCoreApplication::translate("Composition", "CPU, %n thread(s)", nullptr, threadsOf(options));
}

}  // namespace

Composition::Composition(Options options)
    : m_store(options.workspace),
      m_context{m_store, m_jobs, m_selection, m_player, m_theme, m_undo, [](const QString&) {}, [](const QString&) {}},
      m_window(m_context, deviceText(options))
{
    m_jobs.start(m_store, {options.workspace, options.threads, options.device});
}

}  // namespace app
