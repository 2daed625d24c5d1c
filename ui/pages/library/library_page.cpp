#include "ui/pages/library/library_page.h"

#include <map>

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QHeaderView>
#include <QKeyEvent>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/jobs/job_bridge.h"
#include "ui/pages/library/details_pane.h"
#include "ui/pages/library/folder_tree.h"
#include "ui/pages/page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

constexpr int kReloadPeriodMs = 300;
constexpr qsizetype kMostSelectedPieces = 2000;

QUrl urlOf(const std::filesystem::path& path)
{
    const auto& bytes = path.native();
    return QUrl(QStringLiteral("file://") +
                QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toPercentEncoding("/")));
}

}  // namespace

LibraryPage::LibraryPage(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_source(context.store), m_model(m_source)
{
    setWhatsThis(tr("All tracks of your music folders. Add a folder by the menu or drop it here; the files are only read.\n\n"
                    "The box on top filters as you type: words, or tag:piano, artist:\"Miles Davis\", state:unreadable. A click on a heading sorts. "
                    "Return shows the track in Inspect, Space plays it. A file that cannot be used stays in the list; its tip says why.\n\n"
                    "On the right are the tags of the track by source. Those you add are kept in the workspace, not written into the file; Ctrl+Z takes "
                    "them back."));
    m_folders = new FolderTree(context.store);
    m_details = new DetailsPane(context);
    m_middle = new QStackedWidget;
    m_middle->addWidget(buildTable());
    m_middle->addWidget(buildEmpty());
    m_next = new NextStep;
    auto* panes = new QMainWindow;
    panes->setWindowFlags(Qt::Widget);   // a desk for the docks, not a window
    panes->setObjectName(QStringLiteral("libraryDocks"));
    panes->setCentralWidget(m_middle);
    auto* folders = addDock(panes, Qt::LeftDockWidgetArea, QStringLiteral("folders"), tr("Folders"), tr("Show or hide the tree of folders"), m_folders);
    auto* details = addDock(panes, Qt::RightDockWidgetArea, QStringLiteral("details"), tr("Details"), tr("Show or hide what is known of the track"), m_details);
    panes->resizeDocks({folders, details}, {150, 240}, Qt::Horizontal);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(panes, 1);
    column->addWidget(m_next);
    connectModel();
    m_folders->reload();
    m_model.reload();
    updateNextStep();
}

QDockWidget* LibraryPage::addDock(QMainWindow* desk, Qt::DockWidgetArea area, const QString& name, const QString& title, const QString& tip, QWidget* content)
{
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(content);
    desk->addDockWidget(area, dock);
    auto* toggle = dock->toggleViewAction();
    toggle->setToolTip(tip);
    toggle->setStatusTip(tip);
    addAction(toggle);
    return dock;
}

QWidget* LibraryPage::buildTable()
{
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter: words, or tag:piano artist:… state:unreadable"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter tracks"));
    m_filter->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_table = new QTableView;
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Tracks"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    // Later, not now: a fitted column may bring or take a scroll bar, and that resizes the viewport again.
    m_fit.setSingleShot(true);
    m_fit.setInterval(0);
    connect(&m_fit, &QTimer::timeout, this, &LibraryPage::fitColumns);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this] { m_columnsAreTheUsers = m_columnsAreTheUsers || !m_fitting; });
    // What is wrong with a file must be seen without scrolling.
    m_table->horizontalHeader()->moveSection(TrackTableModel::State, 1);
    m_table->horizontalHeader()->moveSection(m_table->horizontalHeader()->visualIndex(TrackTableModel::Tags), 4);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->addWidget(m_filter);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    return page;
}

QWidget* LibraryPage::buildEmpty()
{
    auto* text = new QLabel(tr("No music yet. Add a folder, and its tracks appear here while they are read."));
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    auto* add = new QPushButton(tr("Add music folder..."));
    add->setAccessibleName(add->text());
    add->setIcon(Theme::icon(QStringLiteral("folder-add")));
    auto* dataset = new QPushButton(tr("Open data set..."));
    dataset->setAccessibleName(dataset->text());
    dataset->setIcon(Theme::icon(QStringLiteral("dataset")));
    connect(add, &QPushButton::clicked, this, &LibraryPage::addFolderWanted);
    connect(dataset, &QPushButton::clicked, this, &LibraryPage::openDatasetWanted);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(add);
    buttons->addWidget(dataset);
    buttons->addStretch();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->addStretch();
    column->addWidget(text);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addStretch();
    return page;
}

