#include "ui/pages/models/model_details.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/tasks/ensemble_plan.h"
#include "ui/format.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

QTableWidgetItem* cell(const QString& text, bool number = false)
{
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(plainTip(text));
    if (number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

/// What one training goes through.
QString ensembleText(const engine::neural::ModelCard& card)
{
    QStringList seconds;
    for (const auto& member : engine::tasks::ensembleMembers(card))
        seconds << QLocale().toString(static_cast<double>(member.samples) / card.sampleRateHz, 'f', 2);
    return ModelDetails::tr("Learns in stages, by itself: %1 members that hear %2 s at once, then a classifier of whole songs. Takes as long as training each member.")
        .arg(seconds.size())
        .arg(seconds.join(QStringLiteral(", ")));
}

/// As high as its rows: the card around it scrolls.
void fitHeight(QTableWidget& table)
{
    int height = table.horizontalHeader()->sizeHint().height() + 2;
    for (int row = 0; row < table.rowCount(); ++row)
        height += table.rowHeight(row);
    table.setFixedHeight(height);
}

}  // namespace

ModelDetails::ModelDetails(QWidget* parent)
    : QWidget(parent), m_name(panel::heading(QString())), m_summary(panel::plainLabel()), m_facts(panel::plainLabel()),
      m_results(panel::listTable({tr("Scores"), tr("ROC-AUC"), tr("PR-AUC"), tr("From")}, tr("Scores of the architecture"))),
      m_weights(panel::listTable({tr("Weights"), tr("Tags"), tr("Size"), tr("Licence")}, tr("Published weights"))),
      m_weightsHeading(panel::heading(tr("Published weights"))), m_sources(panel::plainLabel()),
      m_train(new QPushButton(Theme::icon(QStringLiteral("train")), tr("&Train this..."))),
      m_measure(new QPushButton(Theme::icon(QStringLiteral("queued")), tr("Measure &speed"))),
      m_filters(new QPushButton(tr("Learne&d filters"))), m_get(new QPushButton(tr("&Get the chosen weights...")))
{
    auto font = m_name->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    m_name->setFont(font);
    m_train->setAccessibleName(tr("Train this architecture"));
    m_train->setToolTip(tr("Opens the Train page with this architecture chosen"));
    m_measure->setAccessibleName(tr("Measure speed"));
    m_measure->setToolTip(tr("Predicts some noise on this machine and keeps how long that took"));
    m_filters->setAccessibleName(tr("Learned filters"));
    m_filters->setToolTip(tr("Shows what the first layer of its newest run has learned, or what it starts from"));
    m_get->setAccessibleName(tr("Get the chosen weights"));
    m_get->setToolTip(tr("Shows address, licence, size and check sum first; nothing is loaded before you agree"));
    for (auto* table : {m_results, m_weights}) {
        table->setFrameShape(QFrame::NoFrame);
        table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        table->horizontalHeader()->setStretchLastSection(false);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    }
    m_sources->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* inside = new QWidget;
    auto* card = new QVBoxLayout(inside);
    card->setContentsMargins(12, 8, 12, 8);
    card->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_name, m_summary, m_facts, m_results, m_weightsHeading, m_weights})
        card->addWidget(part);
    card->addWidget(m_get, 0, Qt::AlignLeft);
    card->addWidget(m_sources);
    card->addStretch();
    auto* area = new QScrollArea;
    area->setWidget(inside);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 8, 12, 8);
    buttons->setSpacing(8);
    buttons->addWidget(m_train);
    buttons->addWidget(m_measure);
    buttons->addWidget(m_filters);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addLayout(buttons);

    connect(m_train, &QPushButton::clicked, this, [this] { Q_EMIT trainWanted(m_architecture); });
    connect(m_measure, &QPushButton::clicked, this, [this] { Q_EMIT measureWanted(m_architecture); });
    connect(m_filters, &QPushButton::clicked, this, &ModelDetails::filtersWanted);
    connect(m_get, &QPushButton::clicked, this, [this] {
        if (const auto* item = m_weights->item(m_weights->currentRow(), 0)) Q_EMIT getWanted(item->data(Qt::UserRole).toString());
    });
    connect(m_weights, &QTableWidget::itemSelectionChanged, this, [this] { setBusy(m_busy); });
    show(nullptr);
}

void ModelDetails::setBusy(bool busy)
{
    m_busy = busy;
    m_measure->setEnabled(!busy && !m_architecture.isEmpty());
    const auto* chosen = m_weights->item(m_weights->currentRow(), 0);
    m_get->setEnabled(!busy && chosen != nullptr && chosen->data(Qt::UserRole + 1).toBool());
}

