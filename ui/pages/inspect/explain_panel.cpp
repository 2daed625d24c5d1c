#include "ui/pages/inspect/explain_panel.h"

#include <utility>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "engine/neural/attribution.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/inspect/band_profile.h"
#include "ui/pages/inspect/tag_choice.h"
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
    : QWidget(parent), m_context(context), m_tag(new TagChoice(tr("Tag to explain"))), m_method(chooser(tr("Way of explaining"))),
      m_explain(new QPushButton(tr("E&xplain"))), m_play(makePlayButton()), m_shown(new QCheckBox(tr("Over the melgram"))), m_message(wrapped(QString())), m_check(wrapped(QString())),
      m_bandArea(new QWidget), m_bands(new BandProfile)
{
    m_method->addItem(tr("Automatic"), QStringLiteral("auto"));
    for (const auto& card : engine::neural::attributionCards()) {
        m_method->addItem(attributionText(card.name), QString::fromUtf8(card.id.data(), static_cast<qsizetype>(card.id.size())));
        m_method->setItemData(m_method->count() - 1, attributionText(card.hint), Qt::ToolTipRole);
    }
    m_explain->setAccessibleName(tr("Explain"));
    m_explain->setToolTip(tr("Shows the places of the track that speak for the tag; the melgram changes to the model's own input"));
    m_shown->setChecked(true);
    m_message->setAccessibleName(tr("State of the explanation"));
    m_check->setAccessibleName(tr("Check of the explanation"));
    connect(m_tag, &QComboBox::textActivated, this, &ExplainPanel::tagChosen);
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
    auto* shown = new QHBoxLayout;
    shown->addWidget(m_shown);
    shown->addStretch();
    shown->addWidget(m_play);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addLayout(form);
    column->addLayout(buttons);
    column->addLayout(shown);
    column->addWidget(m_message);
    column->addWidget(m_check);
    auto* bands = new QVBoxLayout(m_bandArea);
    bands->setContentsMargins(0, 4, 0, 0);
    bands->addWidget(wrapped(tr("Attention over the bands (broken line: the same everywhere)")));
    bands->addWidget(m_bands);
    column->addWidget(m_bandArea);
    column->addStretch();
    forget();
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

QPushButton* ExplainPanel::makePlayButton()
{
    auto* button = new QPushButton(tr("Play the &hottest"));
    button->setAccessibleName(tr("Play the hottest place"));
    button->setToolTip(tr("Selects the moments that speak most for the tag, and plays them in a loop"));
    connect(button, &QPushButton::clicked, this, [this] {
        if (const auto span = hottestSpan(*m_explanation->saliency)) Q_EMIT playWanted(span->startSeconds, span->endSeconds);
    });
    return button;
}

void ExplainPanel::stopJobs()
{
    ++m_round;
    for (auto* job : {&m_job, &m_checkJob})
        if (const auto running = std::exchange(*job, std::nullopt)) m_context.jobs.cancel(*running);
}

void ExplainPanel::forget()
{
    stopJobs();
    m_explanation.reset();
    m_explain->setEnabled(true);
    m_shown->hide();
    m_play->hide();
    m_check->hide();
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
    m_run = predictions.run;
    m_tag->offer(predictions);
}

void ExplainPanel::setTag(const QString& tag)
{
    m_tag->choose(tag);
}

engine::Json ExplainPanel::parameters() const
{
    engine::Json parameters{{"run", m_run}, {"tag", m_tag->currentText().toStdString()}, {"method", m_method->currentData().toString().toStdString()}};
    engine::tasks::putPaths(parameters, "paths", {m_file});
    return parameters;
}

void ExplainPanel::explain()
{
    if (m_file.empty()) return;
    stopJobs();
    m_explain->setEnabled(false);
    m_check->hide();
    say(tr("Explaining..."));
    m_asked = parameters();
    m_context.jobs.submit(QStringLiteral("explain"), m_asked, this, [this, round = m_round](const JobBridge::Submission& begun) {
        if (round != m_round) {
            if (begun.job) m_context.jobs.cancel(*begun.job);
            return;
        }
        m_job = begun.job;
        if (begun.job) return;
        m_explain->setEnabled(true);
        say(begun.refusal);
    });
}

/// The map is there; whether it is about the decision is found out while one looks at it.
void ExplainPanel::startCheck()
{
    auto asked = m_asked;
    asked["faithfulness"] = true;
    asked["map_job"] = engine::value(*m_job);
    m_check->setText(tr("Checking the map..."));
    m_check->show();
    m_context.jobs.submit(QStringLiteral("explain_check"), asked, this, [this, round = m_round](const JobBridge::Submission& begun) {
        if (round != m_round) {
            if (begun.job) m_context.jobs.cancel(*begun.job);
            return;
        }
        m_checkJob = begun.job;
        if (!begun.job) m_check->setText(begun.refusal);
    });
}

void ExplainPanel::takeJobEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    const bool isMap = m_job == event.id, isCheck = m_checkJob == event.id;
    if (ended && isMap) return readJob();
    if (ended && isCheck) return readCheck();
    if (event.state != JobState::Running || event.progress.total <= 0) return;
    const int percent = static_cast<int>(100 * event.progress.done / event.progress.total);
    if (isMap && !m_explain->isEnabled()) say(tr("Explaining... %1 %").arg(percent));
    if (isCheck) m_check->setText(tr("Checking the map... %1 %").arg(percent));
}

void ExplainPanel::readJob()
{
    m_context.store.ask(this, "explanation", [id = *m_job](engine::store::Workspace& w) { return w.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_job != job->id) return;
        m_explain->setEnabled(true);
        if (job->state == "done") {
            show(job->result);
            startCheck();
        } else {
            say(job->state == "failed" ? failureText(job->failure.value_or(engine::Failure{})) : tr("The explanation was cancelled."));
        }
        m_job.reset();
    });
}

void ExplainPanel::readCheck()
{
    m_context.store.ask(this, "check of the explanation", [id = *m_checkJob](engine::store::Workspace& w) { return w.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_checkJob != job->id || !m_explanation) return;
        m_checkJob.reset();
        if (job->state == "done") m_explanation->check = checkText(job->result);
        m_check->setText(job->state == "done"     ? m_explanation->check
                         : job->state == "failed" ? failureText(job->failure.value_or(engine::Failure{}))
                                                  : tr("The check was cancelled."));
    });
}

void ExplainPanel::show(const engine::Json& result)
{
    m_explanation = explanationFromResult(result);
    m_shown->setVisible(true);
    m_play->setVisible(hottestSpan(*m_explanation->saliency).has_value());
    m_bands->setBands(m_explanation->bands);
    m_bandArea->setVisible(!m_explanation->bands.empty());
    const QString what = tr("%1: %2").arg(m_explanation->tag, QString::number(m_explanation->probability, 'f', 3));
    QStringList lines{what, m_explanation->saliency->isBlank() ? tr("No place of the track speaks for this tag.") : m_explanation->reading};
    if (!m_explanation->account.isEmpty()) lines << m_explanation->account;
    if (!m_explanation->bands.empty())
        lines << tr("Over the melgram: each moment's attention, spread over the bands as that moment looks at them. The curve under the waveform: the moments alone.");
    lines << m_explanation->madeBy;
    say(lines.join(QLatin1Char('\n')));
    Q_EMIT changed();
}

}  // namespace ui::inspect
