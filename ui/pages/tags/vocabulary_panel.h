#pragma once
#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/tags/tag_models.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTableWidget;

namespace ui {

/// All tags with their types as facets; of the chosen one what it stands for, and which tags share its tracks.
class VocabularyPanel : public QWidget {
    Q_OBJECT
public:
    explicit VocabularyPanel(PageContext& context, QWidget* parent = nullptr);
    void reload();
    bool isEmpty() const { return m_model.total() == 0; }

Q_SIGNALS:
    void loaded();

private:
    QWidget* buildTable();
    QWidget* buildDetails();
    void showFacets();
    void narrow();
    void showChosen();
    void selectTracks();

    PageContext& m_context;
    VocabularyModel m_model;
    QListWidget* m_facets = nullptr;
    QLineEdit* m_filter = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_middle = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QPushButton* m_tracks = nullptr;
    QTableWidget* m_merged = nullptr;
    QTableWidget* m_beside = nullptr;
};

}  // namespace ui
