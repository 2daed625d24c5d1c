#pragma once
#include <QObject>

#include "engine/jobs/job.h"
#include "engine/retrieval/vector_index.h"
#include "ui/page_context.h"

namespace ui::search {

/// Has the index of neighbours built, or brought up to date, in the background when vectors came or changed and they are too many to compare.
/// It is a job like others; until it is done, searches compare all vectors. Whoever cancels it is not asked again before the next start.
class IndexKeeper : public QObject {
    Q_OBJECT
public:
    explicit IndexKeeper(PageContext& context, QObject* parent = nullptr, std::size_t exactLimit = engine::retrieval::VectorIndex::kExactLimit);

    /// Looks whether something is to be done; cheap.
    void look();

private:
    void takeEvent(const engine::jobs::JobEvent& event);

    PageContext& m_context;
    const std::size_t m_exactLimit;
    bool m_isWorking = false;      ///< asked for, queued or running
    bool m_isDeclined = false;
};

}  // namespace ui::search
