#include "ui/pages/features/result_view.h"

#include <algorithm>
#include <array>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/classic/charts.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "ui/charts/picture_view.h"
#include "ui/charts/save_picture_button.h"
#include "ui/format.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui::features {

namespace {

enum Column { kModel, kDeciding, kMean, kLeast, kMost, kApart, kPrecision, kRecall, kF1, kAuc, kSeconds, kColumns };

QString shown(const engine::Json& value)
{
    return value.is_number() ? score(value.get<double>()) : ResultView::tr("n/a");
}

const engine::Json* apartOf(const engine::Json& document, const std::string& model)
{
    if (!document.contains("partition") || document["partition"].is_null()) return nullptr;
    const auto& models = document["partition"]["models"];
    return models.contains(model) ? &models[model] : nullptr;
}

struct Range {
    double least = 1, most = 0;
    void add(double value)
    {
        least = std::min(least, value);
        most = std::max(most, value);
    }
    QString text() const { return least == most ? score(most) : ResultView::tr("%1 to %2").arg(score(least), score(most)); }
};

std::string textOf(const engine::Json& document, const char* key)
{
    return document.value(key, std::string());
}

}  // namespace

QString leakSentence(const engine::Json& document)
{
    Range folds, apart;
    for (const auto& id : document.value("ranking", std::vector<std::string>{}))
        if (const auto* other = apartOf(document, id)) {
            folds.add(document["models"][id]["accuracy"]["mean"].get<double>());
            apart.add((*other)["accuracy"]["mean"].get<double>());
        }
    if (folds.most > 0)
        return ResultView::tr("Random folds leak: songs of one artist, and rows that are equal, stand on both sides, so a part of the score is recognised rather than understood. "
                              "These models reach an accuracy of %1 there, and %2 where no artist is on both sides.").arg(folds.text(), apart.text());
    const auto warnings = document.value("warnings", std::vector<std::string>{});
    if (warnings.empty()) return {};
    return ResultView::tr("This plan leaks: rows that belong together stand on both sides, so a part of the score is recognised rather than understood. What the program found: %1")
        .arg(QString::fromStdString(warnings.front()));
}

std::string resultsCsv(const engine::Json& document)
{
    engine::CsvWriter csv;
    for (const char* name : {"model", "accuracy mean [0..1]", "accuracy least [0..1]", "accuracy most [0..1]", "accuracy, artists apart [0..1]", "macro precision [0..1]",
                             "macro recall [0..1]", "macro F1 [0..1]", "macro ROC-AUC [0..1]", "CPU time [s]"})
        csv.text(name);
    csv.endRow();
    const auto add = [&csv](const engine::Json& value) { value.is_number() ? csv.number(value.get<double>()) : csv.empty(); };
    for (const auto& id : document.value("ranking", std::vector<std::string>{})) {
        const auto& model = document["models"][id];
        csv.text(id);
        for (const char* key : {"mean", "min", "max"})
            add(model["accuracy"][key]);
        const auto* apart = apartOf(document, id);
        add(apart != nullptr ? (*apart)["accuracy"]["mean"] : engine::Json());
        for (const char* key : {"precision", "recall", "f1", "roc_auc"})
            add(model["macro"][key]);
        add(model["seconds"]);
        csv.endRow();
    }
    return csv.document();
}

ResultView::ResultView(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_heading(panel::heading({})), m_warning(panel::plainLabel()), m_tabs(new QTabWidget),
      m_bars(new PictureView(tr("Models compared"))),
      m_table(panel::listTable({tr("Model"), tr("Decides"), tr("Accuracy"), tr("Least"), tr("Most"), tr("Artists apart"), tr("Precision"), tr("Recall"), tr("F1"), tr("ROC-AUC"), tr("CPU s")},
                               tr("Scores of every model")))
{
    m_warning->setAccessibleName(tr("What to know of these numbers"));
    auto* save = new QPushButton(Theme::icon(QStringLiteral("export")), tr("Save table..."));
    save->setAccessibleName(tr("Save the table of scores"));
    save->setToolTip(tr("The numbers of all models as CSV"));
    connect(save, &QPushButton::clicked, this, &ResultView::exportTable);
    auto* corner = new QWidget;
    auto* buttons = new QHBoxLayout(corner);
    buttons->setContentsMargins(0, 2, 8, 2);
    buttons->addWidget(new SavePictureButton(context, *m_bars, QStringLiteral("models"), false));
    buttons->addWidget(save);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_bars, tr("Bars"));
    m_tabs->addTab(m_table, tr("Numbers"));
    m_tabs->setCornerWidget(corner);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(12, 8, 12, 4);
    words->addWidget(m_heading);
    words->addWidget(m_warning);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(words);
    column->addWidget(m_tabs, 1);
}

