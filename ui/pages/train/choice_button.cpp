#include "ui/pages/train/choice_button.h"

#include <algorithm>

#include <QAction>
#include <QMenu>

namespace ui {

namespace {

constexpr int kMostNamed = 2;   ///< more are counted

QString escaped(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

}  // namespace

ChoiceButton::ChoiceButton(const QString& all, QWidget* parent) : QPushButton(parent), m_all(all)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMenu(new QMenu(this));
    showText();
}

void ChoiceButton::add(const Choice& choice)
{
    auto* action = menu()->addAction(escaped(choice.text));
    action->setCheckable(true);
    action->setData(choice.id);
    action->setStatusTip(choice.text);
    connect(action, &QAction::toggled, this, [this] {
        showText();
        Q_EMIT changed();
    });
}

void ChoiceButton::setChoices(const std::vector<Choice>& choices)
{
    const auto before = ticked();
    const QSignalBlocker quiet(this);
    menu()->clear();
    for (const auto& choice : choices)
        add(choice);
    for (auto* action : menu()->actions())
        action->setChecked(before.contains(action->data().toString()));
    showText();
}

QStringList ChoiceButton::ticked() const
{
    QStringList ids;
    for (const auto* action : menu()->actions())
        if (action->isChecked()) ids << action->data().toString();
    return ids;
}

void ChoiceButton::tick(const QStringList& ids)
{
    {
        const QSignalBlocker quiet(this);
        for (const auto& id : ids) {
            const auto actions = menu()->actions();
            if (std::ranges::none_of(actions, [&](auto* action) { return action->data().toString() == id; })) add({id, id});
        }
        for (auto* action : menu()->actions())
            action->setChecked(ids.contains(action->data().toString()));
        showText();
    }
    Q_EMIT changed();
}

void ChoiceButton::showText()
{
    const auto ids = ticked();
    setText(ids.isEmpty() ? m_all : ids.size() <= kMostNamed ? escaped(ids.join(QStringLiteral(", "))) : tr("%n chosen", nullptr, static_cast<int>(ids.size())));
}

}  // namespace ui
