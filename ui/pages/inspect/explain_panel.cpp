#include "ui/pages/inspect/explain_panel.h"

#include <algorithm>
#include <utility>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/inspect/band_profile.h"
#include "ui/store/store_thread.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::inspect {

namespace {

QLabel* wrapped(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);   // names of tags and models come from outside
    label->setWordWrap(true);
    return label;
}

QComboBox* chooser(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

}  // namespace

ExplainPanel::ExplainPanel(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_tag(chooser(tr("Tag to explain"))), m_method(chooser(tr("Way of explaining"))),
      m_explain(new QPushButton(tr("E&xplain"))), m_shown(new QCheckBox(tr("Over the melgram"))), m_message(wrapped(QString())),
      m_bandArea(new QWidget), m_bands(new BandProfile)
{
    auto* title = wrapped(tr("What the model looked at"));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_method->addItem(tr("Automatic"), QStringLiteral("auto"));
    m_method->addItem(tr("Grad-CAM"), QStringLiteral("grad-cam"));
    m_method->setItemData(1, tr("What speaks for the tag in the maps of a convolution"), Qt::ToolTipRole);
    m_method->addItem(tr("Attention"), QStringLiteral("attention"));
    m_method->setItemData(2, tr("Where a network with attention looks, whatever the tag"), Qt::ToolTipRole);
    m_explain->setAccessibleName(tr("Explain"));
    m_explain->setToolTip(tr("Shows the places of the track that speak for the tag; the melgram changes to the model's own input"));
    m_shown->setChecked(true);
    m_message->setAccessibleName(tr("State of the explanation"));
    connect(m_explain, &QPushButton::clicked, this, &ExplainPanel::explain);
    connect(m_shown, &QCheckBox::toggled, this, &ExplainPanel::changed);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &ExplainPanel::takeJobEvent);

    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->addRow(tr("Tag:"), m_tag);
    form->addRow(tr("By:"), m_method);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_explain);
    auto* copy = new CopyCommandButton(m_context, [this] { return m_file.empty() ? TaskList{} : TaskList{{QStringLiteral("explain"), parameters()}}; });
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addWidget(title);
    column->addLayout(form);
    column->addLayout(buttons);
    column->addWidget(m_shown);
    column->addWidget(m_message);
    auto* bands = new QVBoxLayout(m_bandArea);
    bands->setContentsMargins(0, 4, 0, 0);
    bands->addWidget(wrapped(tr("Attention over the bands (broken line: the same everywhere)")));
    bands->addWidget(m_bands);
    column->addWidget(m_bandArea);
    forget();
    hide();
}

QString ExplainPanel::message() const
{
    return m_message->text();
}

bool ExplainPanel::isShown() const
{
    return m_explanation && m_shown->isChecked();
}

void ExplainPanel::say(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void ExplainPanel::forget()
{
    m_explanation.reset();
    m_job.reset();
    m_explain->setEnabled(true);
    m_shown->hide();
    m_bandArea->hide();
    say(QString());
}

void ExplainPanel::setFile(const std::filesystem::path& file)
{
    if (m_file == file) return;
    m_file = file;
    forget();
    Q_EMIT changed();
}

void ExplainPanel::setPredictions(const TrackPredictions& predictions)
{
    const QString before = m_tag->currentText();
    m_run = predictions.run;
    m_tag->clear();
    auto tags = predictions.tags;
    std::stable_sort(tags.begin(), tags.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
    for (const auto& tag : tags)
        m_tag->addItem(tag.name);
    m_tag->setCurrentIndex(std::max(0, m_tag->findText(before)));
    setVisible(m_tag->count() > 0);
}

engine::Json ExplainPanel::parameters() const
{
    engine::Json parameters{{"run", m_run}, {"tag", m_tag->currentText().toStdString()}, {"method", m_method->currentData().toString().toStdString()}};
    parameters["faithfulness"] = true;
    engine::tasks::putPaths(parameters, "paths", {m_file});
    return parameters;
}

void ExplainPanel::explain()
{
    if (m_file.empty()) return;
    m_explain->setEnabled(false);
    say(tr("Explaining..."));
    m_context.jobs.submit(QStringLiteral("explain"), parameters(), this, [this, file = m_file](const JobBridge::Submission& begun) {
        if (file != m_file) return;
        m_job = begun.job;
        if (begun.job) return;
        m_explain->setEnabled(true);
        say(begun.refusal);
    });
}

void ExplainPanel::takeJobEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (ended && m_job == event.id) readJob();
}

void ExplainPanel::readJob()
{
    m_context.store.ask(this, "explanation", [id = *m_job](engine::store::Workspace& w) { return w.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_job != job->id) return;
        m_explain->setEnabled(true);
        if (job->state == "done") return show(job->result);
        if (job->state == "failed") return say(failureText(job->failure.value_or(engine::Failure{})));
        say(tr("The explanation was cancelled."));
    });
}

void ExplainPanel::show(const engine::Json& result)
{
    m_explanation = explanationFromResult(result);
    m_shown->setVisible(true);
    m_bands->setBands(m_explanation->bands);
    m_bandArea->setVisible(!m_explanation->bands.empty());
    const QString what = tr("%1: %2").arg(m_explanation->tag, QString::number(m_explanation->probability, 'f', 3));
    QStringList lines{what, m_explanation->saliency->isBlank() ? tr("No place of the track speaks for this tag.")
                            : m_explanation->isAttention       ? tr("Dark places were not looked at. Attention says where the network looked, not why it decided.")
                                                               : tr("Dark places did not matter.")};
    if (!m_explanation->bands.empty())
        lines << tr("Over the melgram: each moment's attention, spread over the bands as that moment looks at them. The curve under the waveform: the moments alone.");
    if (!m_explanation->check.isEmpty()) lines << m_explanation->check;
    lines << m_explanation->madeBy;
    say(lines.join(QLatin1Char('\n')));
    Q_EMIT changed();
}

}  // namespace ui::inspect
