#include "ui/pages/retrieval/retrieval_form.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/retrieval_settings.h"
#include "ui/format.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"

namespace ui::retrieval {

namespace {

constexpr int kMostTags = 1'000'000;
constexpr std::int64_t kSmallLibrary = 10'000;   // tracks

template <typename Control>
Control* described(Control* control, const QString& name, const QString& tip)
{
    control->setAccessibleName(name);
    control->setToolTip(tip);
    return control;
}

QSpinBox* number(int least, int most, int value, const QString& name, const QString& tip)
{
    auto* box = described(new QSpinBox, name, tip);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setValue(value);
    return box;
}

QStringList namesIn(const QString& text)
{
    QStringList names;
    for (const auto& part : text.split(QLatin1Char(',')))
        if (const auto name = part.trimmed(); !name.isEmpty()) names << name;
    return names;
}

/// Keeps what was chosen if it is still there, else takes the last.
void refill(QComboBox& box, const QStringList& names)
{
    const auto before = box.currentText();
    const QSignalBlocker quiet(box);
    box.clear();
    box.addItems(names);
    const auto at = box.findText(before);
    box.setCurrentIndex(at >= 0 ? at : box.count() - 1);
}

}  // namespace

Known readKnown(engine::store::Workspace& workspace)
{
    Known known;
    known.tracks = workspace.tracks().count();
    known.tags = std::ranges::count_if(workspace.tags().list(), [](const auto& tag) { return tag.tracks > 0; });
    for (const auto& set : workspace.words().list())
        known.words.push_back({QString::fromStdString(set.name), set.words});
    for (const auto& split : workspace.splits().list()) {
        const auto made = workspace.metrics().split(split.id);
        if (!made) continue;
        Known::Split row{QString::fromStdString(split.name), QString::fromStdString(made->words), made->tags.size(), 0, 0, 0, made->document.value("reached", true), {}};
        if (const auto counts = made->document.find("counts"); counts != made->document.end()) {
            row.train = counts->value("train", std::size_t{0});
            row.valid = counts->value("valid", std::size_t{0});
            row.test = counts->value("test", std::size_t{0});
        }
        for (const auto& tag : made->document.value("blocking_tags", std::vector<std::string>{}))
            row.blocking << QString::fromStdString(tag);
        known.splits.push_back(std::move(row));
    }
    for (const auto& taste : workspace.tastes().list())
        if (taste.factors > 0) known.tastes << QString::fromStdString(taste.name);
    for (const auto& run : workspace.metrics().list())
        for (const auto& epoch : workspace.metrics().epochs(run.id))
            if (std::isfinite(epoch.itemsPerSecond) && epoch.itemsPerSecond > 0) known.itemsPerSecond[run.config.value("input", std::string("spec"))] = epoch.itemsPerSecond;
    return known;
}

RetrievalForm::RetrievalForm(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* steps = new QWidget;
    auto* form = new QFormLayout(steps);
    form->setContentsMargins(12, 12, 12, 12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildWords(*form);
    buildSplit(*form);
    buildTraining(*form);
    for (auto* box : {m_words, m_match, m_split, m_input, m_taste, m_sampling})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);   // names may be long
    auto* scroll = new QScrollArea;
    scroll->setWidget(steps);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(steps->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(buildProgress());   // stays in sight
    update();
}

QPushButton* RetrievalForm::action(const char* icon, const QString& text, const QString& tip, std::function<TaskList()> tasks)
{
    auto* button = described(new QPushButton(Theme::icon(QString::fromLatin1(icon)), text), text, tip);
    connect(button, &QPushButton::clicked, this, [this, tasks = std::move(tasks)] { Q_EMIT wanted(tasks()); });
    return button;
}

QWidget* RetrievalForm::copying(const QString& name, std::function<TaskList()> tasks)
{
    auto* copy = new CopyCommandButton(m_context, TaskSource(std::move(tasks)));
    copy->setText({});
    copy->setAccessibleName(name);
    return copy;
}

// --- 1: words ---

void RetrievalForm::buildWords(QFormLayout& form)
{
    m_words = described(new QComboBox, tr("Word vectors"), tr("What lets words lie near each other: word2vec, GloVe or fastText"));
    m_import = described(new QPushButton(Theme::icon(QStringLiteral("folder")), tr("Import...")), tr("Import word vectors"), tr("Take a word2vec, GloVe or fastText file in"));
    connect(m_import, &QPushButton::clicked, this, &RetrievalForm::askForWords);
    m_fromTags = action("tags", tr("From the tags"), tr("Make vectors of the library's own tags: tags on the same tracks lie near each other. They know no other word."),
                        [] { return TaskList{{QStringLiteral("words_import"), {{"from_tags", true}}}}; });
    m_wordsHint = panel::plainLabel();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_import);
    buttons->addWidget(m_fromTags);
    form.addRow(panel::heading(tr("1. Word vectors")));
    form.addRow(tr("Set"), m_words);
    form.addRow(buttons);
    form.addRow(m_wordsHint);
    connect(m_words, &QComboBox::currentIndexChanged, this, &RetrievalForm::update);
}

TaskList RetrievalForm::wordsTask(const QString& file) const
{
    engine::Json parameters = engine::Json::object();
    panel::putFile(parameters, "file", file);
    return file.isEmpty() ? TaskList{} : TaskList{{QStringLiteral("words_import"), parameters}};
}

void RetrievalForm::askForWords()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Word vectors"), QString(), tr("Word vectors (*.txt *.vec *.bin);;All files (*)"));
    if (!file.isEmpty()) Q_EMIT wanted(wordsTask(file));
}

