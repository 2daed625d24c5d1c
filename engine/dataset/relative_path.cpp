#include "engine/dataset/relative_path.h"

#include <algorithm>
#include <vector>

#include "engine/core/error.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

bool isAbsolute(std::string_view path)
{
    const bool drive = path.size() >= 2 && path[1] == ':' && ((path[0] | 0x20) >= 'a' && (path[0] | 0x20) <= 'z');
    return path.starts_with('/') || drive;
}

}  // namespace

std::string safeRelativePath(std::string_view path)
{
    const auto refuse = [&](const char* why) { throw Error(ErrorCode::BadRow, std::string(path), why); };
    if (path.find('\0') != std::string_view::npos) refuse("the path holds a NUL character");
    const auto whole = normalisedPath(path);
    if (isAbsolute(whole)) refuse("the path is absolute, one relative to the audio folder is wanted");
    std::vector<std::string_view> parts;
    for (std::size_t first = 0; first <= whole.size();) {
        const auto end = std::min(whole.find('/', first), whole.size());
        const auto part = std::string_view(whole).substr(first, end - first);
        first = end + 1;
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
        } else {
            if (parts.empty()) refuse("the path leaves the audio folder");
            parts.pop_back();
        }
    }
    if (parts.empty()) refuse("the path is empty");
    std::string safe(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i)
        safe.append("/").append(parts[i]);
    return safe;
}

}  // namespace engine::dataset
