#include "engine/dataset/track_matcher.h"

#include "engine/dataset/leak_check.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

constexpr char kBetween = '\x1f';

std::string fileStem(const std::string& fileName)
{
    const auto dot = fileName.rfind('.');
    return dot == std::string::npos || dot == 0 ? fileName : fileName.substr(0, dot);
}

/// Empty unless both are known.
std::string namesKey(std::string_view artist, std::string_view title)
{
    const auto by = groupKey(std::string(artist)), what = groupKey(std::string(title));
    return by.empty() || what.empty() ? std::string() : by + kBetween + what;
}

/// Equal for the rows of one track, e.g. one row for each of its tags.
std::string claimOf(const TrackName& name)
{
    auto claim = name.path;
    if (!name.ids.empty()) claim.append(1, kBetween).append(name.ids.front());
    return name.path.empty() && name.ids.empty() ? namesKey(name.artist, name.title) : claim;
}

}  // namespace

void TrackMatcher::addUnique(Unique& map, std::string key, TrackId id)
{
    if (key.empty()) return;
    const auto [at, isNew] = map.try_emplace(std::move(key), id);
    if (!isNew) at->second.reset();
}

std::optional<TrackId> TrackMatcher::uniqueIn(const Unique& map, const std::string& key)
{
    const auto at = map.find(key);
    return at == map.end() ? std::nullopt : at->second;
}

void TrackMatcher::add(TrackId id, std::string_view path, bool exact, std::string_view artist, std::string_view title)
{
    auto normalised = normalisedPath(path);
    if (exact) addUnique(m_byPath, normalised, id);
    auto fileName = normalisedFileName(normalised);
    addUnique(m_byStem, fileStem(fileName), id);
    addUnique(m_byNames, namesKey(artist, title), id);
    m_byFileName[std::move(fileName)].push_back({id, std::move(normalised)});
}

void TrackMatcher::addMetadataId(TrackId id, std::string metadataId)
{
    const auto known = m_byMetadata.find(metadataId);
    if (known != m_byMetadata.end() && known->second == id) return;   // stated twice in one file
    addUnique(m_byMetadata, std::move(metadataId), id);
}

void TrackMatcher::note(const TrackName& name)
{
    if (const auto id = uniqueIn(m_byPath, name.path)) {
        m_exact.insert(*id);
    } else if (const auto other = byOtherWays(name); other.track) {
        const auto claim = claimOf(name);
        const auto [at, isNew] = m_claims.try_emplace(*other.track, claim);
        if (!isNew && at->second != claim) at->second.reset();
    }
}

TrackMatch TrackMatcher::match(const TrackName& name) const
{
    if (const auto id = uniqueIn(m_byPath, name.path)) return {id, MatchedBy::Path};
    const auto found = byOtherWays(name);
    if (!found.track || m_exact.contains(*found.track)) return {};
    const auto claim = m_claims.find(*found.track);
    return claim != m_claims.end() && claim->second == claimOf(name) ? found : TrackMatch();
}

TrackMatch TrackMatcher::byOtherWays(const TrackName& name) const
{
    if (const auto id = byEnd(name.path)) return {id, MatchedBy::FileName};
    for (const auto& own : name.ids)
        if (const auto id = uniqueIn(m_byStem, own)) return {id, MatchedBy::Id};
    for (const auto& own : name.ids)
        if (const auto id = uniqueIn(m_byMetadata, own)) return {id, MatchedBy::Metadata};
    if (const auto key = namesKey(name.artist, name.title); !key.empty())
        if (const auto id = uniqueIn(m_byNames, key)) return {id, MatchedBy::Names};
    return {};
}

std::optional<TrackId> TrackMatcher::byEnd(const std::string& path) const
{
    if (path.empty()) return {};
    const auto at = m_byFileName.find(normalisedFileName(path));
    if (at == m_byFileName.end()) return {};
    const auto& candidates = at->second;
    if (candidates.size() == 1) return candidates.front().id;
    std::optional<TrackId> found;
    for (const auto& [id, own] : candidates) {
        if (!own.ends_with("/" + path)) continue;
        if (found) return {};
        found = id;
    }
    return found;
}

}  // namespace engine::dataset
