#include "ui/pages/probes/calm_results.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/codified_summary.h"
#include "ui/charts/picture_view.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr double kPieceSeconds = 10;
const QString kCodesFolder = QStringLiteral("folders/codes");

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

const engine::Json* lastRound(const engine::Json& model, const char* stage)
{
    const engine::Json* last = nullptr;
    for (const auto& round : model["rounds"])
        if (round["stage"] == stage) last = &round;
    return last;
}

}  // namespace

CalmResults::CalmResults(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_facts = panel::plainLabel();
    m_warning = panel::plainLabel();
    m_chart = new PictureView(tr("Likelihood ladder"));
    auto* full = new QWidget;
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(12, 6, 12, 6);
    column->addWidget(buildHead());
    column->addWidget(m_facts);
    column->addWidget(m_warning);
    column->addWidget(m_chart, 1);
    column->addWidget(buildListening());
    m_stack = new QStackedWidget;
    m_stack->addWidget(panel::hint(tr("No codified model yet.\n\nLearn codes and language on the left. Afterwards a ladder shows whether the model knows more than how often each code occurs, "
                                      "and you can hear what its codes keep of a sound.")));
    m_stack->addWidget(full);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connect(&context.selection, &Selection::currentChanged, this, &CalmResults::followSelection);
}

QWidget* CalmResults::buildHead()
{
    m_choice = new QComboBox;
    m_choice->setAccessibleName(tr("Codified model"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(24);
    m_compare = new QPushButton(tr("Compare as encoder"));
    m_compare->setAccessibleName(m_compare->text());
    m_compare->setToolTip(tr("Probes on what it thinks, beside its untrained twin and the bare codes"));
    m_codes = new QPushButton(Theme::icon(QStringLiteral("export")), tr("Write codes..."));
    m_codes->setAccessibleName(m_codes->text());
    m_codes->setToolTip(tr("The codes of every track as a table (CSV) for other programs; the command calm codes also writes NumPy files"));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setAccessibleName(tr("Remove this codified model"));
    remove->setToolTip(tr("Forgets the model, its weights and its codes"));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_choice, 1);
    row->addWidget(m_compare);
    row->addWidget(m_codes);
    row->addWidget(remove);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &CalmResults::showChosen);
    connect(m_compare, &QPushButton::clicked, this, &CalmResults::compareWanted);
    connect(m_codes, &QPushButton::clicked, this, &CalmResults::askForCodes);
    connect(remove, &QPushButton::clicked, this, &CalmResults::remove);
    return head;
}

QWidget* CalmResults::buildListening()
{
    m_track = new QComboBox;
    m_track->setAccessibleName(tr("Track to listen to"));
    m_track->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_track->setMinimumContentsLength(20);
    m_original = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Original"));
    m_original->setAccessibleName(tr("Play the original"));
    m_original->setToolTip(tr("Its first ten seconds at the model's sampling rate"));
    m_again = new QPushButton(Theme::icon(QStringLiteral("play")), tr("From its codes"));
    m_again->setAccessibleName(tr("Play what comes back from the codes"));
    m_again->setToolTip(tr("The same ten seconds, made of nothing but the codes"));
    m_keeps = panel::plainLabel();
    auto* listening = new QWidget;
    auto* column = new QVBoxLayout(listening);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(panel::heading(tr("Hear what the codes keep")));
    auto* row = new QHBoxLayout;
    row->addWidget(m_track, 1);
    row->addWidget(m_original);
    row->addWidget(m_again);
    column->addLayout(row);
    column->addWidget(m_keeps);
    connect(m_original, &QPushButton::clicked, this, [this] { hear(Side::Original); });
    connect(m_again, &QPushButton::clicked, this, [this] { hear(Side::Reconstruction); });
    return listening;
}

