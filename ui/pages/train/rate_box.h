#pragma once
#include <QDoubleSpinBox>

namespace ui {

/// A box for rates from 1 down to a millionth: shown as short as they are, "1e-05" can be typed.
class RateBox final : public QDoubleSpinBox {
public:
    RateBox(double least, double most, double value)
    {
        setDecimals(kDigits);
        setRange(least, most);
        setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        setValue(value);
    }
    QString textFromValue(double value) const override { return locale().toString(value, 'g', 6); }
    double valueFromText(const QString& text) const override { return locale().toDouble(text); }
    QValidator::State validate(QString& text, int&) const override
    {
        bool good = false;
        const double value = locale().toDouble(text, &good);
        return good && value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
    }

private:
    static constexpr int kDigits = 12;
};

}  // namespace ui
