#include "ui/pages/inspect/inspect_page.h"

#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/pages/inspect/chunk_spans.h"
#include "ui/pages/inspect/explain_panel.h"
#include "ui/pages/inspect/feature_session.h"
#include "ui/pages/inspect/inspect_toolbar.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/live_prediction.h"
#include "ui/pages/inspect/nearest_panel.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/pages/inspect/reason_tabs.h"
#include "ui/pages/inspect/region_panel.h"
#include "ui/pages/page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/widgets/ticks.h"

namespace ui {

namespace {

/// What the store knows of the current track.
struct TrackAnswer {
    std::optional<engine::store::Track> track;
    std::filesystem::path file;
};

QLabel* plainLabel(const QString& accessibleName)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);   // titles and file names come from outside
    label->setAccessibleName(accessibleName);
    return label;
}

QString titleOf(const engine::store::Track& track)
{
    const QString title = QString::fromStdString(track.title.empty() ? track.displayPath : track.title);
    return track.artist.empty() ? title : QStringLiteral("%1 \u2013 %2").arg(title, QString::fromStdString(track.artist));
}

}  // namespace

InspectPage::InspectPage(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_toolbar(new inspect::InspectToolbar), m_lanes(new inspect::LanesPanel),
      m_predictions(new inspect::PredictionPanel), m_live(new inspect::LivePrediction(context, this)), m_explain(new inspect::ExplainPanel(context)), m_nearest(new inspect::NearestPanel(context)),
      m_reasons(new inspect::ReasonTabs), m_regions(new inspect::RegionPanel),
      m_features(new inspect::FeatureSession(*m_lanes, *m_regions, this)), m_stack(new QStackedWidget), m_state(plainLabel(tr("State"))), m_openLibrary(new QPushButton(tr("Open library"))),
      m_heading(plainLabel(tr("Track"))), m_readout(plainLabel(tr("Read-out")))
{
    setWhatsThis(tr("One track, seen as a model gets it: waveform, melgram and taggram on one time axis. A click moves the playhead, a drag in the "
                    "waveform selects, L loops the selection.\n\nThe arrows scroll and zoom, F shows the whole track, O changes what is drawn over the "
                    "pictures. The line at the bottom reads the value under the pointer.\n\nOn the right are the tags that a model gives, with "
                    "its threshold as a line; choose which model, and it listens at once. Below them, what the model looked at for a tag, and which of the tracks it learned from are most like this one. A file from outside the library can be dropped here, too."));
    m_stack->addWidget(buildState());
    m_stack->addWidget(buildViews());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_stack, 1);
    buildActions();
    connectLoader();
    connectPlayer();
    connectToolbar();
    connect(&m_context.selection, &Selection::currentChanged, this, &InspectPage::takeSelection);
    connectPredictions();
    takeSelection();
}

InspectPage::~InspectPage() = default;

