#pragma once
#include <filesystem>
#include <vector>

#include <QDialog>

#include "engine/core/ids.h"


class QLabel;
class QPushButton;
class QTableWidget;

namespace engine::store {
class Workspace;
}

namespace ui {

struct PageContext;

/// "More like this": the tracks nearest to one, by the embedding of the newest model. Return plays, the selection goes
/// to the library.
class SimilarDialog : public QDialog {
    Q_OBJECT
public:
    SimilarDialog(PageContext& context, engine::TrackId track, QWidget* parent = nullptr);

private:
    struct Row {
        engine::TrackId track{};
        std::filesystem::path path;
        QString title, artist;
        double durationSeconds = 0, distance = 0;
    };
    struct Answer {
        QString title, space, failure;
        std::vector<Row> rows;
    };
    static Answer find(engine::store::Workspace& workspace, engine::TrackId track);
    void ask(engine::TrackId track);
    void fill(const Answer& answer);
    void playCurrent();
    void selectInLibrary();

    PageContext& m_context;
    QLabel* m_heading;
    QTableWidget* m_table;
    QPushButton* m_play;
    QPushButton* m_select;
    std::vector<Row> m_rows;
};

}  // namespace ui
