#include "engine/dataset/tag_groups.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "engine/dataset/unicode.h"
#include "engine/dataset/word_list.h"

namespace engine::dataset {

namespace {

constexpr std::array<std::string_view, 8> kSuffixWords{"music", "musik", "song", "songs", "tag", "tags", "track", "tracks"};

bool isPunctuation(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !((byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'));
}

/// Words of letters and digits; "&" is one of its own, an apostrophe joins ("rock'n'roll" but "80's" = "80s").
std::vector<std::string> wordsOf(const std::string& tag)
{
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < tag.size(); ++i) {
        const char c = tag[i];
        const bool ofBetween = c == '\'' && i + 1 < tag.size() && tag[i + 1] == 'n' && (i + 2 == tag.size() || isPunctuation(tag[i + 2]));
        const bool endsN = c == '\'' && i > 0 && words.back() == "n";
        if (c == '&') {
            words.insert(words.end(), {"and", ""});
        } else if (c == '\'' && !ofBetween && !endsN) {
            continue;
        } else if (isPunctuation(c)) {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    std::erase(words, std::string());
    for (auto& word : words)
        if (word == "n") word = "and";
    return words;
}

std::string singular(const std::string& word)
{
    if (word.size() > 4 && word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
    const bool kept = word.size() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || !word.ends_with('s');
    return kept ? word : word.substr(0, word.size() - 1);
}

}  // namespace

std::string tagLemma(std::string_view tag)
{
    auto words = wordsOf(lowerCase(toNfc(tag)));
    while (words.size() > 1 && std::find(kSuffixWords.begin(), kSuffixWords.end(), words.back()) != kSuffixWords.end())
        words.pop_back();
    std::string lemma;
    for (const auto& word : words)
        lemma += singular(word);
    return lemma;
}

std::vector<TagGroup> groupTags(std::span<const CountedTag> tags)
{
    std::vector<TagGroup> groups;
    std::unordered_map<std::string, std::size_t> groupOf;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        auto lemma = tagLemma(tags[i].name);
        const auto [at, isNew] = lemma.empty() ? std::pair(groupOf.end(), true) : groupOf.try_emplace(std::move(lemma), groups.size());
        if (isNew) groups.emplace_back();
        auto& group = isNew ? groups.back() : groups[at->second];
        group.members.push_back(i);
        group.tracks += tags[i].tracks;
    }
    for (auto& group : groups) {
        const auto best = std::min_element(group.members.begin(), group.members.end(), [&](auto a, auto b) {
            return tags[a].tracks != tags[b].tracks ? tags[a].tracks > tags[b].tracks : tags[a].name < tags[b].name;
        });
        group.name = tags[*best].name;
    }
    return groups;
}

}  // namespace engine::dataset
