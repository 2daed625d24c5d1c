#pragma once
#include <functional>

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

/// The line at the foot of every page: what to do next, and the button that does it.
class NextStep : public QFrame {
    Q_OBJECT
public:
    explicit NextStep(QWidget* parent = nullptr);
    /// An empty `button` shows the sentence alone.
    void show(const QString& sentence, const QString& button = {}, std::function<void()> action = {});

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintIcon();

    QLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_button;
    std::function<void()> m_action;
};

}  // namespace ui
