#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "engine/store/run_store.h"
#include "engine/tasks/filter_chart.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace ui {

class PictureView;
struct PageContext;

/// What the first layer of a run has learned, as pictures; of an architecture without a run what its first layer starts from.
class FilterPanel : public QWidget {
    Q_OBJECT
public:
    explicit FilterPanel(PageContext& context, QWidget* parent = nullptr);

    /// Those with weights, newest first.
    void setRuns(std::vector<engine::store::Run> runs);
    /// Its newest run, if there is one, else what it starts from.
    void showArchitecture(const std::string& architecture, const QString& displayName);
    PictureView& view() { return *m_view; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Loaded {
        std::shared_ptr<const engine::tasks::LearnedFilters> learned;
        QString failure;
    };
    QWidget* buildTools();
    void fillWeights();
    void chooseNewest();
    void load();
    void take(const Loaded& loaded);
    void draw();
    void say(std::size_t filter);
    QString commandLine() const;

    PageContext& m_context;
    std::vector<engine::store::Run> m_runs;
    std::string m_architecture;
    QString m_displayName;
    std::shared_ptr<const engine::tasks::LearnedFilters> m_learned;
    std::shared_ptr<const engine::tasks::FilterScene> m_scene;
    QString m_loadedFrom;        ///< data of the choice that is shown
    bool m_isByHand = false;     ///< the user chose the weights; else the newest run of the architecture is shown
    QComboBox* m_weights;
    QComboBox* m_layer;
    QComboBox* m_order;
    QCheckBox* m_untrained;
    PictureView* m_view;
    QLabel* m_sentence;
};

}  // namespace ui
