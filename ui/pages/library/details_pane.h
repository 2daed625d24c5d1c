#pragma once
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace ui {

struct PageContext;

/// What is known of the current track: metadata, tags by source, and the user's own tags to add and remove (with undo).
class DetailsPane : public QWidget {
    Q_OBJECT
public:
    explicit DetailsPane(PageContext& context, QWidget* parent = nullptr);
    /// Reads the current track again.
    void reload();
    void focusNewTag();

private:
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
