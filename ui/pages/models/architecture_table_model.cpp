#include "ui/pages/models/architecture_table_model.h"

#include <algorithm>

#include <QLocale>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"
#include "ui/format.h"

namespace ui {

namespace {

constexpr double kBytesPerWeight = 4, kBytesPerCell = 2;   // float32; melgrams are kept as float16

QString bytesText(double bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), bytes < 1e7 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString yesNo(bool yes)
{
    return yes ? ArchitectureTableModel::tr("yes") : ArchitectureTableModel::tr("no");
}

std::optional<double> publishedAuc(const ArchitectureRow& row)
{
    for (const auto& result : row.card.results)
        if (result.dataset == "MagnaTagATune") return result.rocAuc;
    return std::nullopt;
}

QString notMeasured()
{
    return QStringLiteral("\u2013");
}

}  // namespace

double windowSeconds(const engine::neural::ModelCard& card)
{
    return static_cast<double>(card.inputSamples) / card.sampleRateHz;
}

double melgramBytesPerHour(const engine::neural::ModelCard& card)
{
    if (card.mels == 1) return 0;
    return static_cast<double>(card.mels * card.frames) / windowSeconds(card) * 3600 * kBytesPerCell;
}

QString inputText(const engine::neural::ModelCard& card)
{
    const QString rate = QLocale().toString(card.sampleRateHz / 1000.0, 'g', 4);
    if (card.mels == 1) return ArchitectureTableModel::tr("waveform, %1 kHz").arg(rate);
    return ArchitectureTableModel::tr("melgram, %1 bands, %2 kHz").arg(QLocale().toString(static_cast<qulonglong>(card.mels)), rate);
}

QString complexityText(const engine::neural::ModelCard& card)
{
    if (card.complexity == "low") return ArchitectureTableModel::tr("low");
    if (card.complexity == "medium") return ArchitectureTableModel::tr("medium");
    return ArchitectureTableModel::tr("high");
}

bool isOpenSource(const engine::neural::ModelCard& card)
{
    return card.licence.starts_with("MIT") || card.licence.starts_with("BSD");
}

ArchitectureTableModel::ArchitectureTableModel(QObject* parent) : QAbstractTableModel(parent)
{
    std::vector<engine::neural::PublishedCheckpoint> published;
    try {
        published = engine::neural::checkpointCatalog();
        for (auto& card : engine::neural::modelCards())
            m_rows.push_back({std::move(card), {}, {}, {}, 0});
    } catch (const engine::Error&) {
        // A damaged installation: the page says that there is nothing, the other pages go on.
        return;
    }
    for (auto& row : m_rows)
        std::ranges::copy_if(published, std::back_inserter(row.published), [&](const auto& checkpoint) { return checkpoint.architecture == row.card.id; });
}

int ArchitectureTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ArchitectureTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const ArchitectureRow* ArchitectureTableModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int ArchitectureTableModel::rowOf(const std::string& architecture) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const auto& row) { return row.card.id == architecture; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ArchitectureTableModel::setMeasured(const std::vector<engine::tasks::ModelSpeed>& speeds, const std::map<std::string, double>& best,
                                         const std::map<std::string, int>& runs)
{
    for (auto& row : m_rows) {
        const auto speed = std::ranges::find(speeds, row.card.id, &engine::tasks::ModelSpeed::architecture);
        row.speed = speed == speeds.end() ? std::nullopt : std::optional(*speed);
        const auto score = best.find(row.card.id);
        row.bestHere = score == best.end() ? std::nullopt : std::optional(score->second);
        const auto count = runs.find(row.card.id);
        row.runs = count == runs.end() ? 0 : count->second;
    }
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString ArchitectureTableModel::text(const ArchitectureRow& row, int column) const
{
    const QLocale locale;
    const auto& card = row.card;
    switch (column) {
    case Name: return QString::fromStdString(card.displayName);
    case Input: return inputText(card);
    case Length: return tr("%1 s").arg(locale.toString(windowSeconds(card), 'f', 1));
    case OpenSource: return isOpenSource(card) ? yesNo(true) : tr("own terms");
    case Pretrained: return row.published.empty() ? yesNo(false) : tr("yes (%1)").arg(locale.toString(static_cast<qulonglong>(row.published.size())));
    case ImplementedIn: {
        QStringList frameworks;
        for (const auto& framework : card.implementedIn)
            frameworks << QString::fromStdString(framework);
        return frameworks.isEmpty() ? tr("here only") : frameworks.join(QStringLiteral(", "));
    }
    case Complexity: return complexityText(card);
    case Parameters: return locale.toString(static_cast<qlonglong>(card.parameters));
    case Weights: return bytesText(static_cast<double>(card.parameters) * kBytesPerWeight);
    case Disk: return card.mels == 1 ? tr("audio") : bytesText(melgramBytesPerHour(card));
    case Speed: return row.speed ? tr("%1 \u00d7").arg(locale.toString(qRound(row.speed->audioPerSecond))) : notMeasured();
    case PublishedAuc: {
        const auto auc = publishedAuc(row);
        return auc ? locale.toString(*auc, 'f', 4) : notMeasured();
    }
    case BestHere: return row.bestHere ? locale.toString(*row.bestHere, 'f', 4) : notMeasured();
    default: return {};
    }
}

QVariant ArchitectureTableModel::sortValue(const ArchitectureRow& row, int column) const
{
    switch (column) {
    case Length: return windowSeconds(row.card);
    case Pretrained: return static_cast<int>(row.published.size());
    case Complexity: return row.card.complexity == "low" ? 0 : row.card.complexity == "medium" ? 1 : 2;
    case Parameters:
    case Weights: return static_cast<qlonglong>(row.card.parameters);
    case Disk: return melgramBytesPerHour(row.card);
    case Speed: return row.speed ? row.speed->audioPerSecond : -1;
    case PublishedAuc: return publishedAuc(row).value_or(-1);
    case BestHere: return row.bestHere.value_or(-1);
    default: return text(row, column);
    }
}

QVariant ArchitectureTableModel::data(const QModelIndex& index, int role) const
{
    const auto* row = at(index.row());
    if (row == nullptr) return {};
    if (role == Qt::DisplayRole) return text(*row, index.column());
    if (role == kSortRole) return sortValue(*row, index.column());
    if (role == Qt::TextAlignmentRole && index.column() >= Parameters) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return plainTip(index.column() == Name ? QString::fromStdString(row->card.summary) : text(*row, index.column()));
    return {};
}

QVariant ArchitectureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const std::array<std::pair<const char*, const char*>, ColumnCount> heads = {{
        {QT_TR_NOOP("Architecture"), QT_TR_NOOP("Name of the design")},
        {QT_TR_NOOP("Input"), QT_TR_NOOP("What the network is given")},
        {QT_TR_NOOP("Length"), QT_TR_NOOP("Music in one window")},
        {QT_TR_NOOP("Open source"), QT_TR_NOOP("Whether the reference implementation may be used freely")},
        {QT_TR_NOOP("Pretrained"), QT_TR_NOOP("Weights that somebody published")},
        {QT_TR_NOOP("Implemented in"), QT_TR_NOOP("Frameworks of public implementations; all run here natively")},
        {QT_TR_NOOP("Complexity"), QT_TR_NOOP("Of the design: low = convolutions, medium = branches, shortcuts or recurrence, high = attention or learned filters")},
        {QT_TR_NOOP("Parameters"), QT_TR_NOOP("Numbers that are learned, with 50 tags")},
        {QT_TR_NOOP("Weights"), QT_TR_NOOP("Disk that one set of weights needs")},
        {QT_TR_NOOP("Disk per hour"), QT_TR_NOOP("Melgrams of an hour of music; a network on waveforms reads the audio again")},
        {QT_TR_NOOP("Speed here"), QT_TR_NOOP("Measured on this machine: seconds of music tagged in one second")},
        {QT_TR_NOOP("Published"), QT_TR_NOOP("ROC-AUC on MagnaTagATune as published by others, not measured here")},
        {QT_TR_NOOP("Best here"), QT_TR_NOOP("Validation ROC-AUC of this workspace's best run; other music, hence not comparable with published figures")}}};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
    if (role == Qt::DisplayRole) return tr(heads[static_cast<std::size_t>(section)].first);
    if (role == Qt::ToolTipRole) return tr(heads[static_cast<std::size_t>(section)].second);
    return {};
}

}  // namespace ui
