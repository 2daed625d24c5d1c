#include "ui/window/similar_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/command_line.h"
#include "engine/tasks/track_space.h"
#include "ui/format.h"
#include "ui/page_context.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

constexpr std::size_t kNeighbours = 30;

QString shownTitle(const engine::store::Track& track)
{
    return QString::fromStdString(track.title.empty() ? track.displayPath : track.title);
}

}  // namespace

SimilarDialog::SimilarDialog(PageContext& context, engine::TrackId track, QWidget* parent)
    : QDialog(parent), m_context(context), m_heading(new QLabel(tr("Looking for tracks like this one..."))), m_table(new QTableWidget(0, 4))
{
    setWindowTitle(tr("More like this"));
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_table->setHorizontalHeaderLabels({tr("Distance"), tr("Title"), tr("Artist"), tr("Length")});
    m_table->setAccessibleName(tr("Similar tracks"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeaderItem(0)->setToolTip(tr("1 - cosine of the two embeddings: 0 is the same direction, 1 has nothing in common"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    m_play = buttons->addButton(tr("Play"), QDialogButtonBox::ActionRole);
    m_select = buttons->addButton(tr("Select in library"), QDialogButtonBox::ActionRole);
    m_play->setIcon(Theme::icon(QStringLiteral("play")));
    m_play->setToolTip(context.player.isAvailable() ? tr("Play the chosen track (Return)") : context.player.unavailableReason());
    m_select->setToolTip(tr("Make the chosen tracks, or all of them, the selection of every page"));
    m_play->setEnabled(false);
    m_select->setEnabled(false);
    for (auto* button : buttons->findChildren<QPushButton*>()) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);   // Return belongs to the list
    }
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_heading);
    column->addWidget(m_table, 1);
    auto* copy = new CopyCommandButton(context, LineSource([&context, track] {
        return QString::fromStdString(engine::tasks::shellLine({"tagbench-cli", "--workspace", context.store.workspaceFolder().native(), "recommend", engine::toHex(track), "--space", "embedding",
                                                                "--k", std::to_string(kNeighbours)}));
    }));
    auto* foot = new QHBoxLayout;
    foot->addWidget(copy);
    foot->addWidget(buttons, 1);
    column->addLayout(foot);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_play, &QPushButton::clicked, this, &SimilarDialog::playCurrent);
    connect(m_select, &QPushButton::clicked, this, &SimilarDialog::selectInLibrary);
    connect(m_table, &QTableWidget::activated, this, &SimilarDialog::playCurrent);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 28);
    ask(track);
}

SimilarDialog::Answer SimilarDialog::find(engine::store::Workspace& workspace, engine::TrackId track)
{
    Answer answer;
    auto tracks = workspace.tracks();
    if (const auto known = tracks.find(track)) answer.title = shownTitle(*known);
    try {
        engine::tasks::SpaceChoice choice;
        choice.of = "embedding";
        const engine::tasks::TrackSpace space(workspace, choice);
        answer.space = QString::fromStdString(space.name());
        engine::tasks::NearOptions options;
        options.count = kNeighbours;
        for (const auto& near : space.near(std::vector{track}, options))
            if (const auto found = tracks.find(near.track))
                answer.rows.push_back({near.track, tracks.absolutePath(*found), shownTitle(*found), QString::fromStdString(found->artist),
                                       found->durationSeconds, near.distance});
    } catch (const engine::Error&) {
        answer.failure = failureText(engine::describe(std::current_exception()));
    }
    return answer;
}

void SimilarDialog::ask(engine::TrackId track)
{
    m_context.store.ask(
        this, "similar", [track](StoreThread::Workspace& workspace) { return find(workspace, track); }, [this](const Answer& answer) { fill(answer); });
}

void SimilarDialog::fill(const Answer& answer)
{
    m_rows = answer.rows;
    m_heading->setText(!answer.failure.isEmpty() ? answer.failure
                                                  : tr("Nearest to %1 (%2)").arg(answer.title, answer.space));
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& near = m_rows[static_cast<std::size_t>(row)];
        const QStringList cells{QLocale().toString(near.distance, 'f', 3), near.title, near.artist, durationText(near.durationSeconds)};
        for (int column = 0; column < cells.size(); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells[column]));
    }
    if (!m_rows.empty()) m_table->selectRow(0);
    m_table->setFocus();
    m_play->setEnabled(!m_rows.empty() && m_context.player.isAvailable());
    m_select->setEnabled(!m_rows.empty());
}

void SimilarDialog::playCurrent()
{
    const int row = m_table->currentRow();
    if (row < 0 || !m_context.player.isAvailable()) return;
    const auto& near = m_rows[static_cast<std::size_t>(row)];
    m_context.player.setSource(near.path, near.durationSeconds);
    m_context.player.play();
}

void SimilarDialog::selectInLibrary()
{
    std::vector<engine::TrackId> chosen;
    for (const auto& row : m_table->selectionModel()->selectedRows())
        chosen.push_back(m_rows[static_cast<std::size_t>(row.row())].track);
    if (chosen.size() < 2) {
        chosen.clear();
        for (const auto& row : m_rows)
            chosen.push_back(row.track);
    }
    m_context.selection.setTracks(std::move(chosen));
    m_context.showPage(QStringLiteral("library"));
}

}  // namespace ui
