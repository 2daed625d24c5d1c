#include "engine/dataset/track_matcher.h"

#include "engine/dataset/unicode.h"

namespace engine::dataset {

void TrackMatcher::add(TrackId id, std::string_view path, bool exact)
{
    auto normalised = normalisedPath(path);
    if (exact) {
        const auto [at, isNew] = m_byPath.try_emplace(normalised, id);
        if (!isNew) at->second.reset();
    }
    auto fileName = normalisedFileName(normalised);
    m_byFileName[std::move(fileName)].push_back({id, std::move(normalised)});
}

void TrackMatcher::note(const std::string& path)
{
    if (const auto id = byPath(path)) {
        m_exact.insert(*id);
    } else if (const auto other = byEnd(path)) {
        const auto [at, isNew] = m_claims.try_emplace(*other, path);
        if (!isNew && at->second != path) at->second.reset();
    }
}

std::optional<TrackId> TrackMatcher::match(const std::string& path) const
{
    if (const auto id = byPath(path)) return id;
    const auto id = byEnd(path);
    if (!id || m_exact.contains(*id)) return {};
    const auto claim = m_claims.find(*id);
    return claim != m_claims.end() && claim->second == path ? id : std::nullopt;
}

std::optional<TrackId> TrackMatcher::byPath(const std::string& path) const
{
    const auto at = m_byPath.find(path);
    return at == m_byPath.end() ? std::nullopt : at->second;
}

std::optional<TrackId> TrackMatcher::byEnd(const std::string& path) const
{
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
