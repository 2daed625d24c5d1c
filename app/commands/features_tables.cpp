#include <iostream>

#include "app/commands/features_parts.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/store/workspace.h"

namespace app {

namespace {

using engine::Json;
namespace store = engine::store;

struct ExportOptions {
    std::filesystem::path output;
    std::string table;
    bool bars = false, beats = false;
    std::string level() const { return bars ? "bars" : beats ? "beats" : "song"; }
};

int listTables(CommandContext& context)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    auto tables = Json::array();
    for (const auto& set : workspace.features().sets())
        tables.push_back({{"name", set.name}, {"level", set.level}, {"hash", set.hash}, {"tracks", set.tracks}, {"columns", set.columns},
                          {"settings", Json::parse(set.settings)}, {"made_at", set.madeAt}});
    context.result({{"tables", tables}}, [&](std::ostream& out) {
        for (const auto& table : tables)
            out << table["name"].get<std::string>() << ' ' << table["level"].get<std::string>() << ": " << table["tracks"] << " tracks, "
                << table["columns"].size() << " columns, " << table["made_at"].get<std::string>() << '\n';
        if (tables.empty()) out << "No features yet; make them with features --library\n";
    });
    return kSuccess;
}

std::string csvOf(const store::FeatureTable& table, store::Workspace& workspace, bool segments)
{
    engine::CsvWriter csv;
    for (const char* name : {"id", "path"}) csv.text(name);
    if (segments)
        for (const char* name : {"start_s", "end_s"}) csv.text(name);
    for (const auto& name : table.columns) csv.text(name);
    csv.endRow();
    std::string path;
    for (std::size_t row = 0; row < table.tracks.size(); ++row) {
        if (row == 0 || table.tracks[row] != table.tracks[row - 1]) {
            const auto track = workspace.tracks().find(table.tracks[row]);
            path = track ? track->displayPath : std::string();
        }
        csv.text(engine::toHex(table.tracks[row])).text(path);
        if (segments) csv.number(table.startsSeconds[row]).number(table.endsSeconds[row]);
        for (std::size_t column = 0; column < table.columns.size(); ++column) csv.number(table.values[row * table.columns.size() + column]);
        csv.endRow();
    }
    return csv.document();
}

int exportTable(CommandContext& context, const ExportOptions& options)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    const auto set = workspace.features().find(options.level(), options.table);
    if (!set) throw engine::Error(engine::ErrorCode::NotFound, options.table.empty() ? options.level() : options.table, "no such table of features; see features tables, make one with features --library");
    const auto table = workspace.features().table(set->id);
    const auto extension = options.output.extension();
    if (extension == ".npy") {
        const std::vector<float> values(table.values.begin(), table.values.end());
        engine::writeNpy(options.output, std::vector{table.tracks.size(), table.columns.size()}, values);
    } else if (extension == ".csv") {
        engine::writeFileAtomically(options.output, csvOf(table, workspace, options.level() != "song"));
    } else {
        throw engine::Error(engine::ErrorCode::InvalidArgument, options.output.string(), "the name must end in .csv or .npy");
    }
    const Json document{{"output", options.output.string()}, {"table", set->name}, {"level", set->level}, {"rows", table.tracks.size()}, {"columns", table.columns}};
    context.result(document, [&](std::ostream& out) {
        out << printable(options.output.string()) << ": " << table.tracks.size() << " rows, " << table.columns.size() << " features\n";
    });
    return kSuccess;
}

}  // namespace

void addFeatureTables(CLI::App& features, CommandSink& sink)
{
    sink.bind(features.add_subcommand("tables", "The tables of features that are kept in the workspace, newest first"), listTables);
    const auto options = std::make_shared<ExportOptions>();
    auto* command = features.add_subcommand("export", "Write a kept table: CSV with id, path and all columns, or .npy with the numbers alone, [rows, columns], rows by track id");
    command->add_option("-o,--output", options->output, "File to write")->required()->type_name("OUT.csv|.npy");
    command->add_option("--table", options->table, "Its name (zeropad, table) or hash; without, the newest that has tracks");
    auto* bars = command->add_flag("--bars", options->bars, "The table of bars");
    command->add_flag("--beats", options->beats, "The table of beats")->excludes(bars);
    sink.bind(command, [options](CommandContext& context) { return exportTable(context, *options); });
}

}  // namespace app
