#include "ui/pages/tags/review_panel.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableWidget>
#include <QUndoCommand>
#include <QUndoStack>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_words.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr std::size_t kQueueLength = 500;
constexpr int kShownNext = 100;

class ReviewStep final : public QUndoCommand {
public:
    ReviewStep(PageContext& context, ReviewPanel* panel, engine::RunId run, engine::store::ReviewItem item, bool accepted)
        : m_context(context), m_panel(panel), m_run(run), m_item(std::move(item)), m_accepted(accepted)
    {
        const auto tag = QString::fromStdString(m_item.name);
        setText(accepted ? ReviewPanel::tr("accept prediction %1").arg(tag) : ReviewPanel::tr("reject prediction %1").arg(tag));
    }
    void redo() override
    {
        write([run = m_run, item = m_item, accepted = m_accepted](engine::store::Workspace& w) { engine::store::ReviewStore(w.database()).decide(run, item, accepted); });
    }
    void undo() override
    {
        write([item = m_item](engine::store::Workspace& w) { engine::store::ReviewStore(w.database()).takeBack(item); });
    }

private:
    template <typename Edit>
    void write(Edit edit)
    {
        if (!m_panel) return;
        const bool isFirst = !m_isDone;
        m_isDone = true;
        m_context.store.edit(
            m_panel,
            [edit](StoreThread::Workspace& workspace) {
                edit(workspace);
                return true;
            },
            [panel = m_panel, selection = QPointer<Selection>(&m_context.selection), isFirst](bool) {
                if (selection) Q_EMIT selection->tagsEdited();
                if (panel && !isFirst) panel->reload();   // taken back, or done again: the queue is another one
            });
    }

    PageContext& m_context;
    QPointer<ReviewPanel> m_panel;   // gone while the program ends
    engine::RunId m_run;
    engine::store::ReviewItem m_item;
    bool m_accepted, m_isDone = false;
};

QString trackText(const engine::store::Track& track)
{
    const auto title = QString::fromStdString(track.title.empty() ? track.displayPath : track.title);
    return track.artist.empty() ? title : QString::fromStdString(track.artist) + QStringLiteral(" \u2013 ") + title;
}

void enlarge(QLabel& label, double factor)
{
    auto font = label.font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    label.setFont(font);
}

}  // namespace

ReviewPanel::ReviewPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setFocusPolicy(Qt::StrongFocus);
    m_run = new QComboBox;
    m_run->setAccessibleName(tr("Predictions of the run"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_lowest = new QDoubleSpinBox;
    m_lowest->setRange(0, 1);
    m_lowest->setSingleStep(0.05);
    m_lowest->setSpecialValueText(tr("the tag's threshold"));
    m_lowest->setAccessibleName(tr("Score at least"));
    m_listen = new QCheckBox(tr("Play each track"));
    m_listen->setChecked(true);
    m_counts = panel::plainLabel();
    m_counts->setWordWrap(false);
    m_lowest->setMinimumWidth(fontMetrics().horizontalAdvance(m_lowest->specialValueText()) + fontMetrics().averageCharWidth() * 7);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(12, 10, 12, 4);
    top->setSpacing(8);
    top->addWidget(new QLabel(tr("Predictions of")));
    top->addWidget(m_run);
    top->addSpacing(12);
    top->addWidget(new QLabel(tr("Score at least")));
    top->addWidget(m_lowest);
    top->addSpacing(12);
    top->addWidget(m_listen);
    top->addStretch();
    top->addWidget(m_counts);
    auto* halves = new QSplitter;
    halves->addWidget(buildCard());
    halves->addWidget(buildList());
    halves->setStretchFactor(0, 1);
    halves->setSizes({700, 420});
    halves->setChildrenCollapsible(false);
    m_hint = panel::plainLabel();
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(40);
    m_stack = new QStackedWidget;
    m_stack->addWidget(halves);
    m_stack->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_stack, 1);
    connect(m_run, &QComboBox::currentIndexChanged, this, &ReviewPanel::loadQueue);
    connect(m_lowest, &QDoubleSpinBox::valueChanged, this, &ReviewPanel::loadQueue);
}

