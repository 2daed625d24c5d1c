#include "ui/pages/tags/recipe_dialog.h"

#include <map>

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

QString stepText(const std::string& step)
{
    if (step == "all") return RecipeDialog::tr("All tracks of the data set");
    if (step == "heard") return RecipeDialog::tr("Somebody listened to them");
    if (step == "score") return RecipeDialog::tr("Tags with a high enough score");
    if (step == "max tags") return RecipeDialog::tr("Tracks with not too many tags");
    if (step == "in the library") return RecipeDialog::tr("Found in your library");
    if (step == "lemma groups") return RecipeDialog::tr("Spellings of one tag together");
    return RecipeDialog::tr("Tags on enough tracks");
}

/// "12 345 (-678)", the difference to the last step that told this number.
QString countText(std::int64_t now, std::int64_t& before)
{
    auto text = QLocale().toString(static_cast<qlonglong>(now));
    if (before >= 0 && now != before) text += QStringLiteral("  (%1)").arg(QLocale().toString(static_cast<qlonglong>(now - before)));
    before = now;
    return text;
}

}  // namespace

RecipeDialog::RecipeDialog(PageContext& context, const QString& file, const QString& audioRoot, QWidget* parent) : QDialog(parent), m_context(context)
{
    setWindowTitle(tr("Recipe: MSD500"));
    m_state = panel::plainLabel(tr("From Last.fm's tags of the Million Song Dataset: tracks of the taste profile, good scores, not too many tags, spellings grouped, tags on enough "
                                   "tracks. All of it or nothing is written."));
    m_steps = panel::listTable({tr("Step"), tr("Tracks"), tr("Tags on tracks"), tr("Different tags")}, tr("What each step left"));
    m_steps->setFrameShape(QFrame::StyledPanel);
    m_steps->setSelectionMode(QAbstractItemView::NoSelection);
    const int em = fontMetrics().averageCharWidth();
    m_steps->setColumnWidth(0, em * 34);
    m_steps->setColumnWidth(1, em * 22);
    m_steps->setColumnWidth(2, em * 24);
    m_preview = new QPushButton(Theme::icon(QStringLiteral("inspect")), tr("Preview"));
    m_preview->setToolTip(tr("Counts every step, writes nothing"));
    m_run = new QPushButton(Theme::icon(QStringLiteral("dataset")), tr("Run the recipe"));
    auto* close = new QPushButton(tr("Close"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return {{QStringLiteral("msd500"), parameters()}}; }));
    buttons->addStretch();
    for (auto* button : {m_preview, m_run, close}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(buildForm(file, audioRoot));
    column->addWidget(m_state);
    column->addWidget(m_steps, 1);
    column->addLayout(buttons);
    resize(860, 640);
    connect(m_preview, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_run, &QPushButton::clicked, this, [this] { start(false); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&context.jobs, &JobBridge::eventArrived, this, &RecipeDialog::takeEvent);
    updateButtons();
}

QWidget* RecipeDialog::buildForm(const QString& file, const QString& audioRoot)
{
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    const auto path = [&](const QString& name, const QString& hint, bool folder) {
        auto* field = new QLineEdit;
        field->setAccessibleName(name);
        field->setPlaceholderText(hint);
        auto* choose = new QPushButton(tr("Choose..."));
        choose->setAccessibleName(tr("Choose: %1").arg(name));
        auto* row = new QHBoxLayout;
        row->addWidget(field, 1);
        row->addWidget(choose);
        form->addRow(name, row);
        connect(choose, &QPushButton::clicked, this, [this, field, name, folder] {
            const auto chosen = folder ? QFileDialog::getExistingDirectory(this, name) : QFileDialog::getOpenFileName(this, name);
            if (!chosen.isEmpty()) field->setText(chosen);
        });
        connect(field, &QLineEdit::textChanged, this, &RecipeDialog::updateButtons);
        return field;
    };
    m_file = path(tr("Last.fm tags"), tr("lastfm_tags.db, or the folder of the JSON files"), false);
    m_heard = path(tr("Taste profile"), tr("Triplets: user, song, count"), false);
    m_unique = path(tr("Songs' tracks"), tr("unique_tracks.txt; beside the tags if empty"), false);
    m_root = path(tr("Audio folder"), tr("All scanned folders"), true);
    m_minScore = new QDoubleSpinBox;
    m_minScore->setRange(0, 1);
    m_minScore->setSingleStep(0.05);
    m_minScore->setValue(0.5);
    m_maxTags = new QSpinBox;
    m_maxTags->setRange(1, 1000);
    m_maxTags->setValue(20);
    m_minTracks = new QSpinBox;
    m_minTracks->setRange(1, 1'000'000);
    m_minTracks->setValue(100);
    for (const auto& [name, box] : {std::pair<QString, QWidget*>(tr("Lowest score"), m_minScore), {tr("Most tags of a track"), m_maxTags}, {tr("Fewest tracks of a tag"), m_minTracks}}) {
        box->setAccessibleName(name);
        form->addRow(name, box);
    }
    m_file->setText(file);
    m_root->setText(audioRoot);
    return page;
}

engine::Json RecipeDialog::parameters() const
{
    engine::Json parameters{{"min_score", m_minScore->value()}, {"max_tags", m_maxTags->value()}, {"min_tracks", m_minTracks->value()}};
    panel::putFile(parameters, "file", m_file->text().trimmed());
    panel::putFile(parameters, "only_heard", m_heard->text().trimmed());
    panel::putFile(parameters, "unique_tracks", m_unique->text().trimmed());
    panel::putFile(parameters, "audio_root", m_root->text().trimmed());
    return parameters;
}

void RecipeDialog::updateButtons()
{
    if (m_run == nullptr) return;   // the form is being built
    const bool ready = !m_job && !m_file->text().trimmed().isEmpty() && !m_heard->text().trimmed().isEmpty();
    m_preview->setEnabled(ready);
    m_run->setEnabled(ready);
}

void RecipeDialog::start(bool dryRun)
{
    auto asked = parameters();
    asked["dry_run"] = dryRun;
    m_state->setText(tr("Reading..."));
    m_context.jobs.submit(QStringLiteral("msd500"), asked, this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        if (!begun.job) m_state->setText(begun.refusal);
        updateButtons();
    });
}

