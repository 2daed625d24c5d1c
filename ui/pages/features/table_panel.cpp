#include "ui/pages/features/table_panel.h"

#include <cmath>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableWidget>

#include "engine/classic/charts.h"
#include "engine/core/csv.h"
#include "ui/charts/picture_view.h"
#include "ui/charts/save_picture_button.h"
#include "ui/pages/features/health_words.h"
#include "ui/pages/features/table_form.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/selection.h"
#include "ui/theme/theme.h"

namespace ui::features {

namespace {

using engine::report::Mark;

QString shortNumber(double value)
{
    return QLocale().toString(value, 'g', 4);
}

std::string boxesCsv(const LoadedTable& loaded, const std::vector<engine::classic::BoxSummary>& boxes)
{
    engine::CsvWriter csv;
    for (const char* name : {"class", "rows", "missing", "minimum", "lower quartile", "median", "upper quartile", "maximum"})
        csv.text(name);
    csv.endRow();
    for (std::size_t c = 0; c < boxes.size(); ++c) {
        const auto& box = boxes[c];
        csv.text(loaded.table.classes[c]).integer(static_cast<std::int64_t>(box.count)).integer(static_cast<std::int64_t>(box.missing));
        for (const double value : {box.least, box.lower, box.median, box.upper, box.most})
            csv.number(box.count > 0 ? value : NAN);
        csv.endRow();
    }
    return csv.document();
}

std::string correlationsCsv(const LoadedTable& loaded)
{
    const auto& columns = loaded.table.columns;
    engine::CsvWriter csv;
    csv.text("column");
    for (const auto& name : columns)
        csv.text(name);
    csv.endRow();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        csv.text(columns[i]);
        for (std::size_t j = 0; j < columns.size(); ++j)
            csv.number(loaded.correlations[i * columns.size() + j]);
        csv.endRow();
    }
    return csv.document();
}

std::string planeCsv(const LoadedTable& loaded)
{
    engine::CsvWriter csv;
    for (const char* name : {"row", "class", "PC 1", "PC 2"})
        csv.text(name);
    csv.endRow();
    for (std::size_t r = 0; r < loaded.table.rows(); ++r) {
        csv.integer(static_cast<std::int64_t>(r)).text(loaded.table.classes[static_cast<std::size_t>(loaded.table.labels[r])]);
        csv.number(loaded.plane.x[r]).number(loaded.plane.y[r]);
        csv.endRow();
    }
    return csv.document();
}

}  // namespace

TablePanel::TablePanel(PageContext& context, TableReader& reader, QWidget* parent) : QWidget(parent), m_context(context), m_reader(reader)
{
    m_form = new TableForm(context, reader);
    m_hint = panel::plainLabel();
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setContentsMargins(40, 40, 40, 40);
    m_correlations = new PictureView(tr("Correlations"));
    m_plane = new PictureView(tr("Rows on a plane"));
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildHealth(), tr("Health"));
    m_tabs->addTab(buildBoxes(), tr("Box plot"));
    m_tabs->addTab(framed(m_correlations, QStringLiteral("correlations"), nullptr,
                          tr("Pearson's r of every pair of columns: strong where two say the same. Rest the pointer on a cell for the pair and its value.")), tr("Correlation"));
    m_tabs->addTab(framed(m_plane, QStringLiteral("plane"), nullptr,
                          tr("Each row on the two directions of most variance, all columns scaled alike. Classes that lie apart here are easy to tell apart; others may still be.")), tr("Scatter"));
    m_right = new QStackedWidget;
    m_right->addWidget(m_tabs);
    m_right->addWidget(m_hint);
    m_right->setCurrentWidget(m_hint);
    auto* halves = new QSplitter;
    halves->setObjectName(QStringLiteral("featureTableHalves"));
    halves->addWidget(m_form);
    halves->addWidget(m_right);
    halves->setStretchFactor(1, 1);
    halves->setSizes({300, 900});
    halves->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves);
    connect(m_form, &TableForm::reading, this, [this] { if (!m_table) showHint(tr("Reading the table...")); });
    connect(m_form, &TableForm::loaded, this, &TablePanel::show);
    connect(m_form, &TableForm::absent, this, [this](const QString& hint) {
        m_table.reset();
        showHint(hint);
        Q_EMIT changed();
    });
    connect(m_plane, &PictureView::picked, this, [this](const Mark& mark) { chooseRow(mark.row); });
}

QWidget* TablePanel::buildHealth()
{
    m_health = panel::listTable({tr("What"), tr("What it means")}, tr("Health card"));
    m_health->setWordWrap(true);
    m_health->setColumnWidth(0, fontMetrics().averageCharWidth() * 28);
    m_health->setFocusPolicy(Qt::StrongFocus);
    m_health->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_sizes = panel::listTable({tr("Class"), tr("Rows")}, tr("Rows of every class"));
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setObjectName(QStringLiteral("featureHealthHalves"));
    halves->addWidget(m_health);
    halves->addWidget(m_sizes);
    halves->setStretchFactor(0, 1);
    halves->setSizes({380, 240});
    halves->setChildrenCollapsible(false);
    return halves;
}

QWidget* TablePanel::buildBoxes()
{
    m_boxes = new PictureView(tr("Box plot"));
    m_column = new QComboBox;
    m_column->setAccessibleName(tr("Column of the box plot"));
    m_column->setToolTip(tr("Whose values are drawn, class by class; the arrow keys go through them"));
    m_column->setMinimumContentsLength(24);
    connect(m_column, &QComboBox::currentIndexChanged, this, &TablePanel::askBoxes);
    return framed(m_boxes, QStringLiteral("boxes"), m_column,
                  tr("Box: the middle half of the rows, with the median. Whiskers reach to the last value within one and a half boxes; what lies beyond are dots."));
}

