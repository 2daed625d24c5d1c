#include "engine/core/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/core/error.h"

namespace engine {

namespace {

constexpr std::size_t kMaxFieldBytes = 64 * 1024;
constexpr std::size_t kMaxRowBytes = 4 * 1024 * 1024;
constexpr std::size_t kMaxFields = 20'000;
constexpr int kEnd = std::char_traits<char>::eof();

/// The code point that begins at `at` and its length in bytes; none if the bytes there are not UTF-8.
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0;
};

std::optional<CodePoint> codePointAt(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return CodePoint{lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return std::nullopt;
    char32_t value = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xc0) != 0x80) return std::nullopt;
        value = value << 6 | (byte & 0x3fU);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    if (value < kSmallest[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return std::nullopt;
    return CodePoint{value, length};
}

bool isNewline(char32_t c)
{
    return c == '\n' || c == '\r';
}

/// Blanks and characters that are not seen, except those that are dangerous themselves (tab, CR, LF).
bool isInvisible(char32_t c)
{
    return (c <= 0x20 && c != '\t' && !isNewline(c)) || (c >= 0x7f && c <= 0xa0) || c == 0xad || c == 0x1680 || c == 0x180e ||
           (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) || c == 0x3000 ||
           c == 0xfeff;
}

bool startsFormula(char32_t c)
{
    constexpr std::u32string_view kStarts = U"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    return kStarts.find(c) != std::u32string_view::npos;
}

bool needsGuard(std::string_view line)
{
    if (line.starts_with('\'')) return true;
    for (std::size_t at = 0; at < line.size();) {
        const auto c = codePointAt(line, at);
        if (!c || !isInvisible(c->value)) return c && startsFormula(c->value);
        at += c->bytes;
    }
    return false;
}

/// Calls `visit` with each line of a cell, its line end included.
template <typename Visit>
void forEachLine(std::string_view text, Visit visit)
{
    std::size_t first = 0;
    while (first < text.size()) {
        auto end = text.find_first_of("\r\n", first);
        if (end == std::string_view::npos)
            end = text.size();
        else
            end += text.substr(end).starts_with("\r\n") ? 2 : 1;
        visit(text.substr(first, end - first));
        first = end;
    }
}

}  // namespace

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto c = codePointAt(text, at);
        if (!c) return false;
        at += c->bytes;
    }
    return true;
}

std::string guardFormula(std::string_view text)
{
    std::string safe;
    forEachLine(text, [&](std::string_view line) {
        if (needsGuard(line)) safe += '\'';
        safe += line;
    });
    return safe;
}

std::string unguardFormula(std::string_view text)
{
    std::string plain;
    forEachLine(text, [&](std::string_view line) { plain += line.substr(line.starts_with('\'') ? 1 : 0); });
    return plain;
}

CsvReader::CsvReader(const std::filesystem::path& path, char delimiter) : m_path(path), m_delimiter(delimiter)
{
    const auto status = std::filesystem::status(path);
    if (!std::filesystem::exists(status)) throw Error(ErrorCode::Missing, path.string(), "there is no such file");
    if (!std::filesystem::is_regular_file(status)) throw Error(ErrorCode::NotRegular, path.string(), "a table wanted, this is no regular file");
    m_file.open(path, std::ios::binary);
    if (!m_file) throw Error(ErrorCode::Permission, path.string(), "cannot be opened for reading");
    std::array<char, 3> mark{};
    m_file.read(mark.data(), 3);
    const bool marked = m_file.gcount() == 3 && std::string_view(mark.data(), 3) == "\xef\xbb\xbf";
    m_file.clear();
    if (!marked) m_file.seekg(0);
}

int CsvReader::peek()
{
    return m_file.peek();
}

/// The next byte, with every line end as '\n'.
int CsvReader::get()
{
    int c = m_file.get();
    if (c == '\r') {
        if (m_file.peek() == '\n') m_file.get();
        c = '\n';
    }
    if (c == '\n') ++m_line;
    return c;
}

void CsvReader::complain(const std::string& problem)
{
    if (m_problem->empty()) *m_problem = problem;
}

void CsvReader::addTo(std::string& field, int c)
{
    if (++m_rowBytes > kMaxRowBytes) complain("the row is longer than 4 MB");
    if (field.size() < kMaxFieldBytes)
        field += static_cast<char>(c);
    else
        complain("a field is longer than 64 kB");
}

bool CsvReader::endsField(int c) const
{
    return c == kEnd || c == '\n' || c == static_cast<unsigned char>(m_delimiter);
}

/// After an opening quote. Gives the byte that ends the field.
int CsvReader::readQuoted(std::string& field)
{
    const auto opened = m_line;
    for (;;) {
        const int c = get();
        if (c == kEnd) {
            complain("a quote opened in line " + std::to_string(opened) + " never ends");
            return kEnd;
        }
        if (c == '"' && peek() != '"') break;
        if (c == '"') get();
        addTo(field, c);
        if (m_rowBytes > kMaxRowBytes)
            throw Error(ErrorCode::BadRow, m_path.string(),
                        "line " + std::to_string(opened) + ": a quote opened here swallows more than 4 MB");
    }
    int c = get();
    if (!endsField(c)) complain("text follows a closing quote");
    while (!endsField(c))
        c = get();
    return c;
}

int CsvReader::readPlain(std::string& field, int c)
{
    for (; !endsField(c); c = get()) {
        if (c == '"') complain("a quote stands inside an unquoted field");
        addTo(field, c);
    }
    return c;
}

void CsvReader::checkText(const std::string& field, std::size_t column)
{
    if (!isUtf8(field)) complain("field " + std::to_string(column) + " is not UTF-8");
    if (field.find('\0') != std::string::npos) complain("field " + std::to_string(column) + " holds a zero byte");
}

bool CsvReader::next(CsvRow& row)
{
    row = {};
    m_problem = &row.problem;
    m_rowBytes = 0;
    int c = '\n';
    while (c == '\n') {   // empty lines
        row.line = m_line;
        c = get();
    }
    if (c == kEnd) return false;
    for (;; c = get()) {
        std::string field;
        const int end = c == '"' ? readQuoted(field) : readPlain(field, c);
        checkText(field, row.fields.size() + 1);
        if (row.fields.size() < kMaxFields)
            row.fields.push_back(std::move(field));
        else
            complain("the row has more than 20000 fields");
        if (end == kEnd || end == '\n') return true;
    }
}

void CsvWriter::separate()
{
    if (!m_atRowStart) m_document += ',';
    m_atRowStart = false;
}

CsvWriter& CsvWriter::text(std::string_view cell)
{
    separate();
    m_document += '"';
    for (const char c : guardFormula(cell)) {
        if (c == '"') m_document += '"';
        m_document += c;
    }
    m_document += '"';
    return *this;
}

CsvWriter& CsvWriter::number(double value)
{
    if (!std::isfinite(value)) return empty();
    separate();
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_document.append(digits.data(), end);
    return *this;
}

CsvWriter& CsvWriter::integer(std::int64_t value)
{
    separate();
    m_document += std::to_string(value);
    return *this;
}

CsvWriter& CsvWriter::empty()
{
    separate();
    return *this;
}

void CsvWriter::endRow()
{
    m_document += "\r\n";
    m_atRowStart = true;
}

}  // namespace engine
