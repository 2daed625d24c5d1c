#include "ui/pages/inspect/region_panel.h"

#include <cmath>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/features/pitch_names.h"
#include "engine/features/regions.h"
#include "ui/widgets/snug_columns.h"


namespace ui::inspect {

namespace {

constexpr int kSortRole = Qt::UserRole;
constexpr int kLeastWidth = 330;   // a name and four numbers

/// Three digits, and no powers of ten where the number is one of hertz or decibels.
QString shortNumber(double value)
{
    if (std::isnan(value)) return QStringLiteral("\u2013");
    return std::abs(value) >= 100 ? QString::number(value, 'f', 0) : QString::number(value, 'g', 3);
}

QStandardItem* numberItem(double value, double sortBy)
{
    auto* item = new QStandardItem(shortNumber(value));
    item->setData(sortBy, kSortRole);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->setEditable(false);
    return item;
}

}  // namespace

RegionPanel::RegionPanel(QWidget* parent)
    : QWidget(parent), m_facts(new QLabel), m_hint(new QLabel), m_buttons(new QWidget), m_stack(new QStackedWidget),
      m_model(new QStandardItemModel(0, 5, this)), m_table(new QTableView)
{
    setAccessibleName(tr("Features of the track"));
    setMinimumWidth(kLeastWidth);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setAccessibleName(tr("Tempo and key"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(12);
    m_model->setSortRole(kSortRole);
    m_model->setHorizontalHeaderLabels({tr("Feature"), tr("A"), tr("B"), tr("B \u2212 A"), tr("Effect")});
    m_model->horizontalHeaderItem(4)->setToolTip(tr("Cohen's d: the difference in pooled standard deviations of the frames. 0.2 is small, 0.5 medium, 0.8 large."));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setMinimumSectionSize(20);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setAccessibleName(tr("Regions compared"));
    m_table->setSortingEnabled(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_table);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(6);
    column->addWidget(m_facts);
    column->addWidget(m_buttons);
    column->addWidget(m_stack, 1);
    fill();
}

void RegionPanel::addButtons(const QList<QAction*>& actions)
{
    for (auto* action : actions) {
        auto* button = new QPushButton(action->text());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(action->text());
        button->setFocusPolicy(Qt::TabFocus);   // a click leaves the keys to the views
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->layout()->addWidget(button);
    }
    qobject_cast<QHBoxLayout*>(m_buttons->layout())->addStretch();
}

void RegionPanel::setCourses(FeatureCoursesPtr courses)
{
    m_courses = std::move(courses);
    m_failure.clear();
    fill();
}

void RegionPanel::setFailure(const QString& message)
{
    m_courses.reset();
    m_failure = message;
    fill();
}

void RegionPanel::setRegions(const Regions& regions)
{
    m_regions = regions;
    fill();
}

void RegionPanel::fill()
{
    m_model->setRowCount(0);
    m_facts->setVisible(m_courses != nullptr);
    if (m_courses) {
        QString facts = tr("%1 beats a minute").arg(QString::number(m_courses->beatsPerMinute, 'f', 1));
        if (m_courses->key) {
            const QString tonic = QString::fromLatin1(engine::features::kPitchNames[static_cast<std::size_t>(m_courses->key->tonic)]);
            facts += QStringLiteral("   ") + (m_courses->key->major ? tr("%1 major (surer than the next key by %2)") : tr("%1 minor (surer than the next key by %2)"))
                                                 .arg(tonic, QString::number(m_courses->key->confidence, 'f', 2));
        }
        m_facts->setText(facts);
    }
    if (!m_courses || !m_regions[0] || !m_regions[1]) {
        m_hint->setText(!m_failure.isEmpty() ? m_failure
                        : !m_courses ? tr("The features are being computed.")
                                   : tr("Compare two parts of the track, say chorus and verse: drag over one in the waveform and press A, then over the other and press B."));
        m_stack->setCurrentIndex(0);
        return;
    }
    const auto a = engine::features::framesOf(m_regions[0]->startSeconds, m_regions[0]->endSeconds, m_courses->frames);
    const auto b = engine::features::framesOf(m_regions[1]->startSeconds, m_regions[1]->endSeconds, m_courses->frames);
    for (std::size_t i = 0; i < m_courses->features.size(); ++i)
        for (std::size_t lane = 0; lane < m_courses->courses[i].rows; ++lane) {
            const auto found = engine::features::compareRegions(m_courses->courses[i].row(lane), a, b);
            auto* name = new QStandardItem(courseName(*m_courses->features[i], lane));
            name->setData(name->text(), kSortRole);
            name->setEditable(false);
            // The strongest first, whichever way it points; what has no effect size last.
            const double size = std::isnan(found.effectSize) ? -1 : std::abs(found.effectSize);
            m_model->appendRow({name, numberItem(found.meanA, found.meanA), numberItem(found.meanB, found.meanB),
                                numberItem(found.difference, found.difference), numberItem(found.effectSize, size)});
        }
    m_table->sortByColumn(4, Qt::DescendingOrder);
    makeColumnsSnug(*m_table);
    m_stack->setCurrentIndex(1);
}

}  // namespace ui::inspect
