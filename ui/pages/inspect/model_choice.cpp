#include "ui/pages/inspect/model_choice.h"

#include <algorithm>

#include <QSettings>
#include <QSignalBlocker>

#include "ui/format.h"
#include "ui/models/run_table_model.h"

namespace ui::inspect {

namespace {

const QString kModelSetting = QStringLiteral("inspect/model");

}  // namespace

ModelChoice::ModelChoice(QWidget* parent) : QComboBox(parent)
{
    setAccessibleName(tr("Model that predicts"));
    setToolTip(tr("Who says the tags: a run of yours or an imported checkpoint. Where it has not heard the track yet, it listens at once; nothing is stored."));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    setRuns({});
    connect(this, &QComboBox::activated, this, [this] {
        const auto* run = chosen();
        QSettings().setValue(kModelSetting, run == nullptr ? QString() : QString::fromStdString(run->name));
    });
    connect(this, &QComboBox::currentIndexChanged, this, &ModelChoice::changed);
}

void ModelChoice::setRuns(std::vector<engine::store::Run> runs)
{
    const auto idOf = [](const engine::store::Run* run) { return run == nullptr ? engine::RunId{} : run->id; };
    const auto before = idOf(chosen());
    m_runs = std::move(runs);
    {
        const QSignalBlocker quiet(this);
        clear();
        addItem(tr("Newest that heard the track"));
        const auto remembered = QSettings().value(kModelSetting).toString().toStdString();
        for (const auto& run : m_runs) {
            const bool imported = run.device == "imported";
            addItem(imported ? tr("%1 (imported)").arg(runTitle(run)) : runTitle(run));
            setItemData(count() - 1, plainTip(tr("%1, %2 tags").arg(QString::fromStdString(run.architecture)).arg(run.tags.size())), Qt::ToolTipRole);
            const bool still = before != engine::RunId{} ? run.id == before : !remembered.empty() && run.name == remembered;
            if (still && currentIndex() == 0) setCurrentIndex(count() - 1);
        }
    }
    setVisible(!m_runs.empty());
    if (idOf(chosen()) != before) Q_EMIT changed();
}

const engine::store::Run* ModelChoice::chosen() const
{
    const int at = currentIndex() - 1;
    return at >= 0 && at < static_cast<int>(m_runs.size()) ? &m_runs[static_cast<std::size_t>(at)] : nullptr;
}

const engine::store::Run* ModelChoice::newest() const
{
    return m_runs.empty() ? nullptr : &m_runs.front();
}

std::vector<engine::store::Run> askableRuns(std::vector<engine::store::Run> runs)
{
    std::erase_if(runs, [](const auto& run) { return run.bestEpoch == 0 || run.tags.empty(); });
    std::ranges::sort(runs, [](const auto& a, const auto& b) { return engine::value(a.id) > engine::value(b.id); });
    return runs;
}

}  // namespace ui::inspect
