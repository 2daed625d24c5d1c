#include "ui/pages/evaluate/evaluate_page.h"

#include <array>

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/format.h"
#include "ui/pages/evaluate/chosen_tracks.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

// What the page is put together from; what it does is in evaluate_page.cpp.
namespace ui {

namespace {

QPushButton* button(const char* icon, const QString& text, const QString& tip)
{
    auto* made = new QPushButton(Theme::icon(QString::fromLatin1(icon)), text);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    return made;
}

}  // namespace

QWidget* EvaluatePage::buildTop()
{
    m_run = new QComboBox;
    m_run->setAccessibleName(tr("Run"));
    m_run->setToolTip(tr("The training whose model is measured"));
    m_run->setPlaceholderText(tr("No run yet"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_part = new QComboBox;
    m_part->setAccessibleName(tr("Part of the split"));
    m_part->setToolTip(tr("Test tracks had no part in training; the others are here to compare with"));
    m_part->addItem(tr("Test"), static_cast<int>(engine::Part::Test));
    m_part->addItem(tr("Validation"), static_cast<int>(engine::Part::Valid));
    m_part->addItem(tr("Training"), static_cast<int>(engine::Part::Train));
    m_evaluate = button("evaluate", tr("Evaluate"), tr("Predict the tracks of this part that have no prediction yet, and measure"));
    m_export = button("export", tr("Save chart"), tr("Save the chart in front as SVG, PNG or CSV"));
    auto* formats = new QMenu(m_export);
    for (const auto& [text, tip, ending] : {std::tuple(tr("SVG drawing..."), tr("Lines that stay sharp at any size"), "svg"),
                                            {tr("PNG picture..."), tr("Pixels, for slides"), "png"}, {tr("CSV table..."), tr("The values behind the chart"), "csv"}}) {
        auto* action = formats->addAction(text, this, [this, ending = QString::fromLatin1(ending)] { exportChart(ending); });
        action->setToolTip(tip);
        action->setStatusTip(tip);
    }
    m_export->setMenu(formats);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 4);
    row->addWidget(m_run);
    row->addWidget(m_part);
    row->addWidget(m_evaluate);
    row->addWidget(new CopyCommandButton(m_context, [this]() -> TaskList {
        return runId() ? TaskList{{QStringLiteral("evaluate"), parameters()}} : TaskList{};
    }));
    row->addStretch();
    row->addWidget(m_export);
    auto* top = new QWidget;
    top->setLayout(row);
    connect(m_run, &QComboBox::currentIndexChanged, this, &EvaluatePage::load);
    connect(m_part, &QComboBox::currentIndexChanged, this, &EvaluatePage::load);
    connect(m_evaluate, &QPushButton::clicked, this, &EvaluatePage::evaluate);
    return top;
}

QWidget* EvaluatePage::buildSummary()
{
    const auto label = [](double scale, bool bold) {
        auto* made = new QLabel;
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto font = made->font();
        font.setPointSizeF(font.pointSizeF() * scale);
        font.setBold(bold);
        made->setFont(font);
        return made;
    };
    m_heading = label(1, false);
    m_heading->setAccessibleName(tr("What is measured"));
    m_headline = label(1.6, true);
    m_headline->setToolTip(plainTip(metricText("better-than-chance")));
    m_notes = label(1, false);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_headline);
    words->addWidget(m_heading);
    words->addWidget(m_notes);
    auto* figures = new QHBoxLayout;
    figures->setSpacing(20);
    const std::array names{tr("mean ROC-AUC"), tr("mean avg. precision"), tr("pooled ROC-AUC"), tr("pooled avg. precision")};
    constexpr std::array metrics{"macro", "macro", "micro", "micro"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto* value = label(1.5, true);
        value->setWordWrap(false);
        value->setAccessibleName(names[i]);
        auto* name = label(0.9, false);
        name->setText(names[i]);
        name->setWordWrap(false);
        name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        const auto tip = plainTip(metricText(i % 2 == 0 ? "roc-auc" : "average-precision") + QLatin1Char(' ') + metricText(metrics[i]));
        value->setToolTip(tip);
        name->setToolTip(tip);
        auto* pair = new QVBoxLayout;
        pair->setSpacing(0);
        pair->addWidget(value);
        pair->addWidget(name);
        pair->addStretch();
        figures->addLayout(pair);
        m_figures.push_back(value);
    }
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 4, 12, 8);
    row->setSpacing(24);
    row->addLayout(words, 1);
    row->addLayout(figures);
    auto* summary = new QWidget;
    summary->setLayout(row);
    return summary;
}

