// The tagging split of the literature: {train,valid,test}_x_msd_id.txt, _x_7d_id.txt, _x_filename.txt and _y.npy [tracks, tags], all in the
// same order. The arrays name no tags: the 50 are known, others must be named in tags.txt or tags.npy beside them.
#include <array>

#include "engine/core/npy.h"
#include "engine/dataset/importers/msd_parts.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"

namespace engine::dataset::msd {

namespace {

namespace fs = std::filesystem;

/// In the order of the published arrays, capitals as published.
constexpr std::array<const char*, 50> kTaggingTags{
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock", "jazz", "beautiful", "metal",
    "chillout", "male vocalists", "classic rock", "soul", "indie rock", "Mellow", "electronica", "80s", "folk", "90s", "chill", "instrumental",
    "punk", "oldies", "blues", "hard rock", "ambient", "acoustic", "experimental", "female vocalist", "guitar", "Hip-Hop", "70s", "party",
    "country", "easy listening", "sexy", "catchy", "funk", "electro", "heavy metal", "Progressive rock", "60s", "rnb", "indie pop", "sad",
    "House", "happy"};

std::vector<std::string> linesOf(const fs::path& file)
{
    std::vector<std::string> lines;
    LineReader reader(file);
    TextLine line;
    while (reader.next(line)) {
        if (!line.problem.empty()) throw Error(ErrorCode::BadRow, file.string(), "line " + std::to_string(line.number) + ": " + line.problem);
        lines.emplace_back(trimmed(line.text));
    }
    return lines;
}

std::vector<ImportTag> columnTags(const fs::path& folder, std::size_t columns)
{
    std::vector<std::string> names;
    if (fs::is_regular_file(folder / "tags.txt"))
        names = linesOf(folder / "tags.txt");
    else if (fs::is_regular_file(folder / "tags.npy"))
        names = readNpyTexts(folder / "tags.npy");
    else if (columns == kTaggingTags.size())
        names.assign(kTaggingTags.begin(), kTaggingTags.end());
    if (names.size() != columns)
        throw Error(ErrorCode::Mismatch, folder.string(), "the arrays have " + std::to_string(columns) + " columns; a file tags.txt beside them with as many names is wanted");
    std::vector<ImportTag> tags;
    for (const auto& name : names)
        tags.push_back(parseTag(name));
    return tags;
}

/// Lines of a list that must be as long as the list of ids; empty where the list is absent.
std::vector<std::string> parallelLines(const fs::path& file, std::size_t count)
{
    if (!fs::is_regular_file(file)) return std::vector<std::string>(count);
    auto lines = linesOf(file);
    if (lines.size() != count)
        throw Error(ErrorCode::Mismatch, file.string(), std::to_string(count) + " lines wanted as in the list of ids, found " + std::to_string(lines.size()));
    return lines;
}

/// 3/1/3122424.npy of the lists is the preview 3/1/3122424.clip.mp3.
void placePreview(ImportRow& row, const std::string& fileName, const std::string& previewId)
{
    if (!fileName.empty()) {
        const auto features = fs::path(safeRelativePath(fileName));
        row.path = (features.parent_path() / (features.stem().string() + ".clip.mp3")).generic_string();
    }
    if (!previewId.empty()) row.ids.insert(row.ids.end(), {previewId, previewId + ".clip"});
}

void readPart(const fs::path& folder, Part part, const Companions& companions, ImportSink& sink, reading::RowCount& count)
{
    const auto base = std::string(partName(part));
    const auto ids = linesOf(folder / (base + "_x_msd_id.txt"));
    const auto previews = parallelLines(folder / (base + "_x_7d_id.txt"), ids.size());
    const auto files = parallelLines(folder / (base + "_x_filename.txt"), ids.size());
    const auto labels = readNpy(folder / (base + "_y.npy"));
    if (labels.shape.size() != 2 || labels.shape[0] != ids.size())
        throw Error(ErrorCode::Mismatch, (folder / (base + "_y.npy")).string(), "one row for each of the " + std::to_string(ids.size()) + " ids wanted");
    const auto tags = columnTags(folder, labels.shape[1]);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        count.next();
        const auto line = static_cast<std::int64_t>(i) + 1;
        reading::rowOrRefusal(sink, line, [&] {
            auto row = companions.rowOf(ids[i], line);
            placePreview(row, files[i], previews[i]);
            row.part = part;
            for (std::size_t tag = 0; tag < tags.size(); ++tag)
                if (labels.values[i * tags.size() + tag] != 0) row.tags.push_back(tags[tag]);
            return row;
        });
    }
}

}  // namespace

void readTaggingSplit(const fs::path& folder, ImportSink& sink, RunControl& control)
{
    const Companions companions(fs::is_regular_file(folder / "unique_tracks.txt") ? folder : fs::weakly_canonical(folder).parent_path());
    reading::RowCount count(control, folder);
    for (const auto part : {Part::Train, Part::Valid, Part::Test})
        if (fs::is_regular_file(folder / (std::string(partName(part)) + "_x_msd_id.txt"))) readPart(folder, part, companions, sink, count);
}

}  // namespace engine::dataset::msd