// --- 2: split ---

void RetrievalForm::buildSplit(QFormLayout& form)
{
    m_name = described(new QLineEdit(QStringLiteral("retrieval")), tr("Name of the split"), tr("A split of the same name is replaced, unless a model uses it"));
    m_top = number(1, kMostTags, 100, tr("Most frequent tags"), tr("So many of the most frequent tags that have a word vector"));
    m_minimum = number(1, kMostTags, 100, tr("Tracks of a tag in each part"), tr("Fewer in a part, and the artists are shuffled again. Small libraries reach 2 or 3."));
    m_tries = number(1, 10'000'000, 1000, tr("Shuffles at most"), tr("Then the best one is kept, and the tags that prevent more are named"));
    m_match = described(new QComboBox, tr("A tag must be"), tr("Published: one entry of the word vectors. Else the words of a tag are joined or added up, too."));
    m_match->addItem(tr("one entry"), QStringLiteral("exact"));
    m_match->addItem(tr("also its words"), QStringLiteral("any"));
    const auto tasks = [this] { return TaskList{{QStringLiteral("retrieval_split"), splitParameters()}}; };
    m_makeSplit = action("split", tr("Make the split"), tr("Artists are shuffled and cut into 70, 15 and 15 percent until every tag has enough tracks in each part"), tasks);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_makeSplit, 1);
    buttons->addWidget(copying(tr("Copy the split as command"), tasks));
    form.addRow(panel::heading(tr("2. Split by artists")));
    form.addRow(tr("Name"), m_name);
    form.addRow(tr("Tags"), m_top);
    form.addRow(tr("Tracks each"), m_minimum);
    form.addRow(tr("Tries"), m_tries);
    form.addRow(tr("A tag is"), m_match);
    form.addRow(buttons);
}

engine::Json RetrievalForm::splitParameters() const
{
    return {{"name", m_name->text().trimmed().toStdString()}, {"words", m_words->currentText().toStdString()}, {"match", m_match->currentData().toString().toStdString()},
            {"top", m_top->value()}, {"minimum", m_minimum->value()}, {"tries", m_tries->value()}};
}

// --- 3: training ---

