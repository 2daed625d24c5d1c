#include "ui/pages/search/search_form.h"

#include <map>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/format.h"
#include "ui/theme/theme.h"

namespace ui::search {

namespace {

constexpr qsizetype kMostChips = 5;
constexpr int kChipCharacters = 24;

QLabel* labelFor(const QString& text, QWidget* buddy)
{
    auto* label = new QLabel(text);
    label->setBuddy(buddy);
    return label;
}

}  // namespace

SearchForm::SearchForm(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 8);
    column->addLayout(buildWords());
    column->addLayout(buildLike());
    column->addWidget(buildLikeOptions());
    column->addLayout(buildNarrow());
    setFocusProxy(m_words);
    showLike();
}

QLayout* SearchForm::buildWords()
{
    m_words = new QLineEdit;
    auto font = m_words->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    m_words->setFont(font);
    m_words->setClearButtonEnabled(true);
    m_words->setAccessibleName(tr("Search words"));
    m_words->setToolTip(tr("Each word counts; -word asks for little of it, \"two words\" belong together"));
    m_words->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &SearchForm::changed);
    m_likeChosen = new QPushButton(Theme::icon(QStringLiteral("search")), tr("Like the chosen tracks"));
    m_likeChosen->setAccessibleName(m_likeChosen->text());
    m_likeChosen->setToolTip(tr("Search for tracks that are like the ones chosen here or on any other page"));
    connect(m_likeChosen, &QPushButton::clicked, this, &SearchForm::likeChosenWanted);
    auto* row = new QHBoxLayout;
    row->addWidget(m_words, 1);
    row->addWidget(m_likeChosen);
    return row;
}

QLayout* SearchForm::buildLike()
{
    m_likeLabel = new QLabel(tr("Like:"));
    m_chips = new QHBoxLayout;
    auto* row = new QHBoxLayout;
    row->addWidget(m_likeLabel);
    row->addLayout(m_chips);
    row->addStretch();
    return row;
}

QWidget* SearchForm::buildLikeOptions()
{
    m_otherArtists = new QCheckBox(tr("Other artists only"));
    m_otherArtists->setAccessibleName(m_otherArtists->text());
    m_otherArtists->setToolTip(tr("Leave out tracks by an artist that was asked for"));
    const auto number = [](double most, double value, const QString& name, const QString& tip) {
        auto* box = new QDoubleSpinBox;
        box->setRange(0, most);
        box->setSingleStep(0.1);
        box->setValue(value);
        box->setAccessibleName(name);
        box->setToolTip(tip);
        return box;
    };
    m_diversity = number(1, 0, tr("Variety"), tr("0 = simply the nearest; towards 1 the answers also differ from each other"));
    m_strength = number(5, 1, tr("Push of the words"), tr("How far words push the search away from the tracks: 1 = as far as they are from nowhere"));
    connect(m_otherArtists, &QCheckBox::toggled, this, &SearchForm::changed);
    connect(m_diversity, &QDoubleSpinBox::valueChanged, this, &SearchForm::changed);
    connect(m_strength, &QDoubleSpinBox::valueChanged, this, &SearchForm::changed);
    m_likeOptions = new QWidget;
    auto* row = new QHBoxLayout(m_likeOptions);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(labelFor(tr("Push of the words"), m_strength));
    row->addWidget(m_strength);
    row->addSpacing(8);
    row->addWidget(labelFor(tr("Variety"), m_diversity));
    row->addWidget(m_diversity);
    row->addSpacing(8);
    row->addWidget(m_otherArtists);
    row->addStretch();
    return m_likeOptions;
}

void SearchForm::buildMethods()
{
    m_method = new QComboBox;
    const auto add = [this](const QString& text, const char* method, const QString& tip) {
        m_method->addItem(text, QString::fromLatin1(method));
        m_method->setItemData(m_method->count() - 1, plainTip(tip), Qt::ToolTipRole);
    };
    add(tr("Automatic"), "auto", tr("A trained metric model, else predicted tags, else the tags of the library"));
    add(tr("Metric model"), "joint", tr("Words and tracks lie in one space: any word with a word vector counts. Trained under Retrieval."));
    add(tr("Predicted tags"), "tags", tr("The probabilities that the newest run gave every track"));
    add(tr("Tags of the library"), "library", tr("Tags that tracks carry; finds words, not similar tracks"));
    add(tr("Embedding"), "embedding", tr("What the newest run hears, before it names tags; finds tracks like tracks"));
    add(tr("Newest map"), "map", tr("Neighbours on the newest map: it keeps neighbourhoods, not distances"));
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("What answers; Automatic says below which method it took, and why"));
    connect(m_method, &QComboBox::currentIndexChanged, this, &SearchForm::changed);
}

/// What cannot answer cannot be chosen.
void SearchForm::updateMethods()
{
    const bool isLike = !m_like.empty();
    const std::map<QString, bool> can{{QStringLiteral("joint"), !m_known || m_known->hasJoint},
                                      {QStringLiteral("tags"), !m_known || m_known->hasPredictions},
                                      {QStringLiteral("library"), !isLike},
                                      {QStringLiteral("embedding"), isLike && (!m_known || m_known->hasPredictions)},
                                      {QStringLiteral("map"), isLike}};
    auto* items = qobject_cast<QStandardItemModel*>(m_method->model());
    for (int i = 1; i < m_method->count(); ++i)
        items->item(i)->setEnabled(can.at(m_method->itemData(i).toString()));
    if (!items->item(m_method->currentIndex())->isEnabled()) m_method->setCurrentIndex(0);
}

