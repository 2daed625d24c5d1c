#include "ui/pages/search/search_page.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/track_search_line.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/page.h"
#include "ui/pages/search/hit_model.h"
#include "ui/pages/search/index_keeper.h"
#include "ui/pages/search/play_through.h"
#include "ui/pages/search/playlist_panel.h"
#include "ui/pages/search/search_form.h"
#include "ui/pages/search/words_panel.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/next_step.h"

namespace ui {

using search::Found;
using search::HitModel;
using search::Known;

namespace {

constexpr int kReloadMs = 300;
constexpr qsizetype kTagsSuggested = 24;
constexpr std::size_t kMostLike = 200;   // of a larger selection the current track alone

}  // namespace

SearchPage::SearchPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_source(context.store)
{
    setWhatsThis(tr("Tracks by what they sound like. Type words: tags, parts of tags, or words near them; -word asks for little of it. Or search like the "
                    "chosen tracks, and push the search with words: more dreamy, less metal.\n\n"
                    "Each result says why it was found: the tag, how sure the model is, and how far your word is from the tag. The line below says what "
                    "answered. Down goes to the results, Space plays the current one, Return plays from the beginning.\n\n"
                    "On the right are playlists: drag results there, or add what is chosen on any page. They can be played through and saved for other players."));
    m_form = new search::SearchForm;
    m_next = new NextStep;
    m_play = new search::PlayThrough(context, this);
    m_indexes = new search::IndexKeeper(context, this);
    m_playlist = new search::PlaylistPanel(context);
    auto* panes = new QSplitter;
    panes->setObjectName(QStringLiteral("searchPanes"));
    panes->setChildrenCollapsible(false);
    panes->addWidget(buildResults());
    m_words = new search::WordsPanel(m_source);
    auto* side = new QTabWidget;
    side->setDocumentMode(true);
    side->addTab(m_playlist, tr("Playlist"));
    side->addTab(m_words, tr("Words"));
    side->setTabToolTip(0, tr("Lists of tracks in your order"));
    side->setTabToolTip(1, tr("How word vectors understand a word"));
    panes->addWidget(side);
    panes->setStretchFactor(0, 1);
    panes->setSizes({880, 300});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_form);
    column->addWidget(panes, 1);
    column->addWidget(m_next);
    setFocusProxy(&m_form->words());
    connectAll();
    showHint();
    updateNextStep();
}

QWidget* SearchPage::buildTable()
{
    m_hits = new HitModel(this);
    m_table = new QTableView;
    m_table->setModel(m_hits);
    panel::layOutTable(*m_table, tr("Found tracks"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setDragEnabled(true);
    m_table->setDragDropMode(QAbstractItemView::DragOnly);
    m_table->setItemDelegateForColumn(HitModel::Why, new search::ReasonDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    const int em = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{HitModel::Place, 5}, {HitModel::Title, 24}, {HitModel::Artist, 20}, {HitModel::Length, 12}, {HitModel::Match, 14}};
    for (const auto& [column, characters] : widths)
        m_table->setColumnWidth(column, em * characters);
    return m_table;
}

QWidget* SearchPage::buildResults()
{
    m_hint = panel::plainLabel();
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setContentsMargins(40, 40, 40, 40);
    m_results = new QStackedWidget;
    m_results->addWidget(m_hint);
    m_results->addWidget(buildTable());
    m_method = panel::plainLabel();
    m_method->setContentsMargins(12, 6, 12, 6);
    m_method->setAccessibleName(tr("What answered"));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_results, 1);
    auto* copy = new CopyCommandButton(m_context, LineSource([this] { return commandLine(); }));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 4, 12, 4);
    foot->addWidget(m_method, 1);
    foot->addWidget(copy, 0, Qt::AlignTop);
    column->addLayout(foot);
    return page;
}

void SearchPage::connectAll()
{
    connect(m_form, &search::SearchForm::changed, this, &SearchPage::ask);
    connect(m_form, &search::SearchForm::likeChosenWanted, this, &SearchPage::searchLikeChosen);
    connect(m_form, &search::SearchForm::leaveWanted, this, [this] {
        if (m_hits->rowCount() == 0) return;
        m_table->setFocus();
        if (!m_table->selectionModel()->hasSelection()) m_table->selectRow(0);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SearchPage::announceSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SearchPage::announceSelection);
    connect(m_table, &QTableView::doubleClicked, this, &SearchPage::play);
    connect(m_table, &QTableView::customContextMenuRequested, this, &SearchPage::showContextMenu);
    connect(&m_context.selection, &Selection::tracksChanged, this, [this] {
        m_form->setChosenCount(m_context.selection.tracks().size());
        showSelection();
        updateNextStep();
    });
    connect(m_words, &search::WordsPanel::tagWanted, this, [this](const QString& tag) { m_form->words().setText(QLatin1Char('"') + tag + QLatin1Char('"')); });
    connect(&m_context.selection, &Selection::similarWanted, this, &SearchPage::searchLikeChosen);
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &SearchPage::refresh);
    connect(&m_context.selection, &Selection::tagsEdited, &m_reload, qOverload<>(&QTimer::start));
    connect(&m_context.jobs, &JobBridge::eventArrived, this, [this](const engine::jobs::JobEvent& event) {
        if (event.state == engine::jobs::JobState::Done) m_reload.start();
    });
    connect(&m_context.theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    m_form->setChosenCount(m_context.selection.tracks().size());
}

QString SearchPage::methodText() const
{
    return m_method->text();
}

QString SearchPage::hintText() const
{
    return m_results->currentWidget() == m_hint ? m_hint->text() : QString();
}

// --- asking ---

void SearchPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        refresh();
        m_indexes->look();   // vectors may have come from the command line
    }
}

