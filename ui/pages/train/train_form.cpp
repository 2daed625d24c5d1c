#include "ui/pages/train/train_form.h"

#include <algorithm>
#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpressionValidator>
#include <QSettings>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"
#include "engine/tasks/train_setup.h"
#include "ui/format.h"
#include "ui/models/run_table_model.h"
#include "ui/pages/train/advanced_options.h"
#include "ui/pages/train/card_texts.h"
#include "ui/pages/train/choice_button.h"
#include "ui/pages/train/rate_box.h"

namespace ui {

namespace {

using engine::Json;

// Where a first training on a small library comes to something; the command line's own defaults are the published recipe.
constexpr int kEpochs = 30, kPatience = 10;
constexpr double kRate = 1e-3;
const QString kFromFile = QStringLiteral("\nfile");   // no run and no path is called so

QString decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

QStringList listOf(const Json& texts)
{
    QStringList list;
    for (const auto& text : texts)
        list << QString::fromStdString(text.get<std::string>());
    return list;
}

Json jsonOf(const QStringList& texts)
{
    auto list = Json::array();
    for (const auto& text : texts)
        list.push_back(text.toStdString());
    return list;
}

void choose(QComboBox& box, const QVariant& data)
{
    if (const int at = box.findData(data); at >= 0) box.setCurrentIndex(at);
}

}  // namespace

TrainForm::TrainForm(QWidget* parent) : QWidget(parent), m_gallery(new QStandardItemModel(this))
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(12, 4, 12, 12);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildData(*form);
    buildModel(*form);
    buildLearning(*form);
    buildRun(*form);
    readCards();
    setChoices({});
}

void TrainForm::add(QFormLayout& form, const QString& name, QWidget* field, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(tip);
    form.addRow(name, field);
    if (auto* label = form.labelForField(field)) label->setToolTip(tip);
}

void TrainForm::heading(QFormLayout& form, const QString& text)
{
    auto* label = new QLabel(text);
    auto font = label->font();
    font.setBold(true);
    label->setFont(font);
    label->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    form.addRow(label);
}

void TrainForm::buildData(QFormLayout& form)
{
    heading(form, tr("Data"));
    m_split = new QComboBox;
    m_split->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sources = new ChoiceButton(tr("Every source"));
    m_types = new ChoiceButton(tr("All but junk"));
    m_least = new QSpinBox;
    m_least->setRange(1, 1000000);
    m_least->setValue(5);
    m_top = new QSpinBox;
    m_top->setRange(0, 100000);
    m_top->setSpecialValueText(tr("All"));
    add(form, tr("Split"), m_split, tr("Which tracks are learned from, watched (validation) and kept for the final measure (test)"));
    add(form, tr("Labels from"), m_sources, tr("Whose tags are believed: those in the files, yours, or those of imported data sets"));
    add(form, tr("Tag types"), m_types, tr("Only tags of these types are learned"));
    add(form, tr("Least tracks"), m_least, tr("A tag on fewer training tracks is left out"));
    add(form, tr("Most frequent"), m_top, tr("Only so many tags, those with most training tracks"));
    for (auto* button : {m_sources, m_types})
        connect(button, &ChoiceButton::changed, this, &TrainForm::changed);
    for (auto* box : {m_least, m_top})
        connect(box, &QSpinBox::valueChanged, this, &TrainForm::changed);
    connect(m_split, &QComboBox::currentIndexChanged, this, &TrainForm::changed);
}

