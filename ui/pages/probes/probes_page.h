#pragma once
#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/probes/calm_results.h"
#include "ui/pages/probes/probe_form.h"
#include "ui/pages/probes/probe_results.h"

class QTabWidget;

namespace engine::store {
class Workspace;
}

namespace ui {

class CalmForm;
class NextStep;
class PretrainForm;

/// Few labels: learning without labels, and how many labels each encoder needs to be of use.
class ProbesPage : public QWidget {
    Q_OBJECT
public:
    explicit ProbesPage(PageContext& context, QWidget* parent = nullptr);

    ProbeForm& form() { return *m_form; }
    PretrainForm& pretraining() { return *m_pretrain; }
    ProbeResults& results() { return *m_results; }
    CalmForm& calm() { return *m_calm; }
    CalmResults& calmResults() { return *m_calmResults; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Known {
        ProbeForm::Choices choices;
        QString newest;   ///< pre-training, in words
        std::vector<ProbeResults::Experiment> experiments;
        std::vector<engine::Json> models;   ///< codified
        std::vector<CalmResults::Listed> tracks;
    };
    QWidget* buildLab();
    QWidget* buildCalm();
    void setBusy(bool busy);
    static Known readKnown(engine::store::Workspace& workspace);
    void reload();
    void submit(const QString& task, const engine::Json& parameters);
    void takeEvent(const engine::jobs::JobEvent& event);

    PageContext& m_context;
    PretrainForm* m_pretrain;
    ProbeForm* m_form;
    ProbeResults* m_results;
    CalmForm* m_calm;
    CalmResults* m_calmResults;
    QTabWidget* m_tabs;
    NextStep* m_next;
    QTimer m_reload;    ///< news of jobs come in bursts
};

}  // namespace ui
