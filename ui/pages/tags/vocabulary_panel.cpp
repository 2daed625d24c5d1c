#include "ui/pages/tags/vocabulary_panel.h"

#include <algorithm>
#include <unordered_map>

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_words.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr std::size_t kNeighbours = 15;
// More tracks than these say nothing new of what a tag goes with, and each costs a question.
constexpr std::size_t kTracksAsked = 2000;

/// What the details pane shows of a tag.
struct TagFacts {
    std::vector<engine::TrackId> tracks;
    std::vector<engine::store::CleaningRow> merged;
    std::vector<std::pair<std::string, int>> beside;   ///< other tags on the same tracks, most frequent first
};

TagFacts factsOf(StoreThread::Workspace& workspace, const engine::store::Tag& tag)
{
    TagFacts facts;
    facts.tracks = workspace.tags().tracksOf(tag.id);
    facts.merged = engine::store::CleaningStore(workspace.database()).collapsedInto(tag.name);
    std::erase_if(facts.merged, [&](const auto& row) { return row.name == tag.name; });
    std::unordered_map<std::string, int> counts;
    for (std::size_t i = 0; i < std::min(facts.tracks.size(), kTracksAsked); ++i) {
        std::vector<std::string> own;
        for (const auto& other : workspace.tags().ofTrack(facts.tracks[i]))
            if (other.tag != tag.id && other.name != tag.name && std::find(own.begin(), own.end(), other.name) == own.end()) own.push_back(other.name);
        for (const auto& name : own)
            ++counts[name];
    }
    facts.beside.assign(counts.begin(), counts.end());
    std::sort(facts.beside.begin(), facts.beside.end(), [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    if (facts.beside.size() > kNeighbours) facts.beside.resize(kNeighbours);
    return facts;
}

void setCell(QTableWidget& table, int row, int column, const QString& text, bool number = false)
{
    auto* item = new QTableWidgetItem(text);
    if (number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
}

}  // namespace

VocabularyPanel::VocabularyPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_facets = new QListWidget;
    m_facets->setAccessibleName(tr("Types of tags"));
    m_facets->setFrameShape(QFrame::NoFrame);
    m_middle = new QStackedWidget;
    m_middle->addWidget(buildTable());
    m_middle->addWidget(panel::hint(tr("No tags yet. Tags come from your music files when a folder is scanned, and from data sets that you import.")));
    auto* panes = new QSplitter;
    panes->setObjectName(QStringLiteral("vocabularyPanes"));
    panes->addWidget(m_facets);
    panes->addWidget(m_middle);
    panes->addWidget(buildDetails());
    panes->setStretchFactor(1, 1);
    panes->setSizes({190, 560, 380});
    panes->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(panes);
    connect(m_facets, &QListWidget::currentRowChanged, this, &VocabularyPanel::narrow);
    connect(m_filter, &QLineEdit::textChanged, this, &VocabularyPanel::narrow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VocabularyPanel::showChosen);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &VocabularyPanel::showChosen);
    connect(m_tracks, &QPushButton::clicked, this, &VocabularyPanel::selectTracks);
    showChosen();
}

