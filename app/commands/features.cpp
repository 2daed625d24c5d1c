#include <algorithm>
#include <iostream>

#include "app/commands/features_parts.h"
#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/features/extract.h"
#include "engine/store/display_text.h"
#include "engine/tasks/extract_features.h"
#include "engine/tasks/folder_walk.h"

namespace app {

namespace {

using engine::Json;
using engine::tasks::FeatureLevel;
using engine::tasks::FileResult;

struct Options {
    std::vector<std::string> paths;
    std::filesystem::path output;
    std::string mode = "zeropad", columns = "all", filter;
    bool bars = false, beats = false, library = false;
    FeatureLevel level() const { return bars ? FeatureLevel::Bars : beats ? FeatureLevel::Beats : FeatureLevel::Song; }
};

/// How a file's rows become lines of the table.
class FeatureCsv {
public:
    FeatureCsv(FeatureLevel level, const std::string& columns) : m_level(level), m_columns(columns)
    {
        m_csv.text("path");
        if (level == FeatureLevel::Song) m_csv.text("length");
        if (level == FeatureLevel::Bars)
            for (const char* name : {"chunk", "start", "end"}) m_csv.text(name);
        if (level == FeatureLevel::Beats)
            for (const char* name : {"segment", "start_s", "end_s"}) m_csv.text(name);
        for (const auto& name : names()) m_csv.text(name);
        m_csv.endRow();
    }

    void add(const FileResult& result)
    {
        const auto& features = result.features;
        const auto width = engine::tasks::featureColumns(m_level).size();
        for (std::size_t i = 0; i < features.starts.size(); ++i) {
            m_csv.text(engine::store::displayText(result.file.native()));
            if (m_level == FeatureLevel::Song) m_csv.integer(static_cast<std::int64_t>(features.samples));
            if (m_level != FeatureLevel::Song) m_csv.integer(static_cast<std::int64_t>(i));
            for (const auto bound : {features.starts[i], features.ends[i]}) addBound(bound);
            const auto row = std::span(features.values).subspan(i * width, width);
            const double seconds = static_cast<double>(features.ends[i] - features.starts[i]) / engine::features::kRateHz;
            for (const double value : chosen(row, seconds)) m_csv.number(value);
            m_csv.endRow();
        }
    }

    std::vector<std::string> names() const
    {
        if (m_columns == "source") return engine::features::sourceColumns();
        auto all = engine::tasks::featureColumns(m_level);
        if (m_columns == "table") all.resize(engine::features::kTableColumns);
        return all;
    }
    const std::string& document() const { return m_csv.document(); }

private:
    void addBound(std::size_t sample)
    {
        if (m_level == FeatureLevel::Bars) m_csv.integer(static_cast<std::int64_t>(sample));
        if (m_level == FeatureLevel::Beats) m_csv.number(static_cast<double>(sample) / engine::features::kRateHz);
    }
    std::vector<double> chosen(std::span<const double> row, double seconds) const
    {
        if (m_columns == "source") return engine::features::sourceRow(row, seconds);
        return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(m_columns == "table" ? engine::features::kTableColumns : row.size())};
    }