void SearchPage::refresh()
{
    m_source.forget();
    m_isStale = !isVisible();
    if (m_isStale) return;
    m_playlist->reload();
    m_words->reload();
    readKnown();
    ask();
}

void SearchPage::readKnown()
{
    m_source.askKnown([this](Known known) {
        m_known = std::move(known);
        m_form->setKnown(m_known);
        showHint();
        updateNextStep();
    });
}

void SearchPage::ask()
{
    if (m_form->isEmpty()) {
        m_answered = ++m_asked;
        take({});
        return;
    }
    const auto number = ++m_asked;
    m_source.ask(m_form->request(), [this, number](const Found& found) {
        if (number != m_asked) return;   // the box was emptied since
        m_answered = number;
        take(found);
    });
}

QString SearchPage::commandLine() const
{
    return m_form->isEmpty() ? QString() : QString::fromStdString(engine::tasks::searchLine(m_context.store.workspaceFolder(), m_form->request()));
}

QString SearchPage::choiceText(const Found& found)
{
    using engine::tasks::SearchChoice;
    switch (found.choice) {
    case SearchChoice::Asked:
    case SearchChoice::RunAsked: return {};
    case SearchChoice::Joint: return tr("it knows what was asked for");
    case SearchChoice::NoJoint: return tr("no metric model was trained yet");
    case SearchChoice::JointUnreadable: return tr("the metric model cannot be read: %1").arg(found.detail);
    case SearchChoice::JointKnowsFewer: return tr("the metric model knows fewer of the words");
    case SearchChoice::JointLacksTrack: return tr("the metric model has not placed a track that was asked for");
    }
    return {};
}

void SearchPage::take(const Found& found)
{
    m_failure = found.failure;
    m_restoring = true;
    m_hits->setFound(found);
    m_restoring = false;
    QStringList lines;
    if (const auto why = choiceText(found); !found.method.isEmpty())
        lines << (why.isEmpty() ? tr("Answered by: %1").arg(found.method) : tr("Answered by: %1 - %2").arg(found.method, why));
    for (const auto& [word, tags] : found.placed)
        lines << tr("%1 was never a tag; near it: %2").arg(word, tags);
    if (!found.unknown.isEmpty() && found.failure.isEmpty()) lines << tr("Left out, neither a tag nor near one: %1").arg(found.unknown.join(QStringLiteral(", ")));
    if (found.notPlaced > 0) lines << tr("Tracks that this model has not placed yet, so that they cannot be found: %1").arg(QLocale().toString(found.notPlaced));
    m_method->setText(lines.join(QLatin1Char('\n')));
    m_table->scrollToTop();
    showSelection();
    showHint();
    updateNextStep();
}

void SearchPage::showHint()
{
    m_results->setCurrentIndex(m_hits->rowCount() > 0 ? 1 : 0);
    if (!m_failure.isEmpty()) {
        m_hint->setText(m_failure);
    } else if (!m_form->isEmpty()) {
        m_hint->setText(isUpToDate() ? tr("No track is left by the filter.") : tr("Searching..."));
    } else if (m_known.tags.isEmpty()) {
        m_hint->setText(tr("Nothing can be searched for yet. Add music and tags, or train a model: it gives every track tags."));
    } else {
        const auto some = QStringList(m_known.tags.mid(0, kTagsSuggested)).join(QStringLiteral(" · "));
        m_hint->setText(m_known.hasPredictions ? tr("Type what you want to hear. The model knows:\n%1").arg(some)
                                                 : tr("Type what you want to hear. No model has heard the library yet, so the tags that tracks carry answer:\n%1").arg(some));
    }
}

