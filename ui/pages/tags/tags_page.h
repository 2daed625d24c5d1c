#pragma once
#include <QTimer>
#include <QWidget>

#include "ui/page_context.h"

class QTabWidget;

namespace ui {

class CleaningPanel;
class ImportPanel;
class MergePanel;
class NextStep;
class PipelineStrip;
class ReviewPanel;
class SplitPanel;
class VocabularyPanel;

/// Tags: vocabulary, import, cleaning and splits, in the order in which a data set becomes a training set.
class TagsPage : public QWidget {
    Q_OBJECT
public:
    explicit TagsPage(PageContext& context, QWidget* parent = nullptr);

private:
    void reload();
    void updateNextStep();
    void showStage(const QString& stage);

    PageContext& m_context;
    QTabWidget* m_tabs = nullptr;
    PipelineStrip* m_strip = nullptr;
    VocabularyPanel* m_vocabulary = nullptr;
    ImportPanel* m_import = nullptr;
    CleaningPanel* m_cleaning = nullptr;
    MergePanel* m_merging = nullptr;
    SplitPanel* m_splits = nullptr;
    ReviewPanel* m_review = nullptr;
    NextStep* m_next = nullptr;
    QTimer m_reload;
};

}  // namespace ui
