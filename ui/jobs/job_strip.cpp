#include "ui/jobs/job_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/theme/theme.h"

namespace ui {

JobStrip::JobStrip(PageContext& context, const QString& what, QWidget* parent)
    : QWidget(parent), m_context(context), m_progress(new QProgressBar), m_cancel(new QPushButton(Theme::icon(QStringLiteral("cancel")), tr("Cancel"))),
      m_message(new QLabel)
{
    m_progress->setAccessibleName(tr("Progress of %1").arg(what));
    m_cancel->setAccessibleName(tr("Cancel %1").arg(what));
    m_cancel->setToolTip(tr("Stop within a second or two"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAccessibleName(tr("State of %1").arg(what));
    auto* row = new QHBoxLayout;
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_message);
    m_progress->hide();
    m_cancel->hide();
    m_message->hide();
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (!m_job) return;
        m_cancel->setEnabled(false);
        m_context.jobs.cancel(*m_job);
    });
    connect(&context.jobs, &JobBridge::eventArrived, this, &JobStrip::takeEvent);
}

void JobStrip::start(const QString& task, const engine::Json& parameters)
{
    if (m_isBusy) return;
    say({});
    setBusy(true);
    m_context.jobs.submit(task, parameters, this, [this](const JobBridge::Submission& begun) {
        if (!begun.job) {
            setBusy(false);
            return say(begun.refusal);
        }
        m_job = begun.job;
        m_cancel->setEnabled(true);
    });
}

void JobStrip::say(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

QString JobStrip::message() const
{
    return m_message->text();
}

void JobStrip::setBusy(bool busy)
{
    m_isBusy = busy;
    m_job.reset();
    m_progress->setRange(0, 0);
    m_progress->setVisible(busy);
    m_cancel->setEnabled(false);
    m_cancel->setVisible(busy);
    Q_EMIT busyChanged(busy);
}

void JobStrip::showProgress(const engine::jobs::JobEvent& event)
{
    if (event.progress.total <= 0) return;
    m_progress->setRange(0, static_cast<int>(event.progress.total));
    m_progress->setValue(static_cast<int>(event.progress.done));
    if (event.secondsLeft) say(remainingText(*event.secondsLeft));
}

void JobStrip::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    if (!m_job || event.id != *m_job) return;
    switch (event.state) {
    case JobState::Queued: say(tr("Waits for the jobs before it.")); break;
    case JobState::Paused: say(tr("Paused; the Jobs page resumes it.")); break;
    case JobState::Running:
        say({});
        showProgress(event);
        break;
    case JobState::Cancelled:
        setBusy(false);
        say(tr("Stopped."));
        break;
    case JobState::Failed:
        setBusy(false);
        say(event.failure ? QString::fromStdString(engine::toText(*event.failure)) : QString());
        break;
    case JobState::Done:
        setBusy(false);
        say({});
        Q_EMIT done(static_cast<qlonglong>(event.id));
        break;
    }
}

}  // namespace ui