void RetrievalForm::buildTraining(QFormLayout& form)
{
    const auto& defaults = engine::tasks::retrievalDefaults();
    m_split = described(new QComboBox, tr("Split to train on"), tr("Splits made above"));
    m_splitHint = panel::plainLabel();
    m_input = described(new QComboBox, tr("Tracks are known by"), tr("Sound: melgrams. Taste: who plays them (taste import, taste fit)."));
    m_input->addItem(tr("sound"), QStringLiteral("spec"));
    m_input->addItem(tr("taste"), QStringLiteral("cf"));
    m_input->addItem(tr("sound and taste"), QStringLiteral("hybrid"));
    m_taste = described(new QComboBox, tr("Taste profile"), tr("Profiles with factors, from taste fit or taste import"));
    m_taste->setPlaceholderText(tr("None yet"));
    m_sampling = described(new QComboBox, tr("Sampling"), tr("Balanced: tags in turn, rare ones as often as common ones. Weighted: nearer wrong tracks more often."));
    m_sampling->addItem(tr("balanced-weighted (recommended)"), QStringLiteral("balanced-weighted"));
    m_sampling->addItem(tr("balanced"), QStringLiteral("balanced"));
    m_sampling->addItem(tr("random"), QStringLiteral("random"));
    m_epochs = number(1, 100'000, defaults["epochs"].get<int>(), tr("Epochs"), tr("Published: 200"));
    m_items = number(2, 1'000'000'000, defaults["items"].get<int>(), tr("Triplets an epoch"), tr("Published: 10,000"));
    m_batch = number(2, 4096, defaults["batch"].get<int>(), tr("Batch"), tr("Triplets a step; wrong tracks are drawn within it"));
    const auto decimal = [](double least, double most, int decimals, double step, double value, const QString& name, const QString& tip) {
        auto* box = described(new QDoubleSpinBox, name, tip);
        box->setDecimals(decimals);
        box->setRange(least, most);
        box->setSingleStep(step);
        box->setValue(value);
        return box;
    };
    m_margin = decimal(0, 2, 2, 0.1, defaults["margin"].get<double>(), tr("Margin"), tr("How much nearer a right track must lie than a wrong one"));
    m_rate = decimal(0.000001, 1, 6, 0.0001, defaults["lr"].get<double>(), tr("Learning rate"), tr("Of Adam; published: 0.0001"));
    m_hidden = described(new QLineEdit, tr("Tags hidden from training"), tr("Tags, parted by commas: the test searches them by their word alone"));
    m_hidden->setPlaceholderText(tr("none"));
    m_prepare = described(new QCheckBox(tr("Build missing melgrams first")), tr("Build missing melgrams first"), tr("Sound needs melgrams of the preset \"retrieval\""));
    m_prepare->setChecked(true);
    m_train = action("train", tr("Train"), tr("Train a metric model, then measure it on the test part"), [this] { return training(false); });
    m_compare = action("evaluate", tr("Compare samplings"), tr("Train the three published samplings one after another and measure them"), [this] { return training(true); });
    m_trainHint = panel::plainLabel();
    auto* train = new QHBoxLayout;
    train->addWidget(m_train, 1);
    train->addWidget(copying(tr("Copy the training as command"), [this] { return training(false); }));
    auto* compare = new QHBoxLayout;
    compare->addWidget(m_compare, 1);
    compare->addWidget(copying(tr("Copy the comparison as command"), [this] { return training(true); }));
    form.addRow(panel::heading(tr("3. Training")));
    form.addRow(tr("Split"), m_split);
    form.addRow(m_splitHint);
    form.addRow(tr("Known by"), m_input);
    form.addRow(tr("Taste"), m_taste);
    form.addRow(tr("Sampling"), m_sampling);
    form.addRow(tr("Epochs"), m_epochs);
    form.addRow(tr("Triplets"), m_items);
    form.addRow(tr("Batch"), m_batch);
    form.addRow(tr("Margin"), m_margin);
    form.addRow(tr("Rate"), m_rate);
    form.addRow(tr("Hidden"), m_hidden);
    form.addRow(m_prepare);
    form.addRow(m_trainHint);
    form.addRow(train);
    form.addRow(compare);
    for (auto* box : {m_split, m_input, m_taste, m_sampling})
        connect(box, &QComboBox::currentIndexChanged, this, &RetrievalForm::update);
    for (auto* box : {m_epochs, m_items})
        connect(box, &QSpinBox::valueChanged, this, &RetrievalForm::update);
}

engine::Json RetrievalForm::trainParameters(bool compares) const
{
    const auto input = m_input->currentData().toString();
    engine::Json parameters{{"split", m_split->currentText().toStdString()}, {"input", input.toStdString()}, {"epochs", m_epochs->value()}, {"items", m_items->value()},
                            {"batch", m_batch->value()}, {"margin", m_margin->value()}, {"lr", m_rate->value()}};
    if (!compares) parameters["sampling"] = m_sampling->currentData().toString().toStdString();
    if (input != QLatin1String("spec")) parameters["taste"] = m_taste->currentText().toStdString();
    if (input != QLatin1String("cf") && m_prepare->isChecked()) parameters["prepare"] = true;
    for (const auto& name : namesIn(m_hidden->text()))
        parameters["hold_out"].push_back(name.toStdString());
    return parameters;
}

TaskList RetrievalForm::training(bool compares) const
{
    if (m_split->currentIndex() < 0) return {};
    if (compares) return {{QStringLiteral("compare_sampling"), trainParameters(true)}};
    return {{QStringLiteral("train_retrieval"), trainParameters(false)}, {QStringLiteral("test_retrieval"), {{"runs", {"latest"}}, {"part", "test"}}}};
}

// --- what there is, what runs ---

QWidget* RetrievalForm::buildProgress()
{
    m_progress = described(new QProgressBar, tr("Progress"), QString());
    m_cancel = described(new QPushButton(Theme::icon(QStringLiteral("cancel")), tr("Cancel")), tr("Cancel"), tr("Stop it; a training can be gone on with"));
    connect(m_cancel, &QPushButton::clicked, this, &RetrievalForm::cancelWanted);
    m_message = panel::plainLabel();
    m_foot = new QWidget;
    auto* column = new QVBoxLayout(m_foot);
    column->setContentsMargins(12, 8, 12, 8);
    auto* row = new QHBoxLayout;
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    column->addLayout(row);
    column->addWidget(m_message);
    showProgress({}, 0, 0);
    showMessage({});
    return m_foot;
}

void RetrievalForm::setKnown(const Known& known)
{
    // The published minimum is out of a small library's reach; said once, then it is the user's.
    if (m_known.tracks == 0 && known.tracks > 0 && known.tracks < kSmallLibrary) m_minimum->setValue(2);
    m_known = known;
    QStringList words, splits;
    for (const auto& set : known.words)
        words << set.name;
    for (const auto& split : known.splits)
        splits << split.name;
    refill(*m_words, words);
    refill(*m_split, splits);
    refill(*m_taste, known.tastes);
    update();
}

void RetrievalForm::update()
{
    const bool hasTags = m_known.tags > 1;
    const auto set = m_words->currentIndex();
    m_wordsHint->setText(set >= 0 ? tr("Words: %1").arg(QLocale().toString(static_cast<qlonglong>(m_known.words[static_cast<std::size_t>(set)].words)))
                         : hasTags ? tr("None yet. A file of word vectors lets you search for words that were never a tag.")
                                   : tr("Import tags on the Tags page first."));
    m_fromTags->setEnabled(!m_isBusy && hasTags);
    m_import->setEnabled(!m_isBusy);
    m_makeSplit->setEnabled(!m_isBusy && set >= 0 && hasTags);
    const auto at = m_split->currentIndex();
    if (at < 0) {
        m_splitHint->setText(tr("Make a split first."));
    } else {
        const auto& split = m_known.splits[static_cast<std::size_t>(at)];
        const auto count = [](std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); };
        auto text = tr("Tags: %1. Tracks: %2 to train, %3 to validate, %4 to test.").arg(count(split.tags), count(split.train), count(split.valid), count(split.test));
        if (!split.isReached) text += QLatin1Char('\n') + tr("Too few tracks of: %1").arg(split.blocking.join(QStringLiteral(", ")));
        m_splitHint->setText(text);
    }
    const auto input = m_input->currentData().toString();
    const bool needsTaste = input != QLatin1String("spec");
    m_taste->setEnabled(needsTaste && !m_known.tastes.isEmpty());
    m_prepare->setEnabled(input != QLatin1String("cf"));
    const bool can = !m_isBusy && at >= 0 && (!needsTaste || m_taste->currentIndex() >= 0);
    m_train->setEnabled(can);
    m_compare->setEnabled(can);
    const auto items = static_cast<double>(m_epochs->value()) * m_items->value();
    auto hint = tr("Triplets in all: %1").arg(QLocale().toString(items, 'f', 0));
    if (const auto speed = m_known.itemsPerSecond.find(input.toStdString()); speed != m_known.itemsPerSecond.end())
        hint += QLatin1Char('\n') + tr("About %1 for one model, as fast as the last one").arg(durationText(items / speed->second));
    if (needsTaste && m_known.tastes.isEmpty()) hint = tr("Taste needs play counts: taste import, then taste fit on the command line.");
    m_trainHint->setText(hint);
}

void RetrievalForm::showProgress(const QString& stage, qint64 done, qint64 total)
{
    m_isBusy = !stage.isEmpty();
    m_progress->setVisible(m_isBusy);
    m_cancel->setVisible(m_isBusy);
    m_foot->setVisible(m_isBusy || !m_message->text().isEmpty());
    if (m_isBusy) {
        constexpr int kSteps = 1000;   // an integer bar would overflow with large totals
        m_progress->setRange(0, total > 0 ? kSteps : 0);
        m_progress->setValue(total > 0 ? static_cast<int>(done * kSteps / total) : 0);
        m_progress->setFormat(total > 0 ? tr("%1: %2 of %3").arg(stage, QLocale().toString(done), QLocale().toString(total)) : stage);
        showMessage({});
    }
    update();
}

void RetrievalForm::showMessage(const QString& message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_foot->setVisible(m_isBusy || !message.isEmpty());
}

}  // namespace ui::retrieval
