#include "ui/pages/search/words_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/pages/tags/panel_parts.h"

namespace ui::search {

WordsPanel::WordsPanel(SearchSource& source, QWidget* parent) : QWidget(parent), m_source(source), m_word(new QLineEdit), m_hint(panel::plainLabel())
{
    m_word->setPlaceholderText(tr("Any word"));
    m_word->setClearButtonEnabled(true);
    m_word->setAccessibleName(tr("Word to look up"));
    m_word->setToolTip(tr("The tags nearest to this word, by each set of word vectors; a double click searches for a tag"));
    m_sides = {buildSide(tr("Left set of word vectors")), buildSide(tr("Right set of word vectors"))};
    auto* sides = new QHBoxLayout;
    for (const auto& side : m_sides) {
        auto* column = new QVBoxLayout;
        column->addWidget(side.choice);
        column->addWidget(side.table, 1);
        sides->addLayout(column, 1);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 12, 8);
    column->addWidget(m_word);
    column->addLayout(sides, 1);
    column->addWidget(m_hint);
    connect(m_word, &QLineEdit::textChanged, this, &WordsPanel::ask);
}

WordsPanel::Side WordsPanel::buildSide(const QString& name)
{
    Side side{new QComboBox, panel::listTable({tr("Tag"), tr("Distance")}, name)};
    side.choice->setAccessibleName(name);
    side.choice->setToolTip(tr("Which word vectors"));
    side.choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    side.table->horizontalHeader()->setStretchLastSection(false);
    side.table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    side.table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(side.choice, &QComboBox::currentIndexChanged, this, &WordsPanel::ask);
    connect(side.table, &QTableWidget::cellDoubleClicked, this, [this, table = side.table](int row) { Q_EMIT tagWanted(table->item(row, 0)->text()); });
    return side;
}

QString WordsPanel::hintText() const
{
    return m_hint->text();
}

void WordsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) reload();
}

void WordsPanel::reload()
{
    m_isStale = !isVisible();
    if (m_isStale) return;
    m_source.askSets([this](const QStringList& sets) {
        for (std::size_t which = 0; which < m_sides.size(); ++which) {
            auto& choice = *m_sides[which].choice;
            const QSignalBlocker quiet(choice);
            const auto before = choice.currentText();
            choice.clear();
            choice.addItems(sets);
            const int fallback = std::min(static_cast<int>(which), static_cast<int>(sets.size()) - 1);
            choice.setCurrentIndex(std::max(choice.findText(before), before.isEmpty() ? fallback : -1));
            if (choice.currentIndex() < 0) choice.setCurrentIndex(fallback);
            choice.setEnabled(sets.size() > 1);
        }
        ask();
    });
}

void WordsPanel::ask()
{
    const auto word = m_word->text().trimmed();
    QStringList sets;
    for (const auto& side : m_sides)
        if (const auto set = side.choice->currentText(); !set.isEmpty()) sets << set;
    if (sets.isEmpty()) {
        m_hint->setText(tr("No word vectors yet, and too few tags to make some of. Import word2vec, GloVe or fastText files to search for words that were never a tag."));
        return;
    }
    m_source.askNear(word, sets, [this, word](const std::vector<NearTags>& near) {
        QStringList unknown;
        for (auto& side : m_sides) {
            const auto found = std::ranges::find(near, side.choice->currentText(), &NearTags::set);
            const bool knows = found != near.end() && !found->tags.empty();
            fill(side, knows ? &*found : nullptr);
            if (!knows && !unknown.contains(side.choice->currentText())) unknown << side.choice->currentText();
        }
        if (word.isEmpty()) m_hint->setText(tr("Vectors made of the library's own tags know these tags only; imported ones know any word."));
        else m_hint->setText(unknown.isEmpty() ? QString() : tr("Not known by: %1").arg(unknown.join(QStringLiteral(", "))));
    });
}

void WordsPanel::fill(Side& side, const NearTags* near)
{
    side.table->setRowCount(near == nullptr ? 0 : static_cast<int>(near->tags.size()));
    for (int row = 0; row < side.table->rowCount(); ++row) {
        const auto& [tag, distance] = near->tags[static_cast<std::size_t>(row)];
        side.table->setItem(row, 0, new QTableWidgetItem(tag));
        auto* number = new QTableWidgetItem(QLocale().toString(distance, 'f', 3));
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        side.table->setItem(row, 1, number);
    }
}

}  // namespace ui::search
