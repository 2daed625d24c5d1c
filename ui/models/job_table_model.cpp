#include "ui/models/job_table_model.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "ui/format.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

QDateTime timeOf(const std::string& text)
{
    auto time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time;
}

double elapsedSeconds(const engine::store::JobRow& row)
{
    const auto from = timeOf(row.startedAt);
    if (!from.isValid()) return -1;
    const auto to = row.finishedAt.empty() ? QDateTime::currentDateTimeUtc() : timeOf(row.finishedAt);
    return static_cast<double>(from.secsTo(to));
}

bool isActive(const engine::store::JobRow& row)
{
    return row.state == "running" || row.state == "paused";
}

QString amountText(const engine::store::JobRow& row)
{
    const QLocale locale;
    const auto stage = QString::fromStdString(row.stage);
    if (row.total <= 0) return row.done > 0 ? QStringLiteral("%1 %2").arg(stage, locale.toString(static_cast<qlonglong>(row.done))) : stage;
    return JobTableModel::tr("%1 %2 of %3").arg(stage, locale.toString(static_cast<qlonglong>(row.done)),
                                                locale.toString(static_cast<qlonglong>(row.total)));
}

QIcon iconOf(const std::string& state)
{
    static const std::array<std::pair<const char*, const char*>, 7> names = {{{"queued", "queued"}, {"running", "play"}, {"paused", "pause"},
        {"done", "ready"}, {"failed", "unreadable"}, {"cancelled", "cancel"}, {"interrupted", "missing"}}};
    for (const auto& [known, icon] : names)
        if (state == known) return Theme::icon(QString::fromLatin1(icon));
    return {};
}

}  // namespace

QString jobName(const std::string& kind)
{
    static constexpr std::pair<const char*, const char*> names[] = {
        {"scan", QT_TRANSLATE_NOOP("JobName", "Scan music")},
        {"demo", QT_TRANSLATE_NOOP("JobName", "Demo")},
        {"analyze", QT_TRANSLATE_NOOP("JobName", "Analyse a folder")},
        {"prep", QT_TRANSLATE_NOOP("JobName", "Prepare melgrams")},
        {"prune", QT_TRANSLATE_NOOP("JobName", "Remove melgrams")},
        {"split", QT_TRANSLATE_NOOP("JobName", "Make split")},
        {"resample", QT_TRANSLATE_NOOP("JobName", "Resample")},
        {"check", QT_TRANSLATE_NOOP("JobName", "Look for leaks")},
        {"train", QT_TRANSLATE_NOOP("JobName", "Train")},
        {"estimate", QT_TRANSLATE_NOOP("JobName", "Estimate a training")},
        {"sweep", QT_TRANSLATE_NOOP("JobName", "Try many settings")},
        {"pretrain", QT_TRANSLATE_NOOP("JobName", "Learn without labels")},
        {"train_student", QT_TRANSLATE_NOOP("JobName", "Train a student")},
        {"label_simulate", QT_TRANSLATE_NOOP("JobName", "Compare ways to ask")},
        {"label_teach", QT_TRANSLATE_NOOP("JobName", "Learn from labels")},
        {"calm", QT_TRANSLATE_NOOP("JobName", "Learn sound as a language")},
        {"calm_reconstruct", QT_TRANSLATE_NOOP("JobName", "Play from codes")},
        {"calm_codes", QT_TRANSLATE_NOOP("JobName", "Write codes")},
        {"probe_lab", QT_TRANSLATE_NOOP("JobName", "Probe encoders")},
        {"probe_features", QT_TRANSLATE_NOOP("JobName", "Write vectors")},
        {"evaluate", QT_TRANSLATE_NOOP("JobName", "Evaluate")},
        {"predict", QT_TRANSLATE_NOOP("JobName", "Predict tags")},
        {"explain", QT_TRANSLATE_NOOP("JobName", "Explain a prediction")},
        {"explain_check", QT_TRANSLATE_NOOP("JobName", "Check an explanation")},
        {"explain_nearest", QT_TRANSLATE_NOOP("JobName", "Nearest training examples")},
        {"map", QT_TRANSLATE_NOOP("JobName", "Map")},
        {"report", QT_TRANSLATE_NOOP("JobName", "Report")},
        {"import", QT_TRANSLATE_NOOP("JobName", "Import tags")},
        {"clean", QT_TRANSLATE_NOOP("JobName", "Clean tags")},
        {"leak_cost", QT_TRANSLATE_NOOP("JobName", "Measure what a leak costs")},
        {"find_copies", QT_TRANSLATE_NOOP("JobName", "Listen for copies")},
        {"compare_stages", QT_TRANSLATE_NOOP("JobName", "Compare the stages")},
        {"manifest", QT_TRANSLATE_NOOP("JobName", "Add tracks of a list")},
        {"fetch_audio", QT_TRANSLATE_NOOP("JobName", "Fetch audio")},
        {"merge", QT_TRANSLATE_NOOP("JobName", "Merge the vocabularies")},
        {"distances", QT_TRANSLATE_NOOP("JobName", "Measure distances of tags")},
        {"msd500", QT_TRANSLATE_NOOP("JobName", "Recipe MSD500")},
        {"write_tags", QT_TRANSLATE_NOOP("JobName", "Write tags")},
        {"undo_tags", QT_TRANSLATE_NOOP("JobName", "Take written tags back")},
        {"features", QT_TRANSLATE_NOOP("JobName", "Hand-made features")},
        {"classify", QT_TRANSLATE_NOOP("JobName", "Compare classic models")},
        {"classify_final", QT_TRANSLATE_NOOP("JobName", "Fit the final classic model")},
        {"classify_predict", QT_TRANSLATE_NOOP("JobName", "Predict with a classic model")},
        {"index", QT_TRANSLATE_NOOP("JobName", "Index for search")},
        {"model_import", QT_TRANSLATE_NOOP("JobName", "Import a model")},
        {"model_export", QT_TRANSLATE_NOOP("JobName", "Export a model")},
        {"fetch", QT_TRANSLATE_NOOP("JobName", "Fetch a model")},
        {"measure", QT_TRANSLATE_NOOP("JobName", "Measure speed of models")},
        {"run_export", QT_TRANSLATE_NOOP("JobName", "Export a run")},
        {"run_import", QT_TRANSLATE_NOOP("JobName", "Import a run")},
        {"words_import", QT_TRANSLATE_NOOP("JobName", "Import word vectors")},
        {"taste_import", QT_TRANSLATE_NOOP("JobName", "Import play counts")},
        {"taste_fit", QT_TRANSLATE_NOOP("JobName", "Learn taste from play counts")},
        {"retrieval_split", QT_TRANSLATE_NOOP("JobName", "Split for retrieval")},
        {"train_retrieval", QT_TRANSLATE_NOOP("JobName", "Train word search")},
        {"test_retrieval", QT_TRANSLATE_NOOP("JobName", "Test word search")},
        {"compare_sampling", QT_TRANSLATE_NOOP("JobName", "Compare samplings")},
    };
    for (const auto& [id, name] : names)
        if (kind == id) return QCoreApplication::translate("JobName", name);
    return QString::fromStdString(kind);
}

