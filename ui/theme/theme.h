#pragma once
#include <QColor>
#include <QIcon>
#include <QObject>
#include <QPalette>

namespace ui {

/// The look: System / Light / Dark, one palette each, applied to the whole program. GUI thread only.
///
/// On Qt 6.4 nobody says whether the desktop is dark: it is judged by the lightness of the platform's window colour.
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QObject* parent = nullptr);

    /// What keep() remembered; System if nothing.
    static Choice kept();
    /// Sets the palette of the program.
    void apply(Choice choice);
    /// As apply(), and remembered for the next start.
    void keep(Choice choice);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    /// Colours beyond QPalette, for the current look. Text on them and they on Base keep 4.5 : 1 where they carry text.
    QColor accent() const;
    QColor good() const;
    QColor warning() const;
    QColor bad() const;
    QColor faintText() const;
    QColor border() const;
    QColor surface() const;       ///< cards and panels, one step off Window

    /// A drawn symbol in the palette's text colour ("play", "pause", "folder", ...); repainted after a change of the look.
    static QIcon icon(const QString& name);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void install(bool dark);

    Choice m_choice = Choice::System;
    bool m_dark = false;
    bool m_installing = false;
    QPalette m_platformPalette;
};

/// Relative luminance contrast of WCAG 2, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace ui
