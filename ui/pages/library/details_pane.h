#pragma once
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QUndoStack;

namespace ui {

struct PageContext;

/// What is known of the current track: metadata, tags by source, and the user's own tags to add and remove (with undo).
class DetailsPane : public QWidget {
    Q_OBJECT
public:
    explicit DetailsPane(PageContext& context, QWidget* parent = nullptr);
    /// Reads the current track again.
    void reload();

Q_SIGNALS:
    void tagsChanged();

private:
    void addTag();
    void removeChosenTag();
    void push(const QString& tag, bool add);
    /// One small write on the store thread; shown when it is done.
    void write(engine::TrackId track, const QString& tag, bool add);

    PageContext& m_context;
    QLabel* m_heading;
    QLabel* m_reason;
    QFormLayout* m_facts;
    QTreeWidget* m_tags;
    QLineEdit* m_newTag;
};

}  // namespace ui