QLayout* SearchForm::buildNarrow()
{
    buildMethods();
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Only: words, or genre:jazz artist:…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Only tracks of this filter"));
    m_filter->setToolTip(tr("The search is narrowed to these tracks; the same words as in the library's filter"));
    m_filter->installEventFilter(this);
    m_facets = new QMenu(this);
    m_facetButton = new QPushButton(Theme::icon(QStringLiteral("tags")), tr("Narrow to"));
    m_facetButton->setAccessibleName(m_facetButton->text());
    m_facetButton->setToolTip(tr("Only tracks that carry a tag, by type"));
    m_facetButton->setMenu(m_facets);
    m_facetButton->setEnabled(false);
    m_count = new QSpinBox;
    m_count->setRange(1, 1000);
    m_count->setValue(50);
    m_count->setAccessibleName(tr("How many"));
    m_count->setToolTip(tr("How many tracks are listed"));
    connect(m_filter, &QLineEdit::textChanged, this, &SearchForm::changed);
    connect(m_count, &QSpinBox::valueChanged, this, &SearchForm::changed);
    auto* row = new QHBoxLayout;
    row->addWidget(m_filter, 1);
    row->addWidget(m_facetButton);
    row->addSpacing(8);
    row->addWidget(labelFor(tr("Method"), m_method));
    row->addWidget(m_method);
    row->addSpacing(8);
    row->addWidget(labelFor(tr("How many"), m_count));
    row->addWidget(m_count);
    return row;
}

engine::tasks::SearchRequest SearchForm::request() const
{
    engine::tasks::SearchRequest request;
    request.words = m_words->text().toStdString();
    request.like = m_like;
    request.method = m_method->currentData().toString().toStdString();
    request.filter = m_filter->text().trimmed().toStdString();
    request.count = static_cast<std::size_t>(m_count->value());
    request.otherArtists = m_otherArtists->isChecked();
    request.diversity = m_diversity->value();
    request.strength = m_strength->value();
    return request;
}

bool SearchForm::isEmpty() const
{
    return m_like.empty() && m_words->text().trimmed().isEmpty();
}

void SearchForm::setKnown(const Known& known)
{
    m_known = known;
    updateMethods();
    m_facets->clear();
    for (const auto& [type, tags] : known.facets) {
        auto* menu = m_facets->addMenu(QString(type).replace(QLatin1Char('&'), QStringLiteral("&&")));
        for (const auto& tag : tags)
            menu->addAction(QString(tag).replace(QLatin1Char('&'), QStringLiteral("&&")), this, [this, type = type, tag] { narrowTo(type, tag); });
    }
    m_facetButton->setEnabled(!known.facets.empty());
}

void SearchForm::narrowTo(const QString& type, const QString& tag)
{
    const auto term = QStringLiteral("%1:\"%2\"").arg(type == QLatin1String("genre") ? type : QStringLiteral("tag"), QString(tag).remove(QLatin1Char('"')));
    const auto before = m_filter->text().trimmed();
    if (!before.contains(term)) m_filter->setText(before.isEmpty() ? term : before + QLatin1Char(' ') + term);
}

void SearchForm::setLike(std::vector<engine::TrackId> tracks, QStringList titles)
{
    m_like = std::move(tracks);
    m_likeTitles = std::move(titles);
    showLike();
    Q_EMIT changed();
}

void SearchForm::showLike()
{
    while (auto* item = m_chips->takeAt(0)) {
        if (item->widget() != nullptr) item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < std::min(kMostChips, m_likeTitles.size()); ++i) {
        auto* chip = new QToolButton;
        chip->setIcon(Theme::icon(QStringLiteral("cancel")));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        const auto title = m_likeTitles[i];
        chip->setText(fontMetrics().elidedText(title, Qt::ElideRight, kChipCharacters * fontMetrics().averageCharWidth()).replace(QLatin1Char('&'), QStringLiteral("&&")));
        chip->setAccessibleName(tr("No longer like %1").arg(title));
        chip->setToolTip(plainTip(chip->accessibleName()));
        connect(chip, &QToolButton::clicked, this, [this, i] {
            auto tracks = m_like;
            auto titles = m_likeTitles;
            tracks.erase(tracks.begin() + i);
            titles.removeAt(i);
            setLike(std::move(tracks), std::move(titles));
        });
        m_chips->addWidget(chip);
    }
    if (const auto more = static_cast<int>(m_likeTitles.size() - kMostChips); more > 0) m_chips->addWidget(new QLabel(tr("and %Ln more", nullptr, more)));
    m_likeLabel->setVisible(!m_like.empty());
    m_likeOptions->setVisible(!m_like.empty());
    updateMethods();
    m_words->setPlaceholderText(m_like.empty() ? tr("What do you want to hear? dreamy piano -drums")
                                               : tr("More or less of something: dreamy -metal"));
}

void SearchForm::setChosenCount(std::size_t tracks)
{
    m_likeChosen->setEnabled(tracks > 0);
}

bool SearchForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        auto* line = qobject_cast<QLineEdit*>(watched);
        if (line != nullptr && key == Qt::Key_Escape) {
            line->clear();
            return true;
        }
        if (line != nullptr && (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter)) {
            Q_EMIT leaveWanted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace ui::search