void ModelDetails::show(const ArchitectureRow* row)
{
    setEnabled(row != nullptr);
    if (row == nullptr) {
        m_architecture.clear();
        return;
    }
    const auto& card = row->card;
    const bool another = m_architecture != QString::fromStdString(card.id);
    m_architecture = QString::fromStdString(card.id);
    m_name->setText(QString::fromStdString(card.displayName));
    m_summary->setText(QString::fromStdString(card.summary));
    const QLocale locale;
    QStringList facts{tr("Input: %1, %2 s a window").arg(inputText(card), locale.toString(windowSeconds(card), 'f', 1)),
                      tr("Preset: %1").arg(QString::fromStdString(card.preset)),
                      tr("%1 parameters with 50 tags").arg(locale.toString(static_cast<qlonglong>(card.parameters)))};
    if (engine::tasks::isEnsemble(card)) facts << ensembleText(card);
    if (!card.variants.empty()) {
        QStringList sizes;
        for (const auto& variant : card.variants)
            sizes << tr("%1 (%2)").arg(QString::fromStdString(variant.name), locale.toString(static_cast<qlonglong>(variant.parameters)));
        facts << tr("Variants and their parameters: %1").arg(sizes.join(QStringLiteral(", ")));
    }
    facts << (row->speed ? tr("Measured here: %1 times real time, %2 windows a second on %3")
                               .arg(locale.toString(qRound(row->speed->audioPerSecond)), locale.toString(row->speed->windowsPerSecond, 'f', 1),
                                    QString::fromStdString(row->speed->device))
                         : tr("Speed on this machine: not measured yet"));
    m_facts->setText(facts.join(QLatin1Char('\n')));
    showResults(*row);
    if (another) showWeights(*row);
    QStringList sources{QString::fromStdString(card.citation), tr("Licence: %1").arg(QString::fromStdString(card.licence))};
    for (const auto& note : card.notes)
        sources << tr("Note: %1").arg(QString::fromStdString(note));
    m_sources->setText(sources.join(QLatin1Char('\n')));
    setBusy(m_busy);
}

void ModelDetails::showResults(const ArchitectureRow& row)
{
    const QLocale locale;
    m_results->setRowCount(0);
    const auto addRow = [&](const QString& what, const QString& roc, const QString& pr, const QString& from, const QString& tip) {
        const int at = m_results->rowCount();
        m_results->insertRow(at);
        m_results->setItem(at, 0, cell(what));
        m_results->setItem(at, 1, cell(roc, true));
        m_results->setItem(at, 2, cell(pr, true));
        m_results->setItem(at, 3, cell(from));
        m_results->item(at, 3)->setToolTip(plainTip(tip));
    };
    for (const auto& result : row.card.results)
        addRow(QString::fromStdString(result.dataset), locale.toString(result.rocAuc, 'f', 4), locale.toString(result.prAuc, 'f', 4), tr("published"),
               QString::fromStdString(result.source));
    const QString none = QStringLiteral("\u2013");
    addRow(tr("Here (validation)"), row.bestHere ? locale.toString(*row.bestHere, 'f', 4) : none, none,
           row.runs == 0 ? tr("no run yet") : tr("measured here"), tr("Other music and other tags than those of the published figures: not comparable with them"));
    fitHeight(*m_results);
}

void ModelDetails::showWeights(const ArchitectureRow& row)
{
    const QLocale locale;
    m_weights->setRowCount(0);
    for (const auto& checkpoint : row.published) {
        const int at = m_weights->rowCount();
        m_weights->insertRow(at);
        auto* name = cell(QString::fromStdString(checkpoint.name));
        name->setData(Qt::UserRole, QString::fromStdString(checkpoint.id));
        const bool fetchable = !checkpoint.address.empty() && !checkpoint.sha256.empty();
        name->setData(Qt::UserRole + 1, fetchable);
        if (!fetchable) name->setToolTip(plainTip(tr("Not to be had from here; see %1").arg(QString::fromStdString(checkpoint.project))));
        m_weights->setItem(at, 0, name);
        m_weights->setItem(at, 1, cell(checkpoint.tags.empty() ? QStringLiteral("\u2013") : locale.toString(static_cast<qulonglong>(checkpoint.tags.size())), true));
        m_weights->setItem(at, 2, cell(checkpoint.bytes ? locale.formattedDataSize(*checkpoint.bytes, 1, QLocale::DataSizeSIFormat) : QStringLiteral("\u2013"), true));
        m_weights->setItem(at, 3, cell(QString::fromStdString(checkpoint.licence)));
    }
    const bool any = m_weights->rowCount() > 0;
    for (QWidget* part : std::initializer_list<QWidget*>{m_weights, m_weightsHeading, m_get})
        part->setVisible(any);
    fitHeight(*m_weights);
    if (any) m_weights->selectRow(0);
}

}  // namespace ui
