#pragma once
#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace ui {

struct PageContext;
struct SharedDetails;

/// What is known of the chosen tracks: metadata, with what differs said so, tags by source, and the user's own tags to add to all
/// of them and remove (with undo).
class DetailsPane : public QWidget {
    Q_OBJECT
public:
    explicit DetailsPane(PageContext& context, QWidget* parent = nullptr);
    /// Reads the chosen tracks again.
    void reload();
    void focusNewTag();

private:
    void show(const SharedDetails& details);
    void showFacts(const SharedDetails& details);
    void showTags(const SharedDetails& details);
    void addTag();
    void removeChosenTag();

    PageContext& m_context;
    QLabel* m_heading;
    QLabel* m_reason;
    QFormLayout* m_facts;
    QTreeWidget* m_tags;
    QLineEdit* m_newTag;
};

}  // namespace ui