QString jobStateText(const std::string& state)
{
    static const std::array<const char*, 7> names = {
        QT_TRANSLATE_NOOP("JobState", "queued"), QT_TRANSLATE_NOOP("JobState", "running"), QT_TRANSLATE_NOOP("JobState", "paused"),
        QT_TRANSLATE_NOOP("JobState", "done"), QT_TRANSLATE_NOOP("JobState", "failed"), QT_TRANSLATE_NOOP("JobState", "cancelled"),
        QT_TRANSLATE_NOOP("JobState", "interrupted")};
    for (const auto* name : names)
        if (state == name) return QCoreApplication::translate("JobState", name);
    return QString::fromStdString(state);
}

int JobTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JobTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const engine::store::JobRow* JobTableModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

QVariant JobTableModel::data(const QModelIndex& index, int role) const
{
    const auto* row = at(index.row());
    if (!index.isValid() || row == nullptr) return {};
    if (role == Qt::DecorationRole && index.column() == State) return iconOf(row->state);
    if (role == Qt::ToolTipRole && row->failure) return plainTip(QString::fromStdString(engine::toText(*row->failure)));
    if (role == kShareRole && index.column() == Amount) {
        if (row->failure) return -1.0;   // the reason stands there instead
        if (row->state == "done") return 1.0;
        return row->total > 0 ? std::clamp(static_cast<double>(row->done) / static_cast<double>(row->total), 0.0, 1.0) : -1.0;
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Name: return QStringLiteral("%1  #%2").arg(jobName(row->kind)).arg(engine::value(row->id));
    case State: return jobStateText(row->state);
    case Amount: return row->failure ? QString::fromStdString(engine::toText(*row->failure)) : amountText(*row);
    case Elapsed: return durationText(elapsedSeconds(*row));
    case Remaining: {
        const auto live = m_live.find(row->id);
        return live != m_live.end() && live->second.secondsLeft && row->state == "running" ? remainingText(*live->second.secondsLeft) : QString();
    }
    default: return {};
    }
}

QVariant JobTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case Name: return tr("Job");
    case State: return tr("State");
    case Amount: return tr("Done so far");
    case Elapsed: return tr("Elapsed");
    case Remaining: return tr("Remaining");
    default: return {};
    }
}

void JobTableModel::setRows(std::vector<engine::store::JobRow> rows)
{
    const bool same = std::ranges::equal(rows, m_rows, {}, &engine::store::JobRow::id, &engine::store::JobRow::id);
    if (!same) beginResetModel();
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

bool JobTableModel::takeEvent(const engine::jobs::JobEvent& event)
{
    m_live[event.id] = event;
    for (int row = 0; row < rowCount(); ++row) {
        auto& job = m_rows[static_cast<std::size_t>(row)];
        if (job.id != event.id) continue;
        const bool sameState = job.state == engine::jobs::jobStateName(event.state);
        if (!event.progress.stage.empty()) {
            // Within one stage the bar never moves back.
            job.done = job.stage == event.progress.stage ? std::max(job.done, event.progress.done) : event.progress.done;
            job.stage = event.progress.stage;
            job.total = event.progress.total;
        }
        job.state = engine::jobs::jobStateName(event.state);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return sameState;
    }
    return false;
}

void JobTableModel::tick()
{
    for (int row = 0; row < rowCount(); ++row)
        if (isActive(m_rows[static_cast<std::size_t>(row)])) Q_EMIT dataChanged(index(row, Elapsed), index(row, Remaining));
}

}  // namespace ui
