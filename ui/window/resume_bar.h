#pragma once
#include <vector>

#include <QFrame>

#include "engine/core/ids.h"

class QLabel;
class QPushButton;

namespace ui {

struct PageContext;

/// After a start: says which jobs the last end cut off, and offers to go on with them. Hidden if there are none.
class ResumeBar : public QFrame {
    Q_OBJECT
public:
    explicit ResumeBar(PageContext& context, QWidget* parent = nullptr);

private:
    void ask();
    void resumeAll();

    PageContext& m_context;
    QLabel* m_text;
    std::vector<engine::JobId> m_jobs;   ///< oldest first
};

}  // namespace ui
