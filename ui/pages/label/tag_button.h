#pragma once
#include <optional>

#include <QAbstractButton>

namespace ui::label {

/// A tag to be given: the number of its key, its name, and what the model thinks as a number and a bar. Pressed = the track has it.
class TagButton : public QAbstractButton {
    Q_OBJECT
public:
    /// key 0 = none.
    TagButton(const QString& name, int key, QWidget* parent = nullptr);

    /// Nothing = the model was not asked.
    void setProbability(std::optional<double> probability);
    std::optional<double> probability() const { return m_probability; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tellReader();

    int m_key;
    std::optional<double> m_probability;
};

}  // namespace ui::label