void TrainForm::buildModel(QFormLayout& form)
{
    heading(form, tr("Model"));
    m_architecture = new QComboBox;
    m_size = new QComboBox;
    m_facts = new QLabel;
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_preset = new QComboBox;
    m_from = new QComboBox;
    m_from->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_freeze = new QComboBox;
    m_freeze->addItem(tr("All layers"), QStringLiteral("none"));
    m_freeze->addItem(tr("The last layer alone (probe)"), QStringLiteral("backbone"));
    add(form, tr("Architecture"), m_architecture, tr("The design of the network"));
    add(form, tr("Size"), m_size, tr("Of a design that was published in several sizes, in millions of parameters"));
    form.addRow(m_facts);
    add(form, tr("Preset"), m_preset, tr("How melgrams are made; each architecture was designed for one"));
    add(form, tr("Start from"), m_from, tr("Fresh weights, or those of a run or of a published checkpoint (fine-tuning)"));
    add(form, tr("What learns"), m_freeze, tr("A probe keeps the network as it is and learns its last layer alone: fast, and enough where little data is at hand"));
    connect(m_architecture, &QComboBox::currentIndexChanged, this, [this] {
        showCard();
        Q_EMIT changed();
    });
    connect(m_from, &QComboBox::activated, this, [this] {
        if (m_from->currentData().toString() == kFromFile) chooseFile();
        m_lastFrom = m_from->currentIndex();
    });
    connect(m_size, &QComboBox::currentIndexChanged, this, &TrainForm::offerStarts);
    for (auto* box : {m_preset, m_from, m_freeze, m_size})
        connect(box, &QComboBox::currentIndexChanged, this, &TrainForm::changed);
}

