#include "ui/widgets/copy_command_button.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

QString copyTip()
{
    return CopyCommandButton::tr("Copy the tagbench-cli line that does exactly this on this workspace, for a terminal or a script");
}

void copyLines(const PageContext& context, const LineSource& source)
{
    try {
        const auto lines = source();
        if (lines.isEmpty()) return context.say(CopyCommandButton::tr("There is nothing to copy yet."));
        QGuiApplication::clipboard()->setText(lines);
        context.say(CopyCommandButton::tr("Copied: %1").arg(lines.section(QLatin1Char('\n'), 0, 0)));
    } catch (...) {
        context.say(failureText(engine::describe(std::current_exception())));
    }
}

LineSource linesOf(const PageContext& context, TaskSource tasks)
{
    return [&context, tasks = std::move(tasks)] {
        const auto list = tasks();
        return list.empty() ? QString() : context.jobs.commandLines(list);
    };
}

}  // namespace

CopyCommandButton::CopyCommandButton(PageContext& context, TaskSource tasks, QWidget* parent) : CopyCommandButton(context, linesOf(context, std::move(tasks)), parent) {}

CopyCommandButton::CopyCommandButton(PageContext& context, LineSource line, QWidget* parent)
    : QPushButton(Theme::icon(QStringLiteral("command")), tr("Copy as command"), parent)
{
    setAccessibleName(text());
    setToolTip(copyTip());
    connect(this, &QPushButton::clicked, this, [&context, line = std::move(line)] { copyLines(context, line); });
}

QAction* copyCommandAction(PageContext& context, TaskSource tasks, QObject* parent)
{
    auto* action = new QAction(Theme::icon(QStringLiteral("command")), CopyCommandButton::tr("&Copy as command"), parent);
    action->setToolTip(copyTip());
    action->setStatusTip(copyTip());
    QObject::connect(action, &QAction::triggered, action, [&context, line = linesOf(context, std::move(tasks))] { copyLines(context, line); });
    return action;
}

}  // namespace ui
