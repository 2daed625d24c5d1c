#include "ui/pages/tags/pipeline_strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/dsp/preset.h"
#include "ui/jobs/job_bridge.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

using Stage = engine::tasks::PipelineStage;

constexpr const char* kStations[] = {"sources", "merged", "ids", "split", "resampled", "melgrams", "checked"};

QString stationName(const std::string& stage)
{
    if (stage == "sources") return PipelineStrip::tr("Sources");
    if (stage == "merged") return PipelineStrip::tr("Merged");
    if (stage == "ids") return PipelineStrip::tr("Track ids");
    if (stage == "split") return PipelineStrip::tr("Split");
    if (stage == "resampled") return PipelineStrip::tr("Resampled");
    if (stage == "melgrams") return PipelineStrip::tr("Melgrams");
    return PipelineStrip::tr("Checked");
}

std::int64_t countOf(const Stage& stage, const char* name)
{
    for (const auto& [key, count] : stage.counts)
        if (key == name) return count;
    return 0;
}

QString number(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString countsText(const Stage& stage)
{
    if (stage.counts.empty()) return {};
    if (stage.id == "sources") {
        const int tracks = static_cast<int>(countOf(stage, "ready") + countOf(stage, "missing") + countOf(stage, "unreadable"));
        return PipelineStrip::tr("%n tracks", nullptr, tracks);
    }
    if (stage.id == "merged") {
        const int tags = static_cast<int>(countOf(stage, "tags"));
        const auto text = PipelineStrip::tr("%n tags", nullptr, tags);
        if (countOf(stage, "merged") > 0) return text + QStringLiteral(" \u2192 ") + number(countOf(stage, "merged"));
        return countOf(stage, "cleaned") > 0 ? text + QStringLiteral(" \u2192 ") + number(countOf(stage, "cleaned")) : text;
    }
    if (stage.id == "ids") {
        const int ids = static_cast<int>(countOf(stage, "tracks"));
        return PipelineStrip::tr("%n ids", nullptr, ids);
    }
    if (stage.id == "checked") {
        const int leaks = static_cast<int>(countOf(stage, "leaks"));
        return leaks == 0 ? PipelineStrip::tr("no leaks") : PipelineStrip::tr("%n leaks", nullptr, leaks);
    }
    return QStringLiteral("%1 / %2 / %3").arg(number(countOf(stage, "train")), number(countOf(stage, "valid")), number(countOf(stage, "test")));
}

QString stateWords(const Stage& stage)
{
    switch (stage.state) {
    case Stage::State::Current: return stage.reason == "leaks" ? PipelineStrip::tr("leaking") : PipelineStrip::tr("up to date");
    case Stage::State::Unused: return stage.id == "merged" ? PipelineStrip::tr("as imported") : PipelineStrip::tr("not used");
    case Stage::State::Absent: return stage.task.empty() || stage.id == "merged" ? PipelineStrip::tr("none yet") : PipelineStrip::tr("to be made");
    case Stage::State::Stale: break;
    }
    if (stage.reason == "settings") return PipelineStrip::tr("other settings");
    if (stage.reason == "before") return PipelineStrip::tr("earlier step changes");
    if (stage.id == "melgrams") return PipelineStrip::tr("%1 lacking").arg(number(countOf(stage, "lacking")));
    return stage.id == "merged" ? PipelineStrip::tr("tags changed") : PipelineStrip::tr("input changed");
}

QString tipText(const Stage& stage)
{
    QStringList lines{stationName(stage.id) + QStringLiteral(": ") + stateWords(stage)};
    if (stage.id == "sources")
        lines << PipelineStrip::tr("%1 readable, %2 missing, %3 unreadable tracks").arg(number(countOf(stage, "ready")), number(countOf(stage, "missing")), number(countOf(stage, "unreadable")));
    if (stage.id == "merged") lines << PipelineStrip::tr("%1 pairs of track and tag from all sources").arg(number(countOf(stage, "pairs")));
    if (stage.id == "ids") lines << PipelineStrip::tr("Fixed when first given; %1 tracks also have a fingerprint of their sound").arg(number(countOf(stage, "hashed")));
    if (stage.id == "split" || stage.id == "resampled" || stage.id == "melgrams") lines << PipelineStrip::tr("Training / validation / test");
    if (stage.id == "melgrams") lines << PipelineStrip::tr("What is there is used again; only what lacks is built");
    if (stage.id == "split" && stage.task.empty()) lines << PipelineStrip::tr("A published split: it is kept as it is");
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

PipelineStation::PipelineStation(QString name, const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme), m_name(std::move(name))
{
    setAccessibleName(m_name);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void PipelineStation::show(Stage::State state, const QString& counts, const QString& words)
{
    m_state = state;
    m_counts = counts;
    m_words = words;
    setAccessibleDescription(words + QStringLiteral(", ") + counts);
    updateGeometry();
    update();
}

QSize PipelineStation::sizeHint() const
{
    auto bold = font();
    bold.setBold(true);
    const QFontMetrics title(bold);
    const int mark = fontMetrics().height();
    const int width = std::max({title.horizontalAdvance(m_name) + mark, fontMetrics().horizontalAdvance(m_counts), fontMetrics().horizontalAdvance(m_words)});
    return {width + 22, fontMetrics().height() * 3 + 18};
}

QSize PipelineStation::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10, sizeHint().height()};
}

QColor PipelineStation::stateColour() const
{
    switch (m_state) {
    case Stage::State::Current: return m_theme.good();
    case Stage::State::Stale: return m_theme.warning();
    default: return m_theme.faintText();
    }
}

void PipelineStation::paintMark(QPainter& painter, const QRectF& box) const
{
    const auto colour = stateColour();
    painter.setPen(QPen(colour, 1.6));
    painter.setBrush(Qt::NoBrush);
    if (m_state == Stage::State::Current) painter.setBrush(colour);
    if (m_state == Stage::State::Unused) {
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
        return;
    }
    painter.drawEllipse(box);
    if (m_state != Stage::State::Stale) return;
    painter.setBrush(colour);
    painter.drawPie(box, -90 * 16, 180 * 16);   // half full
}

void PipelineStation::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() || underMouse() ? m_theme.accent() : m_theme.border(), hasFocus() ? 2 : 1));
    painter.setBrush(palette().base());
    painter.drawRoundedRect(card, 6, 6);
    const int line = fontMetrics().height();
    const double dot = line * 0.55;
    paintMark(painter, {10.0, 9 + (line - dot) / 2, dot, dot});
    const auto write = [&](const QString& text, int row, int left, const QColor& colour) {
        painter.setPen(colour);
        const QRect place(left, 8 + row * (line + 1), width() - left - 8, line + 1);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    write(m_name, 0, 10 + line, palette().color(QPalette::Text));
    painter.setFont(font());
    write(m_counts, 1, 10, palette().color(QPalette::Text));
    write(m_words, 2, 10, m_state == Stage::State::Stale ? m_theme.warning() : m_theme.faintText());
}

