#include "engine/dataset/line_reader.h"

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/limits.h"

namespace engine::dataset {

LineReader::LineReader(const std::filesystem::path& path)
{
    const auto status = std::filesystem::status(path);
    if (!std::filesystem::exists(status)) throw Error(ErrorCode::Missing, path.string(), "there is no such file");
    if (!std::filesystem::is_regular_file(status)) throw Error(ErrorCode::NotRegular, path.string(), "a list wanted, this is no regular file");
    m_file.open(path, std::ios::binary);
    if (!m_file) throw Error(ErrorCode::Permission, path.string(), "cannot be opened for reading");
}

bool LineReader::next(TextLine& line)
{
    line.problem.clear();
    do {
        line.text.clear();
        auto* buffer = m_file.rdbuf();
        int c = buffer->sbumpc();
        if (c == EOF) return false;
        line.number = ++m_number;
        for (; c != EOF && c != '\n'; c = buffer->sbumpc())
            if (line.text.size() < limits::kMaxCsvLineBytes)
                line.text += static_cast<char>(c);
            else
                line.problem = "the line is longer than 4 MB";
        if (line.text.ends_with('\r')) line.text.pop_back();
        if (line.number == 1 && line.text.starts_with("\xef\xbb\xbf")) line.text.erase(0, 3);
    } while (line.text.empty() && line.problem.empty());
    if (!isUtf8(line.text)) line.problem = "the line is not UTF-8";
    if (line.text.find('\0') != std::string::npos) line.problem = "the line holds a zero byte";
    return true;
}

std::vector<std::string_view> cellsOf(std::string_view line, std::string_view separator)
{
    std::vector<std::string_view> cells;
    for (std::size_t first = 0;;) {
        const auto end = line.find(separator, first);
        cells.push_back(line.substr(first, end == std::string_view::npos ? end : end - first));
        if (end == std::string_view::npos) return cells;
        first = end + separator.size();
    }
}

}  // namespace engine::dataset
