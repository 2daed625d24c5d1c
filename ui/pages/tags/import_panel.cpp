#include "ui/pages/tags/import_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/dataset/importer.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/columns_dialog.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/pages/tags/recipe_dialog.h"
#include "ui/pages/tags/report_lists.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

void setRow(QTableWidget& table, int row, const QString& name, const engine::Json& count, const QString& meaning)
{
    table.setItem(row, 0, new QTableWidgetItem(name));
    auto* number = new QTableWidgetItem(QLocale().toString(static_cast<qlonglong>(count.get<std::int64_t>())));
    number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, 1, number);
    table.setItem(row, 2, new QTableWidgetItem(meaning));
}

QString splitText(const engine::Json& report)
{
    if (!report.contains("split")) return {};
    const auto& split = report["split"];
    const auto name = QString::fromStdString(split["name"].get<std::string>());
    const int leaks = split["leaks"].get<int>();
    return leaks == 0 ? ImportPanel::tr("and the split '%1', without leaks").arg(name)
                      : ImportPanel::tr("and the split '%1', in which %n recordings are in more than one part", nullptr, leaks).arg(name);
}

/// How the tracks were found, without the ways that found none.
QString matchedText(const engine::Json& by)
{
    const std::pair<const char*, QString> ways[] = {{"path", ImportPanel::tr("%1 by path")}, {"file_name", ImportPanel::tr("%1 by file name")}, {"id", ImportPanel::tr("%1 by the data set's number")},
                                                    {"metadata_id", ImportPanel::tr("%1 by an id in the file")}, {"content", ImportPanel::tr("%1 by content")},
                                                    {"artist_and_title", ImportPanel::tr("%1 by artist and title")}};
    QStringList found;
    for (const auto& [name, text] : ways)
        if (const auto count = by[name].get<qlonglong>(); count > 0) found << text.arg(QLocale().toString(count));
    return found.join(QStringLiteral(", "));
}

}  // namespace

ImportPanel::ImportPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* form = buildForm();
    panel::layOutHalves(*this, QStringLiteral("importHalves"), form, buildReport(), 420, 720);
    connect(&context.jobs, &JobBridge::eventArrived, this, &ImportPanel::takeEvent);
    updateButtons();
}

