#pragma once
#include <optional>
#include <vector>

#include "ui/widgets/colour_map.h"
#include "ui/widgets/lane.h"
#include "ui/widgets/mel_pyramid.h"
#include "ui/widgets/saliency.h"

namespace ui::widgets {

/// What the rows and columns of a melgram mean.
struct MelgramMeaning {
    QString presetName;
    double sampleRateHz = 0;
    double hopSamples = 0;
    /// Samples from the start of the file to the centre of frame 0: 0 for centred analysis, else half a window.
    double firstCentreSamples = 0;
    std::vector<double> bandCentresHz;   ///< [mels]
    std::size_t frames = 0;              ///< that will come, as far as is known
};

/// The melgram of the visible part: colours by level, frequency axis from the band centres, colour bar in dB, preset, and
/// on request the borders of the chunks that a model gets. Frame f covers the time nearest to its centre.
class MelgramView : public Lane {
    Q_OBJECT
public:
    struct Cell {
        std::size_t frame = 0, band = 0;
        double seconds = 0;    ///< centre of the frame
        double hz = 0;         ///< centre of the band
        float levelDb = 0;
    };

    MelgramView(TimeAxis* axis, TimeCursor* cursor, QWidget* parent = nullptr);

    void clear();
    void begin(MelgramMeaning meaning);
    /// columns: [frames, mels] row-major, dB; after begin().
    void appendColumns(std::span<const float> columns);
    const MelPyramid& melgram() const { return m_melgram; }

    void setColourMap(const ColourMap& map);
    /// nullopt: from the loudest cell down as far as the music needs.
    void setLevelRangeDb(std::optional<std::pair<float, float>> range);
    std::pair<float, float> levelRangeDb() const { return m_range; }
    /// What mattered to a model stays bright; null: everything.
    void setSaliency(SaliencyPtr saliency);
    void setChunks(std::vector<TimeSpan> chunks);
    void setChunksShown(bool shown);

    /// The cell drawn at a place of the widget; none outside the picture or where nothing is known.
    std::optional<Cell> cellAt(const QPointF& position) const;
    QString readout(const QPointF& position) const override;
    QString valueText() const override;
    QSize minimumSizeHint() const override { return {240, 100}; }

Q_SIGNALS:
    void levelRangeChanged();

protected:
    void drawContent(QPainter& painter) override;
    void drawExtraOverlay(QPainter& painter) override;

private:
    double framesPerSecond() const { return m_meaning.sampleRateHz / m_meaning.hopSamples; }
    /// Frames whose centres lie in the pixel column, or the nearest one if it has none; empty where nothing is known.
    std::pair<std::size_t, std::size_t> framesOfColumn(int column) const;
    double bandOfHz(double hz) const;
    double yOfBand(double band) const;
    void chooseAutoRange();
    void drawPicture(QPainter& painter) const;
    void drawFrequencyAxis(QPainter& painter) const;
    void drawColourBar(QPainter& painter) const;
    void drawChunks(QPainter& painter) const;

    MelgramMeaning m_meaning;
    MelPyramid m_melgram;
    ColourTable m_colours;
    bool m_autoRange = true;
    std::pair<float, float> m_range{-80.0F, 0.0F};
    std::vector<TimeSpan> m_chunks;
    bool m_chunksShown = false;
    SaliencyPtr m_saliency;
};

}  // namespace ui::widgets
