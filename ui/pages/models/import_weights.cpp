#include "ui/pages/models/import_weights.h"

#include <utility>

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/core/resources.h"
#include "engine/neural/model_card.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/models/architecture_table_model.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

const QString kOtherTags = QStringLiteral("\nother");   // no path is called so

std::string bytesOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

}  // namespace

QString importText(const engine::Json& result)
{
    const auto by = result.at("recognised_by").get<std::string>();
    const QString how = by == "card"      ? ImportWeights::tr("by the card inside")
                        : by == "catalog" ? ImportWeights::tr("by its check sum, as a published file")
                        : by == "tensors" ? ImportWeights::tr("by the names and shapes of its tensors")
                                          : ImportWeights::tr("as you said, and its tensors agree");
    const QLocale locale;
    QStringList lines{ImportWeights::tr("Recognised %1: %2.").arg(how, QString::fromStdString(engine::neural::loadModelCard(result.at("architecture").get<std::string>()).displayName)),
                      ImportWeights::tr("%1 tags, %2 parameters, preset %3.")
                          .arg(locale.toString(result.at("tags").get<qulonglong>()), locale.toString(result.at("parameters").get<qlonglong>()),
                               QString::fromStdString(result.at("preset").get<std::string>())),
                      ImportWeights::tr("It is run %1 now: %2.").arg(result.at("run").get<qlonglong>()).arg(QString::fromStdString(result.at("name").get<std::string>()))};
    if (const auto& front = result.at("front_end"); !front.is_null())
        lines << ImportWeights::tr("Window and mel matrix stored in it agree with the preset.");
    for (const auto& warning : result.at("warnings"))
        lines << ImportWeights::tr("Note: %1").arg(QString::fromStdString(warning.get<std::string>()));
    return lines.join(QLatin1Char('\n'));
}

ImportWeights::ImportWeights(PageContext& context, const ArchitectureTableModel& architectures, QWidget* parent)
    : QWidget(parent), m_context(context), m_file(new QLineEdit), m_architecture(new QComboBox), m_tags(new QComboBox), m_name(new QLineEdit),
      m_import(new QPushButton(tr("&Import"))), m_message(panel::plainLabel())
{
    setAcceptDrops(true);
    m_file->setPlaceholderText(tr("a .pth, .pt or .safetensors file; nothing in it is executed"));
    auto* browse = new QPushButton(tr("&Choose..."));
    browse->setAccessibleName(tr("Choose a weight file"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_file, 1);
    line->addWidget(browse);
    m_architecture->addItem(tr("Recognise it"), QString());
    for (int row = 0; row < architectures.rowCount(); ++row)
        m_architecture->addItem(QString::fromStdString(architectures.at(row)->card.displayName), QString::fromStdString(architectures.at(row)->card.id));
    m_tags->addItem(tr("As the file says, or as published"), QString());
    const auto lists = QString::fromStdString((engine::resourceFolder() / "catalog" / "tags").string());
    m_tags->addItem(tr("MagnaTagATune, 50 tags"), lists + QStringLiteral("/mtat.txt"));
    m_tags->addItem(tr("Million Song Dataset, 50 tags"), lists + QStringLiteral("/msd.txt"));
    m_tags->addItem(tr("MTG-Jamendo, 50 tags in the order of the outputs"), lists + QStringLiteral("/jamendo.txt"));
    m_tags->addItem(tr("A file with one name a line..."), kOtherTags);
    m_name->setPlaceholderText(tr("that of the file"));
    m_file->setAccessibleName(tr("Weight file"));
    m_architecture->setAccessibleName(tr("Architecture of the file"));
    m_tags->setAccessibleName(tr("Names of its tags"));
    m_name->setAccessibleName(tr("Name of the run"));
    m_import->setAccessibleName(tr("Import"));
    m_message->setAccessibleName(tr("Result of the import"));
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* form = new QFormLayout;
    form->addRow(tr("File:"), line);
    form->addRow(tr("Architecture:"), m_architecture);
    form->addRow(tr("Tags:"), m_tags);
    form->addRow(tr("Name:"), m_name);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_import);
    auto* copy = new CopyCommandButton(m_context, [this] { return m_file->text().isEmpty() ? TaskList{} : TaskList{{QStringLiteral("model_import"), parameters()}}; });
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(panel::heading(tr("Import a weight file")));
    column->addLayout(form);
    column->addLayout(buttons);
    column->addWidget(m_message);

    connect(browse, &QPushButton::clicked, this, &ImportWeights::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, &ImportWeights::updateButtons);
    connect(m_tags, &QComboBox::activated, this, [this] { if (m_tags->currentData().toString() == kOtherTags) chooseTags(); });
    connect(m_import, &QPushButton::clicked, this, &ImportWeights::start);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, [this](const engine::jobs::JobEvent& event) {
        using engine::jobs::JobState;
        const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
        if (ended && m_job == event.id) readJob();
    });
    updateButtons();
}

QString ImportWeights::message() const
{
    return m_message->text();
}

void ImportWeights::setFile(const QString& file)
{
    m_file->setText(file);
}

void ImportWeights::updateButtons()
{
    m_import->setEnabled(!m_file->text().isEmpty() && !m_asked && !m_job);
}

void ImportWeights::chooseFile()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Weight file"), QString(), tr("Weights (*.pth *.pt *.ckpt *.safetensors);;All files (*)"));
    if (!file.isEmpty()) setFile(file);
}

void ImportWeights::chooseTags()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Names of the tags, one a line"));
    if (file.isEmpty()) return m_tags->setCurrentIndex(0);
    m_tags->insertItem(m_tags->count() - 1, file, file);
    m_tags->setCurrentIndex(m_tags->count() - 2);
}

engine::Json ImportWeights::parameters() const
{
    engine::Json parameters;
    engine::tasks::putPath(parameters, "file", bytesOf(m_file->text()));
    const auto tags = m_tags->currentData().toString();
    if (!tags.isEmpty() && tags != kOtherTags) engine::tasks::putPath(parameters, "tags", bytesOf(tags));
    const auto put = [&](const char* key, const QString& value) { if (!value.isEmpty()) parameters[key] = value.toStdString(); };
    put("arch", m_architecture->currentData().toString());
    put("name", m_name->text().trimmed());
    return parameters;
}

void ImportWeights::start()
{
    m_message->setText(tr("Reading and checking the file..."));
    m_asked = true;
    updateButtons();
    m_context.jobs.submit(QStringLiteral("model_import"), parameters(), this, [this](const JobBridge::Submission& begun) {
        m_asked = false;
        m_job = begun.job;
        if (!begun.job) m_message->setText(begun.refusal);
        updateButtons();
    });
}

void ImportWeights::readJob()
{
    m_context.store.ask(this, "import", [id = *m_job](engine::store::Workspace& w) { return w.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_job != job->id) return;
        m_job.reset();
        updateButtons();
        if (job->state == "done") {
            m_message->setText(importText(job->result));
            Q_EMIT imported();
        } else {
            m_message->setText(job->failure ? failureText(*job->failure) : tr("The import was cancelled."));
        }
    });
}

void ImportWeights::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile()) event->acceptProposedAction();
}

void ImportWeights::dropEvent(QDropEvent* event)
{
    setFile(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

}  // namespace ui
