#pragma once
#include <QWidget>

#include "ui/pages/inspect/track_predictions.h"

class QLabel;
class QPushButton;
class QScrollArea;

namespace ui::inspect {

class ModelChoice;

/// Predicted tags as bars and who made them; without any, one sentence and the one useful button.
class PredictionPanel : public QWidget {
    Q_OBJECT
public:
    explicit PredictionPanel(QWidget* parent = nullptr);

    void clear();
    void show(const TrackPredictions& predictions);
    /// What goes on; what another model said is taken away.
    void showWorking(const QString& text);
    /// Prediction went wrong; it may be tried again.
    void showFailure(const QString& message);

    const widgets::TagBars& bars() const { return *m_bars; }
    ModelChoice& models() { return *m_models; }
    QString message() const;
    // As in ReasonTabs below it: the list may shrink, the lines may not.
    bool hasHeightForWidth() const override { return false; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void predictWanted();
    /// Tracks that are like this one.
    void similarWanted();

private:
    void say(const QString& text, bool offerPredict);

    ModelChoice* m_models;
    widgets::TagBars* m_bars;
    QScrollArea* m_scroll;
    QLabel* m_madeBy;
    QLabel* m_message;
    QPushButton* m_predict;
    QPushButton* m_similar;
};

}  // namespace ui::inspect
