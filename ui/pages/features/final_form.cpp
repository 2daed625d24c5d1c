#include "ui/pages/features/final_form.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/jobs/job_strip.h"
#include "ui/pages/features/model_words.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::features {

namespace {

constexpr int kShuffles = 10;

}  // namespace

FinalForm::FinalForm(PageContext& context, QWidget* parent)
    : QWidget(parent), m_from(panel::plainLabel()), m_model(new QComboBox), m_reasons(new QPlainTextEdit),
      m_make(new QPushButton(Theme::icon(QStringLiteral("ready")), tr("Choose as final"))), m_job(new JobStrip(context, tr("the final model")))
{
    m_model->setAccessibleName(tr("Model to choose"));
    m_model->setToolTip(tr("The models of the experiment, best first"));
    m_reasons->setAccessibleName(tr("Reasons"));
    m_reasons->setToolTip(tr("Why this one, in your words; they are kept with the model and stand in its report, beside what can be read off the experiment"));
    m_reasons->setPlaceholderText(tr("Why this one? For example: finds every class, can be explained, quick."));
    m_reasons->setTabChangesFocus(true);
    m_reasons->setMaximumHeight(fontMetrics().height() * 7);
    m_make->setAccessibleName(tr("Choose this model as final"));
    m_make->setToolTip(tr("Fits the model on all rows, finds out what each column is worth to it, and keeps it for predictions. Its scores stay those of the experiment."));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_make, 1);
    buttons->addWidget(new CopyCommandButton(context, [this] {
        const auto wanted = parameters();
        return wanted.is_null() ? TaskList{} : TaskList{{QStringLiteral("classify_final"), wanted}};
    }));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_from);
    column->addWidget(m_model);
    column->addWidget(m_reasons);
    column->addLayout(buttons);
    column->addWidget(m_job);
    connect(m_make, &QPushButton::clicked, this, [this] {
        const auto wanted = parameters();
        if (!wanted.is_null()) m_job->start(QStringLiteral("classify_final"), wanted);
    });
    connect(m_job, &JobStrip::busyChanged, this, &FinalForm::updateButtons);
    connect(m_job, &JobStrip::done, this, [this](qlonglong job) {
        m_reasons->clear();
        Q_EMIT made(job);
    });
    setExperiment(nullptr);
}

void FinalForm::setExperiment(const ExperimentPtr& experiment)
{
    m_experiment = experiment;
    m_model->clear();
    if (experiment)
        for (const auto& id : experiment->ranking())
            m_model->addItem(tr("%1 (%2)").arg(modelTitle(id), score(experiment->model(id)["deciding"]["value"].get<double>())), QString::fromStdString(id));
    m_from->setText(experiment ? tr("From experiment %1: %2").arg(QLocale().toString(static_cast<qlonglong>(experiment->row.id)), QString::fromStdString(experiment->row.plan))
                               : tr("Choose an experiment in the tab Compare: a comparison, or better a grid search."));
    updateButtons();
}

void FinalForm::choose(const std::string& model)
{
    m_model->setCurrentIndex(m_model->findData(QString::fromStdString(model)));
    m_reasons->setFocus();
}

engine::Json FinalForm::parameters() const
{
    if (!m_experiment || m_model->currentIndex() < 0) return {};
    return {{"from", static_cast<std::int64_t>(m_experiment->row.id)}, {"model", m_model->currentData().toString().toStdString()},
            {"reasons", m_reasons->toPlainText().trimmed().toStdString()}, {"repeats", kShuffles}};
}

void FinalForm::updateButtons()
{
    m_model->setEnabled(m_experiment != nullptr);
    m_reasons->setEnabled(m_experiment != nullptr);
    m_make->setEnabled(m_experiment && !m_job->isBusy());
}

}  // namespace ui::features
