#include "engine/store/track_filter.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "engine/core/error.h"
#include "engine/store/text_fold.h"

namespace engine::store {

namespace {

constexpr std::array<std::string_view, 7> kFields = {"tag", "genre", "artist", "album", "title", "path", "state"};
constexpr std::array<std::string_view, 3> kStates = {"ready", "unreadable", "missing"};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct Word {
    std::string field, value;
};

/// Reads one word from `at` on; a quote may begin anywhere in it and keeps blanks until the next one.
Word readWord(const std::string& text, std::size_t& at)
{
    Word word;
    bool quoted = false, wasQuoted = false;
    for (; at < text.size() && (quoted || !isBlank(text[at])); ++at) {
        if (text[at] == '"') {
            quoted = !quoted;
            wasQuoted = true;
            continue;
        }
        if (text[at] == ':' && !wasQuoted && word.field.empty()) {
            const auto name = foldForSearch(word.value);
            if (std::find(kFields.begin(), kFields.end(), name) != kFields.end()) {
                word = {name, ""};
                continue;
            }
        }
        word.value += text[at];
    }
    if (quoted) throw Error(ErrorCode::InvalidArgument, text, "a quote is not closed in this filter");
    return word;
}

}  // namespace

std::vector<FilterTerm> parseFilter(const std::string& text)
{
    std::vector<FilterTerm> terms;
    for (std::size_t at = 0; at < text.size();) {
        if (isBlank(text[at])) {
            ++at;
            continue;
        }
        auto word = readWord(text, at);
        if (word.value.empty() && !word.field.empty())
            throw Error(ErrorCode::InvalidArgument, text, "\"" + word.field + ":\" needs a value");
        auto value = foldForSearch(word.value);
        if (value.empty()) continue;
        if (word.field == "state" && std::find(kStates.begin(), kStates.end(), value) == kStates.end())
            throw Error(ErrorCode::InvalidArgument, text, "a state is ready, unreadable or missing, not " + word.value);
        terms.push_back({std::move(word.field), std::move(value)});
    }
    return terms;
}

}  // namespace engine::store
