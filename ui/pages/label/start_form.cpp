#include "ui/pages/label/start_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/dataset/tag_text.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"

namespace ui::label {

namespace {

constexpr int kFormCharacters = 90;   // a line that can be read, whatever the type

struct StrategyWords {
    const char* id;
    const char* text;
};
constexpr StrategyWords kStrategies[] = {
    {"combined", QT_TRANSLATE_NOOP("ui::label::StartForm", "Unsure and unlike what is known (recommended)")},
    {"sampled", QT_TRANSLATE_NOOP("ui::label::StartForm", "The same, drawn by lot")},
    {"entropy", QT_TRANSLATE_NOOP("ui::label::StartForm", "Unsure")},
    {"margin", QT_TRANSLATE_NOOP("ui::label::StartForm", "Near the border of each tag")},
    {"coverage", QT_TRANSLATE_NOOP("ui::label::StartForm", "Unlike what is known")},
    {"random", QT_TRANSLATE_NOOP("ui::label::StartForm", "Any (for comparison)")},
};

QSpinBox* countBox(int value, const QString& name)
{
    auto* box = new QSpinBox;
    box->setRange(1, 1000);
    box->setValue(value);
    box->setAccessibleName(name);
    return box;
}

}  // namespace

StartForm::StartForm(QWidget* parent)
    : QWidget(parent), m_run(new QComboBox), m_split(new QComboBox), m_tags(new QListWidget), m_more(new QLineEdit), m_strategy(new QComboBox), m_batch(countBox(10, tr("Tracks proposed at a time"))),
      m_every(countBox(5, tr("Labels between two lessons"))), m_relabel(new QCheckBox(tr("Also those that carry one already"))), m_problem(panel::plainLabel()),
      m_start(new QPushButton(Theme::icon(QStringLiteral("play")), tr("Begin"))), m_cancel(new QPushButton(tr("Back to the session")))
{
    m_run->setAccessibleName(tr("Run to teach"));
    m_split->setAccessibleName(tr("Split that is measured on"));
    m_split->setToolTip(tr("Its validation part draws the curve; tracks of validation and test part are never asked about"));
    m_tags->setAccessibleName(tr("Tags to teach"));
    m_tags->setToolTip(tr("The first nine ticked ones get the keys 1 to 9"));
    m_relabel->setAccessibleName(tr("Ask about tracks that carry one of these tags already, too"));
    m_relabel->setToolTip(m_relabel->accessibleName());
    m_more->setAccessibleName(tr("Further tags"));
    m_more->setPlaceholderText(tr("Further tags, new ones too: dreamy; good for running"));
    m_strategy->setAccessibleName(tr("How tracks are chosen"));
    for (const auto& strategy : kStrategies)
        m_strategy->addItem(tr(strategy.text), QString::fromLatin1(strategy.id));
    for (auto* box : {m_run, m_split, m_strategy})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_start->setAccessibleName(tr("Begin the session"));
    m_start->setDefault(true);
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->hide();
    m_problem->setAccessibleName(tr("What is missing"));
    auto* fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fields->addRow(tr("Run"), m_run);
    fields->addRow(tr("Split"), m_split);
    fields->addRow(tr("Tags"), m_tags);
    fields->addRow(QString(), m_more);
    fields->addRow(tr("Ask about tracks that are"), m_strategy);
    fields->addRow(tr("At a time"), m_batch);
    fields->addRow(tr("Learn after"), m_every);
    m_batch->setSuffix(tr(" tracks"));
    m_every->setSuffix(tr(" labels"));
    fields->addRow(m_relabel);   // over both columns: the longest text here
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    auto* inner = new QWidget;
    inner->setMaximumWidth(kFormCharacters * fontMetrics().averageCharWidth());
    auto* column = new QVBoxLayout(inner);
    column->addWidget(panel::heading(tr("Label the tracks that teach most")));
    column->addWidget(panel::plainLabel(tr("The model asks about the tracks it would learn most from; you listen and press 1 to 9. It learns in the background, and a curve shows what each label bought.")));
    column->addLayout(fields, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    auto* row = new QHBoxLayout(this);
    row->addStretch();
    row->addWidget(inner, 100);
    row->addStretch();
    connect(m_run, &QComboBox::currentIndexChanged, this, &StartForm::showTags);
    connect(m_tags, &QListWidget::itemChanged, this, &StartForm::update);
    connect(m_more, &QLineEdit::textChanged, this, &StartForm::update);
    connect(m_start, &QPushButton::clicked, this, &StartForm::startWanted);
    connect(m_cancel, &QPushButton::clicked, this, &StartForm::cancelled);
    update();
}

void StartForm::setChoices(const std::vector<RunChoice>& runs, const std::vector<std::string>& splits)
{
    m_runs = runs;
    const auto run = m_run->currentData(), split = m_split->currentData();
    {
        const QSignalBlocker quiet(m_run);
        m_run->clear();
        for (const auto& choice : runs)
            m_run->addItem(choice.name, QString::fromStdString(choice.id));
        m_run->setCurrentIndex(runs.empty() ? -1 : std::max(0, m_run->findData(run)));
    }
    m_split->clear();
    for (const auto& name : splits)
        m_split->addItem(QString::fromStdString(name), QString::fromStdString(name));
    if (const int kept = m_split->findData(split); kept >= 0) m_split->setCurrentIndex(kept);
    showTags();
}

void StartForm::showTags()
{
    const auto run = m_run->currentData().toString();
    if (run != m_shownRun) {   // what was ticked for another run means nothing here
        m_shownRun = run;
        const QSignalBlocker quiet(m_tags);
        m_tags->clear();
        for (const auto& choice : m_runs) {
            if (QString::fromStdString(choice.id) != run) continue;
            if (const int own = m_split->findData(QString::fromStdString(choice.split)); own >= 0) m_split->setCurrentIndex(own);
            for (const auto& tag : choice.tags) {
                auto* item = new QListWidgetItem(QString::fromStdString(tag.name));
                item->setToolTip(QString::fromStdString(tag.type));
                item->setData(Qt::UserRole, QString::fromStdString(engine::dataset::tagText(tag.name, tag.type)));
                item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
                item->setCheckState(Qt::Unchecked);
                m_tags->addItem(item);
            }
        }
    }
    update();
}

engine::Json StartForm::parameters() const
{
    auto tags = engine::Json::array();
    for (int row = 0; row < m_tags->count(); ++row)
        if (m_tags->item(row)->checkState() == Qt::Checked) tags.push_back(m_tags->item(row)->data(Qt::UserRole).toString().toStdString());
    for (const auto& word : m_more->text().split(QLatin1Char(';'), Qt::SkipEmptyParts))
        if (!word.trimmed().isEmpty()) tags.push_back(word.trimmed().toStdString());
    return {{"run", m_run->currentData().toString().toStdString()}, {"split", m_split->currentData().toString().toStdString()}, {"tags", tags},
            {"strategy", m_strategy->currentData().toString().toStdString()}, {"batch", m_batch->value()}, {"every", m_every->value()}, {"relabel", m_relabel->isChecked()}};
}

QString StartForm::problem() const
{
    if (m_run->count() == 0) return tr("No trained run yet. Train one first, or import published weights.");
    if (m_split->count() == 0) return tr("No split yet. Make one in Tags, so that there is a validation part to measure on.");
    if (parameters()["tags"].empty()) return tr("Tick tags, or type some.");
    return {};
}

void StartForm::update()
{
    m_problem->setText(problem());
    m_start->setEnabled(problem().isEmpty());
}

void StartForm::showRefusal(const QString& text)
{
    m_problem->setText(text);
}

void StartForm::setCancellable(bool isCancellable)
{
    m_cancel->setVisible(isCancellable);
}

}  // namespace ui::label