void RecipeDialog::takeEvent(const engine::jobs::JobEvent& event)
{
    if (!m_job || event.id != *m_job) return;
    using State = engine::jobs::JobState;
    if (event.state == State::Queued || event.state == State::Paused) return;
    if (event.state == State::Running) {
        if (event.progress.done > 0) m_state->setText(tr("%1 rows read...").arg(QLocale().toString(static_cast<qlonglong>(event.progress.done))));
        return;
    }
    m_job.reset();
    updateButtons();
    if (event.state == State::Failed) m_state->setText(event.failure ? failureText(*event.failure) : tr("The recipe failed."));
    if (event.state == State::Cancelled) m_state->setText(tr("Stopped; nothing was written."));
    if (event.state != State::Done) return;
    m_context.store.ask(this, "steps", [job = event.id](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(job);
            return row ? row->result : engine::Json();
        },
        [this](const engine::Json& document) { showSteps(document); });
}

void RecipeDialog::showSteps(const engine::Json& document)
{
    if (!document.is_object()) return;
    m_state->setText(document["dry_run"].get<bool>() ? tr("Preview; nothing was written.") : tr("Done. The groups stand beside the tags they were made of; Cleaning shows them and takes them back."));
    m_steps->setRowCount(0);
    std::map<std::string, std::int64_t> before{{"tracks", -1}, {"pairs", -1}, {"tags", -1}};
    for (const auto& step : document["steps"]) {
        const int row = m_steps->rowCount();
        m_steps->insertRow(row);
        m_steps->setItem(row, 0, new QTableWidgetItem(stepText(step["step"].get<std::string>())));
        int column = 1;
        for (const char* name : {"tracks", "pairs", "tags"}) {
            auto* item = new QTableWidgetItem(step.contains(name) ? countText(step[name].get<std::int64_t>(), before[name]) : QString());
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_steps->setItem(row, column++, item);
        }
    }
}

}  // namespace ui
