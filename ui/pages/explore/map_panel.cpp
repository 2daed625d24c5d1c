#include "ui/pages/explore/map_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/pages/explore/map_legend.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_words.h"
#include "ui/theme/theme.h"

namespace ui::explore {

namespace {

QVariant dataOf(ColourBy::Kind kind, const QString& value = {})
{
    return QStringList{QString::number(static_cast<int>(kind)), value};
}

}  // namespace

MapPanel::MapPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(buildNotice());
    m_view = new widgets::MapView;
    column->addWidget(m_view, 1);
    m_legend = new MapLegend;
    column->addWidget(m_legend);
    connectView();
    connect(m_legend, &MapLegend::emphasisWanted, m_view, &widgets::MapView::setEmphasised);
    connect(m_legend, &MapLegend::groupChosen, this, &MapPanel::chooseGroup);
    connect(&context.selection, &Selection::tracksChanged, this, &MapPanel::showSelection);
    setMaps({});
}

QWidget* MapPanel::buildTop()
{
    m_choice = new QComboBox;
    m_choice->setAccessibleName(tr("Map"));
    m_choice->setToolTip(tr("Which of the kept maps is shown"));
    m_choice->setPlaceholderText(tr("No map yet"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    m_colour = new QComboBox;
    m_colour->setAccessibleName(tr("Colour by"));
    m_colour->setToolTip(tr("What colour and shape of the points mean"));
    m_colour->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colour->setMinimumContentsLength(8);
    m_remove = new QToolButton;
    m_remove->setIcon(Theme::icon(QStringLiteral("cancel")));
    m_remove->setAutoRaise(true);
    m_remove->setAccessibleName(tr("Forget this map"));
    m_remove->setToolTip(tr("Forget this map; tracks and tags stay"));
    m_facts = new QLabel;
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTagChoices({}, {});
    auto* row = new QHBoxLayout;
    row->addWidget(m_choice, 3);
    row->addWidget(m_remove);
    row->addWidget(m_colour, 2);
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_facts);
    connect(m_choice, &QComboBox::activated, this, [this] {
        Q_EMIT used();
        showMap(engine::MapId{m_choice->currentData().toLongLong()});
    });
    connect(m_colour, &QComboBox::currentIndexChanged, this, &MapPanel::recolour);
    connect(m_colour, &QComboBox::activated, this, &MapPanel::used);
    connect(m_remove, &QToolButton::clicked, this, [this] { if (m_map) Q_EMIT removeWanted(engine::value(*m_map)); });
    return top;
}

QWidget* MapPanel::buildNotice()
{
    m_notice = new QFrame;
    m_notice->setFrameShape(QFrame::StyledPanel);
    m_noticeText = new QLabel;
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    auto* all = new QPushButton(tr("Show all"));
    all->setAccessibleName(tr("Show all tracks"));
    all->setToolTip(tr("Compute this map again with all tracks"));
    auto* row = new QHBoxLayout(m_notice);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_noticeText, 1);
    row->addWidget(all);
    connect(all, &QPushButton::clicked, this, [this] { if (m_map) Q_EMIT showAllWanted(engine::value(*m_map)); });
    m_notice->hide();
    return m_notice;
}

void MapPanel::connectView()
{
    using widgets::MapView;
    m_view->installEventFilter(this);
    const auto trackAt = [this](std::uint32_t place) { return m_tracks[place]; };
    connect(m_view, &MapView::pointClicked, this, [this, trackAt](quint32 place) { Q_EMIT trackClicked(engine::value(trackAt(place))); });
    connect(m_view, &MapView::pointedChanged, this, [this, trackAt](int place) {
        Q_EMIT trackPointed(place < 0 ? std::nullopt : std::optional(trackAt(static_cast<std::uint32_t>(place))));
    });
    connect(m_view, &MapView::clearWanted, this, [this] {
        m_legend->release();
        Q_EMIT clearWanted();
    });
    connect(m_view, &MapView::areaChosen, this, [this, trackAt](const MapView::Indices& places, bool add) {
        Tracks chosen;
        for (const auto place : places)
            chosen.push_back(trackAt(place));
        Q_EMIT tracksChosen(chosen, add);
    });
    connect(m_view, &MapView::pathChosen, this, [this, trackAt](const MapView::Indices& places) {
        Tracks along;
        for (const auto place : places)
            along.push_back(trackAt(place));
        Q_EMIT pathChosen(along);
    });
}

bool MapPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::FocusIn)) Q_EMIT used();
    return QWidget::eventFilter(watched, event);
}

// --- which map ---

void MapPanel::setMaps(const std::vector<engine::store::MapHead>& heads)
{
    m_heads = heads;
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (auto at = heads.rbegin(); at != heads.rend(); ++at)
        m_choice->addItem(mapTitle(*at), static_cast<qlonglong>(engine::value(at->id)));
    m_choice->setEnabled(!heads.empty());
    m_remove->setEnabled(!heads.empty());
    if (m_map && head() == nullptr) m_map.reset();
    if (!m_map && !heads.empty() && !m_isLive) {
        showMap(heads.back().id);
        return;
    }
    m_choice->setCurrentIndex(m_map ? m_choice->findData(static_cast<qlonglong>(engine::value(*m_map))) : -1);
    if (heads.empty() && !m_isLive) {
        setTracks({});
        m_view->setPoints({});
        m_facts->hide();
        m_notice->hide();
        m_view->setEmptyText(tr("No map yet. Choose on the left what it is made of, then press Compute; nothing is computed before."));
    }
}

const engine::store::MapHead* MapPanel::head() const
{
    const auto found = std::ranges::find_if(m_heads, [this](const auto& known) { return m_map && known.id == *m_map; });
    return found == m_heads.end() ? nullptr : &*found;
}

