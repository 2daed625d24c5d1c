#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace engine::dataset {

/// One line of a plain list.
struct TextLine {
    std::int64_t number = 0;   ///< from 1
    std::string text;          ///< without its end
    std::string problem;       ///< empty, or why the line must be refused (not UTF-8, a zero byte, longer than 4 MB)
};

/// Lists in which quotes are ordinary characters (Last.fm's tags, taste profiles): streamed, LF or CRLF, byte order mark and empty lines skipped.
class LineReader {
public:
    /// Throws Error{Missing, NotRegular, Permission}.
    explicit LineReader(const std::filesystem::path& path);
    bool next(TextLine& line);

private:
    std::ifstream m_file;
    std::int64_t m_number = 0;
};

/// The cells of a line, none left out: "a<SEP><SEP>b" gives three.
std::vector<std::string_view> cellsOf(std::string_view line, std::string_view separator);

}  // namespace engine::dataset
