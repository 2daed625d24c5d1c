#include "ui/charts/confusion_chart.h"
#include "ui/tag_words.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

namespace ui {

namespace {

// More rows than this nobody reads; the note above says that the rest is left out.
constexpr std::size_t kMostTags = 100;

QString percent(std::size_t count, std::size_t total)
{
    return QLocale().toString(total > 0 ? 100.0 * static_cast<double>(count) / static_cast<double>(total) : 0.0, 'f', 1);
}

}  // namespace

ConfusionChart::ConfusionChart(QWidget* parent)
    : Chart(parent), m_controls(new QWidget(this)), m_table(new QComboBox), m_share(new QComboBox)
{
    setAccessibleName(tr("Confusion"));
    m_table->setAccessibleName(tr("Which tags"));
    m_table->setToolTip(tr("Classes where every track has exactly one tag of a type, tags otherwise"));
    m_table->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_share->setAccessibleName(tr("What the cells show"));
    m_share->setToolTip(tr("The number of tracks, or its share of the row (truth) or of the column (prediction)"));
    m_share->addItems({tr("Counts"), tr("By row"), tr("By column")});
    auto* row = new QHBoxLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_table);
    row->addWidget(m_share);
    row->addStretch();
    m_controls->hide();   // shown by whoever gives it a place
    for (auto* box : {m_table, m_share})
        connect(box, &QComboBox::currentIndexChanged, this, [this] { redraw(); });
}

QWidget* ConfusionChart::controls()
{
    return m_controls;
}

void ConfusionChart::fillTables() const
{
    if (m_filledFor == view()) return;
    m_filledFor = view();
    const QSignalBlocker quiet(m_table);
    const auto before = m_table->currentData();
    m_table->clear();
    if (view() == nullptr) return;
    for (const auto& table : view()->confusions) {
        const auto type = QString::fromStdString(table.type);
        auto text = type.isEmpty() ? tr("All tags") : table.classes ? tr("%1: one per track").arg(tagTypeName(table.type)) : tr("%1: any number per track").arg(tagTypeName(table.type));
        if (table.places.size() > kMostTags) text += tr(" (the %1 of %2 with most tracks)").arg(kMostTags).arg(table.places.size());
        m_table->addItem(text, type);
    }
    m_table->setCurrentIndex(std::max(0, m_table->findData(before)));
}

std::optional<engine::report::ConfusionTable> ConfusionChart::table() const
{
    fillTables();
    const int index = m_table->currentIndex();
    if (view() == nullptr || index < 0 || static_cast<std::size_t>(index) >= view()->confusions.size()) return {};
    return engine::report::largestOf(view()->confusions[static_cast<std::size_t>(index)], view()->report.evaluation, kMostTags);
}

std::string ConfusionChart::csv() const
{
    const auto chosen = table();
    return chosen ? engine::report::confusionCsv(view()->report.evaluation, *chosen) : std::string();
}

engine::report::Drawing ConfusionChart::drawView(QSizeF) const
{
    const auto chosen = table();
    return chosen ? engine::report::confusionHeatmap(view()->report.evaluation, *chosen, static_cast<engine::report::Share>(m_share->currentIndex()))
                  : engine::report::Drawing();
}

Choice ConfusionChart::choiceOf(const engine::report::Mark& mark) const
{
    const auto index = static_cast<std::size_t>(std::max(0, m_table->currentIndex()));
    Choice choice;
    choice.kind = view()->confusions.at(index).classes ? Choice::Kind::ClassCell : Choice::Kind::TagCell;
    choice.tag = nameOf(*view(), mark.row);
    choice.given = nameOf(*view(), mark.column);
    return choice;
}

QString ConfusionChart::tipOf(const engine::report::Mark& mark) const
{
    const auto& all = view()->confusions.at(static_cast<std::size_t>(std::max(0, m_table->currentIndex())));
    const auto at = [&](std::size_t place) { return static_cast<std::size_t>(std::ranges::find(all.places, place) - all.places.begin()); };
    const auto i = at(mark.row), j = at(mark.column);
    const auto count = all.counts(i, j);
    return tr("%1: tracks %2, of the row %3 %, of the column %4 %")
        .arg(textOf(choiceOf(mark)), QLocale().toString(static_cast<qulonglong>(count)), percent(count, all.rowTotals[i]), percent(count, all.columnTotals[j]));
}

QString ConfusionChart::emptyText() const
{
    return tr("A confusion needs two tags or more.");
}

extern const ChartEntry confusion_chart;
const ChartEntry confusion_chart{"confusion", QT_TRANSLATE_NOOP("Chart", "Confusion"), {"confusion", "tag-confusion"},
                                 [](QWidget* parent) -> Chart* { return new ConfusionChart(parent); }};

}  // namespace ui