void TrainForm::buildLearning(QFormLayout& form)
{
    heading(form, tr("Learning"));
    m_epochs = new QSpinBox;
    m_epochs->setRange(1, 100000);
    m_epochs->setValue(kEpochs);
    m_batch = new QSpinBox;
    m_batch->setRange(2, 4096);
    m_batch->setValue(16);
    m_rate = new RateBox(1e-7, 10, kRate);
    m_schedule = new QComboBox;
    m_schedule->addItem(tr("Constant"), QStringLiteral("constant"));
    m_schedule->addItem(tr("Cosine, down to 1 %"), QStringLiteral("cosine"));
    m_schedule->addItem(tr("Staged, as published (Adam, then SGD)"), QStringLiteral("staged"));
    m_patience = new QSpinBox;
    m_patience->setRange(0, 100000);
    m_patience->setSpecialValueText(tr("Never"));
    m_patience->setValue(kPatience);
    m_decay = new RateBox(0, 10, 1e-4);
    m_windows = new QSpinBox;
    m_windows->setRange(1, 1000);
    m_seed = new QLineEdit(QStringLiteral("0"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,19}")), m_seed));
    add(form, tr("Epochs"), m_epochs, tr("How often every track is heard, at the most"));
    add(form, tr("Stop early after"), m_patience, tr("Epochs in a row without a better validation ROC-AUC after which the training ends"));
    add(form, tr("Batch"), m_batch, tr("Windows learned from at once; more need more memory"));
    add(form, tr("Learning rate"), m_rate, tr("Step of the optimiser; lower it when the loss jumps"));
    add(form, tr("Schedule"), m_schedule, tr("How the learning rate changes over the epochs"));
    add(form, tr("Weight decay"), m_decay, tr("L2 penalty on the weights"));
    add(form, tr("Windows a track"), m_windows, tr("Random pieces of each track in one epoch"));
    add(form, tr("Seed"), m_seed, tr("The same seed gives the same training"));
    for (auto* box : {m_epochs, m_patience, m_batch, m_windows})
        connect(box, &QSpinBox::valueChanged, this, &TrainForm::changed);
    for (auto* box : {m_rate, m_decay})
        connect(box, &QDoubleSpinBox::valueChanged, this, &TrainForm::changed);
    connect(m_schedule, &QComboBox::currentIndexChanged, this, &TrainForm::changed);
    connect(m_seed, &QLineEdit::textEdited, this, &TrainForm::changed);
    m_advanced = new AdvancedOptions;
    form.addRow(m_advanced);
    connect(m_advanced, &AdvancedOptions::changed, this, &TrainForm::changed);
}

void TrainForm::buildRun(QFormLayout& form)
{
    heading(form, tr("Run"));
    m_device = new QComboBox;
    m_device->addItem(tr("Best there is"), QStringLiteral("auto"));
    m_device->addItem(tr("CPU"), QStringLiteral("cpu"));
    m_device->addItem(tr("CUDA graphics card"), QStringLiteral("cuda"));
    m_name = new QLineEdit;
    m_name->setPlaceholderText(tr("Date and model"));
    m_notes = new QLineEdit;
    m_notes->setPlaceholderText(tr("Why this run?"));
    m_evaluate = new QCheckBox(tr("Evaluate on the test part afterwards"));
    m_evaluate->setChecked(true);
    m_evaluate->setAccessibleName(m_evaluate->text());
    m_evaluate->setToolTip(tr("Predicts the test tracks with the best epoch and measures every tag"));
    add(form, tr("Device"), m_device, tr("Where the network computes"));
    add(form, tr("Name"), m_name, tr("What the run is called; date and model if you write nothing"));
    add(form, tr("Notes"), m_notes, tr("Kept with the run; you can change them at any time"));
    form.addRow(m_evaluate);
    connect(m_device, &QComboBox::currentIndexChanged, this, &TrainForm::changed);
    connect(m_name, &QLineEdit::textEdited, this, &TrainForm::changed);
    connect(m_notes, &QLineEdit::textEdited, this, &TrainForm::changed);
    connect(m_evaluate, &QCheckBox::toggled, this, &TrainForm::changed);
}

void TrainForm::readCards()
{
    try {
        m_cards = engine::neural::modelCards();
    } catch (const engine::Error& error) {
        m_facts->setText(tr("The architectures cannot be read: %1").arg(QString::fromUtf8(error.what())));
        return;
    }
    // A gallery: the list that opens is a table of facts.
    m_gallery->setHorizontalHeaderLabels({tr("Architecture"), tr("Input"), tr("Parameters"), tr("ROC-AUC*"), tr("PR-AUC*")});
    m_gallery->horizontalHeaderItem(3)->setToolTip(tr("As published, on MagnaTagATune"));
    for (const auto& card : m_cards) {
        const auto published = std::ranges::find(card.results, std::string("MagnaTagATune"), &engine::neural::PublishedResult::dataset);
        const bool known = published != card.results.end();
        auto* name = new QStandardItem(QString::fromStdString(card.displayName));
        name->setData(QString::fromStdString(card.id), Qt::UserRole);
        name->setToolTip(plainTip(QString::fromStdString(card.summary)));
        const double seconds = card.sampleRateHz > 0 ? static_cast<double>(card.inputSamples) / card.sampleRateHz : 0;
        m_gallery->appendRow({name, new QStandardItem(tr("%1 s").arg(decimal(seconds, 1))),
                              new QStandardItem(QLocale().toString(static_cast<qlonglong>(card.parameters))),
                              new QStandardItem(known ? decimal(published->rocAuc, 3) : QStringLiteral("-")),
                              new QStandardItem(known ? decimal(published->prAuc, 3) : QStringLiteral("-"))});
    }
    auto* table = new QTreeView;
    table->setRootIsDecorated(false);
    table->setAllColumnsShowFocus(true);
    table->setAccessibleName(tr("Architectures"));
    m_architecture->setModel(m_gallery);
    m_architecture->setView(table);
    for (int column = 0; column < m_gallery->columnCount(); ++column)
        table->resizeColumnToContents(column);
    table->header()->setStretchLastSection(true);
    table->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    // Three seconds of input and few parameters: the one that learns from any library.
    m_architecture->setCurrentIndex(std::max(0, m_architecture->findData(QStringLiteral("musicnn"))));
    showCard();
}

const engine::neural::ModelCard* TrainForm::card() const
{
    const int at = m_architecture->currentIndex();
    return at >= 0 && at < static_cast<int>(m_cards.size()) ? &m_cards[static_cast<std::size_t>(at)] : nullptr;
}

void TrainForm::showCard()
{
    const auto* chosen = card();
    if (chosen == nullptr) return;
    m_facts->setText(cardFacts(*chosen));
    m_facts->setToolTip(plainTip(cardSources(*chosen)));
    offerSizes(*chosen);
    offerPresets(*chosen);
    offerStarts();
}

void TrainForm::offerSizes(const engine::neural::ModelCard& card)
{
    const QSignalBlocker quiet(m_size);
    m_size->clear();
    m_size->addItem(tr("As published"), QString());
    for (const auto& variant : card.variants)
        m_size->addItem(tr("%1 (%2 parameters)").arg(QString::fromStdString(variant.name), QLocale().toString(static_cast<qlonglong>(variant.parameters))),
                        QString::fromStdString(variant.name));
    auto* rows = qobject_cast<QFormLayout*>(layout());
    rows->setRowVisible(m_size, !card.variants.empty());
}

std::string TrainForm::architecture() const
{
    const auto size = m_size->currentData().toString();
    return (m_architecture->currentData().toString() + (size.isEmpty() ? QString() : QLatin1Char(':') + size)).toStdString();
}

void TrainForm::offerPresets(const engine::neural::ModelCard& card)
{
    const QSignalBlocker quiet(m_preset);
    m_preset->clear();
    auto* items = qobject_cast<QStandardItemModel*>(m_preset->model());
    for (const auto& preset : engine::dsp::builtinPresets()) {
        const auto name = QString::fromStdString(preset.name);
        m_preset->addItem(name, name);
        const auto misfit = engine::tasks::presetMisfit(preset, card);
        if (misfit.empty() || items == nullptr) continue;
        items->item(m_preset->count() - 1)->setEnabled(false);
        items->item(m_preset->count() - 1)->setToolTip(plainTip(QString::fromStdString(misfit)));
    }
    choose(*m_preset, QString::fromStdString(card.preset));
}

/// A preset that is not built in, such as a file of the user's, is added.
void TrainForm::choosePreset(const QString& name)
{
    if (m_preset->findData(name) < 0) m_preset->addItem(QFileInfo(name).fileName(), name);
    choose(*m_preset, name);
}

void TrainForm::offerStarts()
{
    const auto before = m_from->currentData().toString();
    {
        const QSignalBlocker quiet(m_from);
        m_from->clear();
        m_from->addItem(tr("Scratch (fresh weights)"), QString());
        const auto* chosen = card();
        for (const auto& summary : m_runs)
            if (chosen != nullptr && summary.run.architecture == architecture() && summary.run.bestEpoch > 0)
                m_from->addItem(runTitle(summary.run), QString::number(engine::value(summary.run.id)));
        m_from->addItem(tr("A weight file..."), kFromFile);
    }
    if (!before.isEmpty() && before != kFromFile) startsFrom(before);
    m_lastFrom = m_from->currentIndex();
}

void TrainForm::startsFrom(const QString& id)
{
    int at = m_from->findData(id);
    bool isNumber = false;
    id.toLongLong(&isNumber);
    if (at < 0 && !isNumber && !id.isEmpty()) {
        at = m_from->count() - 1;   // before "A weight file..."
        m_from->insertItem(at, QFileInfo(id).fileName(), id);
        m_from->setItemData(at, plainTip(id), Qt::ToolTipRole);
    }
    m_from->setCurrentIndex(std::max(0, at));   // a run of another architecture, or gone: fresh weights
}

void TrainForm::chooseFile()
{
    QSettings settings;
    const auto file = QFileDialog::getOpenFileName(this, tr("Start from a weight file"), settings.value(QStringLiteral("folders/weights")).toString(),
                                                   tr("Weights (*.safetensors *.pth *.pt);;All files (*)"));
    if (file.isEmpty()) {
        m_from->setCurrentIndex(m_lastFrom);
        return;
    }
    settings.setValue(QStringLiteral("folders/weights"), QFileInfo(file).path());
    startsFrom(file);
}

void TrainForm::setChoices(const TrainChoices& choices)
{
    const auto before = m_split->currentData();
    const bool wasEmpty = m_split->count() <= 1 && before.toString().isEmpty();   // what stood there was nobody's choice
    {
        const QSignalBlocker quiet(m_split);
        m_split->clear();
        bool hasDefault = false;
        for (const auto& split : choices.splits) {
            const auto name = QString::fromStdString(split.name);
            m_split->addItem(name, name);
            hasDefault = hasDefault || split.name == "default";
        }
        if (!hasDefault) m_split->addItem(tr("New: 80 / 10 / 10, by artist"), QString());
        if (!wasEmpty) choose(*m_split, before);
    }
    std::vector<ChoiceButton::Choice> types, sources;
    for (const auto& [type, count] : choices.types)
        types.push_back({QString::fromStdString(type), tr("%1 (%2)").arg(QString::fromStdString(type), QLocale().toString(static_cast<qlonglong>(count)))});
    for (const auto& source : choices.sources) {
        const auto id = QString::fromStdString(source);
        sources.push_back({id, id == QLatin1String("file") ? tr("file (tags in the files)") : id == QLatin1String("user") ? tr("user (yours)") : id});
    }
    m_types->setChoices(types);
    m_sources->setChoices(sources);
    if (m_split->currentData() != before) Q_EMIT changed();
}

void TrainForm::setRuns(std::vector<engine::store::RunSummary> runs)
{
    m_runs = std::move(runs);
    offerStarts();
}

bool TrainForm::wantsNewSplit() const
{
    return m_split->currentData().toString().isEmpty();
}

QString TrainForm::modelName() const
{
    return m_architecture->currentText();
}

void TrainForm::setSplit(const QString& name)
{
    choose(*m_split, name);
}

Json TrainForm::parameters() const
{
    const auto split = m_split->currentData().toString();
    const auto from = m_from->currentData().toString();
    Json parameters{{"arch", architecture()},
                    {"preset", m_preset->currentData().toString().toStdString()},
                    {"split", split.isEmpty() ? std::string("default") : split.toStdString()},
                    {"types", jsonOf(m_types->ticked())},
                    {"sources", jsonOf(m_sources->ticked())},
                    {"min_tracks", m_least->value()},
                    {"top", m_top->value()},
                    {"from", from == kFromFile ? std::string() : QFile::encodeName(from).toStdString()},
                    {"freeze", m_freeze->currentData().toString().toStdString()},
                    {"epochs", m_epochs->value()},
                    {"batch", m_batch->value()},
                    {"lr", m_rate->value()},
                    {"weight_decay", m_decay->value()},
                    {"schedule", m_schedule->currentData().toString().toStdString()},
                    {"patience", m_patience->value()},
                    {"windows", m_windows->value()},
                    {"seed", static_cast<std::uint64_t>(m_seed->text().toULongLong())},
                    {"device", m_device->currentData().toString().toStdString()},
                    {"prepare", true},
                    {"evaluate", m_evaluate->isChecked()},
                    {"name", m_name->text().trimmed().toStdString()},
                    {"notes", m_notes->text().toStdString()}};
    parameters.update(m_advanced->parameters());
    return engine::tasks::completeTraining(parameters);
}

void TrainForm::fill(const Json& given)
{
    const auto parameters = engine::tasks::completeTraining(given);
    const auto text = [&](const char* key) { return QString::fromStdString(parameters[key].get<std::string>()); };
    {
        const QSignalBlocker quiet(this);
        choose(*m_architecture, text("arch").section(QLatin1Char(':'), 0, 0));
        showCard();
        choose(*m_size, text("arch").section(QLatin1Char(':'), 1));
        if (!text("preset").isEmpty()) choosePreset(text("preset"));
        setSplit(text("split"));
        m_types->tick(listOf(parameters["types"]));
        m_sources->tick(listOf(parameters["sources"]));
        m_least->setValue(parameters["min_tracks"].get<int>());
        m_top->setValue(parameters["top"].get<int>());
        startsFrom(text("from"));
        choose(*m_freeze, text("freeze"));
        m_epochs->setValue(parameters["epochs"].get<int>());
        m_batch->setValue(parameters["batch"].get<int>());
        m_rate->setValue(parameters["lr"].get<double>());
        m_decay->setValue(parameters["weight_decay"].get<double>());
        choose(*m_schedule, text("schedule"));
        m_patience->setValue(parameters["patience"].get<int>());
        m_windows->setValue(parameters["windows"].get<int>());
        m_seed->setText(QString::number(parameters["seed"].get<std::uint64_t>()));
        choose(*m_device, text("device"));
        m_evaluate->setChecked(parameters["evaluate"].get<bool>());
        m_name->setText(text("name"));
        m_notes->setText(text("notes"));
        m_advanced->fill(parameters);
    }
    Q_EMIT changed();
}

}  // namespace ui
