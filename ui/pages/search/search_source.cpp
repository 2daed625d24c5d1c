#include "ui/pages/search/search_source.h"

#include <algorithm>
#include <optional>

#include <QLocale>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/joint_space.h"
#include "engine/tasks/word_sets.h"

namespace ui::search {

namespace {

constexpr std::size_t kTagsPerFacet = 40;
constexpr std::size_t kNearTags = 15;

std::vector<std::pair<QString, QStringList>> readFacets(engine::store::Workspace& workspace)
{
    std::vector<std::pair<QString, QStringList>> facets;
    for (const auto& tag : workspace.tags().list()) {   // most frequent first
        if (tag.tracks == 0) continue;
        const auto type = QString::fromStdString(tag.type);
        auto known = std::ranges::find(facets, type, &std::pair<QString, QStringList>::first);
        if (known == facets.end()) known = facets.insert(facets.end(), {type, {}});
        if (known->second.size() < static_cast<qsizetype>(kTagsPerFacet)) known->second << QString::fromStdString(tag.name);
    }
    return facets;
}

HitRow rowOf(engine::store::Workspace& workspace, engine::tasks::SearchHit hit)
{
    HitRow row{std::move(hit), {}, {}, {}, 0};
    auto tracks = workspace.tracks();
    if (const auto track = tracks.find(row.hit.track)) {
        row.path = tracks.absolutePath(*track);
        row.title = QString::fromStdString(track->title.empty() ? track->displayPath : track->title);
        row.artist = QString::fromStdString(track->artist);
        row.durationSeconds = track->durationSeconds;
    }
    return row;
}

Found foundFrom(engine::store::Workspace& workspace, engine::tasks::SearchAnswer answer)
{
    Found found;
    found.isByDistance = !answer.hits.empty() && answer.hits.front().distance.has_value();
    found.choice = answer.choice;
    found.detail = QString::fromStdString(answer.detail);
    found.notPlaced = answer.notPlaced;
    found.method = QString::fromStdString(answer.method);
    for (const auto& word : answer.unknown)
        found.unknown << QString::fromStdString(word);
    for (const auto& wish : answer.wishes) {
        if (wish.how != engine::tasks::Wish::How::Vectors) continue;
        QStringList near;
        for (const auto& tag : wish.tags)
            near << QStringLiteral("%1 (%2)").arg(QString::fromStdString(answer.tagNames[tag.tag]), QLocale().toString(1 - tag.closeness, 'f', 2));
        found.placed.emplace_back(QString::fromStdString(wish.words), near.join(QStringLiteral(", ")));
    }
    for (auto& hit : answer.hits)
        found.rows.push_back(rowOf(workspace, std::move(hit)));
    return found;
}

}  // namespace

/// Reading all predictions for each letter that is typed would cost tenths of a second.
struct SearchSource::Cache {
    std::uint64_t generation = 0;
    std::optional<engine::tasks::TrackSearch> search;
    std::optional<std::vector<engine::tasks::WordSet>> sets;   ///< made when first asked for

    const std::vector<engine::tasks::WordSet>& wordSets(engine::store::Workspace& workspace, std::uint64_t wanted)
    {
        of(workspace, wanted);
        if (!sets) {
            engine::RunControl control;
            sets = engine::tasks::wordSetsForSearch(workspace, control);
        }
        return *sets;
    }
    engine::tasks::TrackSearch& of(engine::store::Workspace& workspace, std::uint64_t wanted)
    {
        if (!search || generation != wanted) {
            search.reset();
            sets.reset();
            generation = wanted;
            search.emplace(workspace, "", [this, &workspace] { return wordSets(workspace, generation); });
        }
        return *search;
    }
};

SearchSource::SearchSource(const StoreThread& window, QObject* parent)
    : QObject(parent), m_folder(window.workspaceFolder()), m_cache(std::make_shared<Cache>())
{
}

StoreThread& SearchSource::store()
{
    if (m_store == nullptr) m_store = new StoreThread(m_folder, this);
    return *m_store;
}

void SearchSource::askKnown(std::function<void(Known)> answer)
{
    store().ask(
        this, "known",
        [cache = m_cache, generation = m_generation](StoreThread::Workspace& workspace) {
            auto& search = cache->of(workspace, generation);
            Known known{{}, readFacets(workspace), workspace.tracks().count(), search.hasPredictions(), engine::tasks::JointSpace::newest(workspace).has_value()};
            for (const auto& tag : search.lexicon().tags())
                known.tags << QString::fromStdString(tag);
            return known;
        },
        std::move(answer));
}

void SearchSource::askSets(std::function<void(QStringList)> answer)
{
    store().ask(
        this, "sets",
        [cache = m_cache, generation = m_generation](StoreThread::Workspace& workspace) {
            QStringList names;
            for (const auto& set : cache->wordSets(workspace, generation))
                names << QString::fromStdString(set.name);
            return names;
        },
        std::move(answer));
}

void SearchSource::askNear(const QString& word, const QStringList& sets, std::function<void(std::vector<NearTags>)> answer)
{
    store().ask(
        this, "near",
        [cache = m_cache, generation = m_generation, word = word.toStdString(), sets](StoreThread::Workspace& workspace) {
            std::vector<NearTags> near;
            const auto& tags = cache->of(workspace, generation).lexicon().tags();
            for (const auto& set : cache->wordSets(workspace, generation)) {
                if (!sets.contains(QString::fromStdString(set.name))) continue;
                auto& side = near.emplace_back(NearTags{QString::fromStdString(set.name), {}});
                for (const auto& tag : engine::tasks::nearestTags(set, word, tags, kNearTags).value_or(std::vector<engine::tasks::NearTag>{}))
                    side.tags.emplace_back(QString::fromStdString(tags[tag.tag]), 1 - tag.closeness);
            }
            return near;
        },
        std::move(answer));
}

void SearchSource::ask(const engine::tasks::SearchRequest& request, std::function<void(Found)> answer)
{
    store().ask(
        this, "search",
        [cache = m_cache, generation = m_generation, request](StoreThread::Workspace& workspace) {
            try {
                return foundFrom(workspace, cache->of(workspace, generation).find(workspace, request));
            } catch (const engine::Error&) {
                Found found;
                found.failure = failureText(engine::describe(std::current_exception()));
                return found;
            }
        },
        std::move(answer));
}

}  // namespace ui::search