void LibraryPage::connectModel()
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadPeriodMs);
    connect(&m_reload, &QTimer::timeout, this, [this] {
        m_model.reload();
        m_folders->reload();
    });
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &LibraryPage::takeJobEvent);
    connect(&m_model, &TrackTableModel::loaded, this, &LibraryPage::showLoaded);
    connect(m_filter, &QLineEdit::textChanged, this, &LibraryPage::applyFilter);
    connect(m_folders, &FolderTree::folderChosen, this, [this](std::optional<engine::LibraryId> library, const QString& prefix) {
        auto query = m_model.query();
        query.library = library;
        query.folderPrefix = prefix.toStdString();
        m_model.setQuery(std::move(query));
    });
    connect(&m_context.selection, &Selection::tagsEdited, &m_model, &TrackTableModel::reload);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LibraryPage::announceSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LibraryPage::announceSelection);
    // Chosen on another page, by a lasso around points for instance: the same rows here.
    connect(&m_context.selection, &Selection::tracksChanged, this, [this] {
        if (m_restoring) return;
        m_restoring = true;
        m_table->clearSelection();
        m_restoring = false;
        restoreSelection();
        updateNextStep();
    });
    connect(m_table, &QTableView::activated, this, &LibraryPage::activate);
    connect(m_table, &QTableView::customContextMenuRequested, this, &LibraryPage::showContextMenu);
    connect(&m_context.theme, &Theme::changed, m_table, qOverload<>(&QWidget::update));
}

void LibraryPage::takeJobEvent(const engine::jobs::JobEvent& event)
{
    // Not restarted by each event: rows must appear while a long scan goes on.
    if (!m_reload.isActive()) m_reload.start();
    if (event.state == engine::jobs::JobState::Done) m_details->reload();
}

void LibraryPage::showLoaded()
{
    const auto& query = m_model.query();
    const bool everything = query.text.empty() && !query.library && query.folderPrefix.empty();
    m_middle->setCurrentIndex(everything && m_model.rowCount() == 0 ? 1 : 0);
    restoreSelection();
    updateNextStep();
}

