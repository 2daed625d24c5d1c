#include "ui/pages/probes/grid_table.h"

#include <algorithm>
#include <tuple>

#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/tasks/probe_options.h"
#include "ui/pages/probes/probe_words.h"
#include "ui/pages/tags/panel_parts.h"

namespace ui {

namespace {

/// What decides stands first: in a narrow window the rest is reached by scrolling.
enum GridColumn { GridEncoder, GridValidation, GridTest, GridStandardised, GridHidden, GridBatch, GridRate, GridDropout, GridDecay, GridLabels, GridSeed, GridColumnCount };

auto groupOf(const engine::store::ProbeTrial& trial)
{
    return std::tuple(trial.encoder, trial.share, trial.seed);
}

bool isNumber(int column)
{
    return column != GridEncoder && column != GridStandardised;
}

QString plain(const engine::Json& value)
{
    return QLocale().toString(value.get<double>(), 'g', 4);
}

}  // namespace

GridTable::GridTable(QWidget* parent) : QWidget(parent)
{
    m_table = panel::listTable({tr("Encoder"), tr("Validation ROC-AUC"), tr("Test ROC-AUC"), tr("Standardised"), tr("Hidden"), tr("Batch"), tr("Rate"), tr("Dropout"), tr("Weight decay"),
                                tr("Labels"), tr("Seed")},
                               tr("Every recipe of the grid, best first"));
    m_table->setToolTip(tr("The validation part chooses; only the chosen recipe, in bold, is asked for the test part"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    const int em = fontMetrics().averageCharWidth();
    for (int column = 0; column < GridColumnCount; ++column) {
        auto* head = m_table->horizontalHeaderItem(column);
        if (isNumber(column)) head->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setColumnWidth(column, std::max(em * (column == GridEncoder ? 24 : 11), m_table->fontMetrics().horizontalAdvance(head->text()) + 4 * em));
    }
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
        const auto score = [](const engine::Json& value) { return value.is_number() ? QLocale().toString(value.get<double>(), 'f', 4) : QString(); };
        const QString texts[] = {QString::fromStdString(experiment.parameters["names"].value(trial.encoder, trial.encoder)), score(is["valid_score"]), score(test),
                                 is["standardise"].get<bool>() ? tr("yes") : tr("no"), is["hidden"].get<int>() > 0 ? plain(is["hidden"]) : tr("none"), plain(is["batch"]), plain(is["lr"]),
                                 plain(is["dropout"]), plain(is["weight_decay"]), shareText(trial.share), QLocale().toString(static_cast<qulonglong>(trial.seed))};
        for (int column = 0; column < GridColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            if (isNumber(column)) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
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
