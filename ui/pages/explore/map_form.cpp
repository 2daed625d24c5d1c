#include "ui/pages/explore/map_form.h"

#include <algorithm>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/theme/theme.h"

namespace ui::explore {

namespace {

constexpr int kSampleDefault = 5000;
constexpr int kSampleMost = 10'000'000;

template <typename Field>
Field* described(Field* field, const QString& name, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(tip);
    return field;
}

}  // namespace

std::vector<MappableRun> readMappableRuns(engine::store::Workspace& workspace)
{
    std::vector<MappableRun> found;
    for (const auto& run : workspace.runs().list()) {
        auto layers = workspace.predictions().layers(run.id);
        if (layers.empty()) continue;   // nothing was predicted with it
        found.push_back({run.id, QStringLiteral("#%1  %2").arg(engine::value(run.id)).arg(QString::fromStdString(run.name)), std::move(layers)});
    }
    std::ranges::sort(found, std::greater(), [](const auto& run) { return engine::value(run.id); });
    return found;
}

MapForm::MapForm(QWidget* parent) : QWidget(parent), m_form(new QFormLayout)
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildWhat(*m_form);
    buildWhich(*m_form);
    m_compute = described(new QPushButton(Theme::icon(QStringLiteral("play")), tr("Compute")), tr("Compute"), tr("Place the tracks; the map is kept in the workspace"));
    m_cancel = described(new QPushButton(Theme::icon(QStringLiteral("cancel")), tr("Cancel")), tr("Cancel"), tr("Stop; no map is kept"));
    m_progress = described(new QProgressBar, tr("Progress of the map"), {});
    m_progress->setTextVisible(true);
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    connect(m_compute, &QPushButton::clicked, this, &MapForm::computeWanted);
    connect(m_cancel, &QPushButton::clicked, this, &MapForm::cancelWanted);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addLayout(m_form);
    column->addWidget(m_compute);
    column->addWidget(m_progress);
    column->addWidget(m_cancel);
    column->addWidget(m_message);
    column->addStretch();
    showProgress({}, 0, 0);
    showMessage({});
    refresh();
}

void MapForm::buildWhat(QFormLayout& form)
{
    m_of = described(new QComboBox, tr("Made of"), tr("What makes two tracks alike"));
    m_of->addItem(tr("Tag vectors"), QStringLiteral("tags"));
    m_of->addItem(tr("Embeddings"), QStringLiteral("embedding"));
    m_of->addItem(tr("Timbre, no model"), QStringLiteral("features"));
    m_run = described(new QComboBox, tr("Run"), tr("Whose predictions are mapped"));
    m_run->setPlaceholderText(tr("No run yet"));
    m_layer = described(new QComboBox, tr("Layer"), tr("The layer whose outputs are mapped"));
    m_method = described(new QComboBox, tr("Method"), tr("t-SNE keeps neighbours together; PCA keeps the directions of most variance"));
    m_method->addItem(tr("t-SNE"), QStringLiteral("tsne"));
    m_method->addItem(tr("PCA"), QStringLiteral("pca"));
    m_perplexity = described(new QDoubleSpinBox, tr("Perplexity"), tr("About how many neighbours count for a track; lowered for few tracks"));
    m_perplexity->setRange(1, 1000);
    m_perplexity->setDecimals(0);
    m_perplexity->setValue(30);
    m_iterations = described(new QSpinBox, tr("Iterations"), tr("Steps; the first 250 pull clusters apart"));
    m_iterations->setRange(50, 100000);
    m_iterations->setSingleStep(250);
    m_iterations->setValue(1000);
    m_seed = described(new QSpinBox, tr("Seed"), tr("The same seed gives the same picture"));
    m_seed->setRange(0, 999'999'999);
    for (auto* field : std::initializer_list<QWidget*>{m_of, m_run, m_layer, m_method, m_perplexity, m_iterations, m_seed})
        form.addRow(field->accessibleName(), field);
    for (auto* box : {m_of, m_run, m_layer, m_method}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
    }
    connect(m_of, &QComboBox::currentIndexChanged, this, &MapForm::refresh);
    connect(m_run, &QComboBox::currentIndexChanged, this, &MapForm::refresh);
    connect(m_method, &QComboBox::currentIndexChanged, this, &MapForm::refresh);
}

void MapForm::buildWhich(QFormLayout& form)
{
    m_which = described(new QComboBox, tr("Tracks"), tr("Which tracks are mapped"));
    m_which->addItem(tr("Whole library"), QStringLiteral("all"));
    m_which->addItem(tr("A filter"), QStringLiteral("filter"));
    m_which->addItem(tr("The selection"), QStringLiteral("selection"));
    m_which->addItem(tr("Training part"), QStringLiteral("train"));
    m_which->addItem(tr("Validation part"), QStringLiteral("valid"));
    m_which->addItem(tr("Test part"), QStringLiteral("test"));
    m_which->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_which->setMinimumContentsLength(10);
    m_filter = described(new QLineEdit, tr("Filter"), tr("As in the library: words, or tag:piano artist:…"));
    m_filter->setPlaceholderText(tr("tag:piano"));
    m_sample = described(new QSpinBox, tr("At most"), tr("More tracks are sampled, stratified by genre; the map says so. 0 maps all."));
    m_sample->setRange(0, kSampleMost);
    m_sample->setSingleStep(1000);
    m_sample->setValue(kSampleDefault);
    m_sample->setSpecialValueText(tr("all tracks"));
    m_sample->setGroupSeparatorShown(true);
    m_clusters = described(new QSpinBox, tr("Clusters"), tr("Groups that k-means looks for in the vectors, to colour by"));
    m_clusters->setRange(0, 64);
    m_clusters->setValue(8);
    m_clusters->setSpecialValueText(tr("none"));
    for (auto* field : std::initializer_list<QWidget*>{m_which, m_filter, m_sample, m_clusters})
        form.addRow(field->accessibleName(), field);
    connect(m_which, &QComboBox::currentIndexChanged, this, &MapForm::refresh);
    connect(m_filter, &QLineEdit::textChanged, this, &MapForm::refresh);
}

