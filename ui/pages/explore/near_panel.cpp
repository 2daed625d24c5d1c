#include "ui/pages/explore/near_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/playlist_file.h"
#include "engine/tasks/track_space.h"
#include "ui/format.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui::explore {

namespace {

constexpr std::size_t kMostAsked = 200;   // of a larger selection only the current track is asked for

}  // namespace

/// The space that was asked last stays: reading all vectors again for each selected track would cost tenths of a second.
struct NearPanel::Cache {
    QString key;
    std::optional<engine::tasks::TrackSpace> space;
};

struct NearPanel::Answer {
    std::vector<Row> rows;
    QString method, failure;
};

NearPanel::NearPanel(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_cache(std::make_shared<Cache>()), m_heading(new QLabel), m_method(new QLabel), m_space(new QComboBox),
      m_count(new QSpinBox), m_otherArtists(new QCheckBox(tr("Other artists only"))), m_table(new QTableWidget(0, 3)), m_select(nullptr), m_save(nullptr), m_search(nullptr)
{
    auto font = m_heading->font();
    font.setBold(true);
    m_heading->setFont(font);
    for (auto* label : {m_heading, m_method}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    buildTable();
    const auto button = [](const char* icon, const QString& text, const QString& tip) {
        auto* made = new QPushButton(Theme::icon(QString::fromLatin1(icon)), text);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        return made;
    };
    m_select = button("ready", tr("Select these"), tr("Make these tracks the selection, in the library too"));
    m_save = button("music", tr("Playlist..."), tr("Save the tracks asked for and these as a playlist (M3U8 or XSPF)"));
    connect(m_select, &QPushButton::clicked, this, [this] {
        std::vector<engine::TrackId> tracks;
        for (const auto& row : m_rows)
            tracks.push_back(row.track);
        m_context.selection.setTracks(std::move(tracks));
    });
    connect(m_save, &QPushButton::clicked, this, &NearPanel::savePlaylist);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_select);
    buttons->addWidget(m_save);
    m_search = button("search", tr("Search"), tr("Search for tracks like the chosen ones, with words that push the search and reasons for each result"));
    connect(m_search, &QPushButton::clicked, this, [this] {
        m_context.selection.wantSimilar();
        m_context.showPage(QStringLiteral("search"));
    });
    buttons->addWidget(m_search);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(m_heading);
    column->addWidget(buildOptions());
    column->addWidget(m_table, 1);
    column->addWidget(m_method);
    column->addLayout(buttons);
    connect(&context.selection, &Selection::tracksChanged, this, &NearPanel::refresh);
    connect(&context.selection, &Selection::currentChanged, this, &NearPanel::refresh);
    refresh();
}

QWidget* NearPanel::buildOptions()
{
    m_space->addItem(tr("by tags"), QStringLiteral("tags"));
    m_space->addItem(tr("by embedding"), QStringLiteral("embedding"));
    m_space->addItem(tr("on this map"), QStringLiteral("map"));
    m_space->setAccessibleName(tr("Measure nearness"));
    m_space->setToolTip(tr("Tags and embeddings are compared by cosine. A map keeps neighbourhoods, not distances."));
    m_count->setRange(1, 500);
    m_count->setValue(10);
    m_count->setAccessibleName(tr("How many"));
    m_count->setToolTip(tr("How many near tracks are listed"));
    m_otherArtists->setAccessibleName(m_otherArtists->text());
    m_otherArtists->setToolTip(tr("Leave out tracks by an artist that was asked for"));
    connect(m_space, &QComboBox::currentIndexChanged, this, &NearPanel::refresh);
    connect(m_count, &QSpinBox::valueChanged, this, &NearPanel::refresh);
    connect(m_otherArtists, &QCheckBox::toggled, this, &NearPanel::refresh);
    auto* options = new QWidget;
    auto* column = new QVBoxLayout(options);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->addWidget(m_space, 1);
    row->addWidget(m_count);
    column->addLayout(row);
    column->addWidget(m_otherArtists);
    return options;
}

void NearPanel::buildTable()
{
    m_table->setAccessibleName(tr("Near tracks"));
    m_table->setHorizontalHeaderLabels({tr("Track"), tr("Artist"), tr("Distance")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_rows.size())) Q_EMIT trackPointed(engine::value(m_rows[static_cast<std::size_t>(row)].track));
    });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { Q_EMIT trackActivated(engine::value(m_rows[static_cast<std::size_t>(row)].track)); });
}

