#include "ui/pages/explore/explore_tools.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolBar>
#include <QToolButton>

#include "ui/page_context.h"
#include "ui/player/player.h"
#include "ui/theme/theme.h"

namespace ui::explore {

using widgets::MapView;

namespace {

constexpr int kSettleMs = 200;

}  // namespace

ExploreTools::ExploreTools(const PageContext& context, QWidget* parent) : QWidget(parent)
{
    auto* bar = new QToolBar(tr("Map tools"));
    bar->setAccessibleName(tr("Map tools"));
    bar->setIconSize(QSize(18, 18));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    buildActions(context, *bar);
    buildSearch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 4, 8, 0);
    row->addWidget(bar);
    row->addWidget(m_search, 1);
    row->addWidget(m_found);
}

QAction* ExploreTools::add(const char* icon, const QString& text, const QKeySequence& key, const QString& tip)
{
    auto* action = new QAction(Theme::icon(QString::fromLatin1(icon)), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    addAction(action);
    return action;
}

void ExploreTools::buildActions(const PageContext& context, QToolBar& bar)
{
    m_tools = new QActionGroup(this);
    const auto offer = [&](const char* icon, const QString& text, Qt::Key key, const QString& tip, MapView::Tool tool) {
        auto* action = add(icon, text, key, tip);
        action->setCheckable(true);
        action->setData(static_cast<int>(tool));
        m_tools->addAction(action);
        bar.addAction(action);
        connect(action, &QAction::triggered, this, [this, tool] { Q_EMIT toolChosen(tool); });
    };
    offer("map-move", tr("Move"), Qt::Key_H, tr("Drag moves the map; a click chooses and plays a track"), MapView::Tool::Move);
    offer("map-box", tr("Box"), Qt::Key_B, tr("Drag a box around tracks to select them; with Shift they are added"), MapView::Tool::Box);
    offer("map-lasso", tr("Lasso"), Qt::Key_L, tr("Draw a line around tracks to select them; with Shift they are added"), MapView::Tool::Lasso);
    offer("map-path", tr("Path"), Qt::Key_P, tr("Draw a path: the tracks along it are chosen in its order, ready for a playlist"), MapView::Tool::Path);
    setTool(MapView::Tool::Move);
    auto* fit = add("map-fit", tr("Fit"), Qt::Key_F, tr("Show the whole map"));
    connect(fit, &QAction::triggered, this, &ExploreTools::fitWanted);
    m_hear = add("play", tr("Hear"), {}, tr("Play the track the pointer rests on"));
    m_hear->setCheckable(true);
    m_hear->setEnabled(context.player.isAvailable());
    if (!context.player.isAvailable()) m_hear->setToolTip(context.player.unavailableReason());
    m_sideBySide = add("map-two", tr("Two maps"), {}, tr("Show two maps side by side"));
    m_sideBySide->setCheckable(true);
    connect(m_sideBySide, &QAction::toggled, this, &ExploreTools::sideBySideToggled);
    bar.addSeparator();
    bar.addActions({fit, m_hear, m_sideBySide});
    // Their pictures say enough, and at 1280 pixels the words would leave no room for the search.
    for (auto* action : {fit, m_sideBySide})
        if (auto* button = qobject_cast<QToolButton*>(bar.widgetForAction(action))) {
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
            button->setAccessibleName(action->text());
        }
}

void ExploreTools::buildSearch()
{
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Find on the map"));
    m_search->setAccessibleName(tr("Find on the map"));
    m_search->setToolTip(tr("Words or tag:piano artist:…; found tracks get a ring, Return selects them"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    m_search->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_found = new QLabel;
    m_found->setTextFormat(Qt::PlainText);
    m_found->setContentsMargins(8, 0, 8, 0);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] { Q_EMIT wordsSettled(m_search->text().trimmed()); });
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_settle.start(); });
    connect(m_search, &QLineEdit::returnPressed, this, &ExploreTools::wordsEntered);
}

void ExploreTools::setTool(MapView::Tool tool)
{
    for (auto* action : m_tools->actions())
        if (action->data().toInt() == static_cast<int>(tool)) action->setChecked(true);
}

void ExploreTools::setSideBySide(bool on)
{
    m_sideBySide->setChecked(on);
}

bool ExploreTools::hearsWhatIsPointedAt() const
{
    return m_hear->isChecked();
}

void ExploreTools::setFoundText(const QString& text)
{
    m_found->setText(text);
}

}  // namespace ui::explore
