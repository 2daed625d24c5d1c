#include "ui/pages/tags/leak_cost_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/neural/model_card.h"
#include "engine/store/study_store.h"
#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

QString scoreText(const engine::Json& value)
{
    return value.is_null() ? LeakCostDialog::tr("undefined") : QLocale().toString(value.get<double>(), 'f', 4);
}

}  // namespace

LeakCostDialog::LeakCostDialog(PageContext& context, const QString& split, QWidget* parent) : QDialog(parent), m_context(context), m_split(split)
{
    setWindowTitle(tr("What would leakage have cost?"));
    auto* about = panel::plainLabel(tr("Trains one model twice on the tracks of the split '%1': with whole tracks in each part, as it is right, and with overlapping chunks of all tracks dealt out to "
                                       "the parts by chance. Then most test chunks share half their sound with a training chunk, and the score says little of new music.")
                                        .arg(split));
    m_architecture = new QComboBox;
    for (const auto& card : engine::neural::modelCards())
        m_architecture->addItem(QString::fromStdString(card.displayName), QString::fromStdString(card.id));
    m_architecture->setCurrentIndex(std::max(0, m_architecture->findData(QStringLiteral("musicnn"))));
    m_epochs = new QSpinBox;
    m_epochs->setRange(1, 1000);
    m_epochs->setValue(10);
    m_batch = new QSpinBox;
    m_batch->setRange(2, 512);
    m_batch->setValue(16);
    auto* form = new QFormLayout;
    for (const auto& [name, field] : {std::pair<QString, QWidget*>(tr("Model"), m_architecture), {tr("Epochs of each"), m_epochs}, {tr("Windows a batch"), m_batch}}) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    }
    m_state = panel::plainLabel();
    m_scores = panel::listTable({tr("Split"), tr("Test ROC-AUC"), tr("Average precision"), tr("Run")}, tr("Both scores"));
    m_scores->setFrameShape(QFrame::StyledPanel);
    m_scores->setSelectionMode(QAbstractItemView::NoSelection);
    const int em = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair(0, 26), {1, 19}, {2, 23}})
        m_scores->setColumnWidth(column, em * letters);
    m_scores->setFixedHeight(m_scores->horizontalHeader()->sizeHint().height() + 2 * m_scores->verticalHeader()->defaultSectionSize() + 6);
    m_scores->setVisible(false);
    m_verdict = panel::plainLabel();
    m_start = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Train both"));
    auto* close = new QPushButton(tr("Close"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return {{QStringLiteral("leak_cost"), parameters()}}; }));
    buttons->addStretch();
    for (auto* button : {m_start, close}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(about);
    column->addLayout(form);
    column->addWidget(m_state);
    column->addWidget(m_scores);
    column->addWidget(m_verdict);
    column->addStretch();
    column->addLayout(buttons);
    m_start->setDefault(true);
    resize(760, 460);
    connect(m_start, &QPushButton::clicked, this, &LeakCostDialog::start);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&context.jobs, &JobBridge::eventArrived, this, &LeakCostDialog::takeEvent);
    reload();
}

engine::Json LeakCostDialog::parameters() const
{
    return {{"arch", m_architecture->currentData().toString().toStdString()}, {"split", m_split.toStdString()}, {"epochs", m_epochs->value()}, {"batch", m_batch->value()}};
}

void LeakCostDialog::start()
{
    m_start->setEnabled(false);
    m_state->setText(tr("Training both; the page Jobs shows how far it is. You may close this window."));
    m_context.jobs.submit(QStringLiteral("leak_cost"), parameters(), this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        m_start->setEnabled(!begun.job);
        if (!begun.job) m_state->setText(begun.refusal);
    });
}

void LeakCostDialog::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    if (!m_job || event.id != *m_job || event.state == State::Queued || event.state == State::Running || event.state == State::Paused) return;
    m_job.reset();
    m_start->setEnabled(true);
    m_state->clear();
    if (event.state == State::Failed && event.failure) m_state->setText(failureText(*event.failure));
    if (event.state == State::Cancelled) m_state->setText(tr("Stopped. Begun again, it goes on where it was."));
    if (event.state == State::Done) reload();
}

void LeakCostDialog::reload()
{
    m_context.store.ask(this, "study", [split = m_split.toStdString()](StoreThread::Workspace& workspace) {
            for (const auto& study : engine::store::StudyStore(workspace.database()).list("leak_cost"))
                if (study.document.value("split", std::string()) == split) return study.document;
            return engine::Json();
        },
        [this](const engine::Json& document) { showStudy(document); });
}

void LeakCostDialog::showStudy(const engine::Json& document)
{
    m_scores->setVisible(document.is_object());
    if (!document.is_object()) {
        m_verdict->setText(tr("Nothing was measured on this split yet."));
        return;
    }
    m_scores->setRowCount(2);
    const std::pair<QString, const engine::Json*> rows[] = {{tr("by tracks"), &document["by_tracks"]}, {tr("by chunks: LEAKING"), &document["by_chunks"]}};
    for (int row = 0; row < 2; ++row) {
        const auto& [name, one] = rows[row];
        const QStringList cells{name, scoreText((*one)["roc_auc"]), scoreText((*one)["average_precision"]), QString::fromStdString((*one)["name"].get<std::string>())};
        for (int column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            if (row == 1) item->setForeground(m_context.theme.bad());
            if (column == 1 || column == 2) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_scores->setItem(row, column, item);
        }
    }
    const auto& feigned = document["feigned"]["roc_auc"];
    m_verdict->setText(feigned.is_null() ? tr("One of the scores is undefined: the test part has no tag with both kinds of tracks.")
                                         : tr("%1, %2 epochs: the leak would have changed the ROC-AUC by %3, for nothing.")
                                               .arg(m_architecture->itemText(m_architecture->findData(QString::fromStdString(document["architecture"].get<std::string>()))), QLocale().toString(document["epochs"].get<int>()),
                                                    (feigned.get<double>() >= 0 ? QStringLiteral("+") : QString()) + QLocale().toString(feigned.get<double>(), 'f', 4)));
}

}  // namespace ui
