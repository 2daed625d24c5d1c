#pragma once
#include <vector>

#include <QPushButton>

namespace ui {

/// A button with a menu of boxes to tick: "all" as long as none is ticked, else the ticked ones.
class ChoiceButton : public QPushButton {
    Q_OBJECT
public:
    struct Choice {
        QString id, text;
    };
    explicit ChoiceButton(const QString& all, QWidget* parent = nullptr);

    /// Keeps what was ticked and is still there.
    void setChoices(const std::vector<Choice>& choices);
    QStringList ticked() const;
    /// Those that are no choice (any more) are added, so that nothing is lost on the way through the form.
    void tick(const QStringList& ids);

Q_SIGNALS:
    void changed();

private:
    void add(const Choice& choice);
    void showText();
    QString m_all;
};

}  // namespace ui