void NearPanel::setMap(std::optional<engine::MapId> map)
{
    if (map == m_map) return;
    m_map = map;
    if (m_space->currentData().toString() == QLatin1String("map")) refresh();
}

void NearPanel::forget()
{
    ++m_generation;
    refresh();
}

void NearPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) refresh();
}

void NearPanel::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale) return;
    auto query = m_context.selection.tracks();
    const auto current = m_context.selection.current();
    if (query.size() > kMostAsked && current) query = {*current};
    if (query.empty()) {
        m_heading->setText(tr("Near tracks"));
        show({{}, tr("Choose a track: click a point of the map, or a row of the library."), {}});
        return;
    }
    engine::tasks::SpaceChoice choice;
    choice.of = m_space->currentData().toString().toStdString();
    choice.map = m_map;
    const auto key = QStringLiteral("%1 %2 %3").arg(m_space->currentData().toString()).arg(m_map ? engine::value(*m_map) : 0).arg(m_generation);
    const engine::tasks::NearOptions options{static_cast<std::size_t>(m_count->value()), m_otherArtists->isChecked(), 0};
    m_heading->setText(query.size() == 1 ? tr("Near the chosen track") : tr("Near the %Ln chosen track(s)", nullptr, static_cast<int>(query.size())));
    m_context.store.ask(
        this, "near",
        [cache = m_cache, key, choice, options, query](StoreThread::Workspace& workspace) {
            Answer answer;
            try {
                if (cache->key != key || !cache->space) {
                    cache->space.reset();
                    cache->space.emplace(workspace, choice);
                    cache->key = key;
                }
                for (const auto& near : cache->space->near(query, options)) {
                    const auto track = workspace.tracks().find(near.track);
                    if (!track) continue;
                    answer.rows.push_back({near.track, QString::fromStdString(track->title.empty() ? track->displayPath : track->title),
                                           QString::fromStdString(track->artist), near.distance});
                }
                answer.method = QString::fromStdString(cache->space->name());
            } catch (const engine::Error& error) {
                answer.failure = QString::fromUtf8(error.what());
            }
            return answer;
        },
        [this](const Answer& answer) { show(answer); });
}

void NearPanel::show(const Answer& answer)
{
    m_rows = answer.rows;
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& near = m_rows[static_cast<std::size_t>(row)];
        auto* title = new QTableWidgetItem(near.title);
        title->setToolTip(plainTip(near.artist.isEmpty() ? near.title : near.artist + QStringLiteral(" - ") + near.title));
        m_table->setItem(row, 0, title);
        m_table->setItem(row, 1, new QTableWidgetItem(near.artist));
        auto* distance = new QTableWidgetItem(QLocale().toString(near.distance, 'f', 4));
        distance->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, 2, distance);
    }
    m_table->setVisible(!m_rows.empty());
    m_method->setText(answer.failure.isEmpty() ? answer.method : tr("No neighbours: %1.").arg(answer.failure));
    m_select->setVisible(!m_rows.empty());
    m_save->setVisible(!m_rows.empty());
    m_search->setVisible(!m_rows.empty());
    // Without rows nothing else would take the room below.
    m_method->setAlignment(m_rows.empty() ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignVCenter | Qt::AlignLeft);
    m_method->setSizePolicy(QSizePolicy::Preferred, m_rows.empty() ? QSizePolicy::Expanding : QSizePolicy::Preferred);
}

void NearPanel::savePlaylist()
{
    const auto folder = QSettings().value(QStringLiteral("folders/playlist"), QDir::homePath()).toString();
    const auto file = QFileDialog::getSaveFileName(this, tr("Save playlist"), folder + QStringLiteral("/near.m3u8"), tr("Playlists (*.m3u8 *.xspf)"));
    if (file.isEmpty()) return;
    QSettings().setValue(QStringLiteral("folders/playlist"), QFileInfo(file).path());
    auto tracks = m_context.selection.tracks();
    for (const auto& row : m_rows)
        tracks.push_back(row.track);
    m_context.store.edit(
        this,
        [tracks, path = std::filesystem::path(QFile::encodeName(file).toStdString())](StoreThread::Workspace& workspace) {
            return engine::tasks::writePlaylist(workspace, tracks, path);
        },
        [say = m_context.say, file](std::size_t written) {
            say(NearPanel::tr("%Ln track(s) written to %1", nullptr, static_cast<int>(written)).arg(file));
        });
}

}  // namespace ui::explore
