#include "ui/pages/models/filter_panel.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/command_line.h"
#include "ui/charts/picture_view.h"
#include "ui/charts/save_picture_button.h"
#include "ui/models/run_table_model.h"
#include "ui/page_context.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/report/report_language.h"
#include "ui/store/store_thread.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

using engine::tasks::FilterOrder;

QLabel* buddyLabel(const QString& text, QWidget* buddy)
{
    auto* label = new QLabel(text);
    label->setBuddy(buddy);
    return label;
}

}  // namespace

FilterPanel::FilterPanel(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_weights(new QComboBox), m_layer(new QComboBox), m_order(new QComboBox), m_untrained(new QCheckBox(tr("&Untrained beside"))),
      m_view(new PictureView(tr("Learned filters"))), m_sentence(panel::plainLabel())
{
    m_view->setAccessibleDescription(tr("The first layer of the network, a mark for each filter. Arrow keys go from one filter to the next."));
    m_sentence->setContentsMargins(12, 4, 12, 8);
    m_sentence->setAccessibleName(tr("Chosen filter"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTools());
    column->addWidget(m_view, 1);
    column->addWidget(m_sentence);
    connect(m_weights, &QComboBox::currentIndexChanged, this, &FilterPanel::load);
    connect(m_weights, &QComboBox::activated, this, [this] { m_isByHand = true; });
    for (auto* box : {m_layer, m_order})
        connect(box, &QComboBox::currentIndexChanged, this, &FilterPanel::draw);
    connect(m_untrained, &QCheckBox::toggled, this, &FilterPanel::draw);
    connect(m_view, &PictureView::picked, this, [this](const engine::report::Mark& mark) { say(mark.row); });
    m_view->show({{}, {}, {}, tr("Choose an architecture, or a run of one.")});
}

QWidget* FilterPanel::buildTools()
{
    m_weights->setAccessibleName(tr("Weights"));
    m_weights->setToolTip(tr("A run or imported weights, or what the chosen architecture starts from"));
    m_layer->setAccessibleName(tr("Layer"));
    m_layer->setToolTip(tr("Which kernels of the first layer"));
    m_order->setAccessibleName(tr("Order of the filters"));
    m_order->addItem(tr("By peak"), static_cast<int>(FilterOrder::Peak));
    m_order->addItem(tr("Strongest first"), static_cast<int>(FilterOrder::Strength));
    m_order->addItem(tr("As in the weights"), static_cast<int>(FilterOrder::Number));
    m_order->setToolTip(tr("By the frequency or band that a filter answers to most, by its strength, or as they lie in the weights"));
    m_untrained->setToolTip(tr("Shows beside it a layer of the same size that has learned nothing: what looks alike there was not learned"));
    for (auto* box : {m_weights, m_layer}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
    }
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(buddyLabel(tr("&Weights"), m_weights));
    first->addWidget(m_weights, 3);
    first->addWidget(buddyLabel(tr("Laye&r"), m_layer));
    first->addWidget(m_layer, 2);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(buddyLabel(tr("&Order"), m_order));
    second->addWidget(m_order);
    second->addWidget(m_untrained);
    second->addStretch();
    second->addWidget(new CopyCommandButton(m_context, LineSource([this] { return commandLine(); })));
    second->addWidget(new SavePictureButton(m_context, *m_view, QStringLiteral("filters")));
    auto* tools = new QWidget;
    auto* rows = new QVBoxLayout(tools);
    rows->setContentsMargins(12, 6, 12, 6);
    rows->setSpacing(6);
    rows->addLayout(first);
    rows->addLayout(second);
    return tools;
}

void FilterPanel::setRuns(std::vector<engine::store::Run> runs)
{
    const bool isSame = std::ranges::equal(runs, m_runs, [](const auto& a, const auto& b) { return a.id == b.id && a.bestEpoch == b.bestEpoch; });
    if (isSame) return;
    m_runs = std::move(runs);
    m_loadedFrom.clear();   // a run may have learned on
    fillWeights();
}

void FilterPanel::showArchitecture(const std::string& architecture, const QString& displayName)
{
    if (m_architecture == architecture) return;
    m_architecture = architecture;
    m_displayName = displayName;
    m_isByHand = false;
    fillWeights();
}

void FilterPanel::fillWeights()
{
    const auto chosen = m_weights->currentData().toString();
    {
        const QSignalBlocker quiet(m_weights);
        m_weights->clear();
        for (const auto& run : m_runs)
            m_weights->addItem(runTitle(run), QString::number(engine::value(run.id)));
        if (!m_architecture.empty()) m_weights->addItem(tr("%1, untrained").arg(m_displayName), QString::fromStdString(m_architecture));
        const int before = m_weights->findData(chosen);
        if (m_isByHand && before >= 0) m_weights->setCurrentIndex(before);
        else chooseNewest();
    }
    load();
}

void FilterPanel::chooseNewest()
{
    const auto newest = std::ranges::find_if(m_runs, [this](const auto& run) { return run.architecture.substr(0, run.architecture.find(':')) == m_architecture; });
    m_weights->setCurrentIndex(newest == m_runs.end() ? m_weights->count() - 1 : static_cast<int>(newest - m_runs.begin()));
}

void FilterPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    load();
}

void FilterPanel::load()
{
    const auto wanted = m_weights->currentData().toString();
    // Weights are read for who looks at them only.
    if (!isVisible() || wanted.isEmpty() || wanted == m_loadedFrom) return;
    m_loadedFrom = wanted;
    const auto place = static_cast<std::size_t>(m_weights->currentIndex());
    const auto run = place < m_runs.size() ? std::optional(m_runs[place]) : std::nullopt;
    m_context.store.ask(
        this, "filters",
        [run, architecture = m_architecture, name = m_weights->currentText().toStdString()](StoreThread::Workspace& workspace) {
            try {
                auto learned = run ? engine::tasks::filtersOfRun(workspace, *run) : engine::tasks::filtersOfStart(engine::neural::loadModelCard(architecture));
                if (run) learned.name = name;   // as the lists call it
                return Loaded{std::make_shared<const engine::tasks::LearnedFilters>(std::move(learned)), {}};
            } catch (const engine::Error&) {
                return Loaded{{}, failureText(engine::describe(std::current_exception()))};
            }
        },
        [this](const Loaded& loaded) { take(loaded); });
}

void FilterPanel::take(const Loaded& loaded)
{
    m_learned = loaded.learned;
    m_scene.reset();
    m_sentence->clear();
    const QSignalBlocker quiet(m_layer);
    m_layer->clear();
    m_layer->setEnabled(m_learned != nullptr);
    if (!m_learned) {
        m_view->show({{}, {}, {}, loaded.failure});
        return;
    }
    for (const auto& bank : m_learned->banks) {
        m_layer->addItem(QString::fromStdString(engine::tasks::filterLayerName(bank.layer, windowLanguage())));
        m_layer->setItemData(m_layer->count() - 1, QString::fromStdString(bank.layer.tensor), Qt::ToolTipRole);
    }
    draw();
}

void FilterPanel::draw()
{
    if (!m_learned || m_layer->currentIndex() < 0) return;
    const bool isHarmonic = m_learned->banks[static_cast<std::size_t>(m_layer->currentIndex())].layer.kind == engine::neural::FilterKind::Harmonic;
    m_order->setEnabled(!isHarmonic);   // its picture says the order and the start itself
    m_untrained->setEnabled(!isHarmonic && !m_learned->isUntrained);
    m_context.store.ask(
        this, "filter picture",
        [learned = m_learned, place = static_cast<std::size_t>(m_layer->currentIndex()), order = static_cast<FilterOrder>(m_order->currentData().toInt()),
         beside = m_untrained->isChecked()](StoreThread::Workspace&) {
            return std::make_shared<const engine::tasks::FilterScene>(engine::tasks::filterScene(learned, place, order, beside));
        },
        [this](const std::shared_ptr<const engine::tasks::FilterScene>& scene) {
            m_scene = scene;
            m_sentence->setText(tr("Point at a filter, or go through them with the arrow keys."));
            m_view->show({[scene](QSizeF room) { return engine::tasks::filterChart(*scene, room.width(), windowLanguage()); },
                          [scene](const engine::report::Mark& mark) { return QString::fromStdString(engine::tasks::filterText(*scene, mark.row, windowLanguage())); },
                          [scene] { return engine::tasks::filterCsv(*scene); },
                          {}});
        });
}

void FilterPanel::say(std::size_t filter)
{
    if (m_scene) m_sentence->setText(QString::fromStdString(engine::tasks::filterText(*m_scene, filter, windowLanguage())));
}

QString FilterPanel::commandLine() const
{
    if (!m_scene) return {};
    static const char* const kOrders[] = {"peak", "strength", "number"};
    std::vector<std::string> words{"tagbench-cli", "--workspace", m_context.store.workspaceFolder().native(), "models", "filters", m_weights->currentData().toString().toStdString(),
                                   "--layer", m_scene->bank().layer.tensor, "--order", kOrders[static_cast<int>(m_scene->order)]};
    if (m_scene->twin) words.emplace_back("--untrained");
    words.insert(words.end(), {"-o", "filters.svg"});
    return QString::fromStdString(engine::tasks::shellLine(words));
}

}  // namespace ui
