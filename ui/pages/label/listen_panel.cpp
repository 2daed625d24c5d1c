#include "ui/pages/label/listen_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/dsp/preset.h"
#include "ui/player/player.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ticks.h"

namespace ui::label {

namespace {

/// Of the pictures only; the model listened by its own.
constexpr const char* kPicturePreset = "sota-96";

}  // namespace

ListenPanel::ListenPanel(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_heading(new QLabel), m_readout(new QLabel), m_play(new QPushButton), m_waveform(new widgets::WaveformView(&m_axis, &m_cursor)),
      m_melgram(new widgets::MelgramView(&m_axis, &m_cursor)), m_overview(new widgets::OverviewStrip(&m_axis, &m_cursor))
{
    for (auto* label : {m_heading, m_readout}) {
        label->setTextFormat(Qt::PlainText);   // titles come from outside
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    auto bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setAccessibleName(tr("Track"));
    m_readout->setAccessibleName(tr("Read-out"));
    m_play->setFocusPolicy(Qt::TabFocus);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 6, 8, 6);
    head->setSpacing(10);
    head->addWidget(m_play);
    head->addWidget(m_heading, 1);
    auto* lanes = new QSplitter(Qt::Vertical);
    lanes->addWidget(m_waveform);
    lanes->addWidget(m_melgram);
    lanes->setChildrenCollapsible(false);
    lanes->setSizes({140, 160});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new widgets::TimeRuler(&m_axis, &m_cursor));
    column->addWidget(lanes, 1);
    column->addSpacing(4);
    column->addWidget(m_overview);
    column->addWidget(m_readout);
    m_readout->setContentsMargins(8, 2, 8, 2);
    connect(m_waveform, &widgets::Lane::readoutChanged, m_readout, &QLabel::setText);
    connect(m_melgram, &widgets::Lane::readoutChanged, m_readout, &QLabel::setText);
    connect(m_waveform, &widgets::WaveformView::samplesWanted, &m_loader, &inspect::TrackLoader::loadSamples);
    connect(&m_cursor, &widgets::TimeCursor::seekRequested, this, &ListenPanel::seek);
    connectLoader();
    connectPlayer();
}

void ListenPanel::connectLoader()
{
    using inspect::TrackLoader;
    connect(&m_loader, &TrackLoader::opened, this, [this](double durationSeconds, int rateHz) {
        m_durationSeconds = durationSeconds;
        m_axis.reset(durationSeconds, rateHz);
        m_heading->setText(QStringLiteral("%1    %2").arg(m_title, widgets::timeText(durationSeconds, 0.1)));
    });
    connect(&m_loader, &TrackLoader::peaksGrown, this, [this](const widgets::PeaksPtr& peaks, bool complete) {
        if (complete && peaks->rateHz > 0) {
            m_durationSeconds = static_cast<double>(peaks->frames) / peaks->rateHz;
            if (isPlayingThis()) m_context.player.setDurationSeconds(m_durationSeconds);
            m_axis.correctDuration(m_durationSeconds);
        }
        m_waveform->setPeaks(peaks);
        m_overview->setPeaks(peaks);
    });
    connect(&m_loader, &TrackLoader::melgramBegun, this, [this](const widgets::MelgramMeaning& meaning) { m_melgram->begin(meaning); });
    connect(&m_loader, &TrackLoader::melgramGrown, this, [this](const inspect::ColumnsPtr& columns) { m_melgram->appendColumns(*columns); });
    connect(&m_loader, &TrackLoader::samplesRead, this, [this](qint64 start, const inspect::ColumnsPtr& samples) { m_waveform->setSamples(start, *samples); });
    connect(&m_loader, &TrackLoader::melgramFailed, m_readout, &QLabel::setText);
    connect(&m_loader, &TrackLoader::failed, m_readout, &QLabel::setText);
}

void ListenPanel::connectPlayer()
{
    auto& player = m_context.player;
    connect(m_play, &QPushButton::clicked, this, [this] {
        if (m_file.empty()) return;
        if (!isPlayingThis()) m_context.player.setSource(m_file, m_durationSeconds);
        m_context.player.toggle();
    });
    connect(&player, &Player::positionChanged, this, [this](double seconds) {
        if (!isPlayingThis()) return;
        m_cursor.setPlayheadSeconds(seconds);
        if (m_context.player.state() == Player::State::Playing) m_axis.ensureVisible(seconds);
    });
    connect(&player, &Player::stateChanged, this, &ListenPanel::updatePlay);
    connect(&player, &Player::availabilityChanged, this, &ListenPanel::updatePlay);
    connect(&player, &Player::sourceChanged, this, &ListenPanel::updatePlay);
    updatePlay();
}

bool ListenPanel::isPlayingThis() const
{
    return !m_file.empty() && m_context.player.source() == m_file;
}

void ListenPanel::seek(double seconds)
{
    m_cursor.setPlayheadSeconds(seconds);
    m_axis.ensureVisible(seconds);
    if (isPlayingThis()) m_context.player.seek(seconds);
}

void ListenPanel::updatePlay()
{
    const auto& player = m_context.player;
    const bool isPlaying = isPlayingThis() && player.state() == Player::State::Playing;
    m_play->setEnabled(player.isAvailable() && !m_file.empty());
    m_play->setText(isPlaying ? tr("Pause") : tr("Play"));
    m_play->setIcon(Theme::icon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setAccessibleName(tr("Play or pause this track"));
    m_play->setToolTip(player.isAvailable() ? tr("Plays or pauses (Space)") : player.unavailableReason());
}

void ListenPanel::clear()
{
    m_loader.clear();
    m_file.clear();
    m_title.clear();
    m_durationSeconds = 0;
    m_axis.reset(0, 0);
    m_cursor.setSelection(std::nullopt);
    m_cursor.setPlayheadSeconds(0);
    m_waveform->clear();
    m_melgram->clear();
    m_overview->clear();
    m_heading->clear();
    m_readout->clear();
    updatePlay();
}

void ListenPanel::open(const std::filesystem::path& file, const QString& heading, bool plays)
{
    clear();
    m_file = file;
    m_title = heading;
    m_heading->setText(heading);
    m_loader.load(file, engine::dsp::loadPreset(kPicturePreset));
    auto& player = m_context.player;
    // What plays is never another track than the one in question.
    if (player.source() != file) player.setSource(file, 0);
    if (plays && player.isAvailable()) player.play();
    updatePlay();
}

}  // namespace ui::label
