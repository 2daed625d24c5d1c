#include "ui/pages/tags/split_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/atomic_file.h"
#include "engine/store/pipeline_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/resample_split.h"
#include "ui/pages/tags/distribution_view.h"
#include "ui/pages/tags/fetch_dialog.h"
#include "ui/pages/tags/leak_cost_dialog.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

QString kindText(const std::string& kind)
{
    if (kind == "track") return SplitPanel::tr("Track");
    if (kind == "duplicate") return SplitPanel::tr("Same recording");
    if (kind == "near-duplicate") return SplitPanel::tr("Sounds alike");
    if (kind == "artist") return SplitPanel::tr("Artist");
    return SplitPanel::tr("Album");
}

QString joined(const std::vector<std::string>& texts)
{
    QStringList all;
    for (const auto& text : texts)
        all << QString::fromStdString(text);
    return all.join(QStringLiteral(", "));
}

QSpinBox* shareBox(int value)
{
    auto* box = new QSpinBox;
    box->setRange(0, 100);
    box->setValue(value);
    box->setSuffix(QStringLiteral(" %"));
    return box;
}

}  // namespace

SplitPanel::SplitPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* form = buildForm();
    panel::layOutHalves(*this, QStringLiteral("splitHalves"), form, buildProof(), 340, 820);
    connect(&context.jobs, &JobBridge::eventArrived, this, &SplitPanel::takeEvent);
    updateButtons();
    watchEdits();
}

void SplitPanel::watchEdits()
{
    const auto edit = [this](bool SplitPanel::* which) {
        return [this, which] {
            if (m_isFilling) return;
            this->*which = true;
            Q_EMIT edited();
        };
    };
    for (auto* box : {m_train, m_valid, m_test, m_seed})
        connect(box, &QSpinBox::valueChanged, this, edit(&SplitPanel::m_isSplitEdited));
    connect(m_groupBy, &QComboBox::currentIndexChanged, this, edit(&SplitPanel::m_isSplitEdited));
    connect(m_stratify, &QCheckBox::toggled, this, edit(&SplitPanel::m_isSplitEdited));
    connect(m_wish, &QLineEdit::textChanged, this, edit(&SplitPanel::m_isResamplingEdited));
    connect(m_perTag, &QCheckBox::toggled, this, edit(&SplitPanel::m_isResamplingEdited));
}

engine::Json SplitPanel::editedSplit() const
{
    return m_isSplitEdited ? splitParameters() : engine::Json();
}

engine::Json SplitPanel::editedResampling() const
{
    return m_isResamplingEdited && !m_wish->text().trimmed().isEmpty() ? resampleParameters() : engine::Json();
}

void SplitPanel::setParameters(const engine::Json& split, const engine::Json& resampling)
{
    m_isFilling = true;
    if (split.is_object() && split.contains("ratios")) {
        const auto ratios = split["ratios"].get<std::vector<double>>();
        double sum = 0;
        for (const double ratio : ratios)
            sum += ratio;
        const auto boxes = {m_train, m_valid, m_test};
        for (std::size_t i = 0; i < ratios.size() && i < boxes.size() && sum > 0; ++i)
            boxes.begin()[i]->setValue(qRound(100 * ratios[i] / sum));
        m_name->setText(QString::fromStdString(split.value("name", std::string("default"))));
        m_groupBy->setCurrentIndex(std::max(0, m_groupBy->findData(QString::fromStdString(split.value("group_by", std::string("none"))))));
        m_stratify->setChecked(split.value("stratify", true));
        m_seed->setValue(split.value("seed", 0));
    }
    if (resampling.is_object() && !m_wish->hasFocus()) {
        m_wish->setText(QString::fromStdString(resampling.value("wish", std::string())));
        m_perTag->setChecked(resampling.value("per_tag", false));
    }
    m_isFilling = false;
}

