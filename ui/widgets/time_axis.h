#pragma once
#include <QObject>

namespace ui::widgets {

/// The visible piece of a file, shared by all lanes, so that the same x is the same time everywhere.
///
/// The range never leaves [0, duration]. The shortest range shows `kFewestSamples` samples (or the whole file, if that is
/// shorter). Content is drawn on a grid of whole pixels counted from the start of the file (firstColumn), so that
/// scrolling moves the picture without changing how it was summed up: nothing flickers.
class TimeAxis : public QObject {
    Q_OBJECT
public:
    static constexpr double kFewestSamples = 32;

    explicit TimeAxis(QObject* parent = nullptr) : QObject(parent) {}

    /// A new file: fitted. durationSeconds 0 = nothing to show.
    void reset(double durationSeconds, double sampleRateHz);
    /// The same file turned out longer or shorter; a fitted view stays fitted.
    void correctDuration(double durationSeconds);

    double durationSeconds() const { return m_duration; }
    double startSeconds() const { return m_start; }
    double visibleSeconds() const { return m_visible; }
    double endSeconds() const { return m_start + m_visible; }
    double shortestVisibleSeconds() const;
    bool isFitted() const { return m_visible >= m_duration; }

    void setRange(double startSeconds, double visibleSeconds);
    void fit() { setRange(0, m_duration); }
    void scrollBy(double seconds) { setRange(m_start + seconds, m_visible); }
    /// factor > 1 shows more detail; `anchorSeconds` stays where it is on the screen as far as the ends allow.
    void zoomBy(double factor, double anchorSeconds);
    /// Turns a page if `seconds` is not visible; used to follow the playhead.
    void ensureVisible(double seconds);

    /// Column 0 .. width of a lane that is `width` pixels wide.
    double xAt(double seconds, double width) const;
    double secondsAt(double x, double width) const;
    double secondsPerPixel(double width) const;
    /// Number, from the start of the file, of the leftmost pixel column.
    qint64 firstColumn(double width) const;

Q_SIGNALS:
    void rangeChanged();

private:
    double m_duration = 0;
    double m_start = 0;
    double m_visible = 0;
    double m_rateHz = 44100;
};

}  // namespace ui::widgets
