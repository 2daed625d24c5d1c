#include "ui/pages/probes/pretrain_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

PretrainForm::PretrainForm(PageContext& context, QWidget* parent)
    : QWidget(parent), m_architecture(new QComboBox), m_epochs(new QSpinBox), m_batch(new QSpinBox), m_newest(panel::plainLabel()),
      m_run(new QPushButton(Theme::icon(QStringLiteral("train")), tr("Pre-train")))
{
    m_architecture->setAccessibleName(tr("Architecture"));
    m_epochs->setAccessibleName(tr("Epochs"));
    m_epochs->setRange(1, 1'000'000);
    m_epochs->setValue(100);
    m_epochs->setToolTip(tr("A track gives one pair of pieces an epoch. Stop whenever you like: every epoch is kept."));
    m_batch->setAccessibleName(tr("Pairs a batch"));
    m_batch->setRange(2, 4096);
    m_batch->setValue(48);
    m_batch->setToolTip(tr("Each pair is told from all others of its batch"));
    m_run->setAccessibleName(m_run->text());
    auto* form = new QFormLayout;
    form->addRow(tr("Architecture"), m_architecture);
    form->addRow(tr("Epochs"), m_epochs);
    form->addRow(tr("Pairs a batch"), m_batch);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_run);
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return {{QStringLiteral("pretrain"), parameters()}}; }));
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->addWidget(panel::heading(tr("Learn without labels")));
    column->addWidget(panel::plainLabel(tr("Needs music, no tags. Two changed pieces of a track must come out nearer to each other than to pieces of other tracks (CLMR). Gives an encoder; "
                                           "the same network before it learned is kept for comparison.")));
    column->addLayout(form);
    column->addWidget(m_newest);
    column->addLayout(buttons);
    setNewest({});
    connect(m_run, &QPushButton::clicked, this, &PretrainForm::runWanted);
}

void PretrainForm::setArchitectures(const std::vector<std::pair<QString, std::string>>& architectures)
{
    for (const auto& [name, id] : architectures)
        m_architecture->addItem(name, QString::fromStdString(id));
    if (const int small = m_architecture->findData(QStringLiteral("clmr_samplecnn:small")); small >= 0) m_architecture->setCurrentIndex(small);
}

void PretrainForm::setNewest(const QString& words)
{
    m_newest->setText(words);
    m_newest->setVisible(!words.isEmpty());
}

engine::Json PretrainForm::parameters() const
{
    return {{"arch", m_architecture->currentData().toString().toStdString()}, {"epochs", m_epochs->value()}, {"batch", m_batch->value()}};
}

void PretrainForm::setBusy(bool busy)
{
    m_run->setEnabled(!busy && m_architecture->count() > 0);
}

}  // namespace ui
