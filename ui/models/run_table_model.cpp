#include "ui/models/run_table_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include "ui/format.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

using engine::store::EpochRow;
using engine::store::RunSummary;

double valueOf(const std::optional<EpochRow>& row, double EpochRow::*field)
{
    return row ? (*row).*field : std::nan("");
}

/// "0.8926 (12)": the value and its epoch.
QString withEpoch(const std::optional<EpochRow>& row, double EpochRow::*field)
{
    const double value = valueOf(row, field);
    if (!std::isfinite(value)) return row ? RunTableModel::tr("n/a") : QStringLiteral("-");
    return RunTableModel::tr("%1 (%2)").arg(QLocale().toString(value, 'f', 4), QLocale().toString(row->epoch));
}

QIcon stateIcon(const std::string& standing)
{
    static const std::array<std::pair<const char*, const char*>, 6> names = {{{"created", "queued"}, {"training", "play"}, {"trained", "ready"},
        {"stopped", "cancel"}, {"failed", "unreadable"}, {"interrupted", "missing"}}};
    for (const auto& [known, icon] : names)
        if (standing == known) return Theme::icon(QString::fromLatin1(icon));
    return {};
}

QIcon swatch(const QColor& colour)
{
    constexpr int kSide = 32;
    QPixmap pixmap(kSide, kSide);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 3));   // tells it from the ground of a chosen row
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(5, 5, kSide - 10, kSide - 10));
    return QIcon(pixmap);
}

}  // namespace

QString runStateText(const std::string& standing)
{
    static const std::array<const char*, 6> names = {QT_TRANSLATE_NOOP("RunState", "created"), QT_TRANSLATE_NOOP("RunState", "training"),
                                                     QT_TRANSLATE_NOOP("RunState", "trained"), QT_TRANSLATE_NOOP("RunState", "stopped"),
                                                     QT_TRANSLATE_NOOP("RunState", "failed"), QT_TRANSLATE_NOOP("RunState", "interrupted")};
    for (const auto* name : names)
        if (standing == name) return QCoreApplication::translate("RunState", name);
    return QString::fromStdString(standing);
}

QString runTitle(const engine::store::Run& run)
{
    return QStringLiteral("#%1  %2").arg(engine::value(run.id)).arg(QString::fromStdString(run.name));
}

int RunTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const RunSummary* RunTableModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int RunTableModel::rowOf(engine::RunId id) const
{
    const auto found = std::ranges::find_if(m_rows, [id](const RunSummary& row) { return row.run.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString RunTableModel::text(const RunSummary& summary, int column) const
{
    const auto& run = summary.run;
    switch (column) {
    case Name: return runTitle(run);
    case State: return runStateText(summary.standing());
    case Model: return QString::fromStdString(run.architecture);
    case BestAuc: return withEpoch(summary.best, &EpochRow::validRocAuc);
    case LastAuc: return withEpoch(summary.last, &EpochRow::validRocAuc);
    case BestAp: return withEpoch(summary.best, &EpochRow::validAveragePrecision);
    case LastAp: return withEpoch(summary.last, &EpochRow::validAveragePrecision);
    case LastLoss: return withEpoch(summary.last, &EpochRow::validLoss);
    case Epochs: return tr("%1 of %2").arg(QLocale().toString(summary.epochs), QLocale().toString(run.config.value("epochs", 0)));
    case Preset: return QString::fromStdString(summary.presetName);
    case Split: return QString::fromStdString(summary.splitName);
    case Notes: return QString::fromStdString(run.notes).simplified();
    default: return {};
    }
}

QVariant RunTableModel::sortValue(const RunSummary& summary, int column) const
{
    const auto number = [](double value) { return std::isfinite(value) ? value : -1.0; };   // undefined comes last
    switch (column) {
    case Name: return static_cast<qlonglong>(engine::value(summary.run.id));
    case BestAuc: return number(valueOf(summary.best, &EpochRow::validRocAuc));
    case LastAuc: return number(valueOf(summary.last, &EpochRow::validRocAuc));
    case BestAp: return number(valueOf(summary.best, &EpochRow::validAveragePrecision));
    case LastAp: return number(valueOf(summary.last, &EpochRow::validAveragePrecision));
    case LastLoss: return number(valueOf(summary.last, &EpochRow::validLoss));
    case Epochs: return summary.epochs;
    default: return text(summary, column);
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const
{
    const auto* row = at(index.row());
    if (!index.isValid() || row == nullptr) return {};
    switch (role) {
    case Qt::DisplayRole: return text(*row, index.column());
    case kSortRole: return sortValue(*row, index.column());
    case Qt::DecorationRole:
        if (index.column() == State) return stateIcon(row->standing());
        if (index.column() == Name)
            if (const auto found = m_colours.find(row->run.id); found != m_colours.end()) return swatch(found->second);
        return {};
    case Qt::ToolTipRole: {
        const auto& run = row->run;
        const auto tags = tr("%n tag(s)", nullptr, static_cast<int>(run.tags.size()));
        return plainTip(tr("%1; begun %2; %3; %4").arg(runTitle(run), QString::fromStdString(run.createdAt), tags,
                                                       run.notes.empty() ? tr("no notes") : QString::fromStdString(run.notes)));
    }
    default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    struct Heading {
        QString text, tip;
    };
    const auto heading = [section]() -> Heading {
        switch (section) {
        case Name: return {tr("Run"), tr("Number and name; a coloured dot marks a run that is drawn above")};
        case State: return {tr("State"), tr("Trained, in training, stopped, interrupted or failed")};
        case Model: return {tr("Model"), tr("Architecture")};
        case BestAuc: return {tr("Best ROC-AUC"), tr("Validation ROC-AUC of the best epoch, with that epoch")};
        case LastAuc: return {tr("Last ROC-AUC"), tr("Validation ROC-AUC of the last epoch, with that epoch")};
        case BestAp: return {tr("Best AP"), tr("Validation average precision (PR-AUC) of the best epoch, with that epoch")};
        case LastAp: return {tr("Last AP"), tr("Validation average precision (PR-AUC) of the last epoch, with that epoch")};
        case LastLoss: return {tr("Last loss"), tr("Validation loss of the last epoch, with that epoch")};
        case Epochs: return {tr("Epochs"), tr("Trained, of those wanted")};
        case Preset: return {tr("Preset"), tr("How the melgrams were made")};
        case Split: return {tr("Split"), tr("Which tracks were learned from")};
        case Notes: return {tr("Notes"), tr("What you wrote about it")};
        default: return {};
        }
    }();
    if (role == Qt::DisplayRole) return heading.text;
    if (role == Qt::ToolTipRole) return heading.tip;
    return {};
}

void RunTableModel::setRows(std::vector<RunSummary> rows)
{
    const auto idOf = [](const RunSummary& row) { return row.run.id; };
    const bool same = std::ranges::equal(rows, m_rows, {}, idOf, idOf);
    if (!same) beginResetModel();
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RunTableModel::setColours(std::map<engine::RunId, QColor> colours)
{
    m_colours = std::move(colours);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::DecorationRole});
}

}  // namespace ui
