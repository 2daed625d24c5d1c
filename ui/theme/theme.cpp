#include "ui/theme/theme.h"

#include <cmath>

#include <QApplication>
#include <QEvent>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>

#include "ui/theme/tagbench_style.h"

namespace ui {

namespace {

const QString kKey = QStringLiteral("look/choice");

struct Colours {
    QColor window, surface, base, alternate, text, faint, border, accent, onAccent, good, warning, bad, tip;
};

// Chosen for 4.5 : 1 of every text colour on window, surface, base and alternate (tst_theme holds them to it).
const Colours kLight{QColor(0xf4f5f7), QColor(0xffffff), QColor(0xffffff), QColor(0xf7f8fa), QColor(0x1c2430), QColor(0x56606e),
                     QColor(0xd3d8e0), QColor(0x0b62c4), QColor(0xffffff), QColor(0x1a7340), QColor(0x8a5a00), QColor(0xb3261e),
                     QColor(0x273140)};
const Colours kDark{QColor(0x191c21), QColor(0x22262d), QColor(0x1e2228), QColor(0x23282f), QColor(0xe6e9ee), QColor(0xa5aeba),
                    QColor(0x3a414c), QColor(0x6cb2ff), QColor(0x0c1a2b), QColor(0x6fd394), QColor(0xf0bd5b), QColor(0xff8f86),
                    QColor(0x343c47)};

const Colours& colours(bool dark)
{
    return dark ? kDark : kLight;
}

QPalette paletteOf(const Colours& c)
{
    QPalette p(c.text, c.surface, c.surface, c.border, c.border, c.text, QColor(Qt::white), c.base, c.window);
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::Base, c.base);
    p.setColor(QPalette::AlternateBase, c.alternate);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.faint);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.tip);
    p.setColor(QPalette::ToolTipText, QColor(0xffffff));
    p.setColor(QPalette::Light, c.surface);
    p.setColor(QPalette::Midlight, c.border);
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Dark, c.border);
    p.setColor(QPalette::Shadow, c.border);
    QColor off = c.text;
    off.setAlphaF(0.45F);
    for (const auto role : {QPalette::WindowText, QPalette::ButtonText, QPalette::Text})
        p.setColor(QPalette::Disabled, role, off);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    return p;
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

}  // namespace

double contrastRatio(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Theme::Theme(QObject* parent) : QObject(parent), m_platformPalette(QApplication::palette())
{
    m_choice = kept();
    QApplication::setStyle(new TagbenchStyle);
    qApp->installEventFilter(this);
    apply(m_choice);
}

Theme::Choice Theme::kept()
{
    const auto word = QSettings().value(kKey).toString();
    return word == QLatin1String("light") ? Choice::Light : word == QLatin1String("dark") ? Choice::Dark : Choice::System;
}

void Theme::apply(Choice choice)
{
    m_choice = choice;
    const bool systemDark = m_platformPalette.color(QPalette::Window).lightness() < 128;
    install(choice == Choice::Dark || (choice == Choice::System && systemDark));
}

void Theme::keep(Choice choice)
{
    QSettings().setValue(kKey, choice == Choice::Light ? "light" : choice == Choice::Dark ? "dark" : "system");
    apply(choice);
}

void Theme::install(bool dark)
{
    m_dark = dark;
    m_installing = true;
    QApplication::setPalette(paletteOf(colours(dark)));
    m_installing = false;
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // The desktop changed its colours under us: ours are put back in the matching look.
    if (watched == qApp && event->type() == QEvent::ThemeChange && !m_installing) {
        m_platformPalette = QApplication::style()->standardPalette();
        if (m_choice == Choice::System) apply(m_choice);
    }
    return QObject::eventFilter(watched, event);
}

QColor Theme::accent() const { return colours(m_dark).accent; }
QColor Theme::good() const { return colours(m_dark).good; }
QColor Theme::warning() const { return colours(m_dark).warning; }
QColor Theme::bad() const { return colours(m_dark).bad; }
QColor Theme::faintText() const { return colours(m_dark).faint; }
QColor Theme::border() const { return colours(m_dark).border; }
QColor Theme::surface() const { return colours(m_dark).surface; }

}  // namespace ui