QWidget* ReviewPanel::buildCard()
{
    m_track = panel::plainLabel();
    m_track->setAlignment(Qt::AlignCenter);
    enlarge(*m_track, 1.2);
    m_tag = panel::plainLabel();
    m_tag->setAlignment(Qt::AlignCenter);
    m_tag->setAccessibleName(tr("Predicted tag"));
    enlarge(*m_tag, 2.0);
    m_score = panel::plainLabel();
    m_score->setAlignment(Qt::AlignCenter);
    m_reject = new QPushButton(Theme::icon(QStringLiteral("cancel")), tr("Reject (R)"));
    m_accept = new QPushButton(Theme::icon(QStringLiteral("ready")), tr("Accept (A)"));
    m_skip = new QPushButton(tr("Later (L)"));
    m_play = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Play or pause (P)"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch();
    for (auto* button : {m_reject, m_accept, m_skip, m_play}) {
        button->setAccessibleName(button->text());
        button->setFocusPolicy(Qt::TabFocus);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto* keys = panel::plainLabel(tr("A or right arrow accepts, R or left arrow rejects, L leaves it for later, P plays or pauses. Ctrl+Z takes the last decision back."));
    keys->setAlignment(Qt::AlignCenter);
    keys->setForegroundRole(QPalette::PlaceholderText);
    auto* card = new QWidget;
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(14);
    column->addStretch(1);
    column->addWidget(m_track);
    column->addWidget(m_tag);
    column->addWidget(m_score);
    column->addSpacing(10);
    column->addLayout(buttons);
    column->addStretch(2);
    column->addWidget(keys);
    connect(m_accept, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_reject, &QPushButton::clicked, this, [this] { decide(false); });
    connect(m_skip, &QPushButton::clicked, this, &ReviewPanel::skip);
    connect(m_play, &QPushButton::clicked, this, &ReviewPanel::playCurrent);
    return card;
}

QWidget* ReviewPanel::buildList()
{
    m_next = panel::listTable({tr("Tag"), tr("Score"), tr("Track")}, tr("What comes next"));
    m_next->setSelectionMode(QAbstractItemView::NoSelection);
    m_next->setFocusPolicy(Qt::NoFocus);
    const int em = fontMetrics().averageCharWidth();
    m_next->setColumnWidth(0, em * 18);
    m_next->setColumnWidth(1, em * 8);
    return m_next;
}

engine::RunId ReviewPanel::run() const
{
    return static_cast<engine::RunId>(m_run->currentData().toLongLong());
}

void ReviewPanel::reload()
{
    m_context.store.ask(this, "runs", [](StoreThread::Workspace& workspace) {
            std::vector<std::pair<qlonglong, QString>> runs;
            for (const auto& run : workspace.runs().list())
                if (!workspace.predictions().allScores(run.id).tracks.empty()) runs.emplace_back(engine::value(run.id), QString::fromStdString(run.name));
            return runs;
        },
        [this](const std::vector<std::pair<qlonglong, QString>>& runs) {
            {
                const QSignalBlocker quiet(m_run);
                const auto before = m_run->currentData();
                m_run->clear();
                for (const auto& [id, name] : runs)
                    m_run->addItem(QStringLiteral("%1 \u00b7 %2").arg(id).arg(name), id);
                const int at = m_run->findData(before);
                m_run->setCurrentIndex(at >= 0 ? at : m_run->count() - 1);
            }
            loadQueue();
        });
}

void ReviewPanel::loadQueue()
{
    if (m_run->currentIndex() < 0) {
        m_hint->setText(tr("No predictions yet. Train a model and predict the library: what it finds beyond your tags is put before you here, to be accepted or rejected by key."));
        m_stack->setCurrentIndex(1);
        m_counts->clear();
        return;
    }
    m_context.store.ask(this, "queue", [run = run(), lowest = m_lowest->value()](StoreThread::Workspace& workspace) {
            engine::store::ReviewStore reviews(workspace.database());
            Queue queue;
            queue.items = reviews.open(run, lowest, kQueueLength);
            queue.counts = reviews.counts();
            // A track is listened to once: its items together, tracks by their most certain one.
            std::map<engine::TrackId, std::size_t> rank;
            std::vector<engine::TrackId> ids;
            for (const auto& item : queue.items)
                if (rank.try_emplace(item.track, rank.size()).second) ids.push_back(item.track);
            std::stable_sort(queue.items.begin(), queue.items.end(), [&](const auto& a, const auto& b) { return rank[a.track] < rank[b.track]; });
            for (auto& track : workspace.tracks().page(ids)) {
                queue.files.emplace(track.id, workspace.tracks().absolutePath(track));
                queue.tracks.emplace(track.id, std::move(track));
            }
            return queue;
        },
        [this](const Queue& queue) {
            m_queue = queue;
            m_at = 0;
            showCurrent();
        });
}

void ReviewPanel::showCurrent()
{
    const auto left = static_cast<int>(m_queue.items.size() - m_at);
    m_counts->setText(tr("%1 open, %2 accepted, %3 rejected").arg(QLocale().toString(left), QLocale().toString(static_cast<qlonglong>(m_queue.counts.accepted)),
                                                                  QLocale().toString(static_cast<qlonglong>(m_queue.counts.rejected))));
    if (left == 0) {
        m_hint->setText(tr("Nothing is left to decide for this run."));
        m_stack->setCurrentIndex(1);
        return;
    }
    m_stack->setCurrentIndex(0);
    const auto& item = m_queue.items[m_at];
    m_track->setText(trackText(m_queue.tracks.at(item.track)));
    m_tag->setText(QString::fromStdString(item.name));
    m_score->setText(tr("%1, score %2").arg(tagTypeName(item.type), QLocale().toString(item.score, 'f', 2)));
    m_next->setRowCount(std::min(kShownNext, left - 1));
    for (int row = 0; row < m_next->rowCount(); ++row) {
        const auto& next = m_queue.items[m_at + 1 + static_cast<std::size_t>(row)];
        m_next->setItem(row, 0, new QTableWidgetItem(QString::fromStdString(next.name)));
        m_next->setItem(row, 1, new QTableWidgetItem(QLocale().toString(next.score, 'f', 2)));
        m_next->setItem(row, 2, new QTableWidgetItem(trackText(m_queue.tracks.at(next.track))));
    }
    if (m_listen->isChecked() && isVisible() && m_playing != item.track) playCurrent();
}

void ReviewPanel::playCurrent()
{
    if (m_at >= m_queue.items.size()) return;
    const auto id = m_queue.items[m_at].track;
    if (m_playing == id) {
        m_context.player.toggle();
        return;
    }
    m_playing = id;
    m_context.player.setSource(m_queue.files.at(id), m_queue.tracks.at(id).durationSeconds);
    m_context.player.play();
}

void ReviewPanel::decide(bool accepted)
{
    if (m_at >= m_queue.items.size()) return;
    const auto item = m_queue.items[m_at];
    ++m_at;
    ++(accepted ? m_queue.counts.accepted : m_queue.counts.rejected);
    m_context.undo.push(new ReviewStep(m_context, this, run(), item, accepted));
    showCurrent();
}

void ReviewPanel::skip()
{
    if (m_at >= m_queue.items.size()) return;
    std::rotate(m_queue.items.begin() + static_cast<std::ptrdiff_t>(m_at), m_queue.items.begin() + static_cast<std::ptrdiff_t>(m_at) + 1, m_queue.items.end());
    showCurrent();
}

void ReviewPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() != Qt::NoModifier && event->modifiers() != Qt::KeypadModifier) return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_A:
    case Qt::Key_Right: return decide(true);
    case Qt::Key_R:
    case Qt::Key_Left: return decide(false);
    case Qt::Key_L: return skip();
    case Qt::Key_P: return playCurrent();
    default: QWidget::keyPressEvent(event);
    }
}

void ReviewPanel::hideEvent(QHideEvent* event)
{
    if (m_playing) m_context.player.pause();
    m_playing.reset();
    QWidget::hideEvent(event);
}

}  // namespace ui
