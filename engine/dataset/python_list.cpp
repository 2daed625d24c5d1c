#include "engine/dataset/python_list.h"

#include <charconv>
#include <cstdint>
#include <utility>

#include <utf8proc.h>

#include "engine/dataset/text.h"

namespace engine::dataset {

namespace {

class Parser {
public:
    explicit Parser(std::string_view inner) : m_rest(inner) {}

    std::optional<std::vector<std::string>> items()
    {
        std::vector<std::string> found;
        for (skipBlanks(); !m_rest.empty(); skipBlanks()) {
            auto item = m_rest.front() == '\'' || m_rest.front() == '"' ? text() : number();
            if (!item) return {};
            found.push_back(std::move(*item));
            skipBlanks();
            if (!m_rest.empty() && !take(',')) return {};
        }
        return found;
    }

private:
    void skipBlanks()
    {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\t' || m_rest.front() == '\n'))
            m_rest.remove_prefix(1);
    }
    bool take(char wanted)
    {
        if (m_rest.empty() || m_rest.front() != wanted) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    std::optional<std::string> number()
    {
        std::int64_t ignored = 0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), ignored);
        if (error != std::errc{}) return {};
        std::string digits(m_rest.data(), end);
        m_rest.remove_prefix(digits.size());
        return digits;
    }
    std::optional<std::string> text()
    {
        const char quote = m_rest.front();
        m_rest.remove_prefix(1);
        std::string out;
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == quote) return out;
            if (c != '\\')
                out += c;
            else if (!escape(out))
                return {};
        }
        return {};
    }
    bool escape(std::string& out)
    {
        if (m_rest.empty()) return false;
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        switch (c) {
        case '\\': case '\'': case '"': out += c; return true;
        case 'n': out += '\n'; return true;
        case 'r': out += '\r'; return true;
        case 't': out += '\t'; return true;
        case 'x': return codePoint(2, out);
        case 'u': return codePoint(4, out);
        case 'U': return codePoint(8, out);
        default: return false;   // Python's repr writes no other
        }
    }
    bool codePoint(std::size_t digits, std::string& out)
    {
        std::uint32_t code = 0;
        if (m_rest.size() < digits) return false;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + digits, code, 16);
        if (error != std::errc{} || end != m_rest.data() + digits) return false;
        m_rest.remove_prefix(digits);
        if (code == 0 || code > 0x10ffff || !utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code))) return false;
        utf8proc_uint8_t bytes[4];
        const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
        return true;
    }

    std::string_view m_rest;
};

}  // namespace

bool looksLikePythonList(std::string_view text)
{
    text = trimmed(text);
    return text.size() >= 2 && text.front() == '[' && text.back() == ']';
}

std::optional<std::vector<std::string>> parsePythonList(std::string_view text)
{
    if (!looksLikePythonList(text)) return {};
    text = trimmed(text);
    return Parser(text.substr(1, text.size() - 2)).items();
}

}  // namespace engine::dataset
