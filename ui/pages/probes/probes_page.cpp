#include "ui/pages/probes/probes_page.h"

#include <QCoreApplication>
#include <QLocale>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "engine/neural/model_card.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_summary.h"
#include "engine/tasks/encoder_features.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/page.h"
#include "ui/pages/probes/calm_form.h"
#include "ui/pages/probes/pretrain_form.h"
#include "ui/store/store_thread.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

constexpr int kReloadMs = 400;
constexpr std::size_t kMostListed = 1000;   // tracks in a list to choose from

/// A form beside what it leads to.
QWidget* halvesOf(QWidget* form, QWidget* results, const QString& name)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* halves = new QSplitter;
    halves->addWidget(scroll);
    halves->addWidget(results);
    halves->setStretchFactor(1, 1);
    halves->setSizes({400, 800});
    halves->setChildrenCollapsible(false);
    halves->setObjectName(name);
    return halves;
}

/// Those that read waveforms: pre-training changes the sound itself.
std::vector<std::pair<QString, std::string>> waveformArchitectures()
{
    std::vector<std::pair<QString, std::string>> found;
    for (const auto& card : engine::neural::modelCards()) {
        if (card.mels != 1) continue;
        found.emplace_back(QString::fromStdString(card.displayName), card.id);
        for (const auto& variant : card.variants)
            found.emplace_back(QStringLiteral("%1 (%2)").arg(QString::fromStdString(card.displayName), QString::fromStdString(variant.name)), card.id + ":" + variant.name);
    }
    return found;
}

std::vector<ProbeForm::Encoder> encodersOf(engine::store::Workspace& workspace)
{
    std::vector<ProbeForm::Encoder> encoders;
    std::vector<std::string> architectures;
    const auto add = [&](const std::string& id, bool isProposed) {
        encoders.push_back({id, QString::fromStdString(engine::tasks::encoderName(id, workspace)), isProposed});
    };
    for (const auto& pretraining : workspace.pretrainings().list()) {
        const auto id = "pretrain:" + std::to_string(engine::value(pretraining.id));
        const bool isNewest = encoders.empty();
        add(id, isNewest);
        add(id + ":random", isNewest);
    }
    for (const auto& model : workspace.codified().list())
        if (model.document.contains("ladder")) add("calm:" + std::to_string(engine::value(model.id)), encoders.empty());
    auto runs = workspace.runs().list();
    std::ranges::sort(runs, std::greater(), [](const auto& run) { return engine::value(run.id); });
    for (const auto& run : runs) {
        if (run.bestEpoch == 0) continue;
        add(std::to_string(engine::value(run.id)), encoders.empty());
        if (std::ranges::find(architectures, run.architecture) == architectures.end()) architectures.push_back(run.architecture);
    }
    const bool isProposed = workspace.pretrainings().list().empty();
    for (const auto& architecture : architectures)
        add("random:" + architecture, isProposed && architecture == architectures.front());
    return encoders;
}

QString wordsOf(engine::store::Workspace& workspace)
{
    const auto list = workspace.pretrainings().list();
    if (list.empty()) return {};
    const auto& newest = list.front();
    const auto epochs = workspace.pretrainings().epochs(newest.id);
    if (epochs.empty()) return ProbesPage::tr("Pre-training %1 has not finished an epoch yet.").arg(engine::value(newest.id));
    const auto& last = epochs.back();
    const auto number = [](double value) { return QLocale().toString(value, 'f', 3); };
    return ProbesPage::tr("Pre-training %1: epoch %2, loss %3, cosine of pairs %4, spread %5.")
        .arg(QString::number(engine::value(newest.id)), QLocale().toString(last.epoch), number(last.loss), number(last.positiveCosine), number(last.spread));
}

}  // namespace

