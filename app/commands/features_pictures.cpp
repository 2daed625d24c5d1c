#include <cmath>
#include <iostream>
#include <map>

#include "app/commands/features_parts.h"
#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/features/extract.h"
#include "engine/features/picture.h"
#include "engine/jobs/map_parallel.h"

namespace app {

namespace {

using engine::Json;
namespace features = engine::features;

struct PictureOptions {
    std::vector<std::string> paths, kinds{"mel"};
    std::filesystem::path folder;
    std::string format = "png", mode = "zeropad";
    double seconds = 0;
};
struct PicturesMade {
    std::size_t index = 0;
    Json files = Json::array();
    bool failed = false;
    engine::Failure failure;
};

/// NAME-KIND.png; files of one name from several folders get a number, so that none writes over another.
std::vector<std::string> stemsOf(const std::vector<std::filesystem::path>& files)
{
    std::map<std::string, int> seen;
    std::vector<std::string> stems;
    for (const auto& file : files) {
        const int before = seen[file.stem().native()]++;
        stems.push_back(file.stem().native() + (before == 0 ? "" : "-" + std::to_string(before + 1)));
    }
    return stems;
}

Json drawAll(const std::filesystem::path& file, const std::string& stem, const PictureOptions& options, const std::stop_token& stop)
{
    const auto settings = features::settingsFromName(options.mode);

    const auto wanted = static_cast<std::int64_t>(std::llround(options.seconds * features::kRateHz));
    engine::audio::Range range;
    if (wanted > 0) range.length = wanted;
    const auto clip = engine::audio::decodeMono(file, features::kRateHz, features::kResampler, range, stop);
    features::checkLength(clip.samples.size(), file.string());
    features::Analysis piece(clip.samples, settings.mode);
    const auto frames = wanted > 0 ? 1 + static_cast<std::size_t>(wanted) / features::kHopSamples : 0;
    auto written = Json::array();
    for (const auto& kind : options.kinds) {
        const auto& picture = features::findPicture(kind);
        const auto cells = features::fitted(picture.cells(piece), frames, picture.lowest);
        const auto path = options.folder / (stem + "-" + kind + "." + options.format);
        if (options.format == "npy")
            engine::writeNpy(path, std::vector{cells.rows, cells.frames}, cells.values);
        else
            features::writePng(path, cells, picture.lowest, picture.highest);
        auto row = filePathJson(path);
        row["of"] = kind;
        row["rows"] = cells.rows;
        row["frames"] = cells.frames;
        written.push_back(std::move(row));
    }
    return written;
}

int draw(CommandContext& context, const PictureOptions& options)
{
    for (const auto& kind : options.kinds) features::findPicture(kind);
    const auto files = audioFiles(options.paths, context.control());
    const auto stems = stemsOf(files);
    std::filesystem::create_directories(options.folder);
    std::vector<PicturesMade> all(files.size());
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto source = [&]() -> std::optional<std::size_t> { return next < files.size() ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t index) {
        PicturesMade made{index, Json::array(), false, {}};
        try {
            made.files = drawAll(files[index], stems[index], options, context.control().stop());
        } catch (const engine::Cancelled&) {
            made.failed = true;
        } catch (...) {
            made.failed = true;
            made.failure = engine::describe(std::current_exception());
        }
        return made;
    };
    engine::jobs::mapParallel(context.threads(), context.control().stop(), source, work, [&](PicturesMade made) {
        const auto index = made.index;
        all[index] = std::move(made);
        context.control().step("pictures", ++done, static_cast<std::int64_t>(files.size()));
    });
    context.control().step("pictures", done, static_cast<std::int64_t>(files.size()));

    auto pictures = Json::array(), rejected = Json::array();
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto row = filePathJson(files[i]);
        if (all[i].failed) {
            row["class"] = engine::errorCodeName(all[i].failure.code);
            row["reason"] = all[i].failure.message;
            rejected.push_back(std::move(row));
        } else {
            row["pictures"] = std::move(all[i].files);
            pictures.push_back(std::move(row));
        }
    }
    if (pictures.empty() && !rejected.empty()) throw engine::Error(all.front().failure.code, all.front().failure.subject, all.front().failure.message);
    context.result({{"folder", options.folder.string()}, {"tracks", pictures}, {"rejected", rejected}}, [&](std::ostream& out) {
        out << pictures.size() * options.kinds.size() << " pictures in " << printable(options.folder.string()) << '\n';
        for (const auto& row : rejected) out << "  " << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
    });
    return rejected.empty() ? kSuccess : kSomeRejected;
}

}  // namespace

void addFeaturePictures(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<PictureOptions>();
    auto* command = root.add_subcommand("pictures", "Pictures of files over time, one file each: NAME-KIND.png (viridis) or NAME-KIND.npy ([rows, frames], frames of 512 samples at 22050 Hz)");
    command->add_option("AUDIO", options->paths, "Audio files or folders")->required();
    command->add_option("-o,--output", options->folder, "Folder to write to")->required()->type_name("DIR");
    command->add_option("--of", options->kinds, "mel (dB below the loudest point), chroma, cens, contrast (dB), flatness; several with commas")
        ->delimiter(',')->capture_default_str();
    command->add_option("--format", options->format, "png or npy")->check(CLI::IsMember({"png", "npy"}))->capture_default_str();
    command->add_option("--seconds", options->seconds, "Cut or filled up with silence to this length (default: as long as the file)")->check(CLI::Range(0.1, 7200.0));
    command->add_option("--mode", options->mode, "zeropad or table, as for features")->check(CLI::IsMember({"zeropad", "table"}))->capture_default_str();
    sink.bind(command, [options](CommandContext& context) { return draw(context, *options); });
}

}  // namespace app
