#include "ui/pages/tags/fetch_dialog.h"

#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_needs.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

// More rows than anybody reads; their number is told.
constexpr std::size_t kShownNeeds = 2000;

struct Needs {
    std::vector<engine::tasks::NeededTrack> shown;
    std::size_t missing = 0;
};

Needs missingAudio(StoreThread::Workspace& workspace, const std::string& split)
{
    Needs needs;
    for (auto& one : engine::tasks::neededTracks(workspace, split, engine::dsp::loadPreset("sota-96").hash())) {
        if (!one.isMissing) continue;
        if (needs.missing++ < kShownNeeds) needs.shown.push_back(std::move(one));
    }
    return needs;
}

}  // namespace

FetchDialog::FetchDialog(PageContext& context, const QString& split, QWidget* parent) : QDialog(parent), m_context(context), m_split(split)
{
    setWindowTitle(tr("Audio that is not here"));
    m_state = panel::plainLabel();
    m_needed = panel::listTable({tr("Track"), tr("Size"), tr("Melgrams to make"), tr("Why it is missing")}, tr("Tracks whose audio is needed"));
    m_needed->setFrameShape(QFrame::StyledPanel);
    const int em = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair(0, 44), {1, 12}, {2, 23}})
        m_needed->setColumnWidth(column, em * letters);
    m_fetch = new QPushButton(Theme::icon(QStringLiteral("dataset")), tr("Fetch"));
    m_fetch->setToolTip(tr("Copies and verifies just the files listed; a stopped copy is gone on with"));
    m_manifest = new QPushButton(tr("Add tracks of a list..."));
    m_manifest->setToolTip(tr("A table with the column path, and id, title, artist, album, size or file_hash if known: tracks at once, audio when it is needed"));
    auto* close = new QPushButton(tr("Close"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return {{QStringLiteral("fetch_audio"), parameters()}}; }));
    buttons->addStretch();
    for (auto* button : {m_manifest, m_fetch, close}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(buildForm());
    column->addWidget(m_state);
    column->addWidget(m_needed, 1);
    column->addLayout(buttons);
    m_fetch->setDefault(true);
    resize(860, 560);
    connect(m_fetch, &QPushButton::clicked, this, &FetchDialog::fetch);
    connect(m_manifest, &QPushButton::clicked, this, &FetchDialog::addManifest);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&context.jobs, &JobBridge::eventArrived, this, &FetchDialog::takeEvent);
    reload();
    updateButtons();
}

QWidget* FetchDialog::buildForm()
{
    m_from = new QLineEdit;
    m_from->setAccessibleName(tr("Mounted folder"));
    m_from->setPlaceholderText(tr("Where the files lie as in the library: a disk, a server"));
    auto* choose = new QPushButton(tr("Choose..."));
    choose->setAccessibleName(tr("Choose the mounted folder"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_from, 1);
    row->addWidget(choose);
    m_budget = new QDoubleSpinBox;
    m_budget->setRange(0, 100'000);
    m_budget->setDecimals(1);
    m_budget->setSuffix(tr(" GB"));
    m_budget->setSpecialValueText(tr("no limit"));
    m_budget->setAccessibleName(tr("All copies take at most"));
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Mounted folder"), row);
    form->addRow(tr("All copies take at most"), m_budget);
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const auto name = QFileDialog::getExistingDirectory(this, tr("Mounted folder")); !name.isEmpty()) m_from->setText(name);
    });
    connect(m_from, &QLineEdit::textChanged, this, &FetchDialog::updateButtons);
    return page;
}

engine::Json FetchDialog::parameters() const
{
    engine::Json parameters{{"split", m_split.toStdString()}, {"budget_gb", m_budget->value()}};
    panel::putFile(parameters, "from", m_from->text().trimmed());
    return parameters;
}

void FetchDialog::updateButtons()
{
    m_fetch->setEnabled(!m_job && !m_from->text().trimmed().isEmpty() && m_needed->rowCount() > 0);
    m_manifest->setEnabled(!m_job);
}

