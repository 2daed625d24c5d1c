#include "engine/dataset/leak_check.h"

#include <map>
#include <set>

#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

std::vector<Leak> findLeaks(std::span<const Membership> rows)
{
    std::map<std::string, std::set<std::string>> partsOf;
    for (const auto& row : rows)
        if (!row.key.empty()) partsOf[row.key].insert(row.part);
    std::vector<Leak> leaks;
    for (const auto& [key, parts] : partsOf)
        if (parts.size() > 1) leaks.push_back({key, {parts.begin(), parts.end()}});
    return leaks;
}

std::string groupKey(const std::string& name)
{
    return foldCase(trimmed(name));
}

}  // namespace engine::dataset