QWidget* VocabularyPanel::buildTable()
{
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter tags"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter tags"));
    m_filter->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_table = new QTableView;
    m_table->setModel(&m_model);
    panel::layOutTable(*m_table, tr("Tags"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(VocabularyModel::Name, QHeaderView::Stretch);
    m_table->setColumnWidth(VocabularyModel::Type, fontMetrics().averageCharWidth() * 20);
    m_table->setColumnWidth(VocabularyModel::Tracks, fontMetrics().averageCharWidth() * 14);
    m_table->horizontalHeader()->setSortIndicator(VocabularyModel::Tracks, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
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

QWidget* VocabularyPanel::buildDetails()
{
    m_title = panel::heading({});
    m_facts = panel::plainLabel();
    m_tracks = new QPushButton(Theme::icon(QStringLiteral("library")), tr("Show its tracks"));
    m_tracks->setAccessibleName(m_tracks->text());
    m_tracks->setToolTip(tr("Selects all tracks with this tag and shows the library"));
    m_merged = panel::listTable({tr("Merged into it"), tr("Tracks"), tr("Why")}, tr("Tags that were merged into the chosen one"));
    m_beside = panel::listTable({tr("On the same tracks"), tr("Tracks in common")}, tr("Tags that share tracks with the chosen one"));
    const int em = fontMetrics().averageCharWidth();
    m_merged->setColumnWidth(0, em * 20);
    m_merged->setColumnWidth(1, em * 9);
    m_beside->setColumnWidth(0, em * 26);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_tracks, 0, Qt::AlignLeft);
    column->addWidget(m_beside, 1);
    column->addWidget(m_merged, 1);
    column->addStretch();
    return page;
}

void VocabularyPanel::reload()
{
    m_context.store.ask(this, "vocabulary", [](StoreThread::Workspace& workspace) {
            auto tags = workspace.tags().list();
            std::erase_if(tags, [](const auto& tag) { return tag.tracks == 0; });
            return tags;
        },
        [this](std::vector<engine::store::Tag> tags) {
            m_model.setTags(std::move(tags));
            showFacets();
            narrow();
            m_middle->setCurrentIndex(isEmpty() ? 1 : 0);
            Q_EMIT loaded();
        });
}

void VocabularyPanel::showFacets()
{
    const auto before = m_facets->currentItem() != nullptr ? m_facets->currentItem()->data(Qt::UserRole).toString() : QString();
    const QSignalBlocker quiet(m_facets);
    m_facets->clear();
    const auto add = [this](const QString& text, const QString& type, int count) {
        auto* item = new QListWidgetItem(QStringLiteral("%1  (%2)").arg(text, QLocale().toString(count)), m_facets);
        item->setData(Qt::UserRole, type);
    };
    add(tr("All types"), {}, m_model.total());
    for (const auto& [type, count] : m_model.facets())
        add(tagTypeName(type.toStdString()), type, count);
    int row = 0;
    for (int i = 0; i < m_facets->count(); ++i)
        if (m_facets->item(i)->data(Qt::UserRole).toString() == before) row = i;
    m_facets->setCurrentRow(row);
}

void VocabularyPanel::narrow()
{
    const auto* facet = m_facets->currentItem();
    m_model.narrow(facet != nullptr ? facet->data(Qt::UserRole).toString() : QString(), m_filter->text());
}

void VocabularyPanel::showChosen()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    const auto* tag = rows.isEmpty() ? nullptr : m_model.at(rows.first().row());
    m_tracks->setEnabled(tag != nullptr);
    m_merged->setRowCount(0);
    m_beside->setRowCount(0);
    m_merged->setVisible(false);
    m_beside->setVisible(tag != nullptr);
    m_tracks->setVisible(tag != nullptr);
    if (tag == nullptr) {
        m_title->setText(tr("No tag chosen"));
        m_facts->setText(tr("Choose a tag to see what goes with it and what was merged into it."));
        return;
    }
    m_title->setText(QString::fromStdString(tag->name));
    m_facts->setText(tr("%1, on %n tracks", nullptr, static_cast<int>(tag->tracks)).arg(tagTypeName(tag->type)));
    m_context.store.ask(this, "tag", [tag = *tag](StoreThread::Workspace& workspace) { return factsOf(workspace, tag); },
                        [this](const TagFacts& facts) {
                            m_beside->setRowCount(static_cast<int>(facts.beside.size()));
                            for (int i = 0; i < m_beside->rowCount(); ++i) {
                                const auto& [name, count] = facts.beside[static_cast<std::size_t>(i)];
                                setCell(*m_beside, i, 0, QString::fromStdString(name));
                                setCell(*m_beside, i, 1, QLocale().toString(count));
                            }
                            m_merged->setRowCount(static_cast<int>(facts.merged.size()));
                            m_merged->setVisible(!facts.merged.empty());
                            for (int i = 0; i < m_merged->rowCount(); ++i) {
                                const auto& row = facts.merged[static_cast<std::size_t>(i)];
                                setCell(*m_merged, i, 0, QString::fromStdString(row.name));
                                setCell(*m_merged, i, 1, QLocale().toString(static_cast<qlonglong>(row.tracks)), true);
                                setCell(*m_merged, i, 2, QString::fromStdString(row.reason));
                            }
                        });
}

void VocabularyPanel::selectTracks()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    const auto* tag = rows.isEmpty() ? nullptr : m_model.at(rows.first().row());
    if (tag == nullptr) return;
    m_context.store.ask(this, "tracks", [id = tag->id](StoreThread::Workspace& workspace) { return workspace.tags().tracksOf(id); },
                        [this](std::vector<engine::TrackId> ids) {
                            m_context.selection.setTracks(std::move(ids));
                            m_context.showPage(QStringLiteral("library"));
                        });
}

}  // namespace ui
