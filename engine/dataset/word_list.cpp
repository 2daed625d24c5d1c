#include "engine/dataset/word_list.h"

#include <algorithm>
#include <bit>

#include <utf8proc.h>

#include "engine/core/error.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

template <typename Visit>
void forEachCodePoint(std::string_view text, Visit visit)
{
    while (!text.empty()) {
        utf8proc_int32_t code = 0;
        auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &code);
        if (bytes <= 0) {
            code = static_cast<unsigned char>(text.front());
            bytes = 1;
        }
        visit(static_cast<char32_t>(code), text.substr(0, static_cast<std::size_t>(bytes)));
        text.remove_prefix(static_cast<std::size_t>(bytes));
    }
}

std::uint64_t lettersOf(std::u32string_view text)
{
    std::uint64_t letters = 0;
    for (const char32_t c : text)
        letters |= std::uint64_t{1} << (c % 64);
    return letters;
}

std::size_t firstBytes(std::string_view word)
{
    return static_cast<std::size_t>(static_cast<unsigned char>(word[0])) << 8 | (word.size() > 1 ? static_cast<unsigned char>(word[1]) : 0U);
}

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool standsAlone(std::string_view tag, std::size_t at, std::size_t size)
{
    return (at == 0 || !isWordByte(tag[at - 1])) && (at + size == tag.size() || !isWordByte(tag[at + size]));
}

/// What jaroWinkler() cannot exceed for texts of these lengths of which at least `lost` characters have no partner.
double upperBound(std::size_t a, std::size_t b, std::size_t lostInA, std::size_t lostInB, WinklerForm form)
{
    const auto matches = static_cast<double>(std::min(a - std::min(a, lostInA), b - std::min(b, lostInB)));
    if (matches == 0) return 0;
    const double most = (matches / static_cast<double>(a) + matches / static_cast<double>(b) + 1) / 3;
    const double longest = static_cast<double>(std::max(a, b));
    const double boost = form == WinklerForm::Standard ? 0.4 : std::min(matches * std::min(0.1, 1 / longest), 1.0);
    return most + boost * (1 - most) + 1e-12;   // rounding may not shut out what is exactly at the threshold
}

}  // namespace

std::u32string codePoints(std::string_view text)
{
    std::u32string codes;
    forEachCodePoint(text, [&](char32_t code, std::string_view) { codes += code; });
    return codes;
}

std::string lowerCase(std::string_view text)
{
    std::string lower;
    lower.reserve(text.size());
    forEachCodePoint(text, [&](char32_t code, std::string_view bytes) {
        const auto small = utf8proc_tolower(static_cast<utf8proc_int32_t>(code));
        if (bytes.size() == 1 && code < 0x80) {
            lower += static_cast<char>(small);
        } else if (static_cast<char32_t>(small) == code) {
            lower += bytes;
        } else {
            utf8proc_uint8_t encoded[4];
            lower.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(utf8proc_encode_char(small, encoded)));
        }
    });
    return lower;
}

WordList::WordList(std::vector<std::string> words) : m_words(std::move(words))
{
    std::erase_if(m_words, [](const auto& word) { return word.empty(); });
    std::sort(m_words.begin(), m_words.end());
    m_words.erase(std::unique(m_words.begin(), m_words.end()), m_words.end());
    m_byFirstBytes.resize(65536);
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        auto text = codePoints(m_words[i]);
        const auto letters = lettersOf(text);
        m_coded.push_back({std::move(text), letters});
        m_index.emplace(m_words[i], i);
        m_byFirstBytes[firstBytes(m_words[i])].push_back(static_cast<std::uint32_t>(i));
    }
}

WordList WordList::load(const std::filesystem::path& file)
{
    std::vector<std::string> words;
    LineReader reader(file);
    TextLine line;
    while (reader.next(line)) {
        if (!line.problem.empty()) throw Error(ErrorCode::BadRow, file.string() + ":" + std::to_string(line.number), line.problem);
        const auto word = trimmed(line.text);
        if (!word.empty() && !word.starts_with('#')) words.push_back(lowerCase(toNfc(word)));
    }
    return WordList(std::move(words));
}

std::optional<std::string> WordList::contained(const std::string& tag, ListMatch match, bool wholeWords) const
{
    if (m_words.empty()) return {};
    std::optional<std::size_t> best;
    const auto better = [&](std::size_t i) {
        if (!best) return true;
        if (match == ListMatch::FirstAlphabetical) return i < *best;
        return m_coded[i].text.size() > m_coded[*best].text.size() || (m_coded[i].text.size() == m_coded[*best].text.size() && i < *best);
    };
    const std::string_view text = tag;
    const auto tryBucket = [&](std::size_t bucket, std::size_t at) {
        for (const auto i : m_byFirstBytes[bucket])
            if (better(i) && text.substr(at).starts_with(m_words[i]) && (!wholeWords || standsAlone(text, at, m_words[i].size()))) best = i;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        tryBucket(static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8, at);
        if (at + 1 < text.size()) tryBucket(firstBytes(text.substr(at)), at);
    }
    return best ? std::optional(m_words[*best]) : std::nullopt;
}

std::optional<WordList::Similar> WordList::similar(const std::u32string& tag, double threshold, bool orEqual, WinklerForm form) const
{
    if (tag.empty()) return {};
    const auto letters = lettersOf(tag);
    for (std::size_t i = 0; i < m_coded.size(); ++i) {
        const auto& word = m_coded[i];
        const auto lostInTag = static_cast<std::size_t>(std::popcount(letters & ~word.letters));
        const auto lostInWord = static_cast<std::size_t>(std::popcount(word.letters & ~letters));
        if (upperBound(tag.size(), word.text.size(), lostInTag, lostInWord, form) < threshold) continue;
        const double similarity = jaroWinkler(tag, word.text, form);
        if (similarity > threshold || (orEqual && similarity == threshold)) return Similar{m_words[i], similarity};
    }
    return {};
}

std::optional<WordList::Similar> WordList::similarByBruteForce(const std::u32string& tag, double threshold, bool orEqual, WinklerForm form) const
{
    for (std::size_t i = 0; i < m_coded.size(); ++i) {
        const double similarity = jaroWinkler(tag, m_coded[i].text, form);
        if (similarity > threshold || (orEqual && similarity == threshold)) return Similar{m_words[i], similarity};
    }
    return {};
}

}  // namespace engine::dataset
