#include "engine/core/npy.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace engine {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxHeaderBytes = 65536;
constexpr std::size_t kMaxRank = 8;
// The widened copy takes eight bytes an element, whatever the file's type: 8 GB at most.
constexpr std::size_t kMaxElements = 1'000'000'000;
constexpr std::string_view kMagic{"\x93NUMPY", 6};

struct Header {
    std::string descr;
    bool fortranOrder = false;
    std::vector<std::size_t> shape;
};

/// The header is a Python dict literal. Only this much of Python is understood, and nothing is evaluated:
/// { 'descr': STRING, 'fortran_order': True|False, 'shape': (INT, ...), } in any order, each key exactly once.
class HeaderParser {
public:
    HeaderParser(std::string_view text, const fs::path& path) : m_text(text), m_path(path) {}

    Header parse()
    {
        expect('{');
        while (!accept('}')) {
            parseEntry();
            if (accept(',')) continue;
            expect('}');
            break;
        }
        skipBlanks();
        if (m_at != m_text.size()) fail("bytes follow the header's closing brace");
        if (!m_descr || !m_order || !m_shape) fail("the header lacks descr, fortran_order or shape");
        return {*m_descr, *m_order, *m_shape};
    }

private:
    [[noreturn]] void fail(const std::string& why, ErrorCode code = ErrorCode::Corrupt) const
    {
        throw Error(code, m_path.string(), "not a readable .npy array: " + why);
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t'))
            ++m_at;
    }

    bool accept(char wanted)
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != wanted) return false;
        ++m_at;
        return true;
    }

    void expect(char wanted)
    {
        if (!accept(wanted)) fail(std::string("its header lacks a '") + wanted + "'");
    }

    bool acceptWord(std::string_view word)
    {
        skipBlanks();
        if (!m_text.substr(m_at).starts_with(word)) return false;
        m_at += word.size();
        return true;
    }

    std::string string()
    {
        skipBlanks();
        const char quote = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (quote != '\'' && quote != '"') fail("its header lacks a quoted word");
        const auto end = m_text.find(quote, ++m_at);
        if (end == std::string_view::npos) fail("a quoted word in its header does not end");
        std::string word(m_text.substr(m_at, end - m_at));
        m_at = end + 1;
        return word;
    }

    std::size_t length()
    {
        skipBlanks();
        const auto first = m_at;
        std::size_t number = 0;
        for (; m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; ++m_at) {
            const std::size_t digit = static_cast<std::size_t>(m_text[m_at] - '0');
            if (__builtin_mul_overflow(number, 10U, &number) || __builtin_add_overflow(number, digit, &number))
                fail("a length in its shape is beyond any array");
        }
        if (m_at == first) fail("a length in its shape is no number");
        return number;
    }

    std::vector<std::size_t> tuple()
    {
        std::vector<std::size_t> lengths;
        expect('(');
        while (!accept(')')) {
            lengths.push_back(length());
            if (lengths.size() > kMaxRank) fail("it has more than 8 axes", ErrorCode::TooLarge);
            if (accept(',')) continue;
            expect(')');
            break;
        }
        return lengths;
    }

    void parseEntry()
    {
        const auto key = string();
        expect(':');
        if (key == "descr" && !m_descr) {
            skipBlanks();
            if (m_at < m_text.size() && m_text[m_at] == '[') refuseRecords();
            m_descr = string();
        } else if (key == "fortran_order" && !m_order) {
            if (acceptWord("True"))
                m_order = true;
            else if (acceptWord("False"))
                m_order = false;
            else
                fail("fortran_order is neither True nor False");
        } else if (key == "shape" && !m_shape) {
            m_shape = tuple();
        } else {
            fail("its header has the key '" + key + "' twice or should not have it");
        }
    }

    [[noreturn]] void refuseRecords() const
    {
        // A field of type O inside a record would be unpickled by NumPy.
        if (m_text.find("|O") != std::string_view::npos || m_text.find("'O") != std::string_view::npos)
            fail("it holds Python objects, which are never loaded here", ErrorCode::Unsafe);
        fail("it holds records; save plain numbers", ErrorCode::Unsupported);
    }

    std::string_view m_text;
    const fs::path& m_path;
    std::size_t m_at = 0;
    std::optional<std::string> m_descr;
    std::optional<bool> m_order;
    std::optional<std::vector<std::size_t>> m_shape;
};

