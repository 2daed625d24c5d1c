#include "ui/pages/library/details_pane.h"

#include <map>

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/format.h"
#include "ui/page_context.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_edits.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

struct Details {
    std::optional<engine::store::Track> track;
    std::vector<engine::store::TrackTag> tags;
};

QString sourceText(const std::string& source)
{
    if (source == "file") return DetailsPane::tr("In the file");
    if (source == kUserSource) return DetailsPane::tr("Yours");
    return QString::fromStdString(source);
}

QLabel* fact(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

DetailsPane::DetailsPane(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_heading(new QLabel), m_reason(new QLabel), m_facts(new QFormLayout),
      m_tags(new QTreeWidget), m_newTag(new QLineEdit)
{
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    auto font = m_heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setBold(true);
    m_heading->setFont(font);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_tags->setHeaderLabels({tr("Tag"), tr("Type"), tr("Score")});
    m_tags->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tags->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tags->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_tags->header()->setStretchLastSection(false);
    m_tags->setIndentation(fontMetrics().averageCharWidth() * 2);
    m_tags->setAccessibleName(tr("Tags of the track, by source"));
    m_tags->setFrameShape(QFrame::NoFrame);
    m_newTag->setPlaceholderText(tr("New tag"));
    m_newTag->setAccessibleName(tr("New tag for this track"));
    auto* add = new QPushButton(tr("Add"));
    add->setAccessibleName(tr("Add the tag"));
    add->setToolTip(tr("Give this track the tag on the left; files are not touched"));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setAccessibleName(tr("Remove the chosen tag"));
    remove->setToolTip(tr("Take away the chosen tag of yours"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_newTag, 1);
    row->addWidget(add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 8);
    column->addWidget(m_heading);
    column->addWidget(m_reason);
    column->addLayout(m_facts);
    column->addWidget(m_tags, 1);
    column->addWidget(remove, 0, Qt::AlignRight);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, &DetailsPane::addTag);
    connect(m_newTag, &QLineEdit::returnPressed, this, &DetailsPane::addTag);
    connect(remove, &QPushButton::clicked, this, &DetailsPane::removeChosenTag);
    connect(&context.selection, &Selection::currentChanged, this, &DetailsPane::reload);
    connect(&context.selection, &Selection::tagsEdited, this, &DetailsPane::reload);
    reload();
}

void DetailsPane::reload()
{
    const auto current = m_context.selection.current();
    m_newTag->setEnabled(current.has_value());
    const auto show = [this](const Details& details) {
        while (m_facts->rowCount() > 0)
            m_facts->removeRow(0);
        m_tags->clear();
        const auto& track = details.track;
        m_reason->setVisible(track && track->state != engine::store::TrackState::Ready);
        if (!track) {
            m_heading->setText(tr("No track chosen"));
            return;
        }
        const auto file = QString::fromStdString(track->displayPath);
        m_heading->setText(track->title.empty() ? file.section(QLatin1Char('/'), -1) : QString::fromStdString(track->title));
        m_reason->setText(QString::fromStdString(track->reason));
        const auto add = [this](const QString& name, const QString& text) {
            if (!text.isEmpty()) m_facts->addRow(name, fact(text));
        };
        add(tr("Artist"), QString::fromStdString(track->artist));
        add(tr("Album"), QString::fromStdString(track->album));
        add(tr("Year"), track->year > 0 ? QString::number(track->year) : QString());
        if (track->sampleRateHz > 0) {
            add(tr("Length"), durationText(track->durationSeconds));
            add(tr("Audio"), tr("%1, %2 Hz, %n channel(s)", nullptr, track->channels)
                                 .arg(QString::fromStdString(track->format), QLocale().toString(track->sampleRateHz)));
        }
        add(tr("File"), file);
        std::map<std::string, QTreeWidgetItem*> groups;
        for (const auto& tag : details.tags) {
            auto*& group = groups[tag.source];
            if (group == nullptr) {
                group = new QTreeWidgetItem(m_tags, {sourceText(tag.source)});
                group->setFirstColumnSpanned(true);
                group->setExpanded(true);
            }
            auto* item = new QTreeWidgetItem(group, {QString::fromStdString(tag.name), QString::fromStdString(tag.type),
                                                     QLocale().toString(tag.score, 'f', 2)});
            item->setIcon(0, Theme::icon(QStringLiteral("tag")));
            item->setData(0, Qt::UserRole, tag.source == kUserSource);
        }
    };
    if (!current) {
        show({});
        return;
    }
    m_context.store.ask(
        this, "details",
        [id = *current](StoreThread::Workspace& workspace) {
            return Details{workspace.tracks().find(id), workspace.tags().ofTrack(id)};
        },
        show);
}

void DetailsPane::focusNewTag()
{
    if (!m_newTag->isEnabled()) m_context.say(tr("Choose a track first; its tags are edited on the right."));
    m_newTag->setFocus();
}

void DetailsPane::addTag()
{
    const auto tag = m_newTag->text().simplified();
    if (tag.isEmpty()) return;
    m_newTag->clear();
    if (const auto track = m_context.selection.current()) editTag(m_context, *track, {tag}, true);
}

void DetailsPane::removeChosenTag()
{
    const auto* item = m_tags->currentItem();
    if (item == nullptr || !item->data(0, Qt::UserRole).toBool()) {
        m_context.say(tr("Choose a tag of yours first; tags of other sources are kept as they were read."));
        return;
    }
    if (const auto track = m_context.selection.current()) editTag(m_context, *track, {item->text(0), item->text(1)}, false);
}

}  // namespace ui