QWidget* InspectPage::buildState()
{
    m_state->setAlignment(Qt::AlignCenter);
    m_state->setWordWrap(true);
    m_openLibrary->setAccessibleName(m_openLibrary->text());
    connect(m_openLibrary, &QPushButton::clicked, this, [this] { m_context.showPage(QStringLiteral("library")); });
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(40, 0, 40, 0);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_state);
    column->addWidget(m_openLibrary, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

QWidget* InspectPage::buildViews()
{
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setContentsMargins(8, 4, 8, 4);
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readout->setContentsMargins(8, 3, 8, 3);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addWidget(m_lanes, 1);
    column->addWidget(m_readout);
    auto* both = new QSplitter(Qt::Horizontal);
    both->addWidget(left);
    auto* upper = new QWidget;
    auto* panels = new QVBoxLayout(upper);
    panels->setContentsMargins(0, 0, 0, 0);
    panels->setSpacing(0);
    panels->addWidget(m_predictions, 1);
    buildReasons();
    panels->addWidget(m_reasons);
    auto* right = new QSplitter(Qt::Vertical);
    right->addWidget(upper);
    right->addWidget(m_regions);
    right->setChildrenCollapsible(false);
    right->setSizes({380, 300});
    right->setStretchFactor(0, 1);
    both->addWidget(right);
    both->setStretchFactor(0, 1);
    both->setSizes({900, 280});   // as wide as an explanation needs: nothing moves when one comes
    both->setChildrenCollapsible(false);
    connect(m_lanes, &inspect::LanesPanel::readoutChanged, m_readout, &QLabel::setText);
    connect(m_features, &inspect::FeatureSession::said, m_readout, &QLabel::setText);
    connect(&m_lanes->waveform(), &widgets::WaveformView::samplesWanted, &m_loader, &inspect::TrackLoader::loadSamples);
    return both;
}

void InspectPage::buildReasons()
{
    m_reasons->setAccessibleName(tr("Why the model says so"));
    m_reasons->addTab(m_explain, tr("Looked at"));
    m_reasons->setTabToolTip(0, tr("What the model looked at"));
    m_reasons->addTab(m_nearest, tr("Learned from"));
    m_reasons->setTabToolTip(1, tr("Which of the tracks the model learned from are most like this one"));
    connect(m_explain, &inspect::ExplainPanel::tagChosen, m_nearest, &inspect::NearestPanel::setTag);
    connect(m_nearest, &inspect::NearestPanel::tagChosen, m_explain, &inspect::ExplainPanel::setTag);
    m_reasons->hide();
}

void InspectPage::connectLoader()
{
    using inspect::TrackLoader;
    connect(&m_loader, &TrackLoader::opened, this, [this](double durationSeconds, int rateHz) {
        m_durationSeconds = durationSeconds;
        if (isPlayingThis()) m_context.player.setDurationSeconds(durationSeconds);
        m_lanes->axis().reset(durationSeconds, rateHz);
        m_heading->setText(tr("%1    %2, %3 kHz").arg(m_title, widgets::timeText(durationSeconds, 0.1)).arg(rateHz / 1000.0));
        m_readout->setText(tr("Reading..."));
        m_stack->setCurrentIndex(1);
    });
    connect(&m_loader, &TrackLoader::peaksGrown, this, [this](const widgets::PeaksPtr& peaks, bool complete) {
        if (complete && peaks->rateHz > 0) {
            m_durationSeconds = static_cast<double>(peaks->frames) / peaks->rateHz;
            if (isPlayingThis()) m_context.player.setDurationSeconds(m_durationSeconds);
            m_lanes->axis().correctDuration(m_durationSeconds);
        }
        m_lanes->setPeaks(peaks);
    });
    connect(&m_loader, &TrackLoader::melgramBegun, this, [this](const widgets::MelgramMeaning& meaning) {
        m_lanes->melgram().begin(meaning);
        m_lanes->melgram().setChunks(inspect::chunkSpans(m_toolbar->preset(), m_durationSeconds));
    });
    connect(&m_loader, &TrackLoader::melgramGrown, this, [this](const inspect::ColumnsPtr& columns) { m_lanes->melgram().appendColumns(*columns); });
    connect(&m_loader, &TrackLoader::samplesRead, this, [this](qint64 start, const inspect::ColumnsPtr& samples) {
        m_lanes->waveform().setSamples(start, *samples);
    });
    connect(&m_loader, &TrackLoader::finished, this, [this] { m_readout->clear(); });
    connect(&m_loader, &TrackLoader::melgramFailed, m_readout, &QLabel::setText);
    connect(&m_loader, &TrackLoader::failed, this, &InspectPage::showState);
}

void InspectPage::connectToolbar()
{
    using inspect::InspectToolbar;
    const auto applyColours = [this] {
        m_lanes->melgram().setColourMap(m_toolbar->colourMap());
        m_lanes->taggram().setColourMap(m_toolbar->colourMap());
        m_lanes->features().setColourMap(m_toolbar->colourMap());
    };
    connect(m_toolbar, &InspectToolbar::colourMapChanged, this, applyColours);
    connect(m_toolbar, &InspectToolbar::presetChanged, this, [this] { if (!m_file.empty()) openFile(m_file, m_title); });
    connect(m_toolbar, &InspectToolbar::levelRangeChosen, &m_lanes->melgram(), &widgets::MelgramView::setLevelRangeDb);
    connect(m_toolbar, &InspectToolbar::chunksToggled, &m_lanes->melgram(), &widgets::MelgramView::setChunksShown);
    connect(&m_lanes->melgram(), &widgets::MelgramView::levelRangeChanged, this, [this] { m_toolbar->showLevelRange(m_lanes->melgram().levelRangeDb()); });
    connect(m_toolbar, &InspectToolbar::featuresToggled, m_features, &inspect::FeatureSession::setShown);
    m_features->setShown(m_toolbar->featuresShown());
    applyColours();
}

void InspectPage::setColourMap(const QString& id)
{
    m_toolbar->setColourMap(id);
}

QString InspectPage::stateText() const
{
    return m_stack->currentIndex() == 0 ? m_state->text() : QString();
}

void InspectPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_lanes->setFocus();
    if (m_listenWhenShown) listen(true);
}

