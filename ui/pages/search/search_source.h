#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QString>

#include "engine/tasks/track_search.h"
#include "ui/store/store_thread.h"

namespace ui::search {

/// One found track, ready to be shown.
struct HitRow {
    engine::tasks::SearchHit hit;
    std::filesystem::path path;
    QString title, artist;
    double durationSeconds = 0;
};
struct Found {
    std::vector<HitRow> rows;
    QString method, failure;
    engine::tasks::SearchChoice choice = engine::tasks::SearchChoice::Asked;
    QString detail;
    std::int64_t notPlaced = 0;                        ///< tracks that the metric model does not know
    QStringList unknown;
    std::vector<std::pair<QString, QString>> placed;   ///< word, and the tags that vectors put it near, in words
    bool isByDistance = false;
};
/// The tags nearest to a word by one set of word vectors; none = the set does not know the word.
struct NearTags {
    QString set;
    std::vector<std::pair<QString, double>> tags;   ///< distance = 1 - cosine
};
/// What can be searched for.
struct Known {
    QStringList tags;                                          ///< of the model, or of the library where none predicted
    std::vector<std::pair<QString, QStringList>> facets;       ///< tag types with their most frequent tags
    std::int64_t tracks = 0;
    bool hasPredictions = false, hasJoint = false;
};

/// Searches on a thread of its own with a connection of its own: reading a large library's predictions must not hold up the
/// tables of the other pages. The newest question wins.
class SearchSource : public QObject {
    Q_OBJECT
public:
    explicit SearchSource(const StoreThread& window, QObject* parent = nullptr);

    void askKnown(std::function<void(Known)> answer);
    void ask(const engine::tasks::SearchRequest& request, std::function<void(Found)> answer);
    /// Names of the sets of word vectors.
    void askSets(std::function<void(QStringList)> answer);
    void askNear(const QString& word, const QStringList& sets, std::function<void(std::vector<NearTags>)> answer);
    /// Predictions or tags changed: what was read before does not count any more.
    void forget() { ++m_generation; }
    /// For other questions that belong to the page.
    StoreThread& store();

private:
    struct Cache;
    const std::filesystem::path m_folder;
    StoreThread* m_store = nullptr;   ///< started when first asked
    std::shared_ptr<Cache> m_cache;   ///< its content belongs to that thread
    std::uint64_t m_generation = 0;
};

}  // namespace ui::search
