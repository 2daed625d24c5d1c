#include "engine/dataset/tag_cleaner.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// `token` in the text with no digit beside it.
bool holdsNumber(std::string_view text, std::string_view token)
{
    for (auto at = text.find(token); at != std::string_view::npos; at = text.find(token, at + 1)) {
        const auto end = at + token.size();
        if ((at == 0 || !isDigit(text[at - 1])) && (end == text.size() || !isDigit(text[end]))) return true;
    }
    return false;
}

/// "20" as in 20s, 20's, 20er, 20ies, "20 " or at the end, with no digit before it.
bool holdsTwenty(std::string_view text)
{
    constexpr std::array<std::string_view, 5> kEndings{"s", "'s", "er", "ies", " "};
    for (auto at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1)) {
        if (at > 0 && isDigit(text[at - 1])) continue;
        const auto rest = text.substr(at + 2);
        if (rest.empty() || std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) { return rest.starts_with(ending); })) return true;
    }
    return false;
}

std::string percentText(double similarity)
{
    char text[16];
    std::snprintf(text, sizeof text, "%.3f", similarity);
    return text;
}

void addTarget(const CsvRow& row, const std::filesystem::path& file, std::array<std::vector<std::string>, 3>& words)
{
    const auto where = file.string() + ":" + std::to_string(row.line);
    if (!row.problem.empty() || row.fields.size() < 2) throw Error(ErrorCode::BadRow, where, row.problem.empty() ? "tag,category wanted" : row.problem);
    const auto category = foldCase(trimmed(row.fields[1]));
    const auto tag = lowerCase(toNfc(trimmed(unguardFormula(row.fields[0]))));
    if (category == "numeric") return;   // decades need no list
    for (const auto& [name, index] : {std::pair{"genre", 0}, std::pair{"emotion", 1}, std::pair{"descriptive", 2}})
        if (category == name) {
            words[static_cast<std::size_t>(index)].push_back(tag);
            return;
        }
    throw Error(ErrorCode::BadRow, where, "genre, emotion, descriptive or numeric wanted, found '" + category.substr(0, 100) + "'");
}

}  // namespace

std::string_view tagCategoryName(TagCategory category)
{
    switch (category) {
    case TagCategory::Genre: return "genre";
    case TagCategory::Emotion: return "emotion";
    case TagCategory::Descriptive: return "descriptive";
    case TagCategory::Numeric: return "numeric";
    case TagCategory::Junk: return "junk";
    }
    return "junk";
}

std::string_view cleaningRuleName(CleaningRule rule)
{
    switch (rule) {
    case CleaningRule::Exact: return "exact";
    case CleaningRule::Contains: return "contains";
    case CleaningRule::Digit: return "digit";
    case CleaningRule::Typo: return "typo";
    case CleaningRule::None: return "-";
    }
    return "-";
}

CleaningLists CleaningLists::load(const std::filesystem::path& folder)
{
    return {WordList::load(folder / "genres.txt"), WordList::load(folder / "moods.txt"), WordList::load(folder / "descriptive.txt")};
}

CleaningLists CleaningLists::loadTargets(const std::filesystem::path& file)
{
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row) || row.fields.size() < 2 || foldCase(trimmed(row.fields[0])) != "tag" || foldCase(trimmed(row.fields[1])) != "category")
        throw Error(ErrorCode::BadRow, file.string(), "a table of targets with the header tag,category wanted");
    std::array<std::vector<std::string>, 3> words;
    while (reader.next(row))
        addTarget(row, file, words);
    return {WordList(std::move(words[0])), WordList(std::move(words[1])), WordList(std::move(words[2]))};
}

const WordList& TagCleaner::listOf(TagCategory category) const
{
    if (category == TagCategory::Genre) return m_lists.genres;
    return category == TagCategory::Emotion ? m_lists.moods : m_lists.descriptive;
}

void TagCleaner::categorise(const std::string& tag, const std::u32string& codes, CleanedTag& result) const
{
    constexpr std::array kListed{TagCategory::Genre, TagCategory::Emotion, TagCategory::Descriptive};
    const auto decide = [&](TagCategory category, CleaningRule rule, std::string word, std::string reason) {
        result = {category, rule, std::move(word), {}, std::move(reason)};
    };
    for (const auto category : kListed)
        if (listOf(category).holds(tag)) return decide(category, CleaningRule::Exact, tag, "is in the list of " + std::string(tagCategoryName(category)) + " words");
    for (const auto category : kListed)
        if (const auto word = listOf(category).contained(tag, m_config.match, m_config.wholeWords))
            return decide(category, CleaningRule::Contains, *word, "holds the " + std::string(tagCategoryName(category)) + " word '" + *word + "'");
    if (std::any_of(tag.begin(), tag.end(), isDigit)) return decide(TagCategory::Numeric, CleaningRule::Digit, {}, "holds a digit");
    for (const auto category : {TagCategory::Emotion, TagCategory::Genre})   // descriptive words are too many and too near to each other
        if (const auto near = listOf(category).similar(codes, m_config.threshold, false, m_config.winkler))
            return decide(category, CleaningRule::Typo, near->word, "looks like '" + near->word + "' mistyped (similarity " + percentText(near->similarity) + ")");
    decide(TagCategory::Junk, CleaningRule::None, {}, "no list knows it");
}

void TagCleaner::collapse(const std::string& tag, const std::u32string& codes, CleanedTag& result) const
{
    if (result.category == TagCategory::Junk || result.category == TagCategory::Numeric) {
        const auto decade = result.category == TagCategory::Numeric ? decadeOf(tag) : std::nullopt;
        result.collapsed = decade.value_or(tag);
        if (decade) result.reason = "names the decade " + *decade;
        return;
    }
    const auto& list = listOf(result.category);
    if (list.holds(tag))
        result.collapsed = tag;
    else if (const auto word = list.contained(tag, m_config.match, m_config.wholeWords))
        result.collapsed = *word;
    else if (const auto near = list.similar(codes, m_config.threshold, true, m_config.winkler))
        result.collapsed = near->word;
}

CleanedTag TagCleaner::clean(std::string_view written) const
{
    const auto tag = lowerCase(toNfc(trimmed(written)));
    const auto codes = codePoints(tag);
    CleanedTag result;
    categorise(tag, codes, result);
    collapse(tag, codes, result);
    return result;
}

std::optional<std::string> decadeOf(std::string_view tag)
{
    for (const char* decade : {"60", "70", "80", "90"})
        if (holdsNumber(tag, decade) || holdsNumber(tag, std::string("19") + decade)) return std::string(decade) + "s";
    if (holdsNumber(tag, "00") || holdsNumber(tag, "2000") || holdsTwenty(tag)) return "2000s";
    return {};
}

std::string tokenForm(std::string_view tag)
{
    std::string form;
    for (const char c : tag) {
        const bool kept = isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (kept)
            form += c;
        else if (!form.empty() && form.back() != ' ')
            form += ' ';
    }
    if (form.ends_with(' ')) form.pop_back();
    return form;
}

}  // namespace engine::dataset
