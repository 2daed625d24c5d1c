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

#include "ui/format.h"
#include "ui/page_context.h"
#include "ui/pages/library/shared_details.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_edits.h"
#include "ui/tag_words.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

QString different()
{
    return DetailsPane::tr("(different)");
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
    m_tags->setAccessibleName(tr("Tags of the chosen tracks, by source"));
    m_tags->setFrameShape(QFrame::NoFrame);
    m_newTag->setPlaceholderText(tr("New tag"));
    m_newTag->setAccessibleName(tr("New tag for the chosen tracks"));
    auto* add = new QPushButton(tr("Add"));
    add->setAccessibleName(tr("Add the tag"));
    add->setToolTip(tr("Give the chosen tracks the tag on the left; files are not touched"));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setAccessibleName(tr("Remove the chosen tag"));
    remove->setToolTip(tr("Take away the chosen tag of yours from all chosen tracks"));
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
    connect(&context.selection, &Selection::tracksChanged, this, &DetailsPane::reload);
    connect(&context.selection, &Selection::tagsEdited, this, &DetailsPane::reload);
    reload();
}

void DetailsPane::reload()
{
    const auto& tracks = m_context.selection.tracks();
    m_newTag->setEnabled(!tracks.empty());
    if (tracks.empty()) {
        show({});
        return;
    }
    m_context.store.ask(
        this, "details", [tracks](StoreThread::Workspace& workspace) { return sharedDetails(workspace, tracks); },
        [this, chosen = tracks.size()](SharedDetails details) {
            if (!details.isComplete) details.tracks = chosen;
            show(details);
        });
}

void DetailsPane::show(const SharedDetails& details)
{
    m_reason->setVisible(details.tracks > 0 && (!details.areReady || !details.isComplete));
    if (details.tracks == 0) {
        m_heading->setText(tr("No track chosen"));
    } else if (details.tracks > 1) {
        m_heading->setText(tr("%n track(s) chosen", nullptr, static_cast<int>(details.tracks)));
    } else {
        const auto title = QString::fromStdString(details.title.value.value_or(std::string()));
        m_heading->setText(title.isEmpty() ? QString::fromStdString(details.path.value.value_or(std::string())).section(QLatin1Char('/'), -1) : title);
    }
    if (!details.isComplete) m_reason->setText(tr("The first %n were compared. A new tag is given to all.", nullptr, static_cast<int>(SharedDetails::kMostCompared)));
    else m_reason->setText(details.reason.value ? QString::fromStdString(*details.reason.value) : tr("Some of them cannot be used; each row's tip says why."));
    showFacts(details);
    showTags(details);
}

void DetailsPane::showFacts(const SharedDetails& details)
{
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    if (details.tracks == 0) return;
    const auto add = [this](const QString& name, const QString& text) {
        if (!text.isEmpty()) m_facts->addRow(name, fact(text));
    };
    const auto words = [](const Shared<std::string>& shared) { return shared.value ? QString::fromStdString(*shared.value) : different(); };
    add(tr("Artist"), words(details.artist));
    add(tr("Album"), words(details.album));
    if (!details.year.value) add(tr("Year"), different());
    else if (*details.year.value > 0) add(tr("Year"), QString::number(*details.year.value));
    if (details.durationSeconds > 0) add(details.tracks > 1 ? tr("Length in all") : tr("Length"), durationText(details.durationSeconds));
    if (!details.format.value || !details.sampleRateHz.value || !details.channels.value) add(tr("Audio"), different());
    else if (*details.sampleRateHz.value > 0)
        add(tr("Audio"), tr("%1, %2 Hz, %n channel(s)", nullptr, *details.channels.value)
                             .arg(words(details.format), QLocale().toString(*details.sampleRateHz.value)));
    if (details.tracks == 1) add(tr("File"), words(details.path));
}

void DetailsPane::showTags(const SharedDetails& details)
{
    m_tags->clear();
    m_tags->headerItem()->setText(2, details.tracks > 1 ? tr("Tracks") : tr("Score"));
    std::map<std::string, QTreeWidgetItem*> groups;
    for (const auto& tag : details.tags) {
        auto*& group = groups[tag.source];
        if (group == nullptr) {
            group = new QTreeWidgetItem(m_tags, {tagSourceName(tag.source)});
            group->setFirstColumnSpanned(true);
            group->setExpanded(true);
        }
        const auto share = tag.tracks == details.tracks ? tr("all") : tr("%1 of %2").arg(tag.tracks).arg(details.tracks);
        auto* item = new QTreeWidgetItem(group, {QString::fromStdString(tag.name), tagTypeName(tag.type),
                                                 details.tracks > 1 ? share : QLocale().toString(tag.score, 'f', 2)});
        item->setIcon(0, Theme::icon(QStringLiteral("tag")));
        item->setData(0, Qt::UserRole, tag.source == kUserSource);
    }
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
    editTag(m_context, m_context.selection.tracks(), {tag}, true);
}

void DetailsPane::removeChosenTag()
{
    const auto* item = m_tags->currentItem();
    if (item == nullptr || !item->data(0, Qt::UserRole).toBool()) {
        m_context.say(tr("Choose a tag of yours first; tags of other sources are kept as they were read."));
        return;
    }
    editTag(m_context, m_context.selection.tracks(), {item->text(0), item->text(1)}, false);
}

}  // namespace ui
