#include "ui/pages/inspect/nearest_list.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/format.h"

namespace ui::inspect {

namespace {

constexpr int kNameRole = Qt::UserRole, kCosineRole = Qt::UserRole + 1, kMarkedRole = Qt::UserRole + 2, kLabelsRole = Qt::UserRole + 3;
constexpr int kPad = 4, kRowsAtOnce = 3, kFewestRows = 2;

/// Two lines a row; what does not fit is in the tip.
class ExampleDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override { return {80, 2 * option.fontMetrics.height() + 3 * kPad}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        auto panel = option;
        initStyleOption(&panel, index);
        panel.text.clear();
        const auto* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &panel, painter, option.widget);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        const auto inner = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
        const QRect first(inner.left(), inner.top(), inner.width(), option.fontMetrics.height());
        const QRect second = first.translated(0, first.height() + kPad);
        const QString cosine = index.data(kCosineRole).toString();
        const int cosineWidth = option.fontMetrics.horizontalAdvance(cosine) + 2 * kPad;
        painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, cosine);
        drawElided(painter, first.adjusted(0, 0, -cosineWidth, 0), index.data(kNameRole).toString(), option.font);
        auto bold = option.font;
        bold.setBold(true);
        const int used = drawElided(painter, second, index.data(kMarkedRole).toString(), bold);
        if (!selected) painter->setPen(option.palette.color(QPalette::PlaceholderText));
        drawElided(painter, second.adjusted(used, 0, 0, 0), index.data(kLabelsRole).toString(), option.font);
        painter->restore();
    }

private:
    static int drawElided(QPainter* painter, const QRect& place, const QString& text, const QFont& font)
    {
        if (text.isEmpty() || place.width() <= 0) return 0;
        const QFontMetrics metrics(font);
        const auto shown = metrics.elidedText(text, Qt::ElideRight, place.width());
        painter->setFont(font);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
        return metrics.horizontalAdvance(shown);
    }
};

}  // namespace

NearestList::NearestList(QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(tr("Nearest examples"));
    setItemDelegate(new ExampleDelegate(this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(true);
    setTabKeyNavigation(false);
}

void NearestList::setExamples(const std::vector<NearExample>& examples)
{
    m_examples = examples;
    fill();
    if (count() > 0) setCurrentRow(0);
    scrollToTop();
    updateGeometry();
}

void NearestList::setTag(const QString& tag)
{
    if (m_tag == tag) return;
    m_tag = tag;
    const int row = currentRow();
    fill();
    setCurrentRow(row);
}

const NearExample* NearestList::current() const
{
    const auto row = currentRow();
    return row >= 0 && row < static_cast<int>(m_examples.size()) ? &m_examples[static_cast<std::size_t>(row)] : nullptr;
}

void NearestList::fill()
{
    clear();
    for (const auto& example : m_examples) {
        auto others = example.labels;
        others.removeAll(m_tag);
        const auto cosine = QLocale().toString(example.cosine, 'f', 3), name = example.name();
        const auto marked = example.has(m_tag) ? QStringLiteral("\u2713 %1").arg(m_tag) : QString();
        auto labels = others.join(QStringLiteral(", "));
        if (example.isCopy) labels.prepend(labels.isEmpty() ? tr("the same recording") : tr("the same recording; "));
        if (labels.isEmpty() && marked.isEmpty()) labels = tr("no label");
        auto* item = new QListWidgetItem(this);
        item->setData(kNameRole, name);
        item->setData(kCosineRole, cosine);
        item->setData(kMarkedRole, marked);
        item->setData(kLabelsRole, marked.isEmpty() || labels.isEmpty() ? labels : QStringLiteral(", ") + labels);
        // What a screen reader says, and the tip.
        const QStringList told{name, cosine, marked, labels};
        QStringList said;
        std::ranges::copy_if(told, std::back_inserter(said), [](const QString& part) { return !part.isEmpty(); });
        item->setText(said.join(QStringLiteral(", ")));
        item->setToolTip(plainTip(said.join(QLatin1Char('\n'))));
    }
}

void NearestList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) return Q_EMIT playWanted();
    QListWidget::keyPressEvent(event);
}

int NearestList::rowHeight() const
{
    return 2 * fontMetrics().height() + 3 * kPad;
}

QSize NearestList::sizeHint() const
{
    return {200, std::clamp(count(), kFewestRows, kRowsAtOnce) * rowHeight() + 2 * frameWidth()};
}

QSize NearestList::minimumSizeHint() const
{
    return {120, kFewestRows * rowHeight() + 2 * frameWidth()};
}

bool NearestList::event(QEvent* event)
{
    // Taken before the page's own key, with which it would be ambiguous.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        event->accept();
        return true;
    }
    return QListWidget::event(event);
}

}  // namespace ui::inspect
