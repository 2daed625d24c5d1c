#include "ui/pages/probes/grid_table.h"

#include <algorithm>
#include <tuple>

#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/tasks/probe_options.h"
#include "ui/pages/probes/probe_words.h"
#include "ui/pages/tags/panel_parts.h"

namespace ui {

namespace {

enum GridColumn { GridEncoder, GridLabels, GridSeed, GridStandardised, GridHidden, GridBatch, GridRate, GridDropout, GridDecay, GridValidation, GridTest, GridColumnCount };

auto groupOf(const engine::store::ProbeTrial& trial)
{
    return std::tuple(trial.encoder, trial.share, trial.seed);
}

QString plain(const engine::Json& value)
{
    return QLocale().toString(value.get<double>(), 'g', 4);
}

}  // namespace

GridTable::GridTable(QWidget* parent) : QWidget(parent)
{
    m_table = panel::listTable({tr("Encoder"), tr("Labels"), tr("Seed"), tr("Standardised"), tr("Hidden"), tr("Batch"), tr("Rate"), tr("Dropout"), tr("Weight decay"),
                                tr("Validation ROC-AUC"), tr("Test ROC-AUC")},
                               tr("Every recipe of the grid, best first"));
    m_table->setToolTip(tr("The validation part chooses; only the chosen recipe, in bold, is asked for the test part"));
    const int em = fontMetrics().averageCharWidth();
    for (int column = 0; column < GridColumnCount - 1; ++column)
        m_table->setColumnWidth(column, em * (column == GridEncoder ? 28 : column == GridValidation ? 20 : 13));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
}

void GridTable::show(const engine::store::ProbeExperiment& experiment, const std::vector<engine::store::ProbeResult>& results, std::vector<engine::store::ProbeTrial> trials)
{
    std::ranges::sort(trials, [](const auto& a, const auto& b) {
        return std::tuple(groupOf(a), -a.document["valid_score"].template get<double>(), a.configuration) <
               std::tuple(groupOf(b), -b.document["valid_score"].template get<double>(), b.configuration);
    });
    const auto chosen = [&](const engine::store::ProbeTrial& trial) -> const engine::store::ProbeResult* {
        for (const auto& result : results)
            if (result.probe == engine::tasks::kGridProbe && std::tuple(result.document.value("encoder", result.encoder), result.share, result.seed) == groupOf(trial) && result.document.value("best", engine::Json()) == trial.document) return &result;
        return nullptr;
    };
    m_table->setRowCount(static_cast<int>(trials.size()));
    int row = 0;
    for (const auto& trial : trials) {
        const auto* best = chosen(trial);
        const auto& is = trial.document;
        const auto test = best ? best->document["roc_auc"] : engine::Json();
        const QString texts[] = {QString::fromStdString(experiment.parameters["names"].value(trial.encoder, trial.encoder)), shareText(trial.share),
                                 QLocale().toString(static_cast<qulonglong>(trial.seed)), is["standardise"].get<bool>() ? tr("yes") : tr("no"),
                                 is["hidden"].get<int>() > 0 ? plain(is["hidden"]) : tr("none"), plain(is["batch"]), plain(is["lr"]), plain(is["dropout"]), plain(is["weight_decay"]),
                                 QLocale().toString(is["valid_score"].get<double>(), 'f', 4), test.is_number() ? QLocale().toString(test.get<double>(), 'f', 4) : QString()};
        for (int column = 0; column < GridColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            if (column != GridEncoder && column != GridStandardised) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (best) {
                auto font = m_table->font();
                font.setBold(true);
                item->setFont(font);
            }
            m_table->setItem(row, column, item);
        }
        ++row;
    }
}

int GridTable::rows() const
{
    return m_table->rowCount();
}

}  // namespace ui
