#pragma once
#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/experiment_data.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class JobStrip;

namespace features {

/// Which model of an experiment is the final one, and why.
class FinalForm : public QWidget {
    Q_OBJECT
public:
    explicit FinalForm(PageContext& context, QWidget* parent = nullptr);

    /// The experiment to choose from; none of a final one.
    void setExperiment(const ExperimentPtr& experiment);
    void choose(const std::string& model);
    JobStrip& job() { return *m_job; }

Q_SIGNALS:
    void made(qlonglong job);

private:
    engine::Json parameters() const;
    void updateButtons();

    ExperimentPtr m_experiment;
    QLabel* m_from;
    QComboBox* m_model;
    QPlainTextEdit* m_reasons;
    QPushButton* m_make;
    JobStrip* m_job;
};

}  // namespace features
}  // namespace ui