void FetchDialog::follow(const QString& task, engine::Json parameters, const QString& saying)
{
    m_state->setText(saying);
    m_context.jobs.submit(task, std::move(parameters), this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        if (!begun.job) m_state->setText(begun.refusal);
        updateButtons();
    });
}

void FetchDialog::fetch()
{
    follow(QStringLiteral("fetch_audio"), parameters(), tr("Copying..."));
}

void FetchDialog::addManifest()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("List of tracks"), {}, tr("Tables (*.csv)"));
    if (file.isEmpty()) return;
    const auto root = QFileDialog::getExistingDirectory(this, tr("Folder that its paths are relative to"), m_from->text().trimmed());
    if (root.isEmpty()) return;
    engine::Json parameters = engine::Json::object();
    panel::putFile(parameters, "file", file);
    panel::putFile(parameters, "root", root);
    follow(QStringLiteral("manifest"), std::move(parameters), tr("Reading..."));
}

void FetchDialog::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    if (!m_job || event.id != *m_job || event.state == State::Queued || event.state == State::Paused) return;
    if (event.state == State::Running) {
        if (event.progress.total > 0) m_state->setText(tr("%1 of %2...").arg(QLocale().toString(static_cast<qlonglong>(event.progress.done)), QLocale().toString(static_cast<qlonglong>(event.progress.total))));
        return;
    }
    m_job.reset();
    m_state->clear();
    if (event.state == State::Failed && event.failure) m_state->setText(failureText(*event.failure));
    if (event.state == State::Cancelled) m_state->setText(tr("Stopped. Fetched again, it goes on where it was."));
    reload();
    if (event.state != State::Done) return;
    m_context.store.ask(this, "result", [job = event.id](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(job);
            return row ? row->result : engine::Json();
        },
        [this](const engine::Json& result) { showResult(result); });
}

void FetchDialog::showResult(const engine::Json& result)
{
    if (!result.is_object()) return;
    const auto number = [&](const char* name) { return QLocale().toString(result[name].is_array() ? static_cast<qlonglong>(result[name].size()) : result[name].get<qlonglong>()); };
    if (!result.contains("fetched")) {
        m_state->setText(tr("%1 tracks added, %2 were there, %3 rows refused. Splits made from now on hold them.").arg(number("added"), number("known"), number("refused")));
        return;
    }
    QStringList lines{tr("%1 files fetched; %2 beyond the limit, %3 not there, %4 rejected").arg(number("fetched"), number("over_budget"), number("absent"), number("rejected"))};
    for (const auto& row : result["rejected"])
        lines << QString::fromStdString(row["path"].get<std::string>() + ": " + row["reason"].get<std::string>());
    m_state->setText(lines.mid(0, 6).join(QLatin1Char('\n')));
}

void FetchDialog::reload()
{
    m_context.store.ask(this, "needs", [split = m_split.toStdString()](StoreThread::Workspace& workspace) { return missingAudio(workspace, split); },
                        [this](const Needs& needs) {
                            m_needed->setRowCount(static_cast<int>(needs.shown.size()));
                            for (int row = 0; row < m_needed->rowCount(); ++row) {
                                const auto& one = needs.shown[static_cast<std::size_t>(row)];
                                const auto size = one.track.stamp.size > 0 ? QLocale().formattedDataSize(one.track.stamp.size) : tr("not known");
                                const QStringList cells{QString::fromStdString(one.track.displayPath), size, QLocale().toString(static_cast<qlonglong>(one.melgrams)),
                                                        one.track.errorClass == engine::store::kRemoteClass ? tr("not fetched yet") : tr("its file is gone")};
                                for (int column = 0; column < cells.size(); ++column)
                                    m_needed->setItem(row, column, new QTableWidgetItem(cells[column]));
                            }
                            const int missing = static_cast<int>(needs.missing);
                            if (m_state->text().isEmpty())
                                m_state->setText(missing == 0 ? tr("Everything that this split needs is here.") : tr("The audio of %n tracks is needed and not here.", nullptr, missing));
                            updateButtons();
                        });
}

}  // namespace ui