void CalmResults::setModels(std::vector<engine::Json> models, std::vector<Listed> tracks)
{
    const auto before = m_choice->currentData(), track = m_track->currentData();
    const bool isNewer = !m_models.empty() && !models.empty() && models.front()["model"] != m_models.front()["model"];
    m_models = std::move(models);
    {
        const QSignalBlocker quiet(m_choice), quietTrack(m_track);
        m_choice->clear();
        for (const auto& model : m_models) {
            auto text = tr("#%1  %2").arg(model["model"].get<qlonglong>()).arg(QString::fromStdString(model["name"].get<std::string>()));
            if (model["state"] == "running") text += tr(" (runs)");
            if (model["state"] == "stopped") text += tr(" (stopped)");
            m_choice->addItem(text, model["model"].get<qlonglong>());
        }
        m_choice->setCurrentIndex(m_models.empty() ? -1 : isNewer ? 0 : std::max(0, m_choice->findData(before)));
        m_track->clear();
        for (const auto& listed : tracks)
            m_track->addItem(listed.name, QString::fromStdString(engine::toHex(listed.track)));
        m_track->setCurrentIndex(tracks.empty() ? -1 : std::max(0, m_track->findData(track)));
    }
    followSelection();
    showChosen();
}

void CalmResults::followSelection()
{
    if (!m_context.selection.current()) return;
    const int place = m_track->findData(QString::fromStdString(engine::toHex(*m_context.selection.current())));
    if (place >= 0) m_track->setCurrentIndex(place);
}

const engine::Json* CalmResults::shown() const
{
    const int place = m_choice->currentIndex();
    return place < 0 || static_cast<std::size_t>(place) >= m_models.size() ? nullptr : &m_models[static_cast<std::size_t>(place)];
}

QString CalmResults::facts() const
{
    const auto* model = shown();
    if (!model) return {};
    QStringList said;
    if (model->contains("tracks"))
        said << tr("Learned from %1 tracks, %2 held out.").arg(QLocale().toString((*model)["tracks"].get<int>()), QLocale().toString((*model)["held_out"].get<int>()));
    if (model->contains("usage")) {
        const auto& usage = (*model)["usage"];
        said << tr("%1 of %2 codes are in use, perplexity %3.").arg(QLocale().toString(usage["used"].get<int>()), QLocale().toString(usage["codes"].get<int>()), number(usage["perplexity"].get<double>(), 1));
    }
    if (const auto* round = lastRound(*model, "codes"))
        said << tr("Codes: round %1, wave error %2, spectral error %3.").arg(QLocale().toString((*round)["round"].get<int>()), number((*round)["wave_error"].get<double>(), 4), number((*round)["spectral_error"].get<double>(), 3));
    if (const auto* round = lastRound(*model, "language"))
        said << tr("Language: round %1, %2 nats a code while learning.").arg(QLocale().toString((*round)["round"].get<int>()), number((*round)["nats"].get<double>(), 3));
    if (said.isEmpty()) said << tr("It has not finished a round yet.");
    return said.join(QLatin1Char(' '));
}

void CalmResults::showChosen()
{
    const auto* model = shown();
    m_stack->setCurrentIndex(model ? 1 : 0);
    if (!model) return;
    m_facts->setText(facts());
    const bool failed = model->contains("ladder") && !(*model)["ladder"]["beats_unigram"].get<bool>();
    m_warning->setVisible(failed);
    if (failed) m_warning->setText(tr("This model does not beat the frequencies of its codes: its features have learned nothing. Give it more rounds or more music."));
    Picture picture;
    picture.draw = [document = *model](QSizeF room) { return engine::tasks::ladderChartOf(document, std::max(480.0, std::min(760.0, room.width())), 220); };
    picture.csv = [document = *model] {
        std::string table = "step,nats\r\n";
        if (document.contains("ladder"))
            for (const char* step : {"uniform", "unigram", "bigram", "model"})
                table += std::string(step) + "," + document["ladder"][step].dump() + "\r\n";
        return table;
    };
    picture.tip = [](const engine::report::Mark&) { return QString(); };
    picture.empty = tr("The ladder stands here when the model has learned its language.");
    m_chart->show(std::move(picture));
    const bool hasCodes = lastRound(*model, "codes") != nullptr && m_track->count() > 0, canPlay = m_context.player.isAvailable();
    for (auto* button : {m_original, m_again})
        button->setEnabled(hasCodes && canPlay && !m_wanted);
    m_compare->setEnabled(model->contains("ladder"));
    m_codes->setEnabled(hasCodes);
    if (!canPlay) m_keeps->setText(m_context.player.unavailableReason());
}

