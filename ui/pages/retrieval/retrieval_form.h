#pragma once
#include <map>
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/core/json.h"
#include "ui/widgets/copy_command_button.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace engine::store {
class Workspace;
}

namespace ui::retrieval {

/// What a training can be made of.
struct Known {
    struct Words {
        QString name;
        std::int64_t words = 0;
    };
    struct Split {
        QString name, words;
        std::size_t tags = 0, train = 0, valid = 0, test = 0;
        bool isReached = true;
        QStringList blocking;          ///< tags with too few tracks
    };
    std::vector<Words> words;
    std::vector<Split> splits;         ///< made for retrieval, newest last
    QStringList tastes;                ///< with factors
    std::map<std::string, double> itemsPerSecond;   ///< by input, of the newest epoch on this machine
    std::int64_t tracks = 0, tags = 0;
};
/// Store thread.
Known readKnown(engine::store::Workspace& workspace);

/// The way to a metric model in three steps: word vectors, a split, a training. Each step says what it lacks.
class RetrievalForm : public QWidget {
    Q_OBJECT
public:
    explicit RetrievalForm(PageContext& context, QWidget* parent = nullptr);

    void setKnown(const Known& known);
    /// Parameters of "retrieval_split" and of "train_retrieval" (without a sampling of "compare_sampling").
    engine::Json splitParameters() const;
    engine::Json trainParameters(bool compares) const;
    /// A file of word vectors; its name, too, if it is empty.
    TaskList wordsTask(const QString& file) const;

    /// stage empty = nothing runs.
    void showProgress(const QString& stage, qint64 done, qint64 total);
    void showMessage(const QString& message);

Q_SIGNALS:
    /// To be run one after the other.
    void wanted(const TaskList& tasks);
    void cancelWanted();

private:
    void buildWords(QFormLayout& form);
    void buildSplit(QFormLayout& form);
    void buildTraining(QFormLayout& form);
    QWidget* buildProgress();
    QPushButton* action(const char* icon, const QString& text, const QString& tip, std::function<TaskList()> tasks);
    QWidget* copying(const QString& name, std::function<TaskList()> tasks);
    void askForWords();
    void update();
    TaskList training(bool compares) const;

    PageContext& m_context;
    Known m_known;
    bool m_isBusy = false;
    QComboBox* m_words = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_fromTags = nullptr;
    QLabel* m_wordsHint = nullptr;
    QLineEdit* m_name = nullptr;
    QSpinBox* m_top = nullptr;
    QSpinBox* m_minimum = nullptr;
    QSpinBox* m_tries = nullptr;
    QComboBox* m_match = nullptr;
    QPushButton* m_makeSplit = nullptr;
    QComboBox* m_split = nullptr;
    QLabel* m_splitHint = nullptr;
    QComboBox* m_input = nullptr;
    QComboBox* m_taste = nullptr;
    QComboBox* m_sampling = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_items = nullptr;
    QSpinBox* m_batch = nullptr;
    QDoubleSpinBox* m_margin = nullptr;
    QDoubleSpinBox* m_rate = nullptr;
    QLineEdit* m_hidden = nullptr;
    QCheckBox* m_prepare = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_compare = nullptr;
    QLabel* m_trainHint = nullptr;
    QWidget* m_foot = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QLabel* m_message = nullptr;
};

}  // namespace ui::retrieval
