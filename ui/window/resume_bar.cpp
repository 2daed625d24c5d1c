#include "ui/window/resume_bar.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "engine/store/workspace.h"
#include "engine/tasks/task.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/job_table_model.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr int kNamedMost = 3;

}  // namespace

ResumeBar::ResumeBar(PageContext& context, QWidget* parent) : QFrame(parent), m_context(context), m_text(new QLabel)
{
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    auto colours = palette();
    colours.setColor(QPalette::WindowText, colours.color(QPalette::ToolTipText));
    m_text->setPalette(colours);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::ToolTipText);
    auto* resume = new QPushButton(Theme::icon(QStringLiteral("resume")), tr("Resume"));
    resume->setAccessibleName(tr("Resume the interrupted jobs"));
    resume->setToolTip(tr("Go on where they stopped; what they finished is kept"));
    auto* later = new QPushButton(tr("Not now"));
    later->setAccessibleName(tr("Do not resume now"));
    later->setToolTip(tr("They stay in the list of jobs and can be resumed there"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 8, 6);
    row->addWidget(m_text, 1);
    row->addWidget(resume);
    row->addWidget(later);
    connect(resume, &QPushButton::clicked, this, &ResumeBar::resumeAll);
    connect(later, &QPushButton::clicked, this, &QWidget::hide);
    hide();
    ask();
}

void ResumeBar::ask()
{
    m_context.store.ask(
        this, "interrupted",
        [](StoreThread::Workspace& workspace) {
            std::vector<engine::store::JobRow> cut;
            for (auto& row : workspace.jobs().list())   // who waited for a brief one is gone
                if (row.state == "interrupted" && !engine::tasks::isBriefJob(row.kind, row.parameters)) cut.push_back(std::move(row));
            std::ranges::reverse(cut);
            return cut;
        },
        [this](const std::vector<engine::store::JobRow>& cut) {
            m_jobs.clear();
            QStringList names;
            for (const auto& row : cut) {
                m_jobs.push_back(row.id);
                if (names.size() < kNamedMost) names << QStringLiteral("%1 #%2").arg(jobName(row.kind)).arg(engine::value(row.id));
            }
            if (cut.size() > static_cast<std::size_t>(kNamedMost)) names << QStringLiteral("…");
            m_text->setText(tr("%n job(s) were interrupted when Tagbench ended: %1", nullptr, static_cast<int>(cut.size()))
                                .arg(names.join(QStringLiteral(", "))));
            setVisible(!cut.empty());
        });
}

void ResumeBar::resumeAll()
{
    for (const auto job : m_jobs)
        m_context.jobs.rerun(job);
    hide();
}

}  // namespace ui
