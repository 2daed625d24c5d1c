#include "ui/pages/train/train_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QStandardItemModel>

#include "engine/tasks/train_setup.h"
#include "ui/pages/train/advanced_options.h"
#include "ui/pages/train/choice_button.h"
#include "ui/pages/train/rate_box.h"

namespace ui {

namespace {

using engine::Json;

// Where a first training on a small library comes to something; the command line's own defaults are the published recipe.
constexpr int kEpochs = 30, kPatience = 10;
constexpr double kRate = 1e-3;

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

}  // namespace

void TrainForm::choose(QComboBox& box, const QVariant& data)
{
    if (const int at = box.findData(data); at >= 0) box.setCurrentIndex(at);
}

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

void TrainForm::setSplit(const QString& name)
{
    choose(*m_split, name);
}

Json TrainForm::parameters() const
{
    const auto split = m_split->currentData().toString();
    Json parameters{{"arch", architecture()},
                    {"preset", m_preset->currentData().toString().toStdString()},
                    {"split", split.isEmpty() ? std::string("default") : split.toStdString()},
                    {"types", jsonOf(m_types->ticked())},
                    {"sources", jsonOf(m_sources->ticked())},
                    {"min_tracks", m_least->value()},
                    {"top", m_top->value()},
                    {"from", QFile::encodeName(startsFrom()).toStdString()},
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
        startFrom(text("from"));
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