void SearchPage::searchLikeChosen()
{
    auto tracks = m_context.selection.tracks();
    if (tracks.size() > kMostLike && m_context.selection.current()) tracks = {*m_context.selection.current()};
    if (tracks.empty()) return;
    m_context.store.ask(
        this, "like",
        [tracks](StoreThread::Workspace& workspace) {
            std::pair<std::vector<engine::TrackId>, QStringList> like;
            for (const auto id : tracks)
                if (const auto track = workspace.tracks().find(id)) {
                    like.first.push_back(id);
                    like.second << QString::fromStdString(track->title.empty() ? track->displayPath : track->title);
                }
            return like;
        },
        [this](std::pair<std::vector<engine::TrackId>, QStringList> like) { m_form->setLike(std::move(like.first), std::move(like.second)); });
}

// --- the one selection ---

void SearchPage::announceSelection()
{
    if (m_restoring) return;
    std::vector<int> rows;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        rows.push_back(index.row());
    if (rows.empty()) return;
    std::ranges::sort(rows);
    std::vector<engine::TrackId> tracks;
    for (const int row : rows)
        tracks.push_back(m_hits->rows()[static_cast<std::size_t>(row)].hit.track);
    const int current = m_table->currentIndex().row();
    const bool isChosen = std::ranges::binary_search(rows, current);
    m_restoring = true;   // what comes back is what the table shows already
    m_context.selection.setTracks(std::move(tracks), isChosen ? std::optional(m_hits->rows()[static_cast<std::size_t>(current)].hit.track) : std::nullopt);
    m_restoring = false;
    updateNextStep();
}

void SearchPage::showSelection()
{
    if (m_restoring) return;
    m_restoring = true;
    QItemSelection chosen;
    for (const auto track : m_context.selection.tracks())
        if (const int row = m_hits->rowOf(track); row >= 0) chosen.select(m_hits->index(row, 0), m_hits->index(row, HitModel::ColumnCount - 1));
    m_table->selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect);
    if (const auto current = m_context.selection.current())
        if (const int row = m_hits->rowOf(*current); row >= 0) m_table->selectionModel()->setCurrentIndex(m_hits->index(row, 0), QItemSelectionModel::NoUpdate);
    m_restoring = false;
}

void SearchPage::play()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0) m_play->start({m_hits->rows()[static_cast<std::size_t>(row)].hit.track});
}

void SearchPage::showContextMenu(const QPoint& at)
{
    if (!m_table->indexAt(at).isValid()) return;
    QMenu menu;
    menu.addAction(Theme::icon(QStringLiteral("play")), tr("Play"), this, &SearchPage::play)->setEnabled(m_context.player.isAvailable());
    menu.addAction(Theme::icon(QStringLiteral("search")), tr("More like these"), this, &SearchPage::searchLikeChosen);
    menu.addAction(Theme::icon(QStringLiteral("folder-add")), tr("Add to the playlist"), this, [this] { m_playlist->addTracks(m_context.selection.tracks()); });
    menu.addSeparator();
    menu.addAction(Theme::icon(QStringLiteral("inspect")), tr("Inspect"), this, [this] { m_context.showPage(QStringLiteral("inspect")); });
    menu.addAction(Theme::icon(QStringLiteral("explore")), tr("Show on the map"), this, [this] { m_context.showPage(QStringLiteral("explore")); });
    menu.addAction(Theme::icon(QStringLiteral("library")), tr("Show in the library"), this, [this] { m_context.showPage(QStringLiteral("library")); });
    menu.exec(m_table->viewport()->mapToGlobal(at));
}

bool SearchPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            play();
            return true;
        }
        if (key == Qt::Key_Escape || (key == Qt::Key_Up && m_table->currentIndex().row() == 0)) {
            m_form->words().setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SearchPage::updateNextStep()
{
    if (m_known.tracks == 0 && !m_isStale) {
        m_next->show(tr("Add the folder that holds your music first."), tr("Library"), [this] { m_context.showPage(QStringLiteral("library")); });
    } else if (!m_known.hasPredictions && !m_isStale) {
        m_next->show(tr("Only tags by hand can be found. A model gives every track tags, and similar tracks."), tr("Train a model"),
                     [this] { m_context.showPage(QStringLiteral("train")); });
    } else if (m_hits->rowCount() > 0 && m_table->selectionModel()->hasSelection()) {
        m_next->show(tr("Look at the chosen track, or search for more like it."), tr("Inspect"), [this] { m_context.showPage(QStringLiteral("inspect")); });
    } else {
        m_next->show(m_hits->rowCount() > 0 ? tr("Choose a track to hear it with Space.") : tr("Type words, or choose tracks in the library and search for more like them."),
                     tr("Library"), [this] { m_context.showPage(QStringLiteral("library")); });
    }
}

extern const PageEntry search_page;
const PageEntry search_page{"search", QT_TRANSLATE_NOOP("pages", "Search"), QT_TRANSLATE_NOOP("pages", "Tracks by words and by similar tracks"),
                            [](PageContext& context) -> QWidget* { return new SearchPage(context); }};

}  // namespace ui