QWidget* EvaluatePage::buildTables()
{
    m_table = new QTableView;
    m_table->setModel(&m_tags);
    m_table->setAccessibleName(tr("Every tag with its numbers"));
    m_table->setToolTip(tr("Choose tags to see their curves; a double click chooses a tag's tracks"));
    m_table->horizontalHeader()->setSortIndicator(TagScoreModel::RocAuc, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_types = new QTableWidget(0, 6);
    m_types->setHorizontalHeaderLabels({tr("Type"), tr("Tags"), tr("With a value"), tr("Better than chance"), metricTitle("roc-auc"), tr("Avg. precision")});
    m_types->setAccessibleName(tr("Means by type of tag"));
    m_types->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (QTableView* table : {m_table, static_cast<QTableView*>(m_types)}) {
        table->setSelectionBehavior(QAbstractItemView::SelectRows);
        table->setAlternatingRowColors(true);
        table->setShowGrid(false);
        table->setWordWrap(false);
        table->setTabKeyNavigation(false);
        table->setFrameShape(QFrame::NoFrame);
        table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
        table->verticalHeader()->hide();
        table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
        table->horizontalHeader()->setHighlightSections(false);
        table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->addTab(m_table, tr("Tags"));
    tabs->addTab(m_types, tr("Types"));
    tabs->setTabToolTip(1, tr("Means over the tags of each type"));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EvaluatePage::showChosenTags);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (m_view) choose({Choice::Kind::Tag, nameOf(*m_view, m_tags.order()[static_cast<std::size_t>(index.row())]),
                            nameOf(*m_view, m_tags.order()[static_cast<std::size_t>(index.row())]), 0});
    });
    connect(&m_tags, &TagScoreModel::orderChanged, this, [this] {
        for (auto* chart : m_charts)
            chart->setOrder(m_tags.order());
    });
    return tabs;
}

QWidget* EvaluatePage::buildCharts()
{
    m_chartTabs = new QTabWidget;
    m_chartTabs->setDocumentMode(true);
    m_explain = new QToolButton;
    m_explain->setIcon(Theme::icon(QStringLiteral("help")));
    m_explain->setCheckable(true);
    m_explain->setAutoRaise(true);
    m_explain->setChecked(QSettings().value(QStringLiteral("evaluate/explain"), true).toBool());
    m_explain->setAccessibleName(tr("Explain the chart"));
    m_explain->setToolTip(tr("Say in plain words what the chart in front means, or give it the room"));
    connect(m_explain, &QAbstractButton::toggled, this, [](bool on) { QSettings().setValue(QStringLiteral("evaluate/explain"), on); });
    m_chartTabs->setCornerWidget(m_explain);
    for (const auto* entry : ui::charts()) {
        auto* chart = entry->make(nullptr);
        m_charts.push_back(chart);
        m_chartTabs->addTab(buildChart(*entry, chart), QCoreApplication::translate("Chart", entry->title));
        connect(chart, &Chart::picked, this, &EvaluatePage::choose);
    }
    return m_chartTabs;
}

QWidget* EvaluatePage::buildChart(const ChartEntry& entry, Chart* chart)
{
    auto* words = new QLabel;
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setContentsMargins(12, 6, 12, 6);
    QStringList parts;
    for (const char* id : entry.explanations)
        parts << metricTitle(id) + QStringLiteral(": ") + metricText(id);
    words->setText(parts.join(QLatin1Char('\n')));
    words->setVisible(m_explain->isChecked());
    connect(m_explain, &QAbstractButton::toggled, words, &QWidget::setVisible);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (auto* controls = chart->controls()) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(8, 4, 8, 4);
        row->addWidget(controls);
        column->addLayout(row);
        controls->show();
    }
    column->addWidget(chart, 1);
    column->addWidget(words);
    return page;
}

QWidget* EvaluatePage::buildEmpty()
{
    m_emptyText = new QLabel;
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = new QPushButton;
    connect(m_emptyButton, &QPushButton::clicked, this, [this] { if (m_emptyAction) m_emptyAction(); });
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_emptyButton);
    row->addStretch();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->addStretch();
    column->addWidget(m_emptyText);
    column->addSpacing(8);
    column->addLayout(row);
    column->addStretch();
    return page;
}

void EvaluatePage::buildActions()
{
    const auto add = [this](const QString& text, const QList<QKeySequence>& keys, const QString& tip, std::function<void()> run) {
        auto* action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(tip);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, std::move(run));
        addAction(action);
    };
    add(tr("Play the chosen tracks"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
        tr("Play the first track behind the chosen bar, point or cell"), [this] { m_tracks->play(); });
    add(tr("Clear the choice"), {QKeySequence(Qt::Key_Escape)}, tr("Choose no bar, point or cell"), [this] { clearChoice(); });
}

}  // namespace ui