ProbesPage::ProbesPage(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_pretrain(new PretrainForm(context)), m_form(new ProbeForm(context)), m_results(new ProbeResults(context)),
      m_calm(new CalmForm(context)), m_calmResults(new CalmResults(context)), m_tabs(new QTabWidget), m_next(new NextStep)
{
    setWhatsThis(tr("For large collections with few labels.\n\nPre-train learns from the sound alone: no tag is needed. An encoder turns each track into numbers and stays as it is; a probe is a "
                    "small classifier that learns tags from these numbers. Compare measures, on test tracks, what each encoder is worth when only 1, 5, 10 or all per cent of the labels are "
                    "there, several seeds each.\n\nA network that learned nothing stands beside: what does not beat it was not worth learning. A student (semi-supervised learning) is trained with "
                    "labels and predictions of a teacher; a probe needs labels alone.") +
                 QStringLiteral("\n\n") +
                 tr("Sound as a language (second tab) is another way to learn without labels: codes for pieces of sound, and a model of which code comes next. It is compared as an encoder, too, always "
                    "beside its untrained twin and the bare codes."));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildLab(), tr("Encoders and labels"));
    m_tabs->addTab(buildCalm(), tr("Sound as a language"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_next);
    m_next->show(tr("An encoder that does well with few labels is worth fine-tuning: choose it in Train as the checkpoint to start from."), tr("Open Train"),
                 [this] { m_context.showPage(QStringLiteral("train")); });
    m_pretrain->setArchitectures(waveformArchitectures());
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &ProbesPage::reload);
    connect(&context.jobs, &JobBridge::eventArrived, this, &ProbesPage::takeEvent);
    connect(m_form, &ProbeForm::runWanted, this, [this] { submit(QStringLiteral("probe_lab"), m_form->parameters()); });
    connect(m_form, &ProbeForm::exportWanted, this, [this](const QString& folder) {
        for (const auto& wish : m_form->exportParameters(folder))
            submit(QStringLiteral("probe_features"), wish);
    });
    connect(m_pretrain, &PretrainForm::runWanted, this, [this] { submit(QStringLiteral("pretrain"), m_pretrain->parameters()); });
    connect(m_calm, &CalmForm::runWanted, this, [this] { submit(QStringLiteral("calm"), m_calm->parameters()); });
    connect(m_calmResults, &CalmResults::codesWanted, this, [this](const engine::Json& wish) { submit(QStringLiteral("calm_codes"), wish); });
    connect(m_results, &ProbeResults::removed, this, &ProbesPage::reload);
    connect(m_calmResults, &CalmResults::removed, this, &ProbesPage::reload);
    connect(m_calmResults, &CalmResults::compareWanted, this, [this] { m_tabs->setCurrentIndex(0); });
    m_pretrain->setBusy(false);
    reload();
}

QWidget* ProbesPage::buildLab()
{
    auto* forms = new QWidget;
    auto* left = new QVBoxLayout(forms);
    left->setContentsMargins(4, 4, 4, 4);
    left->addWidget(m_form, 1);
    left->addWidget(m_pretrain);
    return halvesOf(forms, m_results, QStringLiteral("probesHalves"));
}

QWidget* ProbesPage::buildCalm()
{
    return halvesOf(m_calm, m_calmResults, QStringLiteral("calmHalves"));
}

void ProbesPage::setBusy(bool busy)
{
    m_form->setBusy(busy);
    m_pretrain->setBusy(busy);
    m_calm->setBusy(busy);
}

void ProbesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reload();
}

ProbesPage::Known ProbesPage::readKnown(engine::store::Workspace& workspace)
{
    Known known{{encodersOf(workspace), {}}, wordsOf(workspace), {}, {}, {}};
    for (const auto& split : workspace.splits().list())
        known.choices.splits.push_back(split.name);
    for (auto& experiment : workspace.probes().list()) {
        auto results = workspace.probes().results(experiment.id);
        auto trials = workspace.probes().trials(experiment.id);
        known.experiments.push_back({std::move(experiment), std::move(results), std::move(trials)});
    }
    for (const auto& model : workspace.codified().list())
        known.models.push_back(engine::tasks::documentOf(model, workspace));
    auto tracks = workspace.tracks().ids({});
    tracks.resize(std::min(tracks.size(), kMostListed));
    for (const auto& track : workspace.tracks().page(tracks))
        known.tracks.push_back({track.id, QString::fromStdString(track.displayPath)});
    return known;
}

void ProbesPage::reload()
{
    m_context.store.ask(this, "probes", &ProbesPage::readKnown, [this](Known known) {
        m_form->setChoices(known.choices);
        m_pretrain->setNewest(known.newest);
        m_results->setExperiments(std::move(known.experiments));
        m_calmResults->setModels(std::move(known.models), std::move(known.tracks));
    });
}

void ProbesPage::submit(const QString& task, const engine::Json& parameters)
{
    setBusy(true);
    m_context.say(tr("Queued; Jobs shows how far it is, and stops it."));
    m_context.jobs.submit(task, parameters, this, [this](const JobBridge::Submission& begun) {
        if (!begun.job) setBusy(false);   // the window says why
    });
}

void ProbesPage::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    const bool ended = event.state == State::Done || event.state == State::Failed || event.state == State::Cancelled;
    const bool ours = event.kind == "probe_lab" || event.kind == "pretrain" || event.kind == "calm" || event.kind == "calm_codes" || event.kind == "probe_features";
    m_calmResults->takeEvent(event);
    if (ours && ended) {
        setBusy(false);
        if (event.failure) m_context.say(failureText(*event.failure));
    }
    const bool changes = ended && (event.kind == "train" || event.kind == "split" || event.kind == "demo" || event.kind == "model_import" || event.kind == "run_import");
    if ((ours || changes) && isVisible() && !m_reload.isActive()) m_reload.start();
}

extern const PageEntry probes_page;
const PageEntry probes_page{"probes", QT_TRANSLATE_NOOP("pages", "Few labels"), QT_TRANSLATE_NOOP("pages", "Learn without labels, and see what labels buy"),
                            [](PageContext& context) -> QWidget* { return new ProbesPage(context); }};

}  // namespace ui
