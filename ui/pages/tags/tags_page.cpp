#include "ui/pages/tags/tags_page.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/jobs/job_bridge.h"
#include "ui/pages/page.h"
#include "ui/pages/tags/cleaning_panel.h"
#include "ui/pages/tags/import_panel.h"
#include "ui/pages/tags/merge_panel.h"
#include "ui/pages/tags/pipeline_strip.h"
#include "ui/pages/tags/review_panel.h"
#include "ui/pages/tags/split_panel.h"
#include "ui/pages/tags/vocabulary_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

enum Tab { kVocabulary, kImport, kCleaning, kMerging, kSplits, kReview };

}  // namespace

TagsPage::TagsPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("All about the words, from data set to training set.\n\nVocabulary lists every tag with its type and its tracks. Import takes the tags of a "
                    "data set over to your tracks and names what did not match. Cleaning brings different writings together in stages that you can look at, "
                    "and take back. Merging makes one vocabulary of all sources, and each tag's name in it can be changed. Splits makes the parts to learn "
                    "from, to watch and to measure: no artist and no recording stands in two of them, and the "
                    "proof is shown."));
    m_vocabulary = new VocabularyPanel(context);
    m_import = new ImportPanel(context);
    m_cleaning = new CleaningPanel(context);
    m_merging = new MergePanel(context);
    m_splits = new SplitPanel(context);
    m_review = new ReviewPanel(context);
    m_strip = new PipelineStrip(context);
    m_strip->setWish([this] {
        engine::tasks::PipelineWish wish;
        wish.cleaning = m_cleaning->editedParameters();
        wish.split = m_splits->editedSplit();
        wish.resample = m_splits->editedResampling();
        return wish;
    });
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_vocabulary, Theme::icon(QStringLiteral("tag")), tr("Vocabulary"));
    m_tabs->addTab(m_import, Theme::icon(QStringLiteral("dataset")), tr("Import"));
    m_tabs->addTab(m_cleaning, Theme::icon(QStringLiteral("settings")), tr("Cleaning"));
    m_tabs->addTab(m_merging, Theme::icon(QStringLiteral("library")), tr("Merging"));
    m_tabs->addTab(m_splits, Theme::icon(QStringLiteral("split")), tr("Splits"));
    m_tabs->addTab(m_review, Theme::icon(QStringLiteral("ready")), tr("Review"));
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_next);
    m_reload.setSingleShot(true);
    m_reload.setInterval(300);
    connect(&m_reload, &QTimer::timeout, this, &TagsPage::reload);
    connect(&context.jobs, &JobBridge::eventArrived, this, [this](const engine::jobs::JobEvent& event) {
        if (event.state == engine::jobs::JobState::Done && !m_reload.isActive()) m_reload.start();
    });
    connect(m_vocabulary, &VocabularyPanel::loaded, this, &TagsPage::updateNextStep);
    connect(m_cleaning, &CleaningPanel::changed, this, &TagsPage::reload);
    connect(m_merging, &MergePanel::changed, this, &TagsPage::reload);
    connect(m_cleaning, &CleaningPanel::edited, m_strip, &PipelineStrip::reload);
    connect(m_splits, &SplitPanel::edited, m_strip, &PipelineStrip::reload);
    connect(m_strip, &PipelineStrip::chosen, this, &TagsPage::showStage);
    connect(m_tabs, &QTabWidget::currentChanged, this, &TagsPage::updateNextStep);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == kMerging) m_merging->reload();
        if (tab != kReview) return;
        m_review->reload();
        m_review->setFocus();
    });
    reload();
    updateNextStep();
}

void TagsPage::reload()
{
    m_vocabulary->reload();
    m_cleaning->reload();
    if (m_tabs->currentIndex() == kMerging) m_merging->reload();   // it counts every source's tags, which takes a while where there are millions
    m_splits->reload();
    if (m_tabs->currentIndex() == kReview) m_review->reload();
    m_strip->reload();
}

void TagsPage::showStage(const QString& stage)
{
    if (stage == QStringLiteral("sources") || stage == QStringLiteral("ids")) m_context.showPage(QStringLiteral("library"));
    else if (stage == QStringLiteral("merged")) m_tabs->setCurrentIndex(kCleaning);
    else if (stage == QStringLiteral("melgrams")) m_context.showPage(QStringLiteral("jobs"));
    else m_tabs->setCurrentIndex(kSplits);
}

void TagsPage::updateNextStep()
{
    const auto go = [this](Tab tab) { return [this, tab] { m_tabs->setCurrentIndex(tab); }; };
    switch (m_tabs->currentIndex()) {
    case kVocabulary:
        if (m_vocabulary->isEmpty())
            m_next->show(tr("Take the tags of a data set over to your tracks."), tr("Import a data set..."), go(kImport));
        else
            m_next->show(tr("Put the tags into categories and bring different writings together."), tr("Clean the tags..."), go(kCleaning));
        break;
    case kImport: m_next->show(tr("A preview reads and matches everything and writes nothing.")); break;
    case kCleaning: m_next->show(tr("Your tracks keep their own tags; the cleaned ones stand beside them and can be taken away again."), tr("Split the tracks..."), go(kSplits)); break;
    case kMerging: m_next->show(tr("A type that a data set delivers stays; double-click a name to change it."), tr("Split the tracks..."), go(kSplits)); break;
    case kReview: m_next->show(tr("Accepted predictions become tags of yours; a new training learns from them.")); break;
    default: m_next->show(tr("A split without leaks is what a model can be trained on."), tr("Train a model..."), [this] { m_context.showPage(QStringLiteral("jobs")); }); break;
    }
}

extern const PageEntry tags_page;
const PageEntry tags_page{"tags", QT_TRANSLATE_NOOP("pages", "Tags"), QT_TRANSLATE_NOOP("pages", "Vocabulary, data sets, cleaning and splits"),
                          [](PageContext& context) -> QWidget* { return new TagsPage(context); }};

}  // namespace ui