/// IEEE 754 binary16; every value is representable in double.
double fromHalf(std::uint16_t bits)
{
    const int exponent = (bits >> 10) & 31;
    const int mantissa = bits & 1023;
    const double sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
    if (exponent == 31) return mantissa != 0 ? std::nan("") : sign * HUGE_VAL;
    if (exponent == 0) return sign * std::ldexp(mantissa, -24);
    return sign * std::ldexp(mantissa + 1024, exponent - 25);
}

template <typename Bits>
Bits loadBits(const unsigned char* from, bool swap)
{
    unsigned char bytes[sizeof(Bits)];
    std::memcpy(bytes, from, sizeof(Bits));
    if (swap) std::reverse(bytes, bytes + sizeof(Bits));
    Bits bits;
    std::memcpy(&bits, bytes, sizeof(Bits));
    return bits;
}

template <typename Bits, typename Value = Bits>
void widen(std::span<const unsigned char> bytes, bool swap, std::vector<double>& values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<double>(std::bit_cast<Value>(loadBits<Bits>(&bytes[i * sizeof(Bits)], swap)));
}

std::size_t itemBytes(const std::string& descr, const fs::path& path)
{
    const std::string_view text = descr;
    if (text.find('O') != std::string_view::npos)
        throw Error(ErrorCode::Unsafe, path.string(), "holds Python objects, which are never loaded here; save plain numbers");
    constexpr std::string_view kKnown[] = {"f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "b1"};
    const bool prefixed = !text.empty() && std::string_view("<>=|").find(text.front()) != std::string_view::npos;
    const auto type = prefixed ? text.substr(1) : text;
    // One-byte types have no byte order; the others must name theirs.
    const bool ordered = prefixed && (text.front() != '|' || type.ends_with('1'));
    if (!ordered || std::find(std::begin(kKnown), std::end(kKnown), type) == std::end(kKnown))
        throw Error(ErrorCode::Unsupported, path.string(),
                    "has the element type '" + descr + "'; f2, f4, f8, i1, i2, i4, i8, u1 and bool are read");
    return static_cast<std::size_t>(type[1] - '0');
}

void convert(const std::string& descr, std::span<const unsigned char> bytes, std::vector<double>& values)
{
    constexpr bool little = std::endian::native == std::endian::little;
    const bool swap = descr[0] == (little ? '>' : '<');
    const auto type = descr.substr(1);
    if (type == "f8") return widen<std::uint64_t, double>(bytes, swap, values);
    if (type == "f4") return widen<std::uint32_t, float>(bytes, swap, values);
    if (type == "i8") return widen<std::uint64_t, std::int64_t>(bytes, swap, values);
    if (type == "i4") return widen<std::uint32_t, std::int32_t>(bytes, swap, values);
    if (type == "i2") return widen<std::uint16_t, std::int16_t>(bytes, swap, values);
    if (type == "i1") return widen<std::uint8_t, std::int8_t>(bytes, swap, values);
    if (type == "u1") return widen<std::uint8_t>(bytes, swap, values);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = type == "f2" ? fromHalf(loadBits<std::uint16_t>(&bytes[i * 2], swap)) : (bytes[i] != 0 ? 1.0 : 0.0);
}

/// Fortran order counts the first axis fastest; the result counts the last one fastest.
std::vector<double> toRowMajor(const std::vector<double>& values, const std::vector<std::size_t>& shape)
{
    std::vector<double> result(values.size());
    std::vector<std::size_t> index(shape.size(), 0);
    for (const double value : values) {
        std::size_t at = 0;
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            at = at * shape[axis] + index[axis];
        result[at] = value;
        for (std::size_t axis = 0; axis < shape.size() && ++index[axis] == shape[axis]; ++axis)
            index[axis] = 0;
    }
    return result;
}

void appendUtf8(std::uint32_t code, std::string& text, const fs::path& path)
{
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        throw Error(ErrorCode::Corrupt, path.string(), "holds a text with the impossible character " + std::to_string(code));
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | code >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0 | code >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

/// Reads exactly `count` bytes of what `left` says are still there.
std::string take(std::ifstream& file, std::size_t count, std::uintmax_t& left, const fs::path& path)
{
    if (count > left)
        throw Error(ErrorCode::Truncated, path.string(),
                    "cut short - its header needs " + std::to_string(count) + " more bytes, " + std::to_string(left) + " are there");
    std::string bytes(count, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    if (!file) throw Error(ErrorCode::Changed, path.string(), "changed or became unreadable while it was read");
    left -= count;
    return bytes;
}

std::ifstream openRegular(const fs::path& path, std::uintmax_t& size)
{
    std::error_code problem;
    const auto status = fs::status(path, problem);
    if (!fs::exists(status)) throw Error(ErrorCode::Missing, path.string(), "there is no such file");
    if (!fs::is_regular_file(status)) throw Error(ErrorCode::NotRegular, path.string(), "a .npy file wanted, this is no regular file");
    size = fs::file_size(path, problem);
    std::ifstream file(path, std::ios::binary);
    if (problem || !file) throw Error(ErrorCode::Permission, path.string(), "cannot be opened for reading");
    if (size == 0) throw Error(ErrorCode::Empty, path.string(), "a .npy array wanted, the file has no bytes");
    return file;
}

Header readHeader(std::ifstream& file, std::uintmax_t& left, const fs::path& path)
{
    const auto magic = take(file, std::min<std::uintmax_t>(left, 8), left, path);
    if (magic.size() < 8 || std::string_view(magic).substr(0, 6) != kMagic)
        throw Error(ErrorCode::Corrupt, path.string(), "a .npy array wanted, the file begins with something else");
    const int version = static_cast<unsigned char>(magic[6]);
    if (version < 1 || version > 3)
        throw Error(ErrorCode::Unsupported, path.string(), ".npy version " + std::to_string(version) + "; 1, 2 and 3 are read");
    const auto lengthBytes = take(file, version == 1 ? 2 : 4, left, path);
    std::size_t length = 0;
    for (std::size_t i = lengthBytes.size(); i-- > 0;)
        length = length << 8 | static_cast<unsigned char>(lengthBytes[i]);
    if (length > kMaxHeaderBytes) throw Error(ErrorCode::TooLarge, path.string(), "its .npy header claims more than 64 kB");
    const auto text = take(file, length, left, path);
    return HeaderParser(text, path).parse();
}

std::size_t elementCount(const std::vector<std::size_t>& shape, const fs::path& path)
{
    // An axis of length 0 makes the array empty whatever the others claim; they still must not overflow an index.
    std::size_t product = 1;
    bool empty = false;
    for (const auto length : shape) {
        empty = empty || length == 0;
        if (length != 0 && __builtin_mul_overflow(product, length, &product))
            throw Error(ErrorCode::TooLarge, path.string(), "its shape claims more elements than can be counted");
    }
    if (empty) return 0;
    if (product > kMaxElements) throw Error(ErrorCode::TooLarge, path.string(), "holds more than 1 000 000 000 numbers");
    return product;
}

}  // namespace

NpyArray readNpy(const fs::path& path)
{
    std::uintmax_t left = 0;
    auto file = openRegular(path, left);
    const auto header = readHeader(file, left, path);
    const std::size_t itemSize = itemBytes(header.descr, path);
    const std::size_t count = elementCount(header.shape, path);
    const std::size_t claimed = count * itemSize;   // <= 8e9, cannot overflow
    if (left > claimed)
        throw Error(ErrorCode::Corrupt, path.string(),
                    std::to_string(left - claimed) + " bytes follow the array its header describes");
    const auto text = take(file, claimed, left, path);
    const std::span bytes(reinterpret_cast<const unsigned char*>(text.data()), text.size());
    NpyArray array{header.shape, std::vector<double>(count)};
    convert(header.descr, bytes, array.values);
    if (header.fortranOrder && header.shape.size() > 1) array.values = toRowMajor(array.values, header.shape);
    return array;
}

std::vector<std::string> readNpyTexts(const fs::path& path)
{
    std::uintmax_t left = 0;
    auto file = openRegular(path, left);
    const auto header = readHeader(file, left, path);
    if (header.shape.size() != 1) throw Error(ErrorCode::Unsupported, path.string(), "one axis of texts wanted, the array has " + std::to_string(header.shape.size()));
    const auto count = elementCount(header.shape, path);
    if (count == 0) return {};   // numpy gives an empty list of texts the type of numbers
    constexpr std::size_t kMaxTextLength = 65536;
    std::size_t length = 0;
    const std::string_view digits = std::string_view(header.descr).substr(std::min<std::size_t>(2, header.descr.size()));
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    const bool isText = (header.descr.starts_with("<U") || header.descr.starts_with(">U")) && problem == std::errc{} && end == digits.data() + digits.size();
    if (!isText || length == 0 || length > kMaxTextLength)
        throw Error(header.descr.find('O') != std::string::npos ? ErrorCode::Unsafe : ErrorCode::Unsupported, path.string(),
                    "has the element type '" + header.descr + "'; texts (U) are wanted");
    std::size_t claimed = 0;
    if (__builtin_mul_overflow(count, length * 4, &claimed)) throw Error(ErrorCode::TooLarge, path.string(), "claims more text than can be counted");
    const auto bytes = take(file, claimed, left, path);
    const bool swap = (header.descr[0] == '<') != (std::endian::native == std::endian::little);
    std::vector<std::string> texts(count);
    for (std::size_t i = 0; i < count * length; ++i) {
        const auto code = loadBits<std::uint32_t>(reinterpret_cast<const unsigned char*>(bytes.data()) + i * 4, swap);
        if (code != 0) appendUtf8(code, texts[i / length], path);   // short texts are filled up with zeros
    }
    return texts;
}

namespace {

void writeArray(const fs::path& path, const char* type, std::span<const std::size_t> shape, std::size_t count, std::span<const std::byte> bytes)
{
    std::size_t product = 1;
    std::string tuple;
    for (const auto length : shape) {
        product *= length;
        tuple += std::to_string(length) + (shape.size() == 1 || &length != &shape.back() ? ", " : "");
    }
    if (product != count)
        throw Error(ErrorCode::Internal, path.string(), "shape and number of values disagree");
    if (tuple.ends_with(", ")) tuple.pop_back();
    static_assert(std::endian::native == std::endian::little, "the header below says '<'");
    std::string header = std::string("{'descr': '") + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    // The data begins at a multiple of 64 bytes, so that it can be mapped.
    const std::size_t total = (kMagic.size() + 4 + header.size() + 1 + 63) / 64 * 64;
    header.resize(total - kMagic.size() - 4 - 1, ' ');
    header += '\n';
    std::string head(kMagic);
    head += {'\x01', '\x00', static_cast<char>(header.size() & 255), static_cast<char>(header.size() >> 8)};
    AtomicFile file(path);
    file.write(std::string_view(head + header));
    file.write(bytes);
    file.commit();
}

}  // namespace

void writeNpy(const fs::path& path, std::span<const std::size_t> shape, std::span<const float> values)
{
    writeArray(path, "<f4", shape, values.size(), std::as_bytes(values));
}

void writeNpy(const fs::path& path, std::span<const std::size_t> shape, std::span<const std::int32_t> values)
{
    writeArray(path, "<i4", shape, values.size(), std::as_bytes(values));
}

}  // namespace engine
