#pragma once
#include <string>
#include <vector>

#include <QWidget>

#include "engine/core/json.h"
#include "ui/page_context.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace ui {

/// Which encoders are compared by which probes, at which shares of the labels.
class ProbeForm : public QWidget {
    Q_OBJECT
public:
    struct Encoder {
        std::string id;      ///< as the task probe_lab takes it
        QString name;
        bool isProposed = false;   ///< ticked in a fresh form
    };
    struct Choices {
        std::vector<Encoder> encoders;
        std::vector<std::string> splits;
    };
    explicit ProbeForm(PageContext& context, QWidget* parent = nullptr);

    /// Keeps what is ticked.
    void setChoices(const Choices& choices);
    /// Of the task probe_lab.
    engine::Json parameters() const;
    /// What is missing, in words; empty = it can run.
    QString problem() const;
    void setBusy(bool busy);

    /// Of the task probe_features, one for each ticked encoder: their vectors go to a folder.
    std::vector<engine::Json> exportParameters(const QString& folder) const;

Q_SIGNALS:
    void runWanted();
    void exportWanted(const QString& folder);

private:
    void addEncoder(const Encoder& encoder);
    void chooseVectors();
    void chooseExport();
    void update();

    PageContext& m_context;
    QListWidget* m_encoders;
    std::vector<std::pair<std::string, QCheckBox*>> m_probes;
    QLineEdit* m_shares;
    QSpinBox* m_seeds;
    QComboBox* m_split;
    QLabel* m_problem;
    QPushButton* m_export;
    QPushButton* m_run;
    bool m_isBusy = false;
    bool m_isFresh = true;   ///< nothing was ticked by the user yet
};

}  // namespace ui
