#include "ui/pages/train/student_panel.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/student_plan.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/train_setup.h"
#include "ui/format.h"
#include "ui/models/run_table_model.h"
#include "ui/page_context.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/pages/train/rate_box.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

using engine::Json;

constexpr int kCheckMs = 350, kWidest = 900;
constexpr double kDoubtFrom = 0.5;   // of the skeptical weighting
const QString kListFolder = QStringLiteral("folders/lists");

template <typename Field>
Field* told(Field* field, const QString& name, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(tip);
    return field;
}

QSpinBox* whole(int least, int most, int value)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    return box;
}

bool takesWindowsOf(const engine::neural::ModelCard& teacher, const engine::neural::ModelCard& student)
{
    return student.frames >= teacher.minFrames && (teacher.maxFrames == 0 || student.frames <= teacher.maxFrames);
}

void choose(QComboBox& box, const QString& id)
{
    if (const int at = box.findData(id); at >= 0) box.setCurrentIndex(at);
}

}  // namespace

StudentPanel::StudentPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_cards(engine::neural::modelCards())
{
    auto* forms = new QHBoxLayout;
    forms->addWidget(buildWho(), 3);
    forms->addWidget(buildHow(), 2);
    auto* page = new QWidget;
    page->setMaximumWidth(kWidest);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(10);
    column->addWidget(panel::plainLabel(tr("A student needs a trained teacher and more music of the same kind without labels. It learns from the labels there are and, for the rest, from the "
                                           "teacher's answers: the teacher hears the music as it is, the student hears it changed. It gives a run like any other. Compare it with its "
                                           "teacher on the test part: it does not always help.")));
    column->addLayout(forms);
    column->addWidget(buildAnswer());
    column->addStretch();
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(area);
    m_check.setSingleShot(true);
    m_check.setInterval(kCheckMs);
    connect(&m_check, &QTimer::timeout, this, &StudentPanel::check);
    showTeacher();
    check();
}

QWidget* StudentPanel::buildWho()
{
    m_teacher = told(new QComboBox, tr("Teacher"), tr("A trained run or an imported model whose answers stand in for labels; nothing of it is changed"));
    m_student = told(new QComboBox, tr("Student"), tr("Architectures that hear what the teacher hears"));
    for (auto* box : {m_teacher, m_student}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(24);
    }
    m_kind = panel::plainLabel();
    m_split = told(new QComboBox, tr("Split of the student"), tr("With the labelled tracks; a run's student keeps to the split of its teacher"));
    m_unlabelled = told(new QLineEdit, tr("Unlabelled tracks"), tr("Words as in the library's search, for instance path:new/. Empty: every track in no part of the split, and those of the training part that carry no tag"));
    m_unlabelled->setPlaceholderText(tr("all there are"));
    m_unlabelled->setClearButtonEnabled(true);
    m_leaveOut = told(new QCheckBox(tr("Leave out artists of the validation and test part")), tr("Leave out artists"), tr("Otherwise the training refuses to start while there are such tracks: the student would be measured on music it has learned from"));
    auto* box = new QGroupBox(tr("From whom and what"));
    m_who = new QFormLayout(box);
    m_who->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_who->addRow(tr("Teacher"), m_teacher);
    m_who->addRow(tr("Student"), m_student);
    m_who->addRow(QString(), m_kind);
    m_who->addRow(tr("Split"), m_split);
    m_who->addRow(tr("Unlabelled tracks"), m_unlabelled);
    m_who->addRow(tr("Only of a list"), buildList());
    m_who->addRow(QString(), m_leaveOut);
    connect(m_teacher, &QComboBox::currentIndexChanged, this, &StudentPanel::showTeacher);
    connect(m_student, &QComboBox::currentIndexChanged, this, &StudentPanel::showKind);
    connect(m_split, &QComboBox::currentIndexChanged, &m_check, qOverload<>(&QTimer::start));
    connect(m_unlabelled, &QLineEdit::textChanged, &m_check, qOverload<>(&QTimer::start));
    connect(m_leaveOut, &QCheckBox::toggled, &m_check, qOverload<>(&QTimer::start));
    return box;
}

