// lastfm_train/, lastfm_test/, lastfm_subset/: one JSON file a track under the third, fourth and fifth character of its id.
#include <algorithm>
#include <fstream>
#include <vector>

#include "engine/core/csv.h"
#include "engine/core/json.h"
#include "engine/core/limits.h"
#include "engine/dataset/importers/msd_parts.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset::msd {

namespace {

namespace fs = std::filesystem;

constexpr int kTreeDepth = 4;   // three levels of letters, and one above them

/// Links are not followed, so that nothing outside the folder is read.
template <typename Visit>
void walkJson(const fs::path& folder, int depth, Visit& visit)
{
    std::vector<fs::path> entries;
    std::error_code problem;
    for (fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, problem), end; at != end && !problem; at.increment(problem))
        if (!at->is_symlink()) entries.push_back(at->path());
    std::sort(entries.begin(), entries.end());
    for (const auto& entry : entries) {
        if (fs::is_directory(entry)) {
            if (depth < kTreeDepth) walkJson(entry, depth + 1, visit);
        } else if (entry.extension() == ".json" && fs::is_regular_file(entry)) {
            visit(entry);
        }
    }
}

Json documentOf(const fs::path& file)
{
    std::error_code problem;
    if (fs::file_size(file, problem) > limits::kMaxJsonBytes) throw Error(ErrorCode::BadRow, file.string(), "the file is larger than 16 MB");
    std::ifstream stream(file, std::ios::binary);
    int depth = 0;
    const auto limited = [&](int, Json::parse_event_t event, Json&) {
        if (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start) ++depth;
        if (event == Json::parse_event_t::object_end || event == Json::parse_event_t::array_end) --depth;
        if (depth > limits::kMaxNesting) throw Error(ErrorCode::BadRow, file.string(), "the file is nested too deeply");
        return true;
    };
    auto document = Json::parse(stream, limited, false);
    if (!document.is_object()) throw Error(ErrorCode::BadRow, file.string(), "a JSON object wanted, the file holds something else");
    return document;
}

double weightOf(const Json& value)
{
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) return reading::numberFrom<double>(value.get_ref<const std::string&>(), "a tag's weight");
    throw Error(ErrorCode::BadRow, "", "a tag's weight is neither a text nor a number");
}

ImportRow rowOf(const Json& document, const Companions& companions, std::int64_t line)
{
    const auto text = [&](const char* key) { return document.contains(key) && document[key].is_string() ? document[key].get<std::string>() : std::string(); };
    auto row = companions.rowOf(text("track_id"), line);
    if (row.artist.empty()) row.artist = toNfc(trimmed(text("artist")));
    if (row.title.empty()) row.title = toNfc(trimmed(text("title")));
    if (!document.contains("tags") || !document["tags"].is_array()) throw Error(ErrorCode::BadRow, "", "a list 'tags' is missing");
    for (const auto& pair : document["tags"]) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string()) throw Error(ErrorCode::BadRow, "", "[\"tag\", \"weight\"] wanted in 'tags'");
        const auto name = toNfc(trimmed(pair[0].get_ref<const std::string&>()));
        if (name.empty()) throw Error(ErrorCode::BadRow, "", "a tag without a name");
        row.tags.push_back({name, ImportTag().type, scoreOf(weightOf(pair[1]))});
    }
    return row;
}

}  // namespace

void readJsonTree(const fs::path& folder, ImportSink& sink, RunControl& control)
{
    // Beside the tree, as the archives unpack, or in it.
    const Companions companions(fs::is_regular_file(folder / "unique_tracks.txt") ? folder : fs::weakly_canonical(folder).parent_path());
    reading::RowCount count(control, folder);
    std::int64_t number = 0;
    auto visit = [&](const fs::path& file) {
        count.next();
        reading::rowOrRefusal(sink, ++number, [&] {
            try {
                return rowOf(documentOf(file), companions, number);
            } catch (const Error& error) {
                if (error.code() != ErrorCode::BadRow) throw;
                throw Error(ErrorCode::BadRow, "", file.filename().string() + ": " + error.what());
            }
        });
    };
    walkJson(folder, 0, visit);
}

}  // namespace engine::dataset::msd