QWidget* ImportPanel::buildForm()
{
    m_file = new QLineEdit;
    m_file->setPlaceholderText(tr("Table, database or folder of the data set"));
    m_root = new QLineEdit;
    m_root->setPlaceholderText(tr("All scanned folders"));
    m_format = new QComboBox;
    m_format->addItem(tr("By its content"), QStringLiteral("auto"));
    for (const auto* importer : engine::dataset::allImporters()) {
        const auto id = QString::fromUtf8(importer->id.data(), static_cast<qsizetype>(importer->id.size()));
        m_format->addItem(id, id);
        m_format->setItemData(m_format->count() - 1, QString::fromUtf8(importer->description.data(), static_cast<qsizetype>(importer->description.size())), Qt::ToolTipRole);
    }
    m_format->addItem(tr("Table, its columns named by you"), QStringLiteral("table"));
    m_columns = new QPushButton(tr("Columns..."));
    m_columns->setToolTip(tr("For any table: say what its columns mean, and see what its rows become"));
    m_columnsText = panel::plainLabel();
    m_columnsText->setVisible(false);
    m_merge = new QComboBox;
    m_merge->addItem(tr("Keep every tag"), QString());
    m_merge->addItem(tr("Merge MagnaTagATune's synonyms"), QStringLiteral("mtat"));
    m_minScore = new QDoubleSpinBox;
    m_minScore->setRange(0, 1);
    m_minScore->setSingleStep(0.05);
    m_minScore->setSpecialValueText(tr("any"));
    m_minScore->setToolTip(tr("Tags with a lower score are left out; Last.fm's 0 to 100 count as 0 to 1"));
    m_maxTags = new QSpinBox;
    m_maxTags->setRange(0, 1000);
    m_maxTags->setSpecialValueText(tr("any number"));
    m_maxTags->setToolTip(tr("Tracks with more tags are left out: too many tags are seldom careful ones"));
    m_metadata = new QCheckBox(tr("Find tracks by ids in their files too"));
    m_metadata->setToolTip(tr("ISRC, MusicBrainz, AcoustID, TRACKID or comment; opens every file once"));
    m_content = new QCheckBox(tr("Find tracks by their content too"));
    m_content->setToolTip(tr("Rows that nothing else matches are compared by the file they name below the audio folder: its bytes, then its decoded sound"));
    m_preview = new QPushButton(Theme::icon(QStringLiteral("inspect")), tr("Preview"));
    m_preview->setToolTip(tr("Reads and matches everything, writes nothing"));
    m_import = new QPushButton(Theme::icon(QStringLiteral("dataset")), tr("Import"));
    m_import->setToolTip(tr("All rows or none; importing the same file again replaces what it said before"));
    auto* recipe = new QPushButton(tr("MSD500..."));
    recipe->setToolTip(tr("The published tag set in one step, from the Last.fm tags and the taste profile"));
    auto* file = new QPushButton(tr("File..."));
    auto* folder = new QPushButton(tr("Folder..."));
    auto* root = new QPushButton(tr("Choose..."));
    for (auto* button : {m_preview, m_import, m_columns, recipe, file, folder})
        button->setAccessibleName(button->text());
    root->setAccessibleName(tr("Choose the audio folder"));
    const auto beside = [](QLineEdit* field, std::initializer_list<QPushButton*> buttons) {
        auto* row = new QHBoxLayout;
        row->setSpacing(6);
        row->addWidget(field, 1);
        for (auto* button : buttons)
            row->addWidget(button);
        return row;
    };
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(6);
    m_file->setAccessibleName(tr("Data set"));
    m_root->setAccessibleName(tr("Audio folder"));
    form->addRow(tr("Data set"), beside(m_file, {file, folder}));
    form->addRow(tr("Its paths are relative to"), beside(m_root, {root}));
    const auto add = [form](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    };
    auto* format = new QHBoxLayout;
    format->setSpacing(6);
    format->addWidget(m_format, 1);
    format->addWidget(m_columns);
    m_format->setAccessibleName(tr("Format"));
    form->addRow(tr("Format"), format);
    form->addRow(m_columnsText);
    add(tr("Synonyms"), m_merge);
    add(tr("Lowest score"), m_minScore);
    add(tr("Most tags of a track"), m_maxTags);
    for (auto* box : {m_metadata, m_content})
        form->addRow(box);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_preview);
    buttons->addWidget(m_import);
    buttons->addWidget(new CopyCommandButton(m_context, TaskSource([this] {
        const bool isOpen = m_file->text().trimmed().isEmpty() || (m_format->currentData() == QStringLiteral("table") && m_columnParameters.is_null());
        return isOpen ? TaskList{} : TaskList{{QStringLiteral("import"), parameters()}};
    })));
    buttons->addStretch();
    buttons->addWidget(recipe);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->addLayout(form);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addStretch();
    connect(m_file, &QLineEdit::textChanged, this, &ImportPanel::forgetColumns);
    connect(m_format, &QComboBox::activated, this, &ImportPanel::forgetColumns);
    connect(m_columns, &QPushButton::clicked, this, &ImportPanel::chooseColumns);
    connect(file, &QPushButton::clicked, this, [this] {
        if (const auto name = QFileDialog::getOpenFileName(this, tr("Data set")); !name.isEmpty()) m_file->setText(name);
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        if (const auto name = QFileDialog::getExistingDirectory(this, tr("Folder of the data set")); !name.isEmpty()) m_file->setText(name);
    });
    connect(root, &QPushButton::clicked, this, [this] {
        if (const auto name = QFileDialog::getExistingDirectory(this, tr("Audio folder")); !name.isEmpty()) m_root->setText(name);
    });
    connect(recipe, &QPushButton::clicked, this, [this] { RecipeDialog(m_context, m_file->text().trimmed(), m_root->text().trimmed(), this).exec(); });
    connect(m_preview, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_import, &QPushButton::clicked, this, [this] { start(false); });
    return page;
}

QWidget* ImportPanel::buildReport()
{
    m_state = panel::plainLabel(tr("Read by content: MagnaTagATune, MTG-Jamendo, Last.fm and the Million Song Dataset, FMA, GTZAN, and any table with a path column. "
                                   "The report of a preview or import appears here."));
    m_counts = panel::listTable({tr("Rows"), tr("Number"), tr("Meaning")}, tr("Report of the import"));
    m_counts->setSelectionMode(QAbstractItemView::NoSelection);
    m_lists = new ReportLists(m_context);
    const int em = fontMetrics().averageCharWidth();
    m_counts->setColumnWidth(0, em * 18);
    m_counts->setColumnWidth(1, em * 12);
    m_counts->setVisible(false);
    m_lists->setVisible(false);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_state);
    column->addWidget(m_counts);
    column->addWidget(m_lists, 1);
    column->addStretch();
    return page;
}

void ImportPanel::updateButtons()
{
    const bool ready = !m_file->text().trimmed().isEmpty() && !m_job;
    m_preview->setEnabled(ready);
    m_import->setEnabled(ready);
    m_columns->setEnabled(ready);
}

void ImportPanel::forgetColumns()
{
    m_columnParameters = engine::Json();
    m_columnsText->setVisible(false);
    updateButtons();
}