QWidget* SplitPanel::buildForm()
{
    m_name = new QLineEdit(QStringLiteral("default"));
    m_train = shareBox(80);
    m_valid = shareBox(10);
    m_test = shareBox(10);
    m_groupBy = new QComboBox;
    m_groupBy->addItem(tr("artist"), QStringLiteral("artist"));
    m_groupBy->addItem(tr("album"), QStringLiteral("album"));
    m_groupBy->addItem(tr("nothing"), QStringLiteral("none"));
    m_groupBy->setToolTip(tr("All tracks of one artist or album go into one part; copies of a recording always do"));
    m_stratify = new QCheckBox(tr("Every tag gets its share in each part"));
    m_stratify->setChecked(true);
    m_stratify->setToolTip(tr("Iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011)"));
    m_seed = new QSpinBox;
    m_seed->setRange(0, 1'000'000);
    m_make = new QPushButton(Theme::icon(QStringLiteral("split")), tr("Make split"));
    m_make->setToolTip(tr("A split of the same name is replaced, unless a run was trained on it"));
    m_wish = new QLineEdit;
    m_wish->setPlaceholderText(tr("1.3, 0.5 or 2000"));
    m_wish->setToolTip(tr("Below 100 a ratio: 1.3 = every training track once and a stratified 30 % twice. From 100 on the wanted number of occurrences. Validation and test are never touched."));
    m_perTag = new QCheckBox(tr("Of every tag"));
    m_perTag->setToolTip(tr("The number is wanted of every tag: rare ones are filled up, tracks with only frequent ones left out"));
    m_resample = new QPushButton(tr("Resample"));
    m_reset = new QPushButton(tr("Once each"));
    m_reset->setToolTip(tr("Every training track occurs once again"));
    m_listen = new QPushButton(tr("Listen for copies"));
    m_listen->setToolTip(tr("Decodes every track once and finds recordings that differ in format, level or length only; splits made afterwards keep them together"));
    m_audio = new QPushButton(tr("Audio not here..."));
    m_audio->setToolTip(tr("Tracks of the split shown whose audio has to be fetched"));
    m_leakCost = new QPushButton(tr("Cost of a leak..."));
    m_leakCost->setToolTip(tr("What would leakage have cost? The same model by tracks and by chunks, both scores beside each other"));
    m_state = panel::plainLabel();
    auto* shares = new QHBoxLayout;
    for (const auto& [box, name] : {std::pair(m_train, tr("Training share")), {m_valid, tr("Validation share")}, {m_test, tr("Test share")}}) {
        box->setAccessibleName(name);
        box->setToolTip(name);
        shares->addWidget(box);
    }
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto add = [form](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    };
    add(tr("Name"), m_name);
    form->addRow(tr("Training, validation, test"), shares);
    add(tr("Keep together"), m_groupBy);
    form->addRow(m_stratify);
    add(tr("Seed"), m_seed);
    auto* making = new QHBoxLayout;
    making->addWidget(m_make, 1);
    making->addWidget(new CopyCommandButton(m_context, TaskSource([this] { return TaskList{{QStringLiteral("split"), splitParameters()}}; })));
    form->addRow(making);
    auto* draw = new QFormLayout;
    m_wish->setAccessibleName(tr("Ratio or count"));
    draw->addRow(tr("Ratio or count"), m_wish);
    draw->addRow(m_perTag);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_resample);
    buttons->addWidget(m_reset);
    buttons->addStretch();
    for (auto* button : {m_make, m_resample, m_reset, m_listen, m_audio, m_leakCost})
        button->setAccessibleName(button->text());
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(panel::heading(tr("New split")));
    column->addLayout(form);
    column->addSpacing(14);
    column->addWidget(panel::heading(tr("Training part of the split shown")));
    column->addLayout(draw);
    column->addLayout(buttons);
    column->addSpacing(14);
    column->addWidget(panel::heading(tr("Copies, audio and leaks")));
    auto* more = new QHBoxLayout;
    for (auto* button : {m_listen, m_audio, m_leakCost})
        more->addWidget(button);
    more->addStretch();
    column->addLayout(more);
    column->addSpacing(8);
    column->addWidget(m_state);
    column->addStretch();
    connect(m_make, &QPushButton::clicked, this, &SplitPanel::make);
    connect(m_resample, &QPushButton::clicked, this, [this] { resample(false); });
    connect(m_reset, &QPushButton::clicked, this, [this] { resample(true); });
    connect(m_listen, &QPushButton::clicked, this, &SplitPanel::listen);
    connect(m_audio, &QPushButton::clicked, this, [this] { FetchDialog(m_context, m_split->currentText(), this).exec(); });
    connect(m_leakCost, &QPushButton::clicked, this, [this] { LeakCostDialog(m_context, m_split->currentText(), this).exec(); });
    connect(m_name, &QLineEdit::textChanged, this, &SplitPanel::updateButtons);
    connect(m_wish, &QLineEdit::textChanged, this, &SplitPanel::updateButtons);
    connect(m_train, &QSpinBox::valueChanged, this, &SplitPanel::updateButtons);
    return page;
}

