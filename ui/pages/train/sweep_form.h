#pragma once
#include <vector>

#include <QWidget>

#include "engine/core/json.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace ui {

class ChoiceButton;

/// What a search varies and how it goes about it. What is not varied comes from the form of the training.
class SweepForm : public QWidget {
    Q_OBJECT
public:
    explicit SweepForm(QWidget* parent = nullptr);

    /// Settings of a training that stay, as the task `train` takes them.
    void setBase(const engine::Json& training);
    /// Measured for the present base; 0 = not known.
    void setEpochSeconds(double seconds);
    /// Of the task `sweep`, without a name. Empty while problem() says what is wrong.
    engine::Json parameters() const;
    QString problem() const;
    /// "9 runs, 39 epochs in all, about 12 min"
    QString amount() const;

Q_SIGNALS:
    void changed();

private:
    struct Row {
        std::string setting;
        QCheckBox* box = nullptr;
        QLineEdit* text = nullptr;           ///< of numbers
        ChoiceButton* words = nullptr;       ///< of a choice
        double low = 0, high = 0;
        bool whole = false;
    };
    void addNumbers(QGridLayout& grid, const std::string& setting, const QString& text, double low, double high, bool whole);
    void addWords(QGridLayout& grid, const std::string& setting, const QString& all);
    void place(QGridLayout& grid, const Row& row, QWidget* field);
    void offerWords();
    engine::Json choicesOf(const Row& row) const;
    QString problemOf(const Row& row) const;
    engine::Json assembled() const;
    void news();

    std::vector<Row> m_rows;
    engine::Json m_base;
    double m_epochSeconds = 0;
    QComboBox* m_method;
    QSpinBox* m_trials;
    QSpinBox* m_eta;
    QSpinBox* m_seed;
    QCheckBox* m_halving;
    QCheckBox* m_final;
    QLabel* m_says;
};

}  // namespace ui