void CalmResults::hear(Side side)
{
    m_wanted = side;
    playIfThere(true);
}

/// Plays the file that is wanted; makes it first where it is not there.
void CalmResults::playIfThere(bool makeIt)
{
    const auto* model = shown();
    const auto track = m_track->currentData().toString().toStdString();
    if (!model || track.empty() || !m_wanted) return;
    const auto number = (*model)["model"].get<std::int64_t>();
    const auto ending = *m_wanted == Side::Original ? "-original.wav" : "-reconstruction.wav";
    m_context.store.ask(
        this, "calm sound",
        [number, name = track + ending](StoreThread::Workspace& workspace) {
            const auto file = workspace.cacheFolder() / "calm" / std::to_string(number) / name;
            std::error_code ignored;
            return std::filesystem::exists(file, ignored) ? file : std::filesystem::path();
        },
        [this, number, track, makeIt](const std::filesystem::path& file) {
            if (!file.empty()) {
                m_wanted.reset();
                m_keeps->clear();
                m_context.player.setSource(file, kPieceSeconds);
                m_context.player.seek(0);
                m_context.player.play();
            } else if (makeIt) {
                m_keeps->setText(tr("Made as soon as the engine is free; it plays then."));
                m_context.jobs.submit(QStringLiteral("calm_reconstruct"), {{"model", number}, {"track", track}, {"seconds", kPieceSeconds}}, this, [this](const JobBridge::Submission& begun) {
                    m_job = begun.job;
                    if (!begun.job) giveUp();
                });
            } else {
                m_wanted.reset();
            }
            showChosen();
        });
}

void CalmResults::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    if (!m_wanted || m_job != event.id) return;
    if (event.state == State::Done) playIfThere(false);
    if (event.state != State::Failed && event.state != State::Cancelled) return;
    if (event.failure) m_context.say(failureText(*event.failure));
    giveUp();
}

void CalmResults::giveUp()
{
    m_wanted.reset();
    m_keeps->clear();
    showChosen();
}

void CalmResults::askForCodes()
{
    const auto start = QStringLiteral("%1/codes.csv").arg(QSettings().value(kCodesFolder, QDir::homePath()).toString());
    const auto file = QFileDialog::getSaveFileName(this, tr("Write codes of every track"), start, tr("Table (*.csv)"));
    if (file.isEmpty()) return;
    QSettings().setValue(kCodesFolder, QFileInfo(file).path());
    writeCodes(file.endsWith(QStringLiteral(".csv")) ? file : file + QStringLiteral(".csv"));
}

void CalmResults::writeCodes(const QString& file)
{
    const auto* model = shown();
    if (!model) return;
    engine::Json parameters{{"model", (*model)["model"]}};
    panel::putFile(parameters, "output", file);
    Q_EMIT codesWanted(parameters);
}

void CalmResults::remove()
{
    const auto* model = shown();
    if (!model) return;
    const auto answer = QMessageBox::question(this, tr("Remove codified model"), tr("Forget this model with its weights and codes? It can only be learned anew."), QMessageBox::Cancel | QMessageBox::Yes,
                                              QMessageBox::Cancel);
    if (answer != QMessageBox::Yes) return;
    m_context.store.edit(
        this,
        [number = (*model)["model"].get<std::int64_t>()](StoreThread::Workspace& workspace) {
            return engine::tasks::removeCodified(engine::tasks::codifiedModel(number, workspace), workspace);
        },
        [this](bool) { Q_EMIT removed(); });
}

}  // namespace ui
