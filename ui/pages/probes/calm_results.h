#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class PictureView;

/// Codified models: what they learned, the likelihood ladder as the proof, and what their codes keep of a sound, to be heard.
class CalmResults : public QWidget {
    Q_OBJECT
public:
    struct Listed {
        engine::TrackId track{};
        QString name;
    };
    explicit CalmResults(PageContext& context, QWidget* parent = nullptr);

    /// Documents of models (codified_summary.h), newest first, and tracks to listen to. Keeps what is shown.
    void setModels(std::vector<engine::Json> models, std::vector<Listed> tracks);
    /// A reconstruction that was asked for has ended.
    void takeEvent(const engine::jobs::JobEvent& event);
    /// Asks that the codes of every track be written to a table.
    void writeCodes(const QString& file);
    /// What the choice came to, in words.
    QString facts() const;
    const PictureView& chart() const { return *m_chart; }

Q_SIGNALS:
    void removed();
    /// The probe lab shall compare this encoder.
    void compareWanted();
    /// Of the task calm_codes.
    void codesWanted(const engine::Json& parameters);

private:
    enum class Side { Original, Reconstruction };
    QWidget* buildHead();
    QWidget* buildListening();
    const engine::Json* shown() const;
    void showChosen();
    void followSelection();
    void hear(Side side);
    void playIfThere(bool makeIt);
    void giveUp();
    void askForCodes();
    void remove();

    PageContext& m_context;
    std::vector<engine::Json> m_models;
    QComboBox* m_choice = nullptr;
    QComboBox* m_track = nullptr;
    QPushButton* m_original = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_compare = nullptr;
    QPushButton* m_codes = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_warning = nullptr;
    QLabel* m_keeps = nullptr;
    PictureView* m_chart = nullptr;
    QStackedWidget* m_stack = nullptr;
    std::optional<Side> m_wanted;          ///< is being made, to be played then
    std::optional<engine::JobId> m_job;    ///< makes it
};

}  // namespace ui