void MapPanel::showMap(engine::MapId map)
{
    m_map = map;
    m_isLive = false;
    m_choice->setCurrentIndex(m_choice->findData(static_cast<qlonglong>(engine::value(map))));
    load();
}

void MapPanel::load()
{
    if (!m_map) return;
    m_context.store.ask(
        this, "map", [id = *m_map](StoreThread::Workspace& workspace) { return workspace.maps().find(id); },
        [this](std::optional<engine::store::TrackMap> map) { if (map && !m_isLive) take(std::move(*map)); });
}

void MapPanel::take(engine::store::TrackMap map)
{
    setTracks(std::move(map.tracks));
    m_clusters = std::make_shared<const std::vector<std::uint32_t>>(std::move(map.clusters));
    m_view->setPoints(std::make_shared<const std::vector<float>>(std::move(map.points)));
    m_view->fit();
    m_facts->setText(facts());
    m_facts->show();
    const auto notice = head() != nullptr ? samplingNotice(*head()) : QString();
    m_noticeText->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
    showSelection();
    showFound();
    recolour();
    Q_EMIT shown();
}

QString MapPanel::facts() const
{
    return head() != nullptr ? mapFacts(*head()) : QString();
}

void MapPanel::setTracks(Tracks tracks)
{
    if (tracks == m_tracks) return;
    m_tracks = std::move(tracks);
    m_placeOf.clear();
    m_placeOf.reserve(m_tracks.size());
    for (std::uint32_t place = 0; place < m_tracks.size(); ++place)
        m_placeOf.emplace(m_tracks[place], place);
    m_clusters.reset();
    m_groupOf.reset();
    m_view->setPoints({});   // the old points are other tracks
}

// --- while it is made ---

void MapPanel::showLive(const engine::tasks::MapFrame& frame)
{
    const bool first = !m_isLive;
    m_isLive = true;
    const bool others = frame.tracks != m_tracks;
    if (others) setTracks(frame.tracks);
    m_view->setPoints(std::make_shared<const std::vector<float>>(frame.points));
    if (first) m_view->fit();
    m_facts->setText(tr("Converging: iteration %1 of %2, KL %3")
                         .arg(QLocale().toString(frame.iteration), QLocale().toString(frame.iterations), QLocale().toString(frame.kl, 'f', 3)));
    m_facts->show();
    m_notice->hide();
    if (!others && !first) return;
    showSelection();
    showFound();
    recolour();
}

void MapPanel::endLive()
{
    if (!m_isLive) return;
    m_isLive = false;
    if (m_map) load();
    else setMaps(m_heads);
}

// --- what stands out ---

widgets::MapView::Indices MapPanel::indicesOf(const Tracks& tracks) const
{
    widgets::MapView::Indices places;
    for (const auto track : tracks)
        if (const auto found = m_placeOf.find(track); found != m_placeOf.end()) places.push_back(found->second);
    return places;
}

void MapPanel::showSelection()
{
    m_view->setSelected(indicesOf(m_context.selection.tracks()));
}

void MapPanel::showFound()
{
    m_view->setFound(indicesOf(m_found));
}

void MapPanel::setFound(const Tracks& tracks)
{
    m_found = tracks;
    showFound();
}

void MapPanel::pointTo(engine::TrackId track)
{
    if (const auto found = m_placeOf.find(track); found != m_placeOf.end()) m_view->pointTo(found->second);
}

// --- colours ---

void MapPanel::setTagChoices(const QStringList& types, const QStringList& tags)
{
    using Kind = ColourBy::Kind;
    const QSignalBlocker quiet(m_colour);
    const auto before = m_colour->currentData();
    m_colour->clear();
    m_colour->addItem(tr("One colour"), dataOf(Kind::Nothing));
    for (const auto& type : types)
        m_colour->addItem(tr("By type: %1").arg(tagTypeName(type.toStdString())), dataOf(Kind::Type, type));
    m_colour->addItem(tr("By artist"), dataOf(Kind::Artist));
    m_colour->addItem(tr("By split part"), dataOf(Kind::Split));
    m_colour->addItem(tr("By cluster"), dataOf(Kind::Cluster));
    for (const auto& tag : tags)
        m_colour->addItem(tr("Tag: %1").arg(tag), dataOf(Kind::Tag, tag));
    const int kept = m_colour->findData(before);
    // The first type (genre, where there is one) says most about an unknown map.
    m_colour->setCurrentIndex(kept > 0 ? kept : types.isEmpty() ? 0 : 1);
    if (m_view != nullptr && m_colour->currentData() != before) recolour();
}

ColourBy MapPanel::colourBy() const
{
    const auto data = m_colour->currentData().toStringList();
    return data.size() == 2 ? ColourBy{static_cast<ColourBy::Kind>(data[0].toInt()), data[1]} : ColourBy{};
}

void MapPanel::recolour()
{
    if (m_tracks.empty()) {
        m_legend->setGroups({});
        return;
    }
    m_context.store.ask(
        this, "colours",
        [tracks = m_tracks, clusters = m_clusters, by = colourBy()](StoreThread::Workspace& workspace) {
            return readGroups(workspace, tracks, clusters ? *clusters : std::vector<std::uint32_t>{}, by);
        },
        [this](Groups groups) {
            m_groupOf = std::move(groups.of);
            m_view->setGroups(m_groupOf);
            m_legend->setGroups(std::move(groups.legend));
        });
}

void MapPanel::chooseGroup(int mark)
{
    if (!m_groupOf) return;
    Tracks chosen;
    for (std::size_t place = 0; place < m_tracks.size(); ++place)
        if ((*m_groupOf)[place] == mark) chosen.push_back(m_tracks[place]);
    Q_EMIT tracksChosen(chosen, false);
}

}  // namespace ui::explore