void LibraryPage::restoreSelection()
{
    // After a reset the view has none; the shared selection is the truth.
    auto wanted = m_context.selection.tracks();
    if (m_table->selectionModel()->hasSelection() || wanted.empty()) return;
    std::ranges::sort(wanted);
    std::vector<int> chosen;
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (std::ranges::binary_search(wanted, m_model.idAt(row))) chosen.push_back(row);
    QItemSelection rows;
    for (std::size_t first = 0, next = 0; first < chosen.size(); first = next) {
        for (next = first + 1; next < chosen.size() && chosen[next] <= chosen[next - 1] + 1;)
            ++next;
        // Qt's selections become slow with many pieces; the status line tells how many are selected all the same.
        if (rows.size() == kMostSelectedPieces) break;
        rows.select(m_model.index(chosen[first], 0), m_model.index(chosen[next - 1], TrackTableModel::ColumnCount - 1));
    }
    m_restoring = true;
    if (const auto current = m_context.selection.current())
        if (const int row = m_model.rowOf(*current); row >= 0)
            m_table->selectionModel()->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(rows, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_restoring = false;
}

void LibraryPage::announceSelection()
{
    if (m_restoring || m_model.isLoading()) return;
    std::vector<engine::TrackId> ids;
    for (const auto& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids.push_back(m_model.idAt(row));
    if (ids.empty()) return;
    const auto current = m_table->currentIndex();
    const bool isChosen = current.isValid() && m_table->selectionModel()->isRowSelected(current.row());
    m_restoring = true;   // what comes back is what the table shows already
    m_context.selection.setTracks(std::move(ids), isChosen ? std::optional(m_model.idAt(current.row())) : std::nullopt);
    m_restoring = false;
    updateNextStep();
}

void LibraryPage::activate(const QModelIndex& index)
{
    if (!index.isValid()) return;
    m_context.selection.setTracks({m_model.idAt(index.row())});
    m_context.showPage(QStringLiteral("inspect"));
}

void LibraryPage::showContextMenu(const QPoint& at)
{
    const auto index = m_table->indexAt(at);
    const auto* row = m_model.rowAt(index.row());
    if (row == nullptr) return;
    QMenu menu;
    const auto path = row->path;
    auto* play = menu.addAction(Theme::icon(QStringLiteral("play")), tr("Play"), this, [this, r = *row] {
        m_context.player.setSource(r.path, r.durationSeconds);
        m_context.player.play();
    });
    play->setEnabled(m_context.player.isAvailable() && row->state == engine::store::TrackState::Ready);
    menu.addAction(Theme::icon(QStringLiteral("inspect")), tr("Inspect"), this, [this, index] { activate(index); });
    menu.addSeparator();
    menu.addAction(Theme::icon(QStringLiteral("search")), tr("Search for tracks like this"), this, [this] {
        m_context.selection.wantSimilar();
        m_context.showPage(QStringLiteral("search"));
    });
    menu.addActions(m_trackActions);
    menu.addSeparator();
    menu.addAction(Theme::icon(QStringLiteral("folder")), tr("Show in folder"), this,
                   [path] { QDesktopServices::openUrl(urlOf(path.parent_path())); });
    menu.addAction(tr("Copy path"), this, [path] { QApplication::clipboard()->setText(QFile::decodeName(path.c_str())); });
    menu.exec(m_table->viewport()->mapToGlobal(at));
}

void LibraryPage::applyFilter()
{
    auto query = m_model.query();
    query.text = m_filter->text().trimmed().toStdString();
    m_model.setQuery(std::move(query));
}

void LibraryPage::updateNextStep()
{
    if (m_model.rowCount() == 0 && m_middle->currentIndex() == 1) {
        m_next->show(tr("Add the folder that holds your music; nothing in it is changed."), tr("Add music folder..."),
                     [this] { Q_EMIT addFolderWanted(); });
    } else if (m_context.selection.tracks().empty()) {
        m_next->show(tr("Choose a track to see and hear it."));
    } else {
        m_next->show(tr("Look at the chosen track: its waveform, what a model would see, and the tags it would give."), tr("Inspect"),
                     [this] { m_context.showPage(QStringLiteral("inspect")); });
    }
}

void LibraryPage::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void LibraryPage::focusNewTag()
{
    m_details->focusNewTag();
}

void LibraryPage::step(int rows)
{
    const auto current = m_context.selection.current();
    const int from = current ? m_model.rowOf(*current) : -1;
    const int to = std::clamp(from + rows, 0, m_model.rowCount() - 1);
    if (m_model.rowCount() > 0) m_table->selectRow(to);
}

void LibraryPage::fitColumns()
{
    if (m_columnsAreTheUsers) return;
    const auto& metrics = fontMetrics();
    constexpr int kPadding = 14, kHeadPadding = 22, kIcon = 22;
    const int rate = metrics.horizontalAdvance(QStringLiteral("44.1 kHz")) + kPadding;
    const int state = metrics.horizontalAdvance(tr("unreadable")) + kIcon + kPadding;
    const int part = metrics.horizontalAdvance(tr("validation")) + kPadding;
    const auto headed = [&](int column) { return metrics.horizontalAdvance(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()) + kHeadPadding; };
    const std::map<int, int> fixed = {{TrackTableModel::Length, headed(TrackTableModel::Length)}, {TrackTableModel::Rate, std::max(rate, headed(TrackTableModel::Rate))},
                                      {TrackTableModel::Channels, headed(TrackTableModel::Channels)}, {TrackTableModel::Format, headed(TrackTableModel::Format)}, {TrackTableModel::Split, part}, {TrackTableModel::State, state}};
    const std::map<int, int> shares = {{TrackTableModel::Title, 4}, {TrackTableModel::Artist, 3}, {TrackTableModel::Album, 3}, {TrackTableModel::Tags, 4}};
    int left = m_table->viewport()->width(), sum = 0;
    for (const auto& [column, width] : fixed)
        left -= width;
    for (const auto& [column, share] : shares)
        sum += share;
    m_fitting = true;
    for (const auto& [column, width] : fixed)
        m_table->setColumnWidth(column, width);
    for (const auto& [column, share] : shares)
        m_table->setColumnWidth(column, std::max(metrics.averageCharWidth() * 9, left * share / sum));
    m_fitting = false;
}

bool LibraryPage::eventFilter(QObject* watched, QEvent* event)
{
    if (m_table != nullptr && watched == m_table->viewport() && event->type() == QEvent::Resize) m_fit.start();
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (watched == m_filter && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Down)) {
            if (key->key() == Qt::Key_Escape) m_filter->clear();
            m_table->setFocus();
            return true;
        }
        if (watched == m_table && key->key() == Qt::Key_Escape) {
            m_table->clearSelection();
            m_context.selection.clear();
            updateNextStep();
            return true;
        }
        if (watched == m_table && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            activate(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

extern const PageEntry library_page;
const PageEntry library_page{"library", QT_TRANSLATE_NOOP("pages", "Library"), QT_TRANSLATE_NOOP("pages", "Folders and tracks"),
                             [](PageContext& context) -> QWidget* { return new LibraryPage(context); }};

}  // namespace ui
