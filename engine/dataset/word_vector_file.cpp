#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>

#include "engine/core/error.h"
#include "engine/dataset/text.h"
#include "engine/dataset/word_vectors.h"

namespace engine::dataset {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDimension = 10'000;
constexpr std::int64_t kMaxWords = 50'000'000;
constexpr std::size_t kMaxTokenBytes = 4096;
constexpr std::size_t kMaxVectorLine = 1024 * 1024;
constexpr std::int64_t kWordsPerStep = 4096;

struct VectorHeader {
    std::int64_t words = 0;
    std::size_t dimension = 0;
};

/// Exactly two whole numbers.
std::optional<VectorHeader> headerOf(std::string_view line)
{
    line = trimmed(line);
    VectorHeader header;
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos) return {};
    const auto words = line.substr(0, blank), dimension = trimmed(line.substr(blank));
    const auto first = std::from_chars(words.data(), words.data() + words.size(), header.words);
    const auto second = std::from_chars(dimension.data(), dimension.data() + dimension.size(), header.dimension);
    const bool good = first.ec == std::errc{} && first.ptr == words.data() + words.size() && second.ec == std::errc{} &&
                      second.ptr == dimension.data() + dimension.size();
    return good ? std::optional(header) : std::nullopt;
}

class VectorFile {
public:
    VectorFile(const fs::path& path, const std::function<bool(const std::string&)>& isWanted, RunControl& control, std::vector<std::string>* warnings)
        : m_path(path), m_isWanted(isWanted), m_control(control), m_warnings(warnings)
    {
        const auto status = fs::status(path);
        if (!fs::exists(status)) throw Error(ErrorCode::Missing, path.string(), "there is no such file");
        if (!fs::is_regular_file(status)) throw Error(ErrorCode::NotRegular, path.string(), "word vectors wanted, this is no regular file");
        m_file.open(path, std::ios::binary);
        if (!m_file) throw Error(ErrorCode::Permission, path.string(), "cannot be opened for reading");
    }

    WordVectors read()
    {
        std::string line;
        if (!nextLine(line)) throw Error(ErrorCode::Empty, m_path.string(), "word vectors wanted, the file is empty");
        const auto header = headerOf(line);
        if (!header) {
            start(dimensionOf(line));
            addTextRow(line);
            readTextRows();
            return std::move(m_vectors);
        }
        if (header->words < 0 || header->words > kMaxWords || header->dimension == 0 || header->dimension > kMaxDimension)
            throw Error(ErrorCode::InsaneFormat, m_path.string(),
                        "claims " + std::to_string(header->words) + " words of " + std::to_string(header->dimension) + " dimensions; at most 50 million of 10 000 are read");
        start(header->dimension);
        if (isBinary()) {
            readBinaryRows(header->words);
        } else {
            readTextRows();
            if (m_rows != header->words)
                warn("its header promises " + std::to_string(header->words) + " words, " + std::to_string(m_rows) + " are there");
        }
        return std::move(m_vectors);
    }

private:
    void warn(const std::string& text) const { if (m_warnings != nullptr) m_warnings->push_back(text); }
    void start(std::size_t dimension)
    {
        m_vectors = WordVectors(dimension);
        m_row.resize(dimension);
    }
    bool nextLine(std::string& line)
    {
        line.clear();
        auto* buffer = m_file.rdbuf();
        int c = buffer->sbumpc();
        if (c == EOF) return false;
        ++m_line;
        for (; c != EOF && c != '\n'; c = buffer->sbumpc()) {
            if (line.size() >= kMaxVectorLine) throw Error(ErrorCode::BadRow, where(), "a line longer than 1 MB");
            line += static_cast<char>(c);
        }
        return true;
    }
    std::string where() const { return m_path.string() + ":" + std::to_string(m_line); }

