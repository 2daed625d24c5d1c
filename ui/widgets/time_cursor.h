#pragma once
#include <QObject>
#include <optional>

namespace ui::widgets {

struct TimeSpan {
    double startSeconds = 0;
    double endSeconds = 0;
    double seconds() const { return endSeconds - startSeconds; }
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// Playhead, pointer and selection, shared by all lanes: what is painted over the pictures, never into them.
class TimeCursor : public QObject {
    Q_OBJECT
public:
    /// How much is painted over the pictures; one key goes round.
    enum class Overlay { Everything, LinesOnly, Nothing };
    Q_ENUM(Overlay)

    explicit TimeCursor(QObject* parent = nullptr) : QObject(parent) {}

    double playheadSeconds() const { return m_playhead; }
    void setPlayheadSeconds(double seconds);
    std::optional<double> hoverSeconds() const { return m_hover; }
    void setHoverSeconds(std::optional<double> seconds);
    std::optional<TimeSpan> selection() const { return m_selection; }
    /// Ends may come in either order; an empty span clears.
    void setSelection(std::optional<TimeSpan> selection);
    Overlay overlay() const { return m_overlay; }
    void cycleOverlay();

Q_SIGNALS:
    void changed();
    void selectionChanged();
    /// The user asked for this place.
    void seekRequested(double seconds);

private:
    double m_playhead = 0;
    std::optional<double> m_hover;
    std::optional<TimeSpan> m_selection;
    Overlay m_overlay = Overlay::Everything;
};

}  // namespace ui::widgets