QWidget* TablePanel::framed(PictureView* view, const QString& name, QWidget* controls, const QString& explanation)
{
    auto* words = panel::plainLabel(explanation);
    words->setContentsMargins(12, 6, 12, 6);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 8, 4);
    if (controls != nullptr) row->addWidget(controls);
    row->addStretch();
    row->addWidget(new SavePictureButton(m_context, *view, name));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(view, 1);
    column->addWidget(words);
    return page;
}

QString TablePanel::hintText() const
{
    return m_right->currentWidget() == m_hint ? m_hint->text() : QString();
}

void TablePanel::showHint(const QString& hint)
{
    m_hint->setText(hint);
    m_right->setCurrentWidget(m_hint);
}

void TablePanel::show(const TablePtr& table)
{
    m_table = table;
    m_right->setCurrentWidget(m_tabs);
    showHealth();
    fillColumns();
    showCorrelations();
    showPlane();
    Q_EMIT changed();
}

void TablePanel::showHealth()
{
    const auto lines = healthWords(*m_table);
    m_health->setRowCount(static_cast<int>(lines.size()));
    for (int i = 0; i < m_health->rowCount(); ++i) {
        const auto& line = lines[static_cast<std::size_t>(i)];
        auto* name = new QTableWidgetItem(line.name);
        if (line.kind == HealthLine::Kind::Warning) name->setIcon(Theme::icon(QStringLiteral("unreadable")));
        if (line.kind == HealthLine::Kind::Good) name->setIcon(Theme::icon(QStringLiteral("ready")));
        m_health->setItem(i, 0, name);
        m_health->setItem(i, 1, new QTableWidgetItem(line.text));
    }
    const auto& sizes = m_table->health.perClass;
    m_sizes->setRowCount(static_cast<int>(sizes.size()));
    for (int c = 0; c < m_sizes->rowCount(); ++c) {
        const auto place = static_cast<std::size_t>(c);
        m_sizes->setItem(c, 0, new QTableWidgetItem(QString::fromStdString(m_table->table.classes[place])));
        m_sizes->setItem(c, 1, new QTableWidgetItem(QLocale().toString(static_cast<qulonglong>(sizes[place]))));
    }
    m_sizes->setColumnWidth(0, fontMetrics().averageCharWidth() * 26);
}

void TablePanel::fillColumns()
{
    const QSignalBlocker quiet(m_column);
    const auto before = m_column->currentText();
    m_column->clear();
    for (const auto& name : m_table->table.columns)
        m_column->addItem(QString::fromStdString(name));
    m_column->setCurrentIndex(std::max(0, m_column->findText(before)));
    askBoxes();
}

void TablePanel::askBoxes()
{
    if (!m_table || m_column->currentIndex() < 0) return;
    m_reader.askBoxes(m_table, static_cast<std::size_t>(m_column->currentIndex()), [this](const auto& boxes) { showBoxes(boxes); });
}

void TablePanel::showBoxes(const std::vector<engine::classic::BoxSummary>& boxes)
{
    const auto column = static_cast<std::size_t>(m_column->currentIndex());
    if (!m_table || column >= m_table->table.columns.size() || boxes.size() != m_table->table.classes.size()) return;
    m_boxes->show({[table = m_table, column, boxes](QSizeF room) { return engine::classic::boxPlot(table->table, column, boxes, room.width()); },
                   [table = m_table, boxes](const Mark& mark) {
                       const auto& box = boxes[mark.row];
                       return tr("%1: median %2, middle half %3 to %4, from %5 to %6; rows %7")
                           .arg(QString::fromStdString(table->table.classes[mark.row]), shortNumber(box.median), shortNumber(box.lower), shortNumber(box.upper),
                                shortNumber(box.least), shortNumber(box.most), QLocale().toString(static_cast<qulonglong>(box.count)));
                   },
                   [table = m_table, boxes] { return boxesCsv(*table, boxes); }, tr("No value in this column.")});
}

void TablePanel::showCorrelations()
{
    m_correlations->show({[table = m_table](QSizeF) { return engine::classic::correlationMap(table->table.columns, table->correlations); },
                          [table = m_table](const Mark& mark) {
                              const auto& columns = table->table.columns;
                              const auto pair = tr("%1 and %2").arg(QString::fromStdString(columns[mark.row]), QString::fromStdString(columns[mark.column]));
                              const double r = table->correlations[mark.row * columns.size() + mark.column];
                              return std::isnan(r) ? tr("%1: not defined, one of them does not vary").arg(pair) : tr("%1: r = %2").arg(pair, QLocale().toString(r, 'f', 3));
                          },
                          [table = m_table] { return correlationsCsv(*table); }, tr("A correlation needs two columns.")});
}

void TablePanel::showPlane()
{
    m_plane->show({[table = m_table](QSizeF room) { return engine::classic::classScatter(table->table, table->plane, room.width(), room.height()); },
                   [table = m_table](const Mark& mark) {
                       const auto name = QString::fromStdString(table->table.classes[mark.column]);
                       return table->table.tracks.empty() ? tr("Row %1: %2").arg(mark.row).arg(name) : tr("%1: click to choose the track").arg(name);
                   },
                   [table = m_table] { return planeCsv(*table); }, {}});
}

void TablePanel::chooseRow(std::size_t row)
{
    if (!m_table || row >= m_table->table.tracks.size()) return;   // a table from a file has no tracks
    const auto track = m_table->table.tracks[row];
    m_context.selection.setTracks({track}, track);
    m_context.say(tr("The track is chosen: Inspect shows it, and the player plays it."));
}

}  // namespace ui::features
