#include "engine/dataset/word_vectors.h"

#include <algorithm>
#include <cmath>

#include <utf8proc.h>

#include "engine/dataset/word_list.h"

namespace engine::dataset {

namespace {

std::string replaced(std::string_view text, char from, char to)
{
    std::string result(text);
    std::replace(result.begin(), result.end(), from, to);
    return result;
}

void addForms(std::string_view tag, std::vector<std::string>& forms)
{
    forms.insert(forms.end(), {std::string(tag), replaced(tag, ' ', '_'), replaced(tag, ' ', '-'), replaced(tag, '-', ' '), replaced(tag, '-', '_')});
}

std::vector<std::string> wholeForms(std::string_view tag)
{
    std::vector<std::string> forms;
    addForms(tag, forms);
    addForms(lowerCase(tag), forms);
    return forms;
}

bool isLetterOrDigit(char32_t code)
{
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) || (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

std::vector<std::string> tokensOf(std::string_view tag)
{
    std::vector<std::string> tokens(1);
    for (const char32_t code : codePoints(lowerCase(tag))) {
        if (!isLetterOrDigit(code)) {
            if (!tokens.back().empty()) tokens.emplace_back();
            continue;
        }
        utf8proc_uint8_t bytes[4];
        tokens.back().append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes)));
    }
    if (tokens.back().empty()) tokens.pop_back();
    return tokens;
}

}  // namespace

bool WordVectors::add(const std::string& word, std::span<const float> vector)
{
    if (!m_index.try_emplace(word, m_words.size()).second) return false;
    m_words.push_back(word);
    m_values.insert(m_values.end(), vector.begin(), vector.end());
    return true;
}

std::optional<std::size_t> WordVectors::find(const std::string& word) const
{
    const auto at = m_index.find(word);
    return at == m_index.end() ? std::nullopt : std::optional(at->second);
}

std::vector<std::size_t> WordVectors::nearest(std::size_t word, std::size_t k, Distance distance) const
{
    const auto length = [](std::span<const float> a) {
        double sum = 0;
        for (const double x : a)
            sum += x * x;
        return std::sqrt(sum);
    };
    const auto own = vector(word);
    const double ownLength = length(own);
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t other = 0; other < size(); ++other) {
        if (other == word) continue;
        const auto its = vector(other);
        double sum = 0;
        for (std::size_t i = 0; i < m_dimension; ++i) {
            const double difference = static_cast<double>(own[i]) - its[i];
            sum += distance == Distance::Cosine ? -static_cast<double>(own[i]) * its[i] : difference * difference;
        }
        const double scale = ownLength * length(its);
        order.emplace_back(distance == Distance::Cosine && scale > 0 ? sum / scale : sum, other);
    }
    k = std::min(k, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end());
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < k; ++i)
        found.push_back(order[i].second);
    return found;
}

TagVector lookUpTag(const WordVectors& vectors, std::string_view tag)
{
    TagVector result;
    for (const auto& form : wholeForms(tag))
        if (const auto word = vectors.find(form)) {
            const auto values = vectors.vector(*word);
            return {TagVector::How::Whole, {form}, {values.begin(), values.end()}, {}};
        }
    const auto tokens = tokensOf(tag);
    std::vector<double> sum(vectors.dimension(), 0.0);
    for (const auto& token : tokens) {
        const auto word = vectors.find(token);
        if (!word) return {};   // no silent average of the known ones
        const auto values = vectors.vector(*word);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += values[i];
    }
    if (tokens.empty()) return {};
    result.how = TagVector::How::Tokens;
    result.keys = tokens;
    result.values = result.mean = sum;
    const auto count = static_cast<double>(tokens.size());
    for (auto& value : result.values)
        value /= std::sqrt(count);
    for (auto& value : result.mean)
        value /= count;
    return result;
}

std::vector<std::string> lookUpKeys(std::string_view tag)
{
    auto keys = wholeForms(tag);
    for (auto& token : tokensOf(tag))
        keys.push_back(std::move(token));
    return keys;
}

}  // namespace engine::dataset