    FeatureLevel m_level;
    std::string m_columns;
    engine::CsvWriter m_csv;
};

int extractFiles(CommandContext& context, const Options& options)
{
    const auto settings = engine::features::settingsFromName(options.mode);
    // The source has one layout for songs and bars; bars are given in it unless asked otherwise.
    FeatureCsv csv(options.level(), options.columns.empty() ? (options.bars ? "source" : "all") : options.columns);
    const auto files = audioFiles(options.paths, context.control());
    const auto results = engine::tasks::featuresOfFiles(files, settings, options.level(), context.threads(), context.control());
    auto tracks = Json::array(), rejected = Json::array();
    for (const auto& result : results) {
        auto row = filePathJson(result.file);
        if (result.failed) {
            row["class"] = engine::errorCodeName(result.failure.code);
            row["reason"] = result.failure.message;
            rejected.push_back(std::move(row));
            continue;
        }
        row["rows"] = result.features.starts.size();
        row["duration_s"] = static_cast<double>(result.features.samples) / engine::features::kRateHz;
        tracks.push_back(std::move(row));
        csv.add(result);
    }
    if (tracks.empty() && !rejected.empty())
        throw engine::Error(results.front().failure.code, results.front().failure.subject, results.front().failure.message);
    engine::writeFileAtomically(options.output, csv.document());
    const Json document{{"output", options.output.string()}, {"mode", settings.name()}, {"level", engine::tasks::featureLevelName(options.level())},
                        {"columns", csv.names()}, {"tracks", tracks}, {"rejected", rejected}};
    context.result(document, [&](std::ostream& out) {
        out << printable(options.output.string()) << ": " << csv.names().size() << " features of " << tracks.size() << " files\n";
        for (const auto& row : rejected) out << "  " << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
    });
    return rejected.empty() ? kSuccess : kSomeRejected;
}

int extractLibrary(CommandContext& context, const Options& options)
{
    Json parameters{{"library", true}, {"mode", options.mode}, {"bars", options.bars}, {"beats", options.beats}};
    if (!options.filter.empty()) parameters["filter"] = options.filter;
    return runTask(context, "features", parameters, [](std::ostream& out, const Json& document) {
        const auto& counts = document["counts"];
        out << counts["built"] << " tracks analysed, " << counts["kept"] << " were there, " << counts["rejected"] << " rejected; table "
            << document["mode"].get<std::string>() << " of " << document["level"].get<std::string>() << ", " << document["columns"] << " columns\n";
        for (const auto& row : document["rejected"])
            out << "  " << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    options->columns.clear();
    auto* command = root.add_subcommand("features", "Hand-made features as the reference library (librosa) computes them: of songs, of bars of four beats, or between beats.\n"
                                                    "Of files they are written as a table; of the library they are kept and the job goes on where it was stopped.");
    auto* library = command->add_flag("--library", options->library, "Every track of the library; kept in the workspace");
    auto* audio = command->add_option("AUDIO", options->paths, "Audio files or folders")->excludes(library);
    command->add_option("-o,--output", options->output, "Table to write: a row a song, bar or beat")->type_name("OUT.csv")->excludes(library);
    command->add_option("--mode", options->mode, "zeropad: ends of a piece as today's librosa; table: as the 1000-row genre table was made")
        ->check(CLI::IsMember({"zeropad", "table"}))->capture_default_str();
    auto* bars = command->add_flag("--bars", options->bars, "A row a bar: four beats of the tempo, counted from the start of the file");
    auto* beats = command->add_flag("--beats", options->beats, "A row between two tracked beats: means of everything that has a course in time")->excludes(bars);
    command->add_option("--columns", options->columns, "table: the 57 of the genre table; source: means and standard deviations as the source names them; all (default; source with --bars)")
        ->check(CLI::IsMember({"all", "table", "source"}))->excludes(beats)->excludes(library);
    command->add_option("--filter", options->filter, "With --library: only tracks that match, as in library list")->excludes(audio);
    addFeatureTables(*command, sink);
    addFeaturePictures(*command, sink);
    sink.bind(command, [options](CommandContext& context) {
        if (options->library) return extractLibrary(context, *options);
        if (options->paths.empty()) throw CLI::RequiredError("AUDIO, or --library,");
        if (options->output.empty()) throw CLI::RequiredError("--output");
        return extractFiles(context, *options);
    });
}

}  // namespace

std::vector<std::filesystem::path> audioFiles(const std::vector<std::string>& given, engine::RunControl& control)
{
    std::vector<std::filesystem::path> files;
    for (const auto& path : given) {
        if (!std::filesystem::is_directory(path)) {
            files.emplace_back(path);
            continue;
        }
        const auto listing = engine::tasks::walkFolder(path, control);
        if (!listing) throw engine::Error(engine::ErrorCode::Missing, path, "there is no such folder");
        for (const auto& entry : listing->entries)
            if (entry.kind == engine::tasks::FolderEntry::Kind::Audio) files.push_back(std::filesystem::path(path) / entry.relative);
    }
    return files;
}

Json filePathJson(const std::filesystem::path& file)
{
    Json json{{"path", engine::store::displayText(file.native())}};
    if (!engine::store::isUtf8(file.native())) json["path_hex"] = engine::store::hexOfBytes(file.native());
    return json;
}

extern const CommandEntry features_command;
const CommandEntry features_command{add};

}  // namespace app
