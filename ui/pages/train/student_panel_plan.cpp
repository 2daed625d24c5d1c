#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/student_plan.h"
#include "ui/page_context.h"
#include "ui/pages/train/student_panel.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

/// What would be learned, and from what, before anything is started.
namespace ui {

namespace {

using engine::Json;

constexpr std::size_t kNamed = 5;   // artists or lines named in a sentence

QString countText(const Json& number)
{
    return QLocale().toString(number.get<qlonglong>());
}

}  // namespace

void StudentPanel::check()
{
    m_start->setEnabled(false);
    m_artists->hide();
    const auto wanted = parameters();
    if (wanted.empty()) {
        m_tracks->setText(m_teacher->count() == 0 ? tr("No run has learned yet. Train one on the labels there are: it will be the teacher.") : tr("No architecture hears what this teacher hears."));
        return;
    }
    if (!isVisible()) return;
    m_tracks->setText(tr("Counting the unlabelled tracks and checking their artists ..."));
    m_context.store.ask(
        this, "student",
        [wanted](StoreThread::Workspace& workspace) -> Json {
            try {
                return engine::tasks::studentPlan(wanted, workspace);
            } catch (const engine::Error& error) {
                return {{"problem", error.subject() + ": " + error.what()}};
            }
        },
        [this](const Json& plan) { showPlan(plan); });
}

void StudentPanel::showPlan(const Json& plan)
{
    if (plan.contains("problem")) {
        m_tracks->setText(QString::fromStdString(plan["problem"].get<std::string>()));
        return;
    }
    const auto& pool = plan["unlabelled"];
    m_tracks->setText(tr("%1 labelled tracks with %2 tags, and %3 unlabelled ones: %4 in no part of the split %5, %6 of its training part without any tag.")
                          .arg(countText(plan["labelled"]), countText(plan["tags"]), countText(pool["tracks"]), countText(pool["outside"]),
                               QString::fromStdString(plan["split"].get<std::string>()), countText(pool["untagged"])));
    if (const auto& rejected = plan["rejected"]; !rejected.empty()) {
        QStringList names;
        for (std::size_t i = 0; i < rejected.size() && i < kNamed; ++i)
            names << QString::fromStdString(rejected[i]["path"].get<std::string>());
        if (rejected.size() > kNamed) names << QStringLiteral("...");
        m_tracks->setText(m_tracks->text() + QLatin1Char('\n') + tr("%n name(s) of the list belong to no track that can be read: %1", nullptr, static_cast<int>(rejected.size())).arg(names.join(QStringLiteral(", "))));
    }
    showArtists(pool);
    if (plan["labelled"] == 0) m_tracks->setText(tr("No training track of the split %1 carries a tag.").arg(QString::fromStdString(plan["split"].get<std::string>())));
    m_start->setEnabled(plan["refusal"].get<std::string>().empty());
}

void StudentPanel::showArtists(const Json& pool)
{
    QStringList lines;
    const bool leaks = pool["leaking"] > 0;
    if (leaks) {
        QStringList names;
        for (std::size_t i = 0; i < pool["shared_artists"].size() && i < kNamed; ++i)
            names << QString::fromStdString(pool["shared_artists"][i].get<std::string>());
        if (pool["shared_artist_count"] > kNamed) names << QStringLiteral("...");
        lines << tr("%1 more tracks are by artists of the validation or test part (%2: %3) or copies of their tracks (%4).")
                     .arg(countText(pool["leaking"]), countText(pool["shared_artist_count"]), names.isEmpty() ? tr("none") : names.join(QStringLiteral(", ")), countText(pool["copies"]));
        if (pool["held_out"] > 0) lines << tr("%n of them are tracks of these parts themselves, which the list names.", nullptr, pool["held_out"].get<int>());
        lines << (m_leaveOut->isChecked() ? tr("They are left out.") : tr("It does not start with them: the student would be measured on music it has learned from."));
    } else if (pool["tracks"] > 0) {
        lines << tr("No artist of the validation or test part is among them, and no copy of their tracks.");
    }
    if (pool["tracks"] == 0) lines << tr("There is no unlabelled track to learn from. Scan more music, or make a split that leaves tracks out.");
    if (pool["without_artist"] > 0) lines << tr("%1 of them name no artist, so nobody can check whose they are.").arg(countText(pool["without_artist"]));
    const bool bad = (leaks && !m_leaveOut->isChecked()) || pool["tracks"] == 0;
    auto palette = m_artists->palette();
    palette.setColor(QPalette::WindowText, bad ? m_context.theme.bad() : m_context.theme.good());
    m_artists->setPalette(palette);
    m_artists->setText(lines.join(QLatin1Char('\n')));
    m_artists->show();
}

}  // namespace ui