QWidget* SplitPanel::buildProof()
{
    m_split = new QComboBox;
    m_split->setAccessibleName(tr("Split"));
    m_split->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_export = new QPushButton(tr("Export distribution..."));
    m_export->setAccessibleName(m_export->text());
    auto* top = new QHBoxLayout;
    top->addWidget(m_split);
    top->addStretch();
    top->addWidget(m_export);
    m_verdict = panel::plainLabel();
    m_offenders = panel::listTable({tr("What"), tr("Name"), tr("In parts"), tr("Tracks")}, tr("Leaks"));
    const int em = fontMetrics().averageCharWidth();
    m_offenders->setColumnWidth(0, em * 16);
    m_offenders->setColumnWidth(1, em * 22);
    m_offenders->setColumnWidth(2, em * 16);
    m_offenders->setMaximumHeight(200);
    m_distribution = new DistributionView(m_context.theme);
    auto* shown = new QWidget;
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins(12, 12, 12, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_verdict);
    column->addWidget(m_offenders);
    column->addWidget(m_distribution, 1);
    m_right = new QStackedWidget;
    m_right->addWidget(shown);
    m_right->addWidget(panel::hint(tr("No split yet. Make one: tracks, never pieces of them, go to training, validation and test, and copies of a recording stay together.")));
    m_right->setCurrentIndex(1);
    connect(m_split, &QComboBox::currentIndexChanged, this, &SplitPanel::showSplit);
    connect(m_export, &QPushButton::clicked, this, &SplitPanel::exportDistribution);
    return m_right;
}

void SplitPanel::updateButtons()
{
    m_make->setEnabled(!m_job && !m_name->text().trimmed().isEmpty() && m_train->value() > 0);
    m_resample->setEnabled(!m_job && m_split->count() > 0 && !m_wish->text().trimmed().isEmpty());
    m_reset->setEnabled(!m_job && m_split->count() > 0);
    m_listen->setEnabled(!m_job);
    m_leakCost->setEnabled(m_split->count() > 0);
}

void SplitPanel::reload()
{
    m_context.store.ask(this, "splits", [](StoreThread::Workspace& workspace) { return workspace.splits().list(); },
                        [this](const std::vector<engine::store::Split>& splits) {
                            const auto before = m_split->currentText();
                            {
                                const QSignalBlocker quiet(m_split);
                                m_split->clear();
                                for (const auto& split : splits)
                                    m_split->addItem(QString::fromStdString(split.name));
                                const int at = m_split->findText(before);
                                m_split->setCurrentIndex(at >= 0 ? at : m_split->count() - 1);
                            }
                            m_right->setCurrentIndex(splits.empty() ? 1 : 0);
                            updateButtons();
                            showSplit();
                        });
    if (m_isSplitEdited || m_isResamplingEdited) return;
    m_context.store.ask(this, "form", [](StoreThread::Workspace& workspace) {
            engine::store::PipelineStore pipeline(workspace.database());
            const auto split = pipeline.find("split"), resampling = pipeline.find("resampled");
            return std::pair(split ? split->settings : engine::Json(), resampling ? resampling->settings : engine::Json());
        },
        [this](const std::pair<engine::Json, engine::Json>& made) {
            if (!m_isSplitEdited && !m_isResamplingEdited) setParameters(made.first, made.second);
        });
}

engine::Json SplitPanel::splitParameters() const
{
    return {{"name", m_name->text().trimmed().toStdString()}, {"ratios", {m_train->value(), m_valid->value(), m_test->value()}},
                                  {"stratify", m_stratify->isChecked()}, {"group_by", m_groupBy->currentData().toString().toStdString()}, {"seed", m_seed->value()}};
}

engine::Json SplitPanel::resampleParameters() const
{
    return {{"split", m_split->currentText().toStdString()}, {"wish", m_wish->text().trimmed().toStdString()}, {"per_tag", m_perTag->isChecked()}, {"seed", m_seed->value()}};
}

void SplitPanel::make()
{
    m_state->setText(tr("Making the split..."));
    m_context.jobs.submit(QStringLiteral("split"), splitParameters(), this, [this](const JobBridge::Submission& begun) { follow(begun); });
}

void SplitPanel::resample(bool reset)
{
    auto parameters = resampleParameters();
    parameters["reset"] = reset;
    m_state->setText(tr("Resampling..."));
    m_context.jobs.submit(QStringLiteral("resample"), parameters, this, [this](const JobBridge::Submission& begun) { follow(begun); });
}

void SplitPanel::listen()
{
    m_state->setText(tr("Listening to the tracks..."));
    m_context.jobs.submit(QStringLiteral("find_copies"), engine::Json::object(), this, [this](const JobBridge::Submission& begun) { follow(begun); });
}

