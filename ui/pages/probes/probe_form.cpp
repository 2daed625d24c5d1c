#include "ui/pages/probes/probe_form.h"

#include <set>

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/tasks/probe_options.h"
#include "ui/pages/probes/probe_words.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

const QString kVectorFolder = QStringLiteral("folders/vectors");

}  // namespace

ProbeForm::ProbeForm(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_encoders(new QListWidget), m_shares(new QLineEdit(QStringLiteral("1; 5; 10; 100"))), m_seeds(new QSpinBox),
      m_split(new QComboBox), m_problem(panel::plainLabel()), m_export(new QPushButton(Theme::icon(QStringLiteral("export")), tr("Write vectors..."))), m_run(new QPushButton(Theme::icon(QStringLiteral("play")), tr("Compare")))
{
    m_encoders->setAccessibleName(tr("Encoders"));
    m_encoders->setToolTip(tr("Networks that turn a track into numbers. They stay as they are; only the small probe behind them learns."));
    m_encoders->setMinimumHeight(5 * (fontMetrics().height() + 12));
    auto* vectors = new QPushButton(Theme::icon(QStringLiteral("folder")), tr("Vectors of your own..."));
    vectors->setAccessibleName(vectors->text());
    vectors->setToolTip(tr("A folder with one NumPy file for each track, from any other program"));
    auto* probes = new QVBoxLayout;
    probes->setSpacing(4);
    for (const auto& probe : engine::tasks::probeNames()) {
        auto* box = new QCheckBox(probeName(probe));
        box->setChecked(probe == "linear");
        if (probe == engine::tasks::kGridProbe)
            box->setToolTip(tr("Tries 216 recipes - standardised or not, with or without a hidden layer, batch, rate, dropout, weight decay - and takes the one the validation part likes "
                               "best. Minutes for every encoder, share and seed; what was tried is kept."));
        connect(box, &QCheckBox::toggled, this, &ProbeForm::update);
        probes->addWidget(box);
        m_probes.emplace_back(probe, box);
    }
    m_shares->setAccessibleName(tr("Shares of the labels"));
    m_shares->setToolTip(tr("Per cent of the labelled training tracks, with semicolons between them"));
    m_seeds->setRange(1, 100);
    m_seeds->setValue(3);
    m_seeds->setAccessibleName(tr("Seeds"));
    m_seeds->setToolTip(tr("How often each is repeated, with other tracks and weights: the spread tells what is chance"));
    m_split->setAccessibleName(tr("Split"));
    m_run->setAccessibleName(m_run->text());
    m_run->setToolTip(tr("Computes what is not known yet; what was measured before is kept"));
    auto* form = new QFormLayout;
    form->addRow(tr("Probes"), probes);
    form->addRow(tr("Labels, %"), m_shares);
    form->addRow(tr("Seeds"), m_seeds);
    form->addRow(tr("Split"), m_split);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_run);
    buttons->addWidget(new CopyCommandButton(context, [this]() -> TaskList { return problem().isEmpty() ? TaskList{{QStringLiteral("probe_lab"), parameters()}} : TaskList{}; }));
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->addWidget(panel::heading(tr("Compare encoders")));
    column->addWidget(m_encoders, 1);
    m_export->setAccessibleName(m_export->text());
    m_export->setToolTip(tr("What the ticked encoders say of each track, as NumPy files for other programs"));
    auto* own = new QHBoxLayout;
    own->addWidget(vectors);
    own->addWidget(m_export);
    own->addStretch();
    column->addLayout(own);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    connect(vectors, &QPushButton::clicked, this, &ProbeForm::chooseVectors);
    connect(m_export, &QPushButton::clicked, this, &ProbeForm::chooseExport);
    connect(m_encoders, &QListWidget::itemChanged, this, [this] {
        m_isFresh = false;
        update();
    });
    connect(m_shares, &QLineEdit::textChanged, this, &ProbeForm::update);
    connect(m_run, &QPushButton::clicked, this, &ProbeForm::runWanted);
    update();
}

