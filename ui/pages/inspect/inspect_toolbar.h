#pragma once
#include <optional>
#include <vector>

#include <QToolBar>

#include "engine/dsp/preset.h"
#include "ui/widgets/colour_map.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace ui::inspect {

/// What changes the picture and not the track: colours, range of levels, preset, chunks. Remembers colours, preset and whether features are shown.
class InspectToolbar : public QToolBar {
    Q_OBJECT
public:
    explicit InspectToolbar(QWidget* parent = nullptr);

    /// The page's actions, left of the choices.
    void insertActions(const QList<QAction*>& actions);
    const engine::dsp::Preset& preset() const;
    /// Chooses it; one that is not built in is added for as long as the window is open. Waveforms change nothing.
    void showPreset(const engine::dsp::Preset& preset);
    const widgets::ColourMap& colourMap() const;
    /// By its id; an unknown one changes nothing.
    void setColourMap(const QString& id);
    bool chunksShown() const;
    bool featuresShown() const;
    /// The range in use, when it is chosen by itself.
    void showLevelRange(std::pair<float, float> range);

Q_SIGNALS:
    void colourMapChanged();
    void presetChanged();
    /// nullopt: automatic.
    void levelRangeChosen(std::optional<std::pair<float, float>> range);
    void chunksToggled(bool shown);
    void featuresToggled(bool shown);

private:
    void buildColours();
    void buildLevels();
    void buildPreset();
    void addPreset(const engine::dsp::Preset& preset);
    void announceLevels();
    void addLabelled(const QString& label, QWidget* field, const QString& tip);

    std::vector<engine::dsp::Preset> m_presets;
    QAction* m_firstOfOurs = nullptr;
    QComboBox* m_colours = nullptr;
    QComboBox* m_preset = nullptr;
    QCheckBox* m_auto = nullptr;
    QCheckBox* m_chunks = nullptr;
    QCheckBox* m_features = nullptr;
    QDoubleSpinBox* m_low = nullptr;
    QDoubleSpinBox* m_high = nullptr;
};

}  // namespace ui::inspect
