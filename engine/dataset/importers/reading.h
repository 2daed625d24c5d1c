#pragma once
#include <charconv>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/dataset/importer.h"

/// What several importers of this folder need.
namespace engine::dataset::reading {

inline constexpr std::int64_t kMaxRows = 20'000'000;
inline constexpr std::int64_t kRowsPerStep = 256;

/// Counts rows, stops between them and refuses a file without end.
class RowCount {
public:
    RowCount(RunControl& control, const std::filesystem::path& path) : m_control(control), m_path(path) {}
    void next()
    {
        if (m_rows >= kMaxRows) throw Error(ErrorCode::TooLarge, m_path.string(), "more than 20 million rows");
        if (m_rows++ % kRowsPerStep == 0) m_control.step("read", m_rows - 1, 0);
    }

private:
    RunControl& m_control;
    std::filesystem::path m_path;
    std::int64_t m_rows = 0;
};

/// Gives the sink what `make` makes, or its Error{BadRow} as a refusal.
template <typename Make>
void rowOrRefusal(ImportSink& sink, std::int64_t line, Make make)
{
    std::optional<ImportRow> row;
    try {
        row = make();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadRow) throw;
        sink.refuse(line, error.what());
    }
    if (row) sink.row(*row);
}

/// Throws Error{BadRow} naming `what`.
template <typename Number>
Number numberFrom(std::string_view text, const std::string& what)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        throw Error(ErrorCode::BadRow, what, what + " wanted, found '" + std::string(text.substr(0, 100)) + "'");
    return number;
}

inline std::string stemOf(const std::string& path)
{
    return std::filesystem::path(path).stem().string();
}

/// `file`, or the file `name` in it if `file` is a folder; nothing where neither is there.
inline std::optional<std::filesystem::path> fileOrIn(const std::filesystem::path& file, const char* name)
{
    std::error_code absent;
    if (std::filesystem::is_directory(file, absent)) {
        auto inside = file / name;
        return std::filesystem::is_regular_file(inside, absent) ? std::optional(inside) : std::nullopt;
    }
    return std::filesystem::is_regular_file(file, absent) ? std::optional(file) : std::nullopt;
}

}  // namespace engine::dataset::reading