QWidget* StudentPanel::buildList()
{
    m_list = told(new QLineEdit, tr("List of unlabelled tracks"), tr("A text file with one track a line, its id or its path; a playlist (M3U) will do. Empty: no list"));
    m_list->setPlaceholderText(tr("no list"));
    m_list->setClearButtonEnabled(true);
    auto* choose = told(new QPushButton(tr("Choose...")), tr("Choose a list of tracks"), tr("A file that names the unlabelled tracks"));
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_list, 1);
    row->addWidget(choose);
    connect(m_list, &QLineEdit::textChanged, &m_check, qOverload<>(&QTimer::start));
    connect(choose, &QPushButton::clicked, this, &StudentPanel::chooseList);
    return field;
}

void StudentPanel::chooseList()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("List of unlabelled tracks"), QSettings().value(kListFolder, QDir::homePath()).toString(), tr("Lists (*.txt *.m3u *.m3u8);;All files (*)"));
    if (file.isEmpty()) return;
    QSettings().setValue(kListFolder, QFileInfo(file).path());
    m_list->setText(file);
}

QWidget* StudentPanel::buildHow()
{
    const auto& defaults = engine::tasks::studentPlanDefaults();
    m_strength = told(whole(0, 200, 100), tr("Changes of the sound"), tr("How often polarity, noise, gain, filter, delay, pitch and reverb change what the student hears: 100 % as published, 0 % never"));
    m_strength->setSuffix(tr(" %"));
    m_strength->setSingleStep(10);
    m_from = told(new QComboBox, tr("Starts from"), tr("The teacher's weights can be taken where both have the same architecture"));
    m_epochs = told(whole(1, 100'000, defaults["epochs"].get<int>()), tr("Epochs of the student"), tr("The longer of labelled and unlabelled tracks sets how long an epoch is"));
    m_patience = told(whole(0, 100'000, defaults["patience"].get<int>()), tr("Patience of the student"), tr("It stops after so many epochs without progress; the published student waited 40"));
    m_patience->setSpecialValueText(tr("never stop early"));
    m_watch = told(new QComboBox, tr("Progress is measured by"), tr("On the validation part. It decides which epoch is kept as the best and when patience ends; the published student went by the loss"));
    m_watch->addItem(tr("ROC-AUC"), QStringLiteral("roc_auc"));
    m_watch->addItem(tr("Loss"), QStringLiteral("loss"));
    m_batch = told(whole(2, 4096, defaults["batch"].get<int>()), tr("Windows a batch of the student"), tr("Half of them labelled, half not"));
    m_rate = told(new RateBox(1e-6, 1, defaults["lr"].get<double>()), tr("Learning rate of the student"), tr("Of Adam"));
    m_rounds = told(whole(1, 20, 1), tr("Rounds"), tr("The student of one round is the teacher of the next; each is a run of its own"));
    m_seed = told(whole(0, 1'000'000, 0), tr("Seed of the student"), tr("The same seed gives the same student"));
    m_skeptical = told(new QCheckBox(tr("Doubt missing tags")), tr("Doubt missing tags"), tr("A tag that is missing on a labelled track counts less where the teacher hears it with a probability of 0.5 or more"));
    m_evaluate = told(new QCheckBox(tr("Measure the test part afterwards")), tr("Measure the student"), tr("So that student and teacher can be compared"));
    m_evaluate->setChecked(true);
    auto* box = new QGroupBox(tr("How it learns"));
    auto* form = new QFormLayout(box);
    form->addRow(tr("Changes of the sound"), m_strength);
    form->addRow(tr("Starts from"), m_from);
    form->addRow(tr("Epochs"), m_epochs);
    form->addRow(tr("Patience"), m_patience);
    form->addRow(tr("Best epoch by"), m_watch);
    form->addRow(tr("Windows a batch"), m_batch);
    form->addRow(tr("Learning rate"), m_rate);
    form->addRow(tr("Rounds"), m_rounds);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(m_skeptical);
    form->addRow(m_evaluate);
    return box;
}

QWidget* StudentPanel::buildAnswer()
{
    m_tracks = panel::plainLabel();
    m_artists = panel::plainLabel();
    m_artists->setAccessibleName(tr("Check of artists"));
    m_start = new QPushButton(tr("Start student"));
    m_start->setAccessibleName(m_start->text());
    m_start->setDefault(true);
    m_start->setToolTip(tr("Trains the student in the background, as any training; it can be stopped and gone on with"));
    auto* copy = new CopyCommandButton(m_context, [this]() -> TaskList {
        const auto wanted = parameters();
        return wanted.empty() ? TaskList{} : TaskList{{QStringLiteral("train_student"), wanted}};
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* box = new QGroupBox(tr("Before it starts"));
    auto* column = new QVBoxLayout(box);
    column->addWidget(m_tracks);
    column->addWidget(m_artists);
    column->addLayout(buttons);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (const auto wanted = parameters(); !wanted.empty()) Q_EMIT startWanted(wanted);
    });
    return box;
}

void StudentPanel::setRuns(const std::vector<engine::store::RunSummary>& runs)
{
    const auto before = m_teacher->currentData();
    m_runs.clear();
    std::ranges::copy_if(runs, std::back_inserter(m_runs), [](const auto& summary) { return summary.run.bestEpoch > 0 && !engine::tasks::isLeaking(summary.run); });
    {
        const QSignalBlocker quiet(m_teacher);
        m_teacher->clear();
        for (const auto& summary : m_runs)
            m_teacher->addItem(runTitle(summary.run), qlonglong(engine::value(summary.run.id)));
        if (const int at = m_teacher->findData(before); at >= 0) m_teacher->setCurrentIndex(at);
    }
    if (m_teacher->currentData() != before || m_teacher->count() == 0) showTeacher();
}

void StudentPanel::setSplits(const std::vector<engine::store::Split>& splits)
{
    const auto before = m_split->currentData().toString();
    const QSignalBlocker quiet(m_split);
    m_split->clear();
    for (const auto& split : splits)
        m_split->addItem(QString::fromStdString(split.name), QString::fromStdString(split.name));
    choose(*m_split, before);
    m_check.start();
}

const engine::store::RunSummary* StudentPanel::teacher() const
{
    const auto at = static_cast<std::size_t>(m_teacher->currentIndex());
    return m_teacher->currentIndex() >= 0 && at < m_runs.size() ? &m_runs[at] : nullptr;
}

/// Architectures of the teacher's preset whose windows it takes, the teacher's own first chosen; sizes stand below their architecture.
void StudentPanel::offerStudents()
{
    const QSignalBlocker quiet(m_student);
    m_student->clear();
    const auto* chosen = teacher();
    if (chosen == nullptr) return;
    const auto own = engine::neural::loadModelCard(chosen->run.architecture);
    for (const auto& card : m_cards) {
        if (card.preset != chosen->presetName || !takesWindowsOf(own, card)) continue;
        m_student->addItem(QString::fromStdString(card.displayName), QString::fromStdString(card.id));
        for (const auto& variant : card.variants)
            m_student->addItem(tr("%1, %2").arg(QString::fromStdString(card.displayName), QString::fromStdString(variant.name)), QString::fromStdString(card.id + ":" + variant.name));
    }
    choose(*m_student, QString::fromStdString(own.id));
}

void StudentPanel::showTeacher()
{
    offerStudents();
    const auto* chosen = teacher();
    m_who->setRowVisible(m_split, chosen != nullptr && !chosen->run.split);   // of an imported model
    showKind();
}

void StudentPanel::showKind()
{
    const auto* chosen = teacher();
    const auto id = m_student->currentData().toString().toStdString();
    const bool same = chosen != nullptr && chosen->run.architecture == id;
    {
        const auto before = m_from->currentData().toString();
        const QSignalBlocker quiet(m_from);
        m_from->clear();
        m_from->addItem(tr("Fresh weights"), QString());
        if (same) m_from->addItem(tr("The teacher's weights"), QStringLiteral("teacher"));
        choose(*m_from, before);
    }
    if (chosen == nullptr || id.empty()) {
        m_kind->clear();
    } else {
        const auto student = engine::neural::loadModelCard(id), own = engine::neural::loadModelCard(chosen->run.architecture);
        const QLocale locale;
        const auto mine = locale.toString(qlonglong(student.parameters)), teachers = locale.toString(qlonglong(own.parameters));
        m_kind->setText(engine::tasks::studentKind(own, student) == "expansion"
                            ? tr("Knowledge expansion: the student has %1 parameters, its teacher %2; it is at least as large.").arg(mine, teachers)
                            : tr("Knowledge distillation: the student has %1 parameters, its teacher %2; it is smaller and faster.").arg(mine, teachers));
        m_kind->setToolTip(tr("Counted with 50 tags"));
    }
    m_check.start();
}

Json StudentPanel::parameters() const
{
    const auto* chosen = teacher();
    if (chosen == nullptr || m_student->currentIndex() < 0) return Json::object();
    const auto number = std::to_string(engine::value(chosen->run.id));
    Json given{{"teacher", number},
               {"arch", m_student->currentData().toString().toStdString()},
               {"split", chosen->run.split ? std::string() : m_split->currentData().toString().toStdString()},
               {"unlabelled", m_unlabelled->text().trimmed().toStdString()},
               {"leave_out_artists", m_leaveOut->isChecked()},
               {"strength", m_strength->value() / 100.0},
               {"skeptical", m_skeptical->isChecked() ? kDoubtFrom : 0.0},
               {"rounds", m_rounds->value()},
               {"from", m_from->currentData().toString().isEmpty() ? std::string() : number},
               {"epochs", m_epochs->value()},
               {"patience", m_patience->value()},
               {"watch", m_watch->currentData().toString().toStdString()},
               {"batch", m_batch->value()},
               {"lr", m_rate->value()},
               {"seed", m_seed->value()},
               {"evaluate", m_evaluate->isChecked()},
               {"prepare", true}};
    panel::putFile(given, "pool_list", m_list->text().trimmed());
    Json brief = Json::object();
    const auto& defaults = engine::tasks::studentPlanDefaults();
    for (const auto& [key, value] : given.items())
        if (key == "teacher" || !defaults.contains(key) || value != defaults[key]) brief[key] = value;
    return brief;
}

void StudentPanel::fill(const Json& training)
{
    auto settings = engine::tasks::studentPlanDefaults();
    settings.update(training);
    const int at = m_teacher->findData(QString::fromStdString(training.value("student_of", std::string())).toLongLong());
    if (at < 0) {
        m_context.say(tr("The teacher of this run is not in the workspace any more."));
        return;
    }
    m_teacher->setCurrentIndex(at);
    choose(*m_student, QString::fromStdString(settings["arch"].get<std::string>()));
    choose(*m_split, QString::fromStdString(settings["split"].get<std::string>()));
    choose(*m_from, settings["from"].get<std::string>().empty() ? QString() : QStringLiteral("teacher"));
    m_unlabelled->setText(QString::fromStdString(settings["unlabelled"].get<std::string>()));
    m_list->setText(QFile::decodeName(engine::tasks::pathOf(settings, "pool_list").c_str()));
    m_leaveOut->setChecked(settings["leave_out_artists"].get<bool>());
    m_strength->setValue(qRound(100 * settings["strength"].get<double>()));
    m_skeptical->setChecked(settings["skeptical"].get<double>() > 0);
    m_rounds->setValue(1);
    m_epochs->setValue(settings["epochs"].get<int>());
    m_patience->setValue(settings["patience"].get<int>());
    choose(*m_watch, QString::fromStdString(settings["watch"].get<std::string>()));
    m_batch->setValue(settings["batch"].get<int>());
    m_rate->setValue(settings["lr"].get<double>());
    m_seed->setValue(settings["seed"].get<int>());
    m_evaluate->setChecked(settings["evaluate"].get<bool>());
}

void StudentPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_check.start();
}

}  // namespace ui