void InspectPage::showState(const QString& text)
{
    m_openLibrary->setVisible(m_file.empty() && !m_track);
    m_state->setText(text);
    m_stack->setCurrentIndex(0);
}

void InspectPage::takeSelection()
{
    m_loader.clear();
    m_lanes->clear();
    m_predictions->clear();
    m_live->cancel();
    m_shown = {};
    m_file.clear();
    m_explain->setFile({});
    m_nearest->setFile({});
    giveReasons({});
    m_features->setFile({});
    m_track = m_context.selection.current();
    m_loop->setChecked(false);
    if (const auto& file = m_context.selection.file()) {
        openFile(*file, QString::fromStdString(file->filename().string()));
        askPredictions();
        return;
    }
    if (!m_track) return showState(tr("Nothing to look at yet. Choose a track in the library, or drop an audio file here."));
    m_context.store.ask(this, "track", [id = *m_track](engine::store::Workspace& w) {
        TrackAnswer answer{w.tracks().find(id), {}};
        if (answer.track) answer.file = w.tracks().absolutePath(*answer.track);
        return answer;
    }, [this, id = *m_track](const TrackAnswer& answer) {
        if (m_track != id || !answer.track) return;
        const engine::store::Track& track = *answer.track;
        if (track.state == engine::store::TrackState::Missing)
            return showState(tr("%1 was not found at the last scan. Its tags and predictions are kept. When the file or its drive is back, rescan the "
                                "library (F5).").arg(QString::fromStdString(track.displayPath)));
        if (track.state == engine::store::TrackState::Unreadable)
            return showState(tr("%1: %2").arg(QString::fromStdString(track.displayPath), QString::fromStdString(track.reason)));
        openFile(answer.file, titleOf(track));
        askPredictions();
    });
}

void InspectPage::openFile(const std::filesystem::path& file, const QString& title)
{
    m_file = file;
    m_explain->setFile(file);
    m_nearest->setFile(file, m_track);
    m_title = title;
    m_durationSeconds = 0;
    showState(tr("Opening %1...").arg(title));
    m_loader.load(file, m_toolbar->preset());
    m_features->setFile(file);
    updatePlayAction();
}

extern const PageEntry inspect_page;
const PageEntry inspect_page{"inspect", QT_TRANSLATE_NOOP("pages", "Inspect"), QT_TRANSLATE_NOOP("pages", "See and hear one track"),
                             [](PageContext& context) -> QWidget* { return new InspectPage(context); }};

}  // namespace ui
