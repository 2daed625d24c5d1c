#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// One record of a CSV file.
struct CsvRow {
    std::int64_t line = 0;             ///< where it begins, from 1
    std::vector<std::string> fields;   ///< UTF-8; partly filled if there is a problem
    std::string problem;               ///< empty, or why the row must be refused (bad quotes, not UTF-8, over a limit)
};

/// RFC 4180, streamed: memory is that of one row. LF, CRLF and CR end a row; a byte order mark is skipped; quoted fields
/// may hold delimiters, newlines and doubled quotes; empty lines are skipped. Limits: 64 kB a field, 4 MB and 20 000
/// fields a row. A row that breaks a rule is given with its `problem` and reading goes on after it.
class CsvReader {
public:
    /// Throws Error{Missing, NotRegular, Permission}.
    explicit CsvReader(const std::filesystem::path& path, char delimiter = ',');

    /// False at the end. Throws Error{BadRow} where an opened quote swallows more than a row may hold: what follows
    /// cannot be told apart any more.
    bool next(CsvRow& row);

private:
    int get();
    int peek();
    void addTo(std::string& field, int c);
    int readQuoted(std::string& field);
    int readPlain(std::string& field, int c);
    bool endsField(int c) const;
    void checkText(const std::string& field, std::size_t column);
    void complain(const std::string& problem);

    std::filesystem::path m_path;
    std::ifstream m_file;
    char m_delimiter;
    std::int64_t m_line = 1;
    std::size_t m_rowBytes = 0;
    std::string* m_problem = nullptr;
};

/// True for well-formed UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF.
bool isUtf8(std::string_view text);

/// Makes a text harmless in a spreadsheet: a line of the cell that, after blanks and invisible characters, begins with
/// = + - @, tab, CR, LF or a full-width form of these gets ' in front; so does one that begins with ' already.
std::string guardFormula(std::string_view text);
/// Takes off exactly what guardFormula put on.
std::string unguardFormula(std::string_view text);

/// Builds a CSV text: UTF-8, CRLF, every text quoted and guarded (guardFormula), numbers as numbers with '.'.
class CsvWriter {
public:
    CsvWriter& text(std::string_view cell);
    /// Shortest form that reads back as the same double; NaN and infinities give an empty cell.
    CsvWriter& number(double value);
    CsvWriter& integer(std::int64_t value);
    CsvWriter& empty();
    void endRow();

    const std::string& document() const { return m_document; }

private:
    void separate();

    std::string m_document;
    bool m_atRowStart = true;
};

}  // namespace engine
