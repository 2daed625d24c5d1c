#include "ui/pages/probes/calm_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/tasks/codified_options.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

constexpr int kMostRounds = 1'000'000;

QSpinBox* roundsBox(const QString& name, const QString& tip)
{
    auto* box = new QSpinBox;
    box->setRange(1, kMostRounds);
    box->setAccessibleName(name);
    box->setToolTip(tip);
    return box;
}

}  // namespace

CalmForm::CalmForm(PageContext& context, QWidget* parent)
    : QWidget(parent), m_size(new QComboBox), m_sizeFacts(panel::plainLabel()),
      m_codeRounds(roundsBox(tr("Rounds for the codes"), tr("Every round is kept: stop whenever you like, the same form goes on where it stood"))),
      m_languageRounds(roundsBox(tr("Rounds for their language"), tr("More of them go on with a finished model"))), m_seconds(new QSpinBox),
      m_run(new QPushButton(Theme::icon(QStringLiteral("train")), tr("Learn codes and language")))
{
    m_size->setAccessibleName(tr("Size"));
    m_size->addItem(tr("toy: minutes on a processor"), QStringLiteral("toy"));
    m_size->addItem(tr("workstation: for a graphics card"), QStringLiteral("workstation"));
    m_seconds->setAccessibleName(tr("Seconds of each track"));
    m_seconds->setRange(0, 36000);
    m_seconds->setValue(30);
    m_seconds->setSpecialValueText(tr("all"));
    m_seconds->setToolTip(tr("So much from the beginning of each track becomes codes"));
    m_run->setAccessibleName(m_run->text());
    auto* form = new QFormLayout;
    form->addRow(tr("Size"), m_size);
    form->addRow(QString(), m_sizeFacts);
    form->addRow(tr("Rounds: codes"), m_codeRounds);
    form->addRow(tr("Rounds: language"), m_languageRounds);
    form->addRow(tr("Seconds a track"), m_seconds);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_run);
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return {{QStringLiteral("calm"), parameters()}}; }));
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->addWidget(panel::heading(tr("Sound as a language (CALM)")));
    column->addWidget(panel::plainLabel(tr("Needs music, no tags. First it learns codes: a few numbers that stand for short pieces of sound, from which the sound can be made again. Then a "
                                           "transformer learns which code comes next. Gives an encoder: what the transformer thinks while it reads a track.\n\nA tenth of the tracks is held "
                                           "out, to see whether it learned anything.")));
    column->addLayout(form);
    column->addLayout(buttons);
    column->addStretch();
    connect(m_size, &QComboBox::currentIndexChanged, this, &CalmForm::takeSize);
    connect(m_run, &QPushButton::clicked, this, &CalmForm::runWanted);
    takeSize();
}

void CalmForm::takeSize()
{
    const auto size = engine::tasks::codifiedSize(m_size->currentData().toString().toStdString());
    const int hop = 1 << size["stages"].get<int>(), rate = size["rate"].get<int>();
    m_sizeFacts->setText(tr("%1 Hz, %2 codes, %3 of them a second; looks back over %4 s")
                             .arg(QLocale().toString(rate), QLocale().toString(size["codes"].get<int>()), QLocale().toString(static_cast<double>(rate) / hop, 'f', 0),
                                  QLocale().toString(size["context"].get<double>() * hop / rate, 'f', 1)));
    m_codeRounds->setValue(size["code_rounds"].get<int>());
    m_languageRounds->setValue(size["language_rounds"].get<int>());
}

engine::Json CalmForm::parameters() const
{
    return {{"size", m_size->currentData().toString().toStdString()}, {"code_rounds", m_codeRounds->value()}, {"language_rounds", m_languageRounds->value()},
            {"seconds", static_cast<double>(m_seconds->value())}};
}

void CalmForm::setBusy(bool busy)
{
    m_run->setEnabled(!busy);
}

}  // namespace ui
