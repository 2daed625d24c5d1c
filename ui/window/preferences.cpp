#include "ui/window/preferences.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFile>
#include <QSettings>

namespace ui {

namespace {

const QString kVersionKey = QStringLiteral("version");
const QString kThreadsKey = QStringLiteral("compute/threads");
const QString kDeviceKey = QStringLiteral("compute/device");
const QString kColourMapKey = QStringLiteral("inspect/colour_map");
const QString kLanguageKey = QStringLiteral("look/language");
const QString kWorkspaceKey = QStringLiteral("workspace/folder");
constexpr int kMostThreads = 4096;

}  // namespace

Preferences Preferences::read()
{
    const QSettings settings;
    Preferences kept;
    kept.threads = std::clamp(settings.value(kThreadsKey, kept.threads).toInt(), 0, kMostThreads);
    kept.device = settings.value(kDeviceKey, kept.device).toString();
    kept.look = Theme::kept();
    kept.colourMap = settings.value(kColourMapKey, kept.colourMap).toString();
    kept.language = settings.value(kLanguageKey).toString();
    kept.workspace = settings.value(kWorkspaceKey).toString();
    return kept;
}

void Preferences::write() const
{
    QSettings settings;
    settings.setValue(kVersionKey, std::max(kVersion, settings.value(kVersionKey).toInt()));
    settings.setValue(kThreadsKey, threads);
    settings.setValue(kDeviceKey, device);
    settings.setValue(kColourMapKey, colourMap);
    settings.setValue(kLanguageKey, language);
    settings.setValue(kWorkspaceKey, workspace);
}

QString repairSettings()
{
    QString file;
    {
        QSettings settings;
        file = settings.fileName();
        settings.sync();
        if (settings.status() != QSettings::FormatError) return {};
    }
    const QString aside = file + QStringLiteral(".broken");
    QFile::remove(aside);
    if (!QFile::rename(file, aside)) return QCoreApplication::translate("Preferences", "The settings in %1 cannot be read; the defaults are used.").arg(file);
    return QCoreApplication::translate("Preferences", "The settings could not be read. They are kept as %1; the defaults are used.").arg(aside);
}

}  // namespace ui
