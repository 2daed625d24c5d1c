#pragma once
#include <vector>

#include <QWidget>

#include "engine/core/json.h"
#include "ui/page_context.h"
#include "ui/pages/label/label_data.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace ui::label {

/// What a labelling session is about: which tags are taught to which run, and how tracks are chosen.
class StartForm : public QWidget {
    Q_OBJECT
public:
    explicit StartForm(QWidget* parent = nullptr);

    void setChoices(const std::vector<RunChoice>& runs, const std::vector<std::string>& splits);
    /// Of startLabelSession().
    engine::Json parameters() const;
    /// What is missing, in words; empty = it can begin.
    QString problem() const;
    /// Why the last wish was refused.
    void showRefusal(const QString& text);
    void setCancellable(bool isCancellable);

Q_SIGNALS:
    void startWanted();
    void cancelled();

private:
    void showTags();
    void update();

    std::vector<RunChoice> m_runs;
    QComboBox* m_run;
    QComboBox* m_split;
    QListWidget* m_tags;
    QLineEdit* m_more;
    QComboBox* m_strategy;
    QSpinBox* m_batch;
    QSpinBox* m_every;
    QCheckBox* m_relabel;
    QLabel* m_problem;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QString m_shownRun;
};

}  // namespace ui::label
