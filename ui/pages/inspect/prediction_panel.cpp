#include "ui/pages/inspect/prediction_panel.h"

#include <algorithm>

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/pages/inspect/model_choice.h"

namespace ui::inspect {

namespace {

QLabel* plainLabel(const QString& name)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);   // names of runs and tags come from outside
    label->setWordWrap(true);
    label->setAccessibleName(name);
    return label;
}

}  // namespace

PredictionPanel::PredictionPanel(QWidget* parent)
    : QWidget(parent), m_models(new ModelChoice), m_bars(new widgets::TagBars), m_scroll(new QScrollArea), m_madeBy(plainLabel(tr("Made by"))),
      m_message(plainLabel(tr("Prediction state"))), m_predict(new QPushButton(tr("&Predict tags"))),
      m_similar(new QPushButton(tr("More like this")))
{
    setMinimumWidth(190);
    auto* title = plainLabel(tr("Heading"));
    title->setText(tr("Predicted tags"));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_scroll->setWidget(m_bars);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("List of predicted tags"));
    m_predict->setToolTip(tr("Lets the model listen to this track"));
    m_predict->setAccessibleName(tr("Predict tags"));
    connect(m_predict, &QPushButton::clicked, this, &PredictionPanel::predictWanted);
    m_similar->setToolTip(tr("Search for tracks with tags like these"));
    m_similar->setAccessibleName(m_similar->text());
    connect(m_similar, &QPushButton::clicked, this, &PredictionPanel::similarWanted);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addWidget(title);
    column->addWidget(m_models);
    column->addWidget(m_message);
    column->addWidget(m_predict, 0, Qt::AlignLeft);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_madeBy);
    column->addWidget(m_similar, 0, Qt::AlignLeft);
    column->addStretch(0);
    clear();
}

QString PredictionPanel::message() const
{
    return m_message->text();
}

QSize PredictionPanel::minimumSizeHint() const
{
    const auto least = QWidget::minimumSizeHint();
    return {least.width(), std::max(least.height(), layout()->totalMinimumHeightForWidth(width()))};
}

void PredictionPanel::clear()
{
    m_bars->setTags({});
    m_madeBy->clear();
    say(QString(), false);
}

void PredictionPanel::say(const QString& text, bool offerPredict)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_predict->setVisible(offerPredict);
    m_scroll->setVisible(!m_bars->tags().empty());
    m_similar->setVisible(!m_bars->tags().empty());
    m_madeBy->setVisible(!m_madeBy->text().isEmpty());
    m_bars->setAccessibleDescription(m_madeBy->text());
}

void PredictionPanel::show(const TrackPredictions& predictions)
{
    m_bars->setTags(predictions.tags);
    m_madeBy->setText(predictions.madeBy);
    if (!predictions.tags.empty()) return say(QString(), false);
    if (!predictions.hasRun) return say(tr("No predictions yet. Train or choose a model, and its tags for this track appear here."), false);
    say(tr("The trained model has not listened to this track yet."), true);
}

void PredictionPanel::showWorking(const QString& text)
{
    m_bars->setTags({});
    m_madeBy->clear();
    say(text, false);
}

void PredictionPanel::showFailure(const QString& message)
{
    say(message, true);
}

}  // namespace ui::inspect