QString MapForm::source() const
{
    return m_of->currentData().toString();
}

void MapForm::setRuns(const std::vector<MappableRun>& runs)
{
    m_runs = runs;
    const QSignalBlocker quiet(m_run);
    const auto chosen = m_run->currentData();
    m_run->clear();
    for (const auto& run : runs)
        m_run->addItem(run.name, static_cast<qlonglong>(engine::value(run.id)));
    m_run->setCurrentIndex(runs.empty() ? -1 : std::max(0, m_run->findData(chosen)));
    if (runs.empty() && source() != QLatin1String("features") && !m_computing)
        showMessage(tr("No model has predicted tags yet. Train one first, or map the timbre."));
    else if (!runs.empty() && m_message->property("hint").toBool())
        showMessage({});
    m_message->setProperty("hint", runs.empty());
    refresh();
}

void MapForm::setSelection(const std::vector<engine::TrackId>& tracks)
{
    m_selection = tracks;
    m_which->setItemText(m_which->findData(QStringLiteral("selection")), tr("The selection (%1)").arg(QLocale().toString(static_cast<qulonglong>(tracks.size()))));
    refresh();
}

void MapForm::refresh()
{
    const bool ofRun = source() != QLatin1String("features"), tsne = m_method->currentData().toString() == QLatin1String("tsne");
    const auto which = m_which->currentData().toString();
    const auto* run = m_run->currentIndex() < 0 ? nullptr : &m_runs[static_cast<std::size_t>(m_run->currentIndex())];
    const auto layer = m_layer->currentText();
    m_layer->clear();
    if (run != nullptr)
        for (const auto& name : run->layers)
            m_layer->addItem(QString::fromStdString(name));
    m_layer->setCurrentIndex(std::max(0, m_layer->findText(layer)));
    m_form->setRowVisible(m_run, ofRun);
    m_form->setRowVisible(m_layer, source() == QLatin1String("embedding"));
    m_form->setRowVisible(m_perplexity, tsne);
    m_form->setRowVisible(m_iterations, tsne);
    m_form->setRowVisible(m_filter, which == QLatin1String("filter"));
    const bool chosen = (!ofRun || run != nullptr) && (which != QLatin1String("selection") || !m_selection.empty()) &&
                        (which != QLatin1String("filter") || !m_filter->text().trimmed().isEmpty());
    m_compute->setEnabled(chosen && !m_computing);
}

engine::Json MapForm::parameters() const
{
    engine::Json parameters;
    const auto of = source().toStdString();
    if (of != "features") parameters["run"] = m_run->currentIndex() < 0 ? engine::Json("latest") : engine::Json(std::to_string(m_run->currentData().toLongLong()));
    parameters["of"] = of;
    if (of == "embedding" && m_layer->currentIndex() >= 0) parameters["layer"] = m_layer->currentText().toStdString();
    parameters["method"] = m_method->currentData().toString().toStdString();
    if (parameters["method"] == "tsne") {
        parameters["perplexity"] = m_perplexity->value();
        parameters["iterations"] = m_iterations->value();
    }
    parameters["seed"] = m_seed->value();
    const auto which = m_which->currentData().toString();
    if (which == QLatin1String("filter")) parameters["filter"] = m_filter->text().trimmed().toStdString();
    else if (which == QLatin1String("selection")) {
        parameters["tracks"] = engine::Json::array();
        for (const auto track : m_selection)
            parameters["tracks"].push_back(engine::toHex(track));
    } else if (which != QLatin1String("all")) parameters["part"] = which.toStdString();
    parameters["sample"] = m_sample->value();
    parameters["clusters"] = m_clusters->value();
    return parameters;
}

void MapForm::showProgress(const QString& stage, qint64 done, qint64 total)
{
    m_computing = !stage.isEmpty();
    m_progress->setVisible(m_computing);
    m_cancel->setVisible(m_computing);
    if (m_computing) {
        constexpr int kSteps = 1000;   // an integer bar would overflow with large totals
        m_progress->setRange(0, total > 0 ? kSteps : 0);
        m_progress->setValue(total > 0 ? static_cast<int>(done * kSteps / total) : 0);
        m_progress->setFormat(total > 0 ? tr("%1: %2 of %3").arg(stage, QLocale().toString(done), QLocale().toString(total)) : stage);
        showMessage({});
    }
    refresh();
}

void MapForm::showMessage(const QString& message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

void MapForm::addButton(QWidget* button)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->indexOf(m_progress), button);
}

}  // namespace ui::explore
