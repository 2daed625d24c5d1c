#pragma once
#include <functional>
#include <vector>

#include <QAbstractButton>
#include <QFrame>

#include "engine/tasks/pipeline.h"
#include "ui/page_context.h"

class QComboBox;
class QPushButton;

namespace ui {

/// One station of the strip: name, counts and state, in words and as a mark.
class PipelineStation : public QAbstractButton {
    Q_OBJECT
public:
    PipelineStation(QString name, const Theme& theme, QWidget* parent = nullptr);
    void show(engine::tasks::PipelineStage::State state, const QString& counts, const QString& words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor stateColour() const;
    void paintMark(QPainter& painter, const QRectF& box) const;

    const Theme& m_theme;
    QString m_name, m_counts, m_words;
    engine::tasks::PipelineStage::State m_state = engine::tasks::PipelineStage::State::Absent;
};

/// Sources, merged, ids, split, resampled, melgrams, checked: what each holds, what is stale and why, and the one button that makes only that.
class PipelineStrip : public QFrame {
    Q_OBJECT
public:
    explicit PipelineStrip(PageContext& context, QWidget* parent = nullptr);
    /// What the forms of the page say now; asked for at each reload.
    void setWish(std::function<engine::tasks::PipelineWish()> wish) { m_wish = std::move(wish); }
    void reload();

Q_SIGNALS:
    /// A station was pressed.
    void chosen(const QString& stage);

private:
    void showStages(const std::vector<engine::tasks::PipelineStage>& stages);
    void runStale();
    std::vector<std::pair<QString, engine::Json>> steps() const;

    PageContext& m_context;
    std::function<engine::tasks::PipelineWish()> m_wish;
    std::vector<PipelineStation*> m_stations;
    std::vector<engine::tasks::PipelineStage> m_stages;
    QComboBox* m_preset = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_copy = nullptr;
};

}  // namespace ui