bool ImportPanel::chooseColumns()
{
    ColumnsDialog dialog(QFile::encodeName(m_file->text().trimmed()).toStdString(), m_context.theme, this);
    if (dialog.exec() != QDialog::Accepted) return false;
    m_format->setCurrentIndex(m_format->findData(QStringLiteral("table")));
    m_columnParameters = dialog.parameters();
    m_columnsText->setText(dialog.summary());
    m_columnsText->setVisible(true);
    return true;
}

void ImportPanel::start(bool dryRun)
{
    const bool isTable = m_format->currentData() == QStringLiteral("table");
    if (isTable && m_columnParameters.is_null() && !chooseColumns()) return;
    auto parameters = this->parameters();
    parameters["dry_run"] = dryRun;
    m_state->setText(dryRun ? tr("Reading...") : tr("Importing..."));
    m_context.jobs.submit(QStringLiteral("import"), parameters, this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        if (!begun.job) m_state->setText(begun.refusal);
        updateButtons();
    });
}

engine::Json ImportPanel::parameters() const
{
    engine::Json parameters = engine::Json::object();
    if (m_format->currentData() == QStringLiteral("table"))
        parameters.update(m_columnParameters);
    else
        parameters["format"] = m_format->currentData().toString().toStdString();
    panel::putFile(parameters, "file", m_file->text().trimmed());
    panel::putFile(parameters, "audio_root", m_root->text().trimmed());
    if (const auto merge = m_merge->currentData().toString(); !merge.isEmpty()) parameters["merge"] = merge.toStdString();
    if (m_minScore->value() > 0) parameters["min_score"] = m_minScore->value();
    if (m_maxTags->value() > 0) parameters["max_tags"] = m_maxTags->value();
    if (m_metadata->isChecked()) parameters["match_metadata"] = true;
    if (m_content->isChecked()) parameters["match_content"] = true;
    return parameters;
}

void ImportPanel::takeEvent(const engine::jobs::JobEvent& event)
{
    if (!m_job || event.id != *m_job) return;
    switch (event.state) {
    case engine::jobs::JobState::Queued:
    case engine::jobs::JobState::Paused: return;
    case engine::jobs::JobState::Running:
        if (event.progress.done > 0) m_state->setText(tr("%1 rows read...").arg(QLocale().toString(static_cast<qlonglong>(event.progress.done))));
        return;
    case engine::jobs::JobState::Failed: m_state->setText(event.failure ? failureText(*event.failure) : tr("The import failed.")); break;
    case engine::jobs::JobState::Cancelled: m_state->setText(tr("Stopped; nothing was written.")); break;
    case engine::jobs::JobState::Done:
        m_context.store.ask(this, "report", [job = event.id](StoreThread::Workspace& workspace) {
                const auto row = workspace.jobs().find(job);
                return row ? row->result : engine::Json();
            },
            [this](const engine::Json& report) { showReport(report); });
        break;
    }
    m_job.reset();
    updateButtons();
}

void ImportPanel::showReport(const engine::Json& report)
{
    if (!report.is_object()) return;
    const auto& refused = report["refused"];
    m_state->setText((report["dry_run"].get<bool>() ? tr("Preview of a %1 data set; nothing was written.") : tr("A %1 data set was imported."))
                         .arg(QString::fromStdString(report["format"].get<std::string>())));
    const auto refusals = report.value("refused_total", static_cast<std::int64_t>(refused.size()));
    m_counts->setRowCount(8);
    setRow(*m_counts, 0, tr("Rows"), report["rows"], tr("in the data set"));
    setRow(*m_counts, 1, tr("Matched"), report["matched"], matchedText(report["matched_by"]));
    setRow(*m_counts, 2, tr("Without a track"), report["missing"], tr("no track of the library fits; scan its folder, or name the audio folder"));
    setRow(*m_counts, 3, tr("Unreadable"), report["unreadable"], tr("their track is there but cannot be read"));
    setRow(*m_counts, 4, tr("Duplicates"), report["duplicates"], tr("say again what an earlier row said"));
    setRow(*m_counts, 5, tr("Refused"), refusals, tr("not as the format wants them"));
    setRow(*m_counts, 6, tr("Left out"), report["left_out"]["rows"], tr("by your choice, and %1 tags; %2 merged").arg(report["left_out"]["tags"].get<qlonglong>()).arg(report["left_out"]["merged"].get<qlonglong>()));
    setRow(*m_counts, 7, tr("Different tags"), report["tags"], splitText(report));
    m_counts->setFixedHeight(m_counts->horizontalHeader()->height() + 8 * m_counts->verticalHeader()->defaultSectionSize() + 4);
    m_counts->setVisible(true);
    m_lists->show(report);
    m_lists->setVisible(true);
}

}  // namespace ui