void SplitPanel::sayCopies(engine::JobId job)
{
    m_context.store.ask(this, "copies", [job](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(job);
            return row ? row->result : engine::Json();
        },
        [this](const engine::Json& result) {
            if (!result.is_object()) return;
            const int alike = result["near_duplicates"].get<int>();
            QStringList lines{alike == 0 ? tr("No track sounds like another one.") : tr("%n tracks sound like another one:", nullptr, alike)};
            for (const auto& group : result["groups"]) {
                QStringList paths;
                for (const auto& track : group)
                    paths << QString::fromStdString(track["path"].get<std::string>());
                lines << paths.join(QStringLiteral(" = "));
            }
            m_state->setText(lines.mid(0, 12).join(QLatin1Char('\n')));
        });
}

void SplitPanel::follow(const JobBridge::Submission& begun)
{
    m_job = begun.job;
    if (!begun.job) m_state->setText(begun.refusal);
    updateButtons();
}

void SplitPanel::takeEvent(const engine::jobs::JobEvent& event)
{
    if (!m_job || event.id != *m_job) return;
    using State = engine::jobs::JobState;
    if (event.state == State::Queued || event.state == State::Running || event.state == State::Paused) return;
    m_job.reset();
    m_state->setText(event.state == State::Failed && event.failure ? failureText(*event.failure) : QString());
    if (event.state == State::Done && event.kind == "find_copies") sayCopies(event.id);
    if (event.state == State::Done && event.kind == "split") m_isSplitEdited = false;
    if (event.state == State::Done && event.kind == "resample") m_isResamplingEdited = false;
    if (event.state == State::Done && event.kind == "split") {
        // What was just made is what the user wants to see.
        const QSignalBlocker quiet(m_split);
        if (m_split->findText(m_name->text().trimmed()) < 0) m_split->addItem(m_name->text().trimmed());
        m_split->setCurrentText(m_name->text().trimmed());
    }
    reload();
}

void SplitPanel::showSplit()
{
    if (m_split->currentIndex() < 0) return;
    m_context.store.ask(this, "proof", [name = m_split->currentText().toStdString()](StoreThread::Workspace& workspace) {
            Proof proof;
            const auto split = workspace.splits().find(name);
            if (!split) return proof;
            const auto lines = engine::tasks::splitLines(workspace, split->id);
            proof.tracks = lines.size();
            proof.groupBy = split->groupBy;
            proof.offenders = engine::dataset::findOffenders(lines, engine::dataset::groupByFromName(split->groupBy));
            proof.distribution = engine::tasks::splitDistribution(workspace, *split);
            return proof;
        },
        [this](const Proof& proof) { showProof(proof); });
}

void SplitPanel::showProof(const Proof& proof)
{
    const auto colour = proof.offenders.empty() ? m_context.theme.good() : m_context.theme.bad();
    auto look = m_verdict->palette();
    look.setColor(QPalette::WindowText, colour);
    m_verdict->setPalette(look);
    const auto together = proof.groupBy == "artist" ? tr("no artist") : proof.groupBy == "album" ? tr("no album") : QString();
    if (proof.offenders.empty())
        m_verdict->setText(together.isEmpty() ? tr("No leaks: of %n tracks none, and no recording, is in two parts.", nullptr, static_cast<int>(proof.tracks))
                                              : tr("No leaks: of %n tracks none, no recording and %1 is in two parts.", nullptr, static_cast<int>(proof.tracks)).arg(together));
    else
        m_verdict->setText(tr("%n leaks: what is measured on this split would be worth nothing. Make it again.", nullptr, static_cast<int>(proof.offenders.size())));
    m_offenders->setVisible(!proof.offenders.empty());
    m_offenders->setRowCount(static_cast<int>(proof.offenders.size()));
    for (int i = 0; i < m_offenders->rowCount(); ++i) {
        const auto& one = proof.offenders[static_cast<std::size_t>(i)];
        const QStringList cells{kindText(one.kind), QString::fromStdString(one.name), joined(one.parts), joined(one.tracks)};
        for (int column = 0; column < cells.size(); ++column)
            m_offenders->setItem(i, column, new QTableWidgetItem(cells[column]));
    }
    m_distribution->show(proof.distribution);
}

void SplitPanel::exportDistribution()
{
    const auto name = QFileDialog::getSaveFileName(this, tr("Export distribution"), QStringLiteral("distribution.csv"), tr("Tables (*.csv)"));
    if (name.isEmpty()) return;
    m_context.store.ask(this, "export", [split = m_split->currentText().toStdString(), file = QFile::encodeName(name).toStdString()](StoreThread::Workspace& workspace) {
            engine::writeFileAtomically(file, engine::tasks::distributionTable(engine::tasks::splitDistribution(workspace, engine::tasks::namedSplit(workspace, split))));
            return true;
        },
        [this](bool) { m_context.say(tr("The distribution was written")); });
}

}  // namespace ui