    std::size_t dimensionOf(std::string_view line) const
    {
        line = trimmed(line);
        const auto dimension = static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
        if (dimension == 0 || dimension > kMaxDimension)
            throw Error(ErrorCode::Unsupported, m_path.string(), "neither a word2vec header (words and dimension) nor a GloVe row (a word and its numbers) begins the file");
        return dimension;
    }
    void readTextRows()
    {
        std::string line;
        while (nextLine(line))
            if (!trimmed(line).empty()) addTextRow(line);
    }
    /// From the right, because a token may hold blanks.
    void addTextRow(std::string_view line)
    {
        step();
        line = trimmed(line);
        for (std::size_t i = m_row.size(); i-- > 0;) {
            const auto blank = line.rfind(' ');
            if (blank == std::string_view::npos || blank == 0) refuseLength(i);
            m_row[i] = numberOf(line.substr(blank + 1), i);
            line = line.substr(0, blank);
        }
        refuseNumberIn(line);
        keep(std::string(line));
    }
    /// A number too many would become part of the word: "rock 0.1" is none.
    void refuseNumberIn(std::string_view word) const
    {
        const auto last = word.substr(word.rfind(' ') + 1);
        float number = 0;
        const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), number);
        if (last.size() < word.size() && last.find('.') != std::string_view::npos && error == std::errc{} && end == last.data() + last.size())
            throw Error(ErrorCode::BadRow, where(), "line " + std::to_string(m_line) + ": a word and " + std::to_string(m_row.size()) + " numbers wanted, there are more");
    }
    [[noreturn]] void refuseLength(std::size_t missing) const
    {
        throw Error(ErrorCode::BadRow, where(),
                    "line " + std::to_string(m_line) + ": a word and " + std::to_string(m_row.size()) + " numbers wanted, " + std::to_string(missing + 1) + " are missing");
    }
    float numberOf(std::string_view text, std::size_t column) const
    {
        float number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc::result_out_of_range && text.find("e-") != std::string_view::npos) return 0;   // smaller than any float
        if (error != std::errc{} || end != text.data() + text.size())
            throw Error(ErrorCode::BadRow, where(),
                        "line " + std::to_string(m_line) + ": a number wanted in place " + std::to_string(column + 1) + " (" + std::to_string(m_row.size()) +
                            " of them), found '" + std::string(text.substr(0, 60)) + "'");
        if (!std::isfinite(number)) throw Error(ErrorCode::NonFinite, where(), "line " + std::to_string(m_line) + " holds a number that is not finite");
        return number;
    }

    /// Printable characters up to the end of the line follow the first token of a text file; floats nearly always hold other bytes.
    bool isBinary()
    {
        const auto here = m_file.tellg();
        std::string head(kMaxTokenBytes + 4 * m_row.size(), '\0');
        m_file.read(head.data(), static_cast<std::streamsize>(head.size()));
        head.resize(static_cast<std::size_t>(m_file.gcount()));
        m_file.clear();
        m_file.seekg(here);
        const auto blank = head.find(' ', head.find_first_not_of('\n'));
        if (blank == std::string::npos) return false;
        auto numbers = std::string_view(head).substr(blank + 1, 4 * m_row.size());
        if (const auto end = numbers.find('\n'); end != std::string_view::npos && end > 0) numbers = numbers.substr(0, end);
        return std::any_of(numbers.begin(), numbers.end(), [](char c) { return (c < ' ' && c != '\t' && c != '\r') || c == 0x7f; });   // char is signed: bytes from 0x80 are below
    }
    void readBinaryRows(std::int64_t words)
    {
        const auto bytes = m_row.size() * sizeof(float);
        std::string token;
        for (std::int64_t word = 0; word < words; ++word) {
            step();
            readToken(token, word, words);
            m_file.read(reinterpret_cast<char*>(m_row.data()), static_cast<std::streamsize>(bytes));
            if (static_cast<std::size_t>(m_file.gcount()) != bytes) refuseEnd(word, words);
            for (const float value : m_row)
                if (!std::isfinite(value)) throw Error(ErrorCode::NonFinite, m_path.string(), "word " + std::to_string(word + 1) + " has a number that is not finite");
            keep(token);
        }
    }
    void readToken(std::string& token, std::int64_t word, std::int64_t words)
    {
        token.clear();
        auto* buffer = m_file.rdbuf();
        for (int c = buffer->sbumpc(); c != ' '; c = buffer->sbumpc()) {
            if (c == EOF) refuseEnd(word, words);
            if (c == '\n' && token.empty()) continue;   // the original tool ends each vector with one
            if (token.size() >= kMaxTokenBytes) throw Error(ErrorCode::Corrupt, m_path.string(), "word " + std::to_string(word + 1) + " is longer than 4 kB");
            token += static_cast<char>(c);
        }
    }
    [[noreturn]] void refuseEnd(std::int64_t word, std::int64_t words) const
    {
        throw Error(ErrorCode::Truncated, m_path.string(), "cut short - its header promises " + std::to_string(words) + " words, the file ends in word " + std::to_string(word + 1));
    }

    void step()
    {
        if (m_rows++ % kWordsPerStep == 0) m_control.step("read word vectors", m_rows - 1, 0);
        if (m_rows > kMaxWords) throw Error(ErrorCode::TooLarge, m_path.string(), "more than 50 million words");
    }
    void keep(const std::string& word)
    {
        if (!m_isWanted || m_isWanted(word)) m_vectors.add(word, m_row);
    }

    fs::path m_path;
    const std::function<bool(const std::string&)>& m_isWanted;
    RunControl& m_control;
    std::vector<std::string>* m_warnings;
    std::ifstream m_file;
    WordVectors m_vectors;
    std::vector<float> m_row;
    std::int64_t m_line = 0, m_rows = 0;
};

}  // namespace

WordVectors readWordVectors(const fs::path& file, const std::function<bool(const std::string&)>& isWanted, RunControl& control, std::vector<std::string>* warnings)
{
    return VectorFile(file, isWanted, control, warnings).read();
}

}  // namespace engine::dataset
