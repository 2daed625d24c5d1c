#include "ui/pages/inspect/inspect_toolbar.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>

namespace ui::inspect {

namespace {

QDoubleSpinBox* levelBox(const QString& name)
{
    auto* box = new QDoubleSpinBox;
    box->setRange(-140, 80);
    box->setDecimals(0);
    box->setSingleStep(5);
    box->setKeyboardTracking(false);
    box->setEnabled(false);
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

}  // namespace

InspectToolbar::InspectToolbar(QWidget* parent) : QToolBar(parent), m_presets(engine::dsp::builtinPresets())
{
    // A waveform has no bands to draw; it is shown above the melgram anyway.
    std::erase_if(m_presets, [](const engine::dsp::Preset& preset) { return preset.isWaveform(); });
    setAccessibleName(tr("Inspect tools"));
    setIconSize(QSize(18, 18));
    m_firstOfOurs = addSeparator();
    buildColours();
    buildLevels();
    buildPreset();
}

void InspectToolbar::insertActions(const QList<QAction*>& actions)
{
    QToolBar::insertActions(m_firstOfOurs, actions);
}

void InspectToolbar::addLabelled(const QString& label, QWidget* field, const QString& tip)
{
    auto* text = new QLabel(label);
    text->setContentsMargins(8, 0, 4, 0);
    text->setBuddy(field);
    field->setToolTip(tip);
    if (field->accessibleName().isEmpty()) field->setAccessibleName(tip);
    addWidget(text);
    addWidget(field);
}

void InspectToolbar::buildColours()
{
    m_colours = new QComboBox;
    for (const widgets::ColourMap& map : widgets::colourMaps()) m_colours->addItem(widgets::displayName(map), QString::fromLatin1(map.id));
    const QString last = QSettings().value(QStringLiteral("inspect/colour_map"), QStringLiteral("magma")).toString();
    m_colours->setCurrentIndex(std::max(0, m_colours->findData(last)));
    connect(m_colours, &QComboBox::currentIndexChanged, this, [this] {
        QSettings().setValue(QStringLiteral("inspect/colour_map"), m_colours->currentData());
        Q_EMIT colourMapChanged();
    });
    addLabelled(tr("Colours"), m_colours, tr("Colour map of melgram and taggram"));
}

void InspectToolbar::buildLevels()
{
    m_auto = new QCheckBox(tr("Auto"));
    m_auto->setChecked(true);
    m_low = levelBox(tr("Level of the darkest colour, dB"));
    m_high = levelBox(tr("Level of the brightest colour, dB"));
    addLabelled(tr("Range"), m_auto, tr("Choose the range of levels from the music"));
    addWidget(m_low);
    addLabelled(tr("to"), m_high, m_high->accessibleName());
    addWidget(new QLabel(tr(" dB")));
    connect(m_auto, &QCheckBox::toggled, this, [this](bool automatic) {
        m_low->setEnabled(!automatic);
        m_high->setEnabled(!automatic);
        announceLevels();
    });
    connect(m_low, &QDoubleSpinBox::valueChanged, this, &InspectToolbar::announceLevels);
    connect(m_high, &QDoubleSpinBox::valueChanged, this, &InspectToolbar::announceLevels);
}

void InspectToolbar::buildPreset()
{
    m_preset = new QComboBox;
    for (const engine::dsp::Preset& preset : m_presets)
        addPreset(preset);
    const QString last = QSettings().value(QStringLiteral("inspect/preset"), QStringLiteral("sota-128")).toString();
    m_preset->setCurrentIndex(std::max(0, m_preset->findText(last)));
    connect(m_preset, &QComboBox::currentIndexChanged, this, [this] {
        QSettings().setValue(QStringLiteral("inspect/preset"), m_preset->currentText());
        Q_EMIT presetChanged();
    });
    addLabelled(tr("Preset"), m_preset, tr("Preprocessing that makes the melgram"));
    m_chunks = new QCheckBox(tr("Chunks"));
    connect(m_chunks, &QCheckBox::toggled, this, &InspectToolbar::chunksToggled);
    addLabelled(QString(), m_chunks, tr("Show the borders of the chunks that a model gets"));
    m_features = new QCheckBox(tr("Features"));
    m_features->setChecked(QSettings().value(QStringLiteral("inspect/features"), false).toBool());
    connect(m_features, &QCheckBox::toggled, this, [this](bool shown) {
        QSettings().setValue(QStringLiteral("inspect/features"), shown);
        Q_EMIT featuresToggled(shown);
    });
    addLabelled(QString(), m_features, tr("Show beats, bars and hand-made features under the waveform, and compare two regions"));
}

void InspectToolbar::addPreset(const engine::dsp::Preset& preset)
{
    m_preset->addItem(QString::fromStdString(preset.name));
    m_preset->setItemData(m_preset->count() - 1, tr("%1 Hz, FFT %2, hop %3, %4 mel bands").arg(preset.sampleRateHz)
        .arg(preset.fftSize).arg(preset.hopSamples).arg(preset.mels), Qt::ToolTipRole);
}

void InspectToolbar::showPreset(const engine::dsp::Preset& preset)
{
    if (preset.isWaveform()) return;
    const auto known = std::find_if(m_presets.begin(), m_presets.end(), [&](const auto& other) { return other.hash() == preset.hash(); });
    const auto index = static_cast<int>(known - m_presets.begin());
    if (known == m_presets.end()) {
        m_presets.push_back(preset);
        addPreset(preset);
    }
    m_preset->setCurrentIndex(index);
}

void InspectToolbar::setColourMap(const QString& id)
{
    if (const int at = m_colours->findData(id); at >= 0) m_colours->setCurrentIndex(at);
}

void InspectToolbar::announceLevels()
{
    if (m_auto->isChecked()) {
        Q_EMIT levelRangeChosen(std::nullopt);
    } else {
        Q_EMIT levelRangeChosen(std::pair(static_cast<float>(m_low->value()), static_cast<float>(m_high->value())));
    }
}

void InspectToolbar::showLevelRange(std::pair<float, float> range)
{
    const QSignalBlocker quietLow(m_low);
    const QSignalBlocker quietHigh(m_high);
    m_low->setValue(range.first);
    m_high->setValue(range.second);
}

const engine::dsp::Preset& InspectToolbar::preset() const
{
    return m_presets.at(static_cast<std::size_t>(m_preset->currentIndex()));
}

const widgets::ColourMap& InspectToolbar::colourMap() const
{
    return widgets::colourMapById(m_colours->currentData().toString());
}

bool InspectToolbar::featuresShown() const
{
    return m_features->isChecked();
}

bool InspectToolbar::chunksShown() const
{
    return m_chunks->isChecked();
}

}  // namespace ui::inspect
