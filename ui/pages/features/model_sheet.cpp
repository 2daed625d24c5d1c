#include "ui/pages/features/model_sheet.h"

#include <algorithm>
#include <array>
#include <map>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/csv.h"
#include "ui/charts/confusion_chart.h"
#include "ui/charts/save_picture_button.h"
#include "ui/format.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"

namespace ui::features {

namespace {

QString wordsOf(const engine::Json& settings)
{
    QStringList words;
    for (const auto& [name, value] : settings.items())
        words << QStringLiteral("%1 %2").arg(QString::fromStdString(name),
                                             value.is_number() ? QLocale().toString(value.get<double>(), 'g', 4) : QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump()));
    return words.join(QStringLiteral(", "));
}

QString cell(const engine::Json& row, const char* key)
{
    return row[key].is_number() ? score(row[key].get<double>()) : ModelSheet::tr("n/a");
}

}  // namespace

QString settingsText(const engine::Json& model)
{
    if (!model.contains("grid")) {
        const auto words = wordsOf(model.value("settings", engine::Json::object()));
        return words.isEmpty() ? ModelSheet::tr("Standard settings.") : ModelSheet::tr("Settings: %1.").arg(words);
    }
    std::map<std::string, int> often;
    const auto& chosen = model["grid"]["chosen"];
    for (const auto& one : chosen)
        ++often[one.dump()];
    const auto best = std::ranges::max_element(often, {}, [](const auto& entry) { return entry.second; });
    if (best == often.end()) return {};
    return ModelSheet::tr("Chosen in %1 of %2 rounds: %3.").arg(best->second).arg(chosen.size()).arg(wordsOf(engine::Json::parse(best->first)));
}

void fillClassTable(QTableWidget& table, const engine::Json& model)
{
    const auto& classes = model["per_class"];
    table.setRowCount(static_cast<int>(classes.size()));
    for (int row = 0; row < table.rowCount(); ++row) {
        const auto& one = classes[static_cast<std::size_t>(row)];
        const std::array cells{QString::fromStdString(one["class"].get<std::string>()), cell(one, "precision"), cell(one, "recall"), cell(one, "f1"), cell(one, "roc_auc")};
        for (std::size_t c = 0; c < cells.size(); ++c)
            table.setItem(row, static_cast<int>(c), new QTableWidgetItem(cells[c]));
    }
    table.resizeColumnsToContents();
}

std::string classTableCsv(const engine::Json& model)
{
    engine::CsvWriter csv;
    for (const char* name : {"class", "rows", "precision [0..1]", "recall [0..1]", "F1 [0..1]", "ROC-AUC [0..1]"})
        csv.text(name);
    csv.endRow();
    for (const auto& one : model["per_class"]) {
        csv.text(one["class"].get<std::string>()).integer(one["support"].get<std::int64_t>());
        for (const char* key : {"precision", "recall", "f1", "roc_auc"})
            one[key].is_number() ? csv.number(one[key].get<double>()) : csv.empty();
        csv.endRow();
    }
    return csv.document();
}

ModelSheet::ModelSheet(PageContext& context, QWidget* parent)
    : QWidget(parent), m_title(panel::heading({})), m_scores(panel::plainLabel()), m_settings(panel::plainLabel()),
      m_classes(panel::listTable({tr("Class"), tr("Precision"), tr("Recall"), tr("F1"), tr("ROC-AUC")}, tr("Every class against all others"))),
      m_confusion(new ConfusionChart(nullptr)), m_choose(new QPushButton(Theme::icon(QStringLiteral("ready")), tr("Choose as final...")))
{
    m_choose->setAccessibleName(tr("Choose as final"));
    m_confusion->setFitted(true);
    m_classes->setToolTip(tr("Each class by itself, as a yes or no against all others"));
    m_choose->setToolTip(tr("Give your reasons, and fit this model on all rows"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(m_choose);
    auto* tools = new QHBoxLayout;
    tools->addStretch();
    tools->addWidget(new SavePictureButton(context, *m_confusion, QStringLiteral("confusion")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_scores);
    column->addWidget(m_settings);
    column->addWidget(m_classes, 3);
    column->addLayout(tools);
    column->addWidget(m_confusion, 6);
    connect(m_confusion, &Chart::picked, this, [this](const Choice& cell) {
        m_confusion->setChoice(cell);
        Q_EMIT cellPicked(m_model, cell);
    });
    connect(m_choose, &QPushButton::clicked, this, [this] { Q_EMIT finalWanted(m_model); });
}

void ModelSheet::show(const ExperimentPtr& experiment, const std::string& model)
{
    m_model = model;
    const auto& shown = experiment->model(model);
    const auto title = modelTitle(model);
    m_title->setText(title);
    m_choose->setAccessibleName(tr("Choose %1 as final").arg(title));
    m_classes->setAccessibleName(tr("%1: every class against all others").arg(title));
    m_confusion->setAccessibleName(tr("%1: confusion").arg(title));
    const auto& accuracy = shown["accuracy"];
    m_scores->setText(tr("%1 %2; accuracy %3, in its rounds %4 to %5")
                          .arg(metricTitle(experiment->row.deciding), cell(shown["deciding"], "value"), cell(accuracy, "mean"), cell(accuracy, "min"), cell(accuracy, "max")));
    m_settings->setText(settingsText(shown));
    fillClassTable(*m_classes, shown);
    const auto found = experiment->evaluations.find(model);
    m_confusion->setView(found == experiment->evaluations.end() ? nullptr : found->second);
}

}  // namespace ui::features