QString ResultView::warningText() const
{
    return m_warning->text();
}

void ResultView::show(const ExperimentPtr& experiment)
{
    m_experiment = experiment;
    if (!experiment) return;
    const auto& document = experiment->document();
    m_heading->setText(tr("Experiment %1: %2; ranked by %3")
                           .arg(QLocale().toString(static_cast<qlonglong>(experiment->row.id)), QString::fromStdString(textOf(document, "plan")), metricTitle(textOf(document, "deciding"))));
    m_warning->setText(leakSentence(document));
    m_warning->setVisible(!m_warning->text().isEmpty());
    QStringList all;
    for (const auto& warning : document.value("warnings", std::vector<std::string>{}))
        all << QString::fromStdString(warning);
    m_warning->setToolTip(plainTip(all.join(QLatin1Char('\n'))));
    showTable();
    showBars();
}

void ResultView::showTable()
{
    const auto& document = m_experiment->document();
    const auto ranking = m_experiment->ranking();
    m_table->setRowCount(static_cast<int>(ranking.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& id = ranking[static_cast<std::size_t>(row)];
        const auto& model = m_experiment->model(id);
        const auto* apart = apartOf(document, id);
        const std::array<QString, kColumns> cells{modelTitle(id), shown(model["deciding"]["value"]), shown(model["accuracy"]["mean"]), shown(model["accuracy"]["min"]),
                                                  shown(model["accuracy"]["max"]), apart != nullptr ? shown((*apart)["accuracy"]["mean"]) : QStringLiteral("\u2013"),
                                                  shown(model["macro"]["precision"]), shown(model["macro"]["recall"]), shown(model["macro"]["f1"]), shown(model["macro"]["roc_auc"]),
                                                  QLocale().toString(model.value("seconds", 0.0), 'f', 1)};
        for (int c = 0; c < kColumns; ++c)
            m_table->setItem(row, c, new QTableWidgetItem(cells[static_cast<std::size_t>(c)]));
    }
    m_table->horizontalHeaderItem(kDeciding)->setToolTip(plainTip(metricHelp(textOf(document, "deciding"))));
    m_table->resizeColumnsToContents();
}

void ResultView::showBars()
{
    std::vector<engine::classic::ComparedModel> models;
    const auto& document = m_experiment->document();
    for (const auto& id : m_experiment->ranking()) {
        const auto& accuracy = m_experiment->model(id)["accuracy"];
        engine::classic::ComparedModel model{modelTitle(id).toStdString(), accuracy["mean"].get<double>(), accuracy["min"].get<double>(), accuracy["max"].get<double>(), {}};
        if (const auto* apart = apartOf(document, id)) model.apart = (*apart)["accuracy"]["mean"].get<double>();
        models.push_back(std::move(model));
    }
    const auto rounds = document.value("rounds", 1);
    const auto measure = tr("Accuracy: mean, least and most of %n rounds", nullptr, rounds).toStdString();
    m_bars->show({[models, measure](QSizeF room) { return engine::classic::comparisonBars(models, measure, room.width()); },
                  [models](const engine::report::Mark& mark) {
                      const auto& model = models[mark.row];
                      const auto text = tr("%1: accuracy %2, in its rounds %3 to %4").arg(QString::fromStdString(model.name), score(model.mean), score(model.least), score(model.most));
                      return model.apart ? tr("%1; with artists apart %2").arg(text, score(*model.apart)) : text;
                  },
                  {}, {}});
}

void ResultView::exportTable()
{
    if (!m_experiment) return;
    const auto file = QFileDialog::getSaveFileName(this, tr("Save the table of scores"), QStringLiteral("models.csv"), tr("Tables (*.csv)"));
    if (file.isEmpty()) return;
    try {
        engine::writeFileAtomically(QFile::encodeName(file).toStdString(), resultsCsv(m_experiment->document()));
        m_context.say(tr("%1 is written.").arg(file));
    } catch (const engine::Error&) {
        m_context.say(failureText(engine::describe(std::current_exception())));
    }
}

}  // namespace ui::features
