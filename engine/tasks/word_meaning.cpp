#include "engine/tasks/word_meaning.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/store/text_fold.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kLongestTagWords = 6;
constexpr std::size_t kShortestPart = 3;   // "a" is part of too many tags to mean one
constexpr std::size_t kMostParts = 8;
constexpr std::size_t kNearTags = 5;       // a word is placed by so many tags at most

bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '_' || c == '/' || c == ',';
}

std::vector<std::string> foldedWords(const std::string& text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : store::foldForSearch(text) + ' ') {
        if (!isSeparator(c)) word += c;
        else if (!word.empty()) words.push_back(std::exchange(word, {}));
    }
    return words;
}

std::string joinedWords(const std::vector<std::string>& words)
{
    return std::accumulate(words.begin(), words.end(), std::string(), [](std::string sum, const auto& word) { return sum.empty() ? word : sum + ' ' + word; });
}

double cosine(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Nearest first, ties by place.
std::vector<NearTag> nearestOf(const std::vector<double>& wanted, const std::vector<std::optional<std::vector<double>>>& vectors, std::size_t count)
{
    std::vector<NearTag> near;
    for (std::size_t tag = 0; tag < vectors.size(); ++tag)
        if (vectors[tag]) near.push_back({tag, cosine(wanted, *vectors[tag])});
    std::ranges::stable_sort(near, std::greater(), &NearTag::closeness);
    near.resize(std::min(count, near.size()));
    return near;
}

std::vector<std::optional<std::vector<double>>> vectorsOf(const WordSet& set, const std::vector<std::string>& tags)
{
    std::vector<std::optional<std::vector<double>>> vectors;
    for (const auto& tag : tags) {
        auto found = set.find(tag);
        vectors.push_back(found ? std::optional(std::move(found->unit)) : std::nullopt);
    }
    return vectors;
}

}  // namespace

std::optional<std::vector<NearTag>> nearestTags(const WordSet& set, const std::string& words, const std::vector<std::string>& tags, std::size_t count)
{
    const auto wanted = set.find(words);
    if (!wanted) return {};
    return nearestOf(wanted->unit, vectorsOf(set, tags), count);
}

TagLexicon::TagLexicon(std::vector<std::string> tags) : m_tags(std::move(tags))
{
    for (std::size_t tag = 0; tag < m_tags.size(); ++tag) {
        m_wordsOfTag.push_back(foldedWords(m_tags[tag]));
        m_exact.try_emplace(joinedWords(m_wordsOfTag.back()), tag);
    }
}

std::size_t TagLexicon::addSet(WordSet set)
{
    KnownSet known{std::move(set), {}};
    known.vectors = vectorsOf(known.set, m_tags);
    const auto count = std::ranges::count_if(known.vectors, [](const auto& vector) { return vector.has_value(); });
    if (count > 0) m_sets.push_back(std::move(known));
    return static_cast<std::size_t>(count);
}

std::vector<TagLexicon::Word> TagLexicon::wordsOf(const std::string& text)
{
    std::vector<Word> words;
    Word word;
    bool quoted = false, less = false, begins = false;
    const auto finish = [&] {
        if (word.text.empty()) return;
        word.folded = store::foldForSearch(word.text);
        word.isLess = std::exchange(less, false);
        word.begins = std::exchange(begins, false);
        words.push_back(std::exchange(word, {}));
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool atStart = word.text.empty() && (i == 0 || isSeparator(text[i - 1]));
        if (c == '"') {
            finish();
            if (quoted && !words.empty()) words.back().ends = true;
            quoted = !quoted;
            begins = begins || quoted;
        } else if (c == '-' && atStart && !quoted) {
            less = begins = true;
        } else if (isSeparator(c)) {
            finish();
        } else {
            word.text += c;
        }
    }
    finish();
    return words;
}

/// How many words from `at` on may belong together, at most `most`.
std::size_t TagLexicon::runFrom(const std::vector<Word>& words, std::size_t at, std::size_t most) const
{
    std::size_t length = 1;
    while (length < most && at + length < words.size() && !words[at + length].begins && !words[at + length - 1].ends)
        ++length;
    return length;
}

std::size_t TagLexicon::takeTag(const std::vector<Word>& words, std::size_t at, Wish& wish) const
{
    for (std::size_t length = runFrom(words, at, kLongestTagWords); length > 0; --length) {
        std::string folded, text;
        for (std::size_t i = at; i < at + length; ++i) {
            folded += (i == at ? "" : " ") + words[i].folded;
            text += (i == at ? "" : " ") + words[i].text;
        }
        const auto found = m_exact.find(folded);
        if (found == m_exact.end()) continue;
        wish.words = text;
        wish.how = Wish::How::Tag;
        wish.tags = {{found->second, 1}};
        return length;
    }
    return 0;
}

std::size_t TagLexicon::takePart(const Word& word, Wish& wish, bool anywhere) const
{
    if (word.folded.size() < kShortestPart) return 0;
    const auto matching = [&](const auto& fits) {
        std::vector<NearTag> found;
        for (std::size_t tag = 0; tag < m_tags.size() && found.size() < kMostParts; ++tag)
            if (std::ranges::any_of(m_wordsOfTag[tag], fits)) found.push_back({tag, 1});
        return found;
    };
    if (anywhere) {
        wish.tags = matching([&](const std::string& own) { return own.find(word.folded) != std::string::npos; });
    } else {
        wish.tags = matching([&](const std::string& own) { return own == word.folded; });
        if (wish.tags.empty()) wish.tags = matching([&](const std::string& own) { return own.starts_with(word.folded); });
    }
    if (wish.tags.empty()) return 0;
    wish.words = word.text;
    wish.how = Wish::How::Part;
    return 1;
}

std::size_t TagLexicon::takeVectors(const std::vector<Word>& words, std::size_t at, Wish& wish) const
{
    const std::size_t longest = runFrom(words, at, kLongestTagWords);
    for (const auto& known : m_sets)
        for (std::size_t length = longest; length > 0; --length) {
            std::string text;
            for (std::size_t i = at; i < at + length; ++i)
                text += (i == at ? "" : " ") + words[i].text;
            const auto found = known.set.find(text);
            if (!found || (length > 1 && !found->isWhole)) continue;   // several words that are no phrase are several wishes
            auto near = nearestOf(found->unit, known.vectors, kNearTags);
            std::erase_if(near, [&](const NearTag& tag) { return tag.closeness < known.set.leastCloseness; });
            if (near.empty()) continue;
            wish.words = text;
            wish.how = Wish::How::Vectors;
            wish.tags = std::move(near);
            wish.set = known.set.name;
            return length;
        }
    return 0;
}

Meaning TagLexicon::read(const std::string& text) const
{
    const auto words = wordsOf(text);
    Meaning meaning;
    for (std::size_t at = 0; at < words.size();) {
        Wish wish;
        wish.isLess = words[at].isLess;
        std::size_t taken = takeTag(words, at, wish);
        if (taken == 0) taken = takePart(words[at], wish, false);
        meaning.asksVectors = meaning.asksVectors || taken == 0;
        if (taken == 0) taken = takeVectors(words, at, wish);
        if (taken == 0) taken = takePart(words[at], wish, true);
        if (taken == 0) {
            meaning.unknown.push_back(words[at].text);
            taken = 1;
        } else if (std::ranges::none_of(meaning.wishes, [&](const Wish& known) { return known.isLess == wish.isLess && known.words == wish.words; })) {
            meaning.wishes.push_back(std::move(wish));
        }
        at += taken;
    }
    return meaning;
}

}  // namespace engine::tasks
