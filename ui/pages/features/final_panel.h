#pragma once
#include <optional>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/features/final_data.h"
#include "ui/pages/features/table_data.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class QTabWidget;

namespace ui {

class Chart;
class JobStrip;
class PictureView;

namespace features {

class FinalForm;
class TreePanel;

/// The model that was chosen: why, how good it is, what it looks at, its trees, and what it says of more tracks.
class FinalPanel : public QWidget {
    Q_OBJECT
public:
    FinalPanel(PageContext& context, TableReader& reader, QWidget* parent = nullptr);

    /// The experiment that is looked at: to choose from, or a final one to show.
    void setExperiment(const ExperimentPtr& experiment);
    FinalForm& form() { return *m_form; }
    const LoadedFinal& shown() const { return m_shown; }
    JobStrip& prediction() { return *m_prediction; }
    QTableWidget& answers() { return *m_answers; }
    TreePanel& tree() { return *m_tree; }
    PictureView& importance() { return *m_importance; }
    QString reasonsText() const;

Q_SIGNALS:
    void cellPicked(const ui::features::ExperimentPtr& experiment, const std::string& model, const ui::Choice& cell);
    /// A final model was made by this job.
    void made(qlonglong job);

private:
    QWidget* buildLeft();
    QWidget* buildRight();
    QWidget* framed(QWidget* view, QWidget* controls, QWidget* save);
    void load(engine::store::ExperimentId id);
    void show(const LoadedFinal& loaded);
    void showWords();
    void showImportance();
    void askAnswers();
    void showAnswers(const std::vector<TrackAnswer>& answers);
    void predict();
    void saveReport();

    PageContext& m_context;
    TableReader& m_reader;
    LoadedFinal m_shown;
    std::vector<engine::TrackId> m_answered;   ///< [rows of the table of answers]
    FinalForm* m_form = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_scores = nullptr;
    QLabel* m_reasons = nullptr;
    QPushButton* m_predict = nullptr;
    QPushButton* m_report = nullptr;
    JobStrip* m_prediction = nullptr;
    QStackedWidget* m_right = nullptr;
    QTabWidget* m_tabs = nullptr;
    QTableWidget* m_classes = nullptr;
    Chart* m_roc = nullptr;
    Chart* m_confusion = nullptr;
    QComboBox* m_measure = nullptr;
    PictureView* m_importance = nullptr;
    TreePanel* m_tree = nullptr;
    QTableWidget* m_answers = nullptr;
    QStackedWidget* m_said = nullptr;   ///< the answers, or a hint how to get some
};

}  // namespace features
}  // namespace ui