void ProbeForm::addEncoder(const Encoder& encoder)
{
    auto* item = new QListWidgetItem(encoder.name, m_encoders);
    item->setData(Qt::UserRole, QString::fromStdString(encoder.id));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(encoder.isProposed ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(encoder.name.toHtmlEscaped());
}

void ProbeForm::setChoices(const Choices& choices)
{
    const QSignalBlocker quiet(m_encoders);
    std::set<std::string> ticked;
    std::vector<Encoder> own;   // folders of the user, which no workspace lists
    for (int row = 0; row < m_encoders->count(); ++row) {
        const auto* item = m_encoders->item(row);
        const auto id = item->data(Qt::UserRole).toString().toStdString();
        if (item->checkState() == Qt::Checked) ticked.insert(id);
        if (id.starts_with("npy:")) own.push_back({id, item->text(), false});
    }
    m_encoders->clear();
    auto all = choices.encoders;
    all.insert(all.end(), own.begin(), own.end());
    for (auto& encoder : all) {
        if (!m_isFresh) encoder.isProposed = ticked.contains(encoder.id);
        addEncoder(encoder);
    }
    const auto before = m_split->currentText();
    m_split->clear();
    for (const auto& split : choices.splits)
        m_split->addItem(QString::fromStdString(split));
    if (const int place = m_split->findText(before); place >= 0) m_split->setCurrentIndex(place);
    update();
}

void ProbeForm::chooseVectors()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder of vectors, one .npy file for each track"), QSettings().value(kVectorFolder).toString());
    if (folder.isEmpty()) return;
    QSettings().setValue(kVectorFolder, folder);
    m_isFresh = false;
    addEncoder({"npy:" + QFile::encodeName(folder).toStdString(), tr("vectors in %1").arg(QFileInfo(folder).fileName()), true});
}

void ProbeForm::chooseExport()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder for the vectors"), QSettings().value(kVectorFolder).toString());
    if (folder.isEmpty()) return;
    QSettings().setValue(kVectorFolder, folder);
    Q_EMIT exportWanted(folder);
}

std::vector<engine::Json> ProbeForm::exportParameters(const QString& folder) const
{
    std::vector<engine::Json> all;
    const auto wishes = parameters();
    for (const auto& encoder : wishes["encoders"]) {
        all.push_back({{"encoder", encoder}, {"split", m_split->currentText().toStdString()}});
        panel::putFile(all.back(), "folder", folder);
    }
    return all;
}

engine::Json ProbeForm::parameters() const
{
    engine::Json encoders = engine::Json::array(), probes = engine::Json::array();
    for (int row = 0; row < m_encoders->count(); ++row)
        if (const auto* item = m_encoders->item(row); item->checkState() == Qt::Checked) encoders.push_back(item->data(Qt::UserRole).toString().toStdString());
    for (const auto& [probe, box] : m_probes)
        if (box->isChecked()) probes.push_back(probe);
    return {{"encoders", encoders}, {"probes", probes}, {"shares", sharesOf(m_shares->text())}, {"seeds", m_seeds->value()}, {"split", m_split->currentText().toStdString()}};
}

QString ProbeForm::problem() const
{
    if (m_split->count() == 0) return tr("Labels and a split are wanted: give tags, then make a split on the page Tags.");
    const auto wishes = parameters();
    if (wishes["encoders"].empty()) return tr("Tick at least one encoder.");
    if (wishes["probes"].empty()) return tr("Tick at least one probe.");
    if (wishes["shares"].empty()) return tr("Shares are per cent above 0 and up to 100, with semicolons between them.");
    return {};
}

void ProbeForm::setBusy(bool busy)
{
    m_isBusy = busy;
    update();
}

void ProbeForm::update()
{
    const auto wrong = problem();
    m_problem->setText(wrong);
    m_problem->setVisible(!wrong.isEmpty());
    m_run->setEnabled(wrong.isEmpty() && !m_isBusy);
    m_export->setEnabled(!m_isBusy && !parameters()["encoders"].empty());
}

}  // namespace ui
