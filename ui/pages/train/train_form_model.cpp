#include <algorithm>

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QStandardItemModel>
#include <QTreeView>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"
#include "engine/tasks/train_setup.h"
#include "ui/format.h"
#include "ui/models/run_table_model.h"
#include "ui/pages/train/card_texts.h"
#include "ui/pages/train/train_form.h"

/// The part of the form that says which network, in which size, and where its weights begin.
namespace ui {

namespace {

const QString kFromFile = QStringLiteral("\nfile");   // no run and no path is called so

QString decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

}  // namespace

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
    if (!before.isEmpty() && before != kFromFile) startFrom(before);
    m_lastFrom = m_from->currentIndex();
}

void TrainForm::startFrom(const QString& id)
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
    startFrom(file);
}

QString TrainForm::startsFrom() const
{
    const auto from = m_from->currentData().toString();
    return from == kFromFile ? QString() : from;
}

QString TrainForm::modelName() const
{
    return m_architecture->currentText();
}

}  // namespace ui
