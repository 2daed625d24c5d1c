#pragma once
#include <QString>

#include "ui/theme/theme.h"

namespace ui {

/// What the user chose in the settings dialog; kept by QSettings. GUI thread only.
struct Preferences {
    static constexpr int kVersion = 1;

    int threads = 0;                                  ///< 0 = all
    QString device = QStringLiteral("auto");          ///< auto, cpu, cuda or cuda:N
    Theme::Choice look = Theme::Choice::System;
    QString colourMap = QStringLiteral("magma");      ///< id of a widgets::ColourMap
    QString language;                                 ///< "en", "fr"; empty = the system's
    QString workspace;                                ///< folder; empty = the default place

    static Preferences read();
    void write() const;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// Before anything is read: a settings file that cannot be read is put aside as NAME.broken and the defaults are taken. Gives a
/// sentence for the user, or nothing. Settings of a newer version are kept as they are; what is unknown here is left alone.
QString repairSettings();

}  // namespace ui
