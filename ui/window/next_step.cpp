#include "ui/window/next_step.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/theme/theme.h"

namespace ui {

NextStep::NextStep(QWidget* parent) : QFrame(parent), m_icon(new QLabel(this)), m_sentence(new QLabel(this)), m_button(new QPushButton(this))
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_button->setAccessibleName(tr("Next step"));
    paintIcon();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, [this] { if (m_action) m_action(); });
}

void NextStep::paintIcon()
{
    m_icon->setPixmap(Theme::icon(QStringLiteral("next")).pixmap(16, 16));
}

void NextStep::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) paintIcon();
    QFrame::changeEvent(event);
}

void NextStep::show(const QString& sentence, const QString& button, std::function<void()> action)
{
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    m_action = std::move(action);
}

}  // namespace ui