PipelineStrip::PipelineStrip(PageContext& context, QWidget* parent) : QFrame(parent), m_context(context)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(4);
    for (const char* id : kStations) {
        auto* station = new PipelineStation(stationName(id), context.theme);
        if (!m_stations.empty()) {
            auto* arrow = new QLabel(QStringLiteral("\u203a"));
            arrow->setForegroundRole(QPalette::PlaceholderText);
            row->addWidget(arrow);
        }
        row->addWidget(station, 1);
        m_stations.push_back(station);
        connect(station, &QAbstractButton::clicked, this, [this, stage = QString::fromLatin1(id)] { Q_EMIT chosen(stage); });
    }
    m_preset = new QComboBox;
    for (const auto& preset : engine::dsp::builtinPresets())
        m_preset->addItem(QString::fromStdString(preset.name));
    m_preset->setCurrentText(QStringLiteral("sota-96"));
    m_preset->setAccessibleName(tr("Preset of the melgrams"));
    m_preset->setToolTip(m_preset->accessibleName());
    m_run = new QPushButton(Theme::icon(QStringLiteral("play")), tr("Run what is stale"));
    m_run->setAccessibleName(m_run->text());
    m_run->setToolTip(tr("Makes what is missing or stale, in order, and nothing else"));
    m_run->setEnabled(false);
    m_copy = new CopyCommandButton(context, [this]() -> TaskList { return steps(); });
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    auto* above = new QHBoxLayout;
    above->setSpacing(4);
    above->addWidget(m_preset, 1);
    above->addWidget(m_copy);
    buttons->addLayout(above);
    buttons->addWidget(m_run);
    row->addSpacing(8);
    row->addLayout(buttons);
    connect(m_run, &QPushButton::clicked, this, &PipelineStrip::runStale);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &PipelineStrip::reload);
}

void PipelineStrip::reload()
{
    auto wish = m_wish ? m_wish() : engine::tasks::PipelineWish();
    wish.preset = m_preset->currentText().toStdString();
    m_context.store.ask(this, "stages", [wish](StoreThread::Workspace& workspace) { return engine::tasks::pipelineStages(workspace, wish); },
                        [this](const std::vector<Stage>& stages) { showStages(stages); });
}

void PipelineStrip::showStages(const std::vector<Stage>& stages)
{
    m_stages = stages;
    for (std::size_t i = 0; i < std::min(stages.size(), m_stations.size()); ++i) {
        m_stations[i]->show(stages[i].state, countsText(stages[i]), stateWords(stages[i]));
        m_stations[i]->setToolTip(tipText(stages[i]));
    }
    const bool any = !steps().empty();
    m_run->setEnabled(any);
    m_copy->setEnabled(any);
}

std::vector<std::pair<QString, engine::Json>> PipelineStrip::steps() const
{
    std::vector<std::pair<QString, engine::Json>> chain;
    if (m_stages.empty()) return chain;
    for (const auto& [task, parameters] : engine::tasks::staleSteps(m_stages))
        chain.emplace_back(QString::fromStdString(task), parameters);
    return chain;
}

void PipelineStrip::runStale()
{
    const auto chain = steps();
    if (chain.empty()) return;
    m_run->setEnabled(false);
    m_context.jobs.submitChain(chain);
    m_context.say(tr("%n steps were queued", nullptr, static_cast<int>(chain.size())));
}

}  // namespace ui
