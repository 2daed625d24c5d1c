#include "ui/pages/features/compare_form.h"

#include <array>

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "engine/classic/classifier.h"
#include "ui/pages/features/form_parts.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/tags/panel_parts.h"

namespace ui::features {

namespace {

void allowEntry(QComboBox& box, int index, bool on)
{
    qobject_cast<QStandardItemModel*>(box.model())->item(index)->setEnabled(on);
    if (!on && box.currentIndex() == index) box.setCurrentIndex(0);
}

enum Plan { kFolds, kParts, kFile, kSplit };
enum Together { kNothing, kDuplicates, kGroups };

}  // namespace

CompareForm::CompareForm(QWidget* parent) : QWidget(parent)
{
    buildPlan();
    buildModels();
    arrange();
    refresh();
}

void CompareForm::buildPlan()
{
    m_plan = choiceBox(tr("Plan"), tr("Who learns from which rows and is examined on which"));
    m_plan->addItems({tr("Folds: each row is examined once"), tr("80 % - 10 % - 10 %, once"), tr("Folds from a file"), tr("A split of the library")});
    m_folds = described(new QSpinBox, tr("Number of folds"), tr("Each fold in turn is examined by models that learnt from the others; classes are spread evenly"));
    m_folds->setRange(2, 100);
    m_folds->setValue(10);
    m_file = described(new QLineEdit, tr("Fold file"), tr("A table with the columns row (from 0) and the fold of each row; or train, val, test"));
    m_column = described(new QLineEdit(QStringLiteral("fold")), tr("Column of the folds"), tr("The column that names the fold"));
    m_column->setMaximumWidth(fontMetrics().averageCharWidth() * 18);
    m_split = choiceBox(tr("Split of the library"), tr("The parts that networks were trained and measured on: scores can be compared with theirs"));
    m_together = choiceBox(tr("Keep together"), tr("What may not stand on both sides of a round"));
    m_together->addItems({tr("nothing"), tr("equal rows"), tr("artists, and equal rows")});
    m_seed = described(new QSpinBox, tr("Seed"), tr("The same seed gives the same folds and the same models"));
    m_seed->setRange(0, 1'000'000);
    auto* browse = described(new QPushButton(tr("File...")), tr("Choose the fold file"), tr("Choose a file of folds"));
    m_fileRow = new QWidget;
    auto* line = new QHBoxLayout(m_fileRow);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_file, 1);
    line->addWidget(browse);
    line->addWidget(m_column);
    connect(browse, &QPushButton::clicked, this, [this] {
        const auto name = QFileDialog::getOpenFileName(this, tr("Folds"), {}, tr("Tables (*.csv);;All files (*)"));
        if (!name.isEmpty()) m_file->setText(name);
    });
    connect(m_plan, &QComboBox::currentIndexChanged, this, &CompareForm::refresh);
    connect(m_file, &QLineEdit::textChanged, this, &CompareForm::changed);
}

void CompareForm::buildModels()
{
    m_metric = choiceBox(tr("What decides"), tr("Ranking, grid search and early stopping follow this measure"));
    for (const auto metric : engine::classic::kMetrics) {
        const std::string name(engine::classic::metricName(metric));
        m_metric->addItem(metricTitle(name), QString::fromStdString(name));
        m_metric->setItemData(m_metric->count() - 1, plainTip(metricHelp(name)), Qt::ToolTipRole);
    }
    m_help = panel::plainLabel();
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_models = described(new QListWidget, tr("Models"), tr("Those with a tick are compared, as they come out of the box"));
    m_models->setUniformItemSizes(true);
    for (const auto* entry : engine::classic::allModels()) {
        auto* item = new QListWidgetItem(modelTitle(std::string(entry->id)), m_models);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
        item->setData(Qt::UserRole, QString::fromUtf8(entry->id.data(), static_cast<qsizetype>(entry->id.size())));
    }
    connect(m_metric, &QComboBox::currentIndexChanged, this, &CompareForm::refresh);
    connect(m_models, &QListWidget::itemChanged, this, &CompareForm::changed);
}

void CompareForm::arrange()
{
    m_form = formRows();
    m_form->addRow(tr("Plan"), m_plan);
    m_form->addRow(tr("Folds"), m_folds);
    m_form->addRow(m_fileRow);
    m_form->addRow(tr("Split"), m_split);
    m_form->addRow(tr("Together"), m_together);
    m_form->addRow(tr("Seed"), m_seed);
    m_form->addRow(tr("Decides"), m_metric);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(m_form);
    column->addWidget(m_help);
    column->addWidget(m_models, 1);
}

void CompareForm::setTable(bool isLibrary, bool hasGroups)
{
    m_isLibrary = isLibrary;
    allowEntry(*m_together, kGroups, hasGroups);
    if (hasGroups) m_together->setCurrentIndex(kGroups);   // the honest one, where it can be had
    refresh();
}

void CompareForm::setSplits(const QStringList& names)
{
    const auto before = m_split->currentText();
    m_split->clear();
    m_split->addItems(names);
    m_split->setCurrentIndex(std::max(0, m_split->findText(before)));
    refresh();
}

void CompareForm::refresh()
{
    allowEntry(*m_plan, kSplit, m_isLibrary && m_split->count() > 0);
    const auto plan = m_plan->currentIndex();
    const auto show = [this](QWidget* field, bool on) {
        field->setVisible(on);
        if (auto* label = m_form->labelForField(field)) label->setVisible(on);
    };
    show(m_folds, plan == kFolds);
    show(m_fileRow, plan == kFile);
    show(m_split, plan == kSplit);
    show(m_together, plan == kFolds || plan == kParts);
    m_help->setText(metricHelp(m_metric->currentData().toString().toStdString()));
    Q_EMIT changed();
}

engine::Json CompareForm::parameters() const
{
    engine::Json parameters{{"metric", m_metric->currentData().toString().toStdString()}, {"seed", m_seed->value()}};
    const auto plan = m_plan->currentIndex();
    if (plan == kFile) {
        if (m_file->text().trimmed().isEmpty()) return {};
        panel::putFile(parameters, "folds", m_file->text().trimmed());
        parameters["fold_column"] = m_column->text().trimmed().toStdString();
    } else if (plan == kSplit) {
        parameters["library_split"] = m_split->currentText().toStdString();
    } else {
        constexpr std::array kWords{"none", "duplicates", "groups"};
        parameters["together"] = kWords[static_cast<std::size_t>(std::max(0, m_together->currentIndex()))];
        if (plan == kFolds) parameters["k"] = m_folds->value();
        else parameters["split"] = "80-10-10";
    }
    auto models = engine::Json::array();
    for (int i = 0; i < m_models->count(); ++i)
        if (m_models->item(i)->checkState() == Qt::Checked) models.push_back(m_models->item(i)->data(Qt::UserRole).toString().toStdString());
    if (models.empty()) return {};
    parameters["models"] = models;
    return parameters;
}

}  // namespace ui::features
