#include "ui/window/settings_dialog.h"

#include <array>
#include <thread>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include "engine/core/folder_size.h"
#include "engine/neural/cuda_driver.h"
#include "engine/store/workspace.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/colour_map.h"

namespace ui {

namespace {

enum Page { Computing, Look, Storage };

QLabel* noteLabel(const QString& text = {})
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void addRow(QFormLayout* form, const QString& name, QWidget* field, const QString& tip)
{
    field->setAccessibleName(name);
    field->setToolTip(tip);
    form->addRow(name, field);
}

void choose(QComboBox* box, const QVariant& value)
{
    const int at = box->findData(value);
    box->setCurrentIndex(std::max(0, at));
}

struct Sizes {
    std::array<engine::FolderSize, 4> parts;   ///< melgrams, checkpoints, reports, cache
};

Sizes sizesOf(const engine::store::Workspace& workspace)
{
    return {{engine::folderSize(workspace.melgramFolder()), engine::folderSize(workspace.checkpointFolder()),
             engine::folderSize(workspace.reportFolder()), engine::folderSize(workspace.cacheFolder())}};
}

}  // namespace

SettingsDialog::SettingsDialog(PageContext& context, const Preferences& preferences, QWidget* parent)
    : QDialog(parent), m_context(context), m_tabs(new QTabWidget)
{
    setWindowTitle(tr("Settings"));
    m_tabs->addTab(buildComputing(), tr("Computing"));
    m_tabs->addTab(buildLook(), tr("Look"));
    m_tabs->addTab(buildStorage(), tr("Storage"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
    buttons->button(QDialogButtonBox::RestoreDefaults)->setToolTip(tr("Fill in what Tagbench came with, on this page; OK keeps it"));
    // Qt's own words are translated only where its translations are installed.
    buttons->button(QDialogButtonBox::Ok)->setText(tr("OK"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    buttons->button(QDialogButtonBox::RestoreDefaults)->setText(tr("Restore defaults"));
    for (auto* button : buttons->buttons())
        button->setAccessibleName(button->text());
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] { fillIn(Preferences(), m_tabs->currentIndex()); });
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_tabs);
    column->addWidget(buttons);
    for (const auto page : {Computing, Look, Storage})
        fillIn(preferences, page);
    measure();
    resize(fontMetrics().averageCharWidth() * 84, sizeHint().height());
}

QWidget* SettingsDialog::buildComputing()
{
    m_threads = new QSpinBox;
    m_threads->setRange(0, std::max(256, static_cast<int>(std::thread::hardware_concurrency())));
    m_threads->setSpecialValueText(tr("All (%1)").arg(QLocale().toString(std::max(1U, std::thread::hardware_concurrency()))));
    m_device = new QComboBox;
    m_device->addItem(tr("Best there is"), QStringLiteral("auto"));
    m_device->addItem(tr("CPU"), QStringLiteral("cpu"));
    m_deviceNote = noteLabel();
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    addRow(form, tr("Threads"), m_threads, tr("How many threads a job may use; fewer leave the machine free for other work"));
    addRow(form, tr("Device"), m_device, tr("Where models are trained and used. A graphics card that is not there is an error, never a silent CPU"));
    form->addRow(QString(), m_deviceNote);
    form->addRow(QString(), noteLabel(tr("Jobs that run already keep what they began with.")));
    // The driver may take a while to answer.
    m_context.store.ask(
        this, "cards", [](StoreThread::Workspace&) { return engine::neural::cudaCards(); },
        [this](const std::vector<engine::neural::CudaCard>& cards) {
            for (std::size_t i = 0; i < cards.size(); ++i) {
                const auto id = QStringLiteral("cuda:%1").arg(i);
                if (m_device->findData(id) < 0) m_device->addItem(QString::fromStdString(cards[i].name), id);
                else m_device->setItemText(m_device->findData(id), QString::fromStdString(cards[i].name));
            }
            m_deviceNote->setText(cards.empty() ? tr("No graphics card with a CUDA driver was found.") : QString());
        });
    return page;
}

QWidget* SettingsDialog::buildLook()
{
    m_look = new QComboBox;
    m_look->addItem(tr("As the system"), static_cast<int>(Theme::Choice::System));
    m_look->addItem(tr("Light"), static_cast<int>(Theme::Choice::Light));
    m_look->addItem(tr("Dark"), static_cast<int>(Theme::Choice::Dark));
    m_colourMap = new QComboBox;
    for (const auto& map : widgets::colourMaps())
        m_colourMap->addItem(widgets::displayName(map), QString::fromLatin1(map.id));
    m_language = new QComboBox;
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Français"), QStringLiteral("fr"));
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    addRow(form, tr("Theme"), m_look, tr("Light or dark, or as the desktop is"));
    addRow(form, tr("Colour map"), m_colourMap, tr("Colours of melgrams and taggrams"));
    addRow(form, tr("Language"), m_language, tr("Words of the window; numbers and dates follow"));
    form->addRow(QString(), noteLabel(tr("Another language is used from the next start on.")));
    return page;
}

QWidget* SettingsDialog::buildStorage()
{
    m_workspace = new QLineEdit;
    m_workspace->setPlaceholderText(tr("The default place"));
    auto* browse = new QPushButton(tr("Choose..."));
    browse->setAccessibleName(tr("Choose the workspace folder"));
    browse->setToolTip(browse->accessibleName());
    m_sizes = noteLabel();
    m_sizes->setAccessibleName(tr("Disk space"));
    m_clear = new QPushButton(tr("Clear cache"));
    m_clear->setAccessibleName(m_clear->text());
    m_clear->setToolTip(tr("Delete what can be made again from the music; nothing you made is lost"));
    connect(browse, &QPushButton::clicked, this, &SettingsDialog::chooseWorkspace);
    connect(m_clear, &QPushButton::clicked, this, &SettingsDialog::clearCache);
    auto* place = new QHBoxLayout;
    place->addWidget(m_workspace, 1);
    place->addWidget(browse);
    m_workspace->setAccessibleName(tr("Workspace"));
    m_workspace->setToolTip(tr("Folder of the database, melgrams, checkpoints and reports"));
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->addRow(tr("Workspace"), place);
    form->addRow(QString(), noteLabel(tr("Open now: %1\nAnother folder is used from the next start on; nothing is moved. A --workspace on the command line wins.")
                                          .arg(QFile::decodeName(m_context.store.workspaceFolder().c_str()))));
    form->addRow(tr("Disk space"), m_sizes);
    form->addRow(QString(), m_clear);
    return page;
}

void SettingsDialog::fillIn(const Preferences& preferences, int page)
{
    if (page == Computing) {
        m_threads->setValue(preferences.threads);
        // A card that is away now is still the choice.
        if (m_device->findData(preferences.device) < 0) m_device->addItem(preferences.device, preferences.device);
        choose(m_device, preferences.device);
    } else if (page == Look) {
        choose(m_look, static_cast<int>(preferences.look));
        choose(m_colourMap, preferences.colourMap);
        choose(m_language, preferences.language);
    } else {
        m_workspace->setText(preferences.workspace);
    }
}

Preferences SettingsDialog::preferences() const
{
    Preferences chosen;
    chosen.threads = m_threads->value();
    chosen.device = m_device->currentData().toString();
    chosen.look = static_cast<Theme::Choice>(m_look->currentData().toInt());
    chosen.colourMap = m_colourMap->currentData().toString();
    chosen.language = m_language->currentData().toString();
    chosen.workspace = m_workspace->text().trimmed();
    return chosen;
}

void SettingsDialog::chooseWorkspace()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Workspace"), m_workspace->text());
    if (!folder.isEmpty()) m_workspace->setText(folder);
}

void SettingsDialog::measure()
{
    m_sizes->setText(tr("Measuring..."));
    m_clear->setEnabled(false);
    m_context.store.ask(
        this, "sizes", [](StoreThread::Workspace& workspace) { return sizesOf(workspace); },
        [this](const Sizes& sizes) {
            const std::array names{tr("Melgrams"), tr("Checkpoints"), tr("Reports"), tr("Cache")};
            QStringList lines;
            for (std::size_t i = 0; i < names.size(); ++i)
                lines << tr("%1: %2 in %n file(s)", nullptr, static_cast<int>(sizes.parts[i].files))
                             .arg(names[i], QLocale().formattedDataSize(static_cast<qint64>(sizes.parts[i].bytes)));
            m_sizes->setText(lines.join(QLatin1Char('\n')));
            m_clear->setEnabled(sizes.parts.back().files > 0);
        });
}

void SettingsDialog::clearCache()
{
    m_clear->setEnabled(false);
    m_context.store.edit(
        this, [](StoreThread::Workspace& workspace) { engine::clearFolder(workspace.cacheFolder()); return true; }, [this](bool) { measure(); });
}

}  // namespace ui
