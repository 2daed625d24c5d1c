#include "ui/pages/train/sweep_form.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/tasks/sweep_plan.h"
#include "engine/tasks/train_setup.h"
#include "ui/format.h"
#include "ui/pages/train/choice_button.h"
#include "ui/pages/train/sweep_trials.h"

namespace ui {

namespace {

using engine::Json;

constexpr int kColumns = 2;   // of settings side by side

template <typename Field>
Field* named(Field* field, const QString& name, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(tip);
    return field;
}

QSpinBox* spin(int least, int most, int value)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    return box;
}

QString wallTimeOf(double seconds)
{
    if (seconds < 5400) return SweepForm::tr("about %1 min").arg(QLocale().toString(std::max(1, qRound(seconds / 60))));
    return SweepForm::tr("about %1 h").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

}  // namespace

SweepForm::SweepForm(QWidget* parent)
    : QWidget(parent), m_base(engine::tasks::trainDefaults()),
      m_method(named(new QComboBox, tr("Way of searching"), tr("Every combination of the values, or some at random"))),
      m_trials(named(spin(1, engine::tasks::kMostTrials, 12), tr("Number of trials"), tr("So many random trials"))),
      m_eta(named(spin(2, 10, 3), tr("Share that goes on"), tr("One of so many trials goes on and trains so many times longer"))),
      m_seed(named(spin(0, 1'000'000, 0), tr("Seed of the search"), tr("The same seed draws the same trials"))),
      m_halving(named(new QCheckBox(tr("Halving, 1 of")), tr("Successive halving"), tr("All trials train briefly; only the best go on and train longer"))),
      m_final(named(new QCheckBox(tr("Final run")), tr("Final run"), tr("Train the best settings once more and measure them on the test part, which no trial looks at"))),
      m_says(new QLabel)
{
    m_method->addItem(tr("Grid"), QStringLiteral("grid"));
    m_method->addItem(tr("Random"), QStringLiteral("random"));
    m_final->setChecked(true);
    m_says->setTextFormat(Qt::PlainText);
    m_says->setWordWrap(true);
    m_says->setAccessibleName(tr("What the search amounts to"));
    auto* how = new QHBoxLayout;
    how->addWidget(m_method);
    auto* trialsText = new QLabel(tr("Trials"));
    auto* seedText = new QLabel(tr("Seed"));
    how->addWidget(trialsText);
    how->addWidget(m_trials);
    how->addWidget(seedText);
    how->addWidget(m_seed);
    how->addWidget(m_halving);
    how->addWidget(m_eta);
    how->addWidget(m_final);
    how->addStretch();
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    addNumbers(*grid, "lr", QStringLiteral("1e-4, 1e-3"), 1e-7, 10, false);
    addNumbers(*grid, "batch", QStringLiteral("8, 16"), 2, 4096, true);
    addNumbers(*grid, "dropout", QStringLiteral("0.5, 1"), 0, 2, false);
    addNumbers(*grid, "weight_decay", QStringLiteral("0, 1e-4"), 0, 10, false);
    addNumbers(*grid, "mixup", QStringLiteral("0, 0.4"), 0, 10, false);
    addNumbers(*grid, "spec_augment", QStringLiteral("0, 2"), 0, 20, true);
    addNumbers(*grid, "noise", QStringLiteral("0, 0.1"), 0, 10, false);
    addWords(*grid, "arch", tr("Choose architectures and sizes"));
    addWords(*grid, "preset", tr("Choose presets"));
    m_rows.front().box->setChecked(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(how);
    column->addLayout(grid);
    column->addWidget(m_says);
    const auto showMethod = [this, trialsText, seedText] {
        const bool random = m_method->currentData() == QStringLiteral("random");
        for (QWidget* field : std::initializer_list<QWidget*>{trialsText, m_trials, seedText, m_seed})
            field->setVisible(random);
        // What is usual for each way, unless the user wrote something.
        auto& rate = *m_rows.front().text;
        const auto values = QStringLiteral("1e-4, 1e-3"), range = QStringLiteral("1e-5..1e-2:log");
        if (rate.text() == (random ? values : range)) rate.setText(random ? range : values);
    };
    showMethod();
    connect(m_method, &QComboBox::currentIndexChanged, this, [this, showMethod] {
        showMethod();
        news();
    });
    for (auto* box : {m_trials, m_eta, m_seed})
        connect(box, &QSpinBox::valueChanged, this, &SweepForm::news);
    for (auto* box : {m_halving, m_final})
        connect(box, &QCheckBox::toggled, this, &SweepForm::news);
    offerWords();
    news();
}

void SweepForm::place(QGridLayout& grid, const Row& row, QWidget* field)
{
    const int at = static_cast<int>(m_rows.size());
    grid.addWidget(row.box, at / kColumns, 2 * (at % kColumns));
    grid.addWidget(field, at / kColumns, 2 * (at % kColumns) + 1);
    field->setEnabled(false);
    connect(row.box, &QCheckBox::toggled, field, &QWidget::setEnabled);
    connect(row.box, &QCheckBox::toggled, this, &SweepForm::news);
    m_rows.push_back(row);
}

void SweepForm::addNumbers(QGridLayout& grid, const std::string& setting, const QString& text, double low, double high, bool whole)
{
    const auto name = settingName(QString::fromStdString(setting));
    Row row{setting, named(new QCheckBox(name), tr("Vary: %1").arg(name), tr("Vary this setting")), nullptr, nullptr, low, high, whole};
    row.text = named(new QLineEdit(text), tr("Values: %1").arg(name),
                     tr("Values with commas between them (0.0001, 0.001); for a random search also LOW..HIGH or LOW..HIGH:log. Possible: %1 to %2")
                         .arg(QLocale().toString(low), QLocale().toString(high)));
    connect(row.text, &QLineEdit::textChanged, this, &SweepForm::news);
    place(grid, row, row.text);
}

void SweepForm::addWords(QGridLayout& grid, const std::string& setting, const QString& all)
{
    const auto name = settingName(QString::fromStdString(setting));
    Row row{setting, named(new QCheckBox(name), tr("Vary: %1").arg(name), tr("Vary this setting")), nullptr, nullptr, 0, 0, false};
    row.words = named(new ChoiceButton(all), tr("Values: %1").arg(name), tr("Tick those to try"));
    connect(row.words, &ChoiceButton::changed, this, &SweepForm::news);
    place(grid, row, row.words);
}

/// Architectures with their sizes, and the presets that the architecture of the base can take.
void SweepForm::offerWords()
{
    std::vector<ChoiceButton::Choice> networks, presets;
    try {
        for (const auto& card : engine::neural::modelCards()) {
            const auto id = QString::fromStdString(card.id), text = QString::fromStdString(card.displayName);
            networks.push_back({id, text});
            for (const auto& variant : card.variants)
                networks.push_back({id + QLatin1Char(':') + QString::fromStdString(variant.name), QStringLiteral("%1, %2").arg(text, QString::fromStdString(variant.name))});
        }
        const auto base = engine::neural::loadModelCard(m_base.value("arch", std::string("musicnn")));
        for (const auto& preset : engine::dsp::builtinPresets())
            if (engine::tasks::presetMisfit(preset, base).empty()) presets.push_back({QString::fromStdString(preset.name), QString::fromStdString(preset.name)});
    } catch (const engine::Error&) {
        // The form of the training says that the architectures cannot be read.
    }
    for (auto& row : m_rows)
        if (row.words != nullptr) row.words->setChoices(row.setting == "arch" ? networks : presets);
}

void SweepForm::setBase(const Json& training)
{
    const bool other = m_base.value("arch", std::string()) != training.value("arch", std::string());
    m_base = training;
    if (other) offerWords();
    news();
}

void SweepForm::setEpochSeconds(double seconds)
{
    m_epochSeconds = seconds;
    news();
}

Json SweepForm::choicesOf(const Row& row) const
{
    if (row.text != nullptr) return engine::tasks::sweepChoices(row.text->text().toStdString());
    auto words = Json::array();
    for (const auto& word : row.words->ticked())
        words.push_back(word.toStdString());
    return words;
}

QString SweepForm::problemOf(const Row& row) const
{
    const auto name = settingName(QString::fromStdString(row.setting));
    const auto choices = choicesOf(row);
    if (row.words != nullptr) return choices.empty() ? tr("%1: tick what is to be tried.").arg(name) : QString();
    std::vector<Json> values;
    if (choices.is_object()) values = {choices.value("low", Json()), choices.value("high", Json())};
    else values.assign(choices.begin(), choices.end());
    if (row.whole && choices.is_object()) return tr("%1 takes whole numbers: write them one by one.").arg(name);
    for (const auto& value : values) {
        const bool number = value.is_number() && value.get<double>() >= row.low && value.get<double>() <= row.high;
        if (!number || (row.whole && !value.is_number_integer()))
            return tr("%1: numbers from %2 to %3 are wanted.").arg(name, QLocale().toString(row.low), QLocale().toString(row.high));
    }
    return {};
}

QString SweepForm::problem() const
{
    bool any = false, arch = false, preset = false;
    for (const auto& row : m_rows) {
        if (!row.box->isChecked()) continue;
        any = true;
        arch = arch || row.setting == "arch";
        preset = preset || row.setting == "preset";
        if (const auto text = problemOf(row); !text.isEmpty()) return text;
    }
    if (!any) return tr("Tick what is to be varied.");
    if (arch && preset) return tr("Each architecture has its preset: vary one of the two.");
    try {
        const auto wanted = assembled();
        engine::tasks::sweepPoints(wanted["vary"], wanted["method"].get<std::string>(), m_trials->value(), 0);
    } catch (const engine::Error& error) {
        return QString::fromStdString(engine::toText({error.code(), error.subject(), error.what()}));
    }
    return {};
}

Json SweepForm::parameters() const
{
    return problem().isEmpty() ? assembled() : Json::object();
}

Json SweepForm::assembled() const
{
    auto train = m_base;
    train.erase("name");
    train.erase("evaluate");
    auto vary = Json::object();
    for (const auto& row : m_rows) {
        if (!row.box->isChecked()) continue;
        vary[row.setting] = choicesOf(row);
        if (row.setting == "arch") train["preset"] = "";   // each its own
    }
    const bool random = m_method->currentData() == QStringLiteral("random");
    Json parameters{{"train", engine::tasks::briefTraining(train)}, {"vary", vary}, {"method", random ? "random" : "grid"}};
    if (random) parameters.update({{"trials", m_trials->value()}, {"sweep_seed", m_seed->value()}});
    parameters.update({{"eta", m_halving->isChecked() ? m_eta->value() : 1}, {"final", m_final->isChecked()}});
    return parameters;
}

QString SweepForm::amount() const
{
    const auto wanted = parameters();
    if (wanted.empty()) return problem();
    const auto points = engine::tasks::sweepPoints(wanted["vary"], wanted["method"].get<std::string>(), m_trials->value(), 0);
    const int epochs = m_base.value("epochs", 30);
    auto all = engine::tasks::epochsOf(engine::tasks::sweepRungs(static_cast<int>(points.size()), epochs, wanted["eta"].get<int>()));
    if (m_final->isChecked()) all += epochs;
    const auto text = tr("Trials: %1; epochs in all: %2").arg(QLocale().toString(static_cast<qulonglong>(points.size())), QLocale().toString(static_cast<qlonglong>(all)));
    if (m_epochSeconds <= 0) return tr("%1. Estimate tells how long that is.").arg(text);
    return QStringLiteral("%1, %2").arg(text, wallTimeOf(m_epochSeconds * static_cast<double>(all)));
}

void SweepForm::news()
{
    m_eta->setEnabled(m_halving->isChecked());
    m_says->setText(amount());
    Q_EMIT changed();
}

}  // namespace ui
