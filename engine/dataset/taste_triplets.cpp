#include "engine/dataset/taste_triplets.h"

#include <charconv>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/dataset/line_reader.h"

namespace engine::dataset {

namespace {

constexpr std::int64_t kLinesPerStep = 4096;

template <typename Visit>
void forEachRecord(const std::filesystem::path& file, std::string_view separator, std::size_t cells, const char* wanted, RunControl& control, Visit visit)
{
    LineReader reader(file);
    TextLine line;
    while (reader.next(line)) {
        if (line.number % kLinesPerStep == 1) control.step("read who listened", line.number, 0);
        const auto record = cellsOf(line.text, separator);
        const auto refuse = [&](const std::string& reason) { throw Error(ErrorCode::BadRow, file.string() + ":" + std::to_string(line.number), reason); };
        if (!line.problem.empty() || record.size() != cells) refuse(line.problem.empty() ? std::string(wanted) + " wanted" : line.problem);
        visit(line.number, record, refuse);
    }
}

}  // namespace

void forEachPlay(const std::filesystem::path& file, RunControl& control,
                 const std::function<void(std::int64_t line, std::string_view user, std::string_view song, double count)>& visit)
{
    forEachRecord(file, "\t", 3, "user, song and play count, separated by tabs,", control, [&](std::int64_t line, const auto& record, const auto& refuse) {
        double count = 0;
        const auto parsed = std::from_chars(record[2].data(), record[2].data() + record[2].size(), count);
        if (parsed.ec != std::errc() || parsed.ptr != record[2].data() + record[2].size() || !(count > 0) || !(count < 1e9))
            refuse("a play count above 0 wanted, \"" + std::string(record[2]) + "\" found");
        visit(line, record[0], record[1], count);
    });
}

void forEachUniqueTrack(const std::filesystem::path& file, RunControl& control,
                        const std::function<void(std::string_view track, std::string_view song, std::string_view artist, std::string_view title)>& visit)
{
    forEachRecord(file, "<SEP>", 4, "track<SEP>song<SEP>artist<SEP>title", control,
                  [&](std::int64_t, const auto& record, const auto&) { visit(record[0], record[1], record[2], record[3]); });
}

}  // namespace engine::dataset
