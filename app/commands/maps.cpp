#include <ostream>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"

namespace app {

namespace {

using engine::Json;

Json headJson(const engine::store::MapHead& head)
{
    Json row{{"map", value(head.id)}, {"of", head.source}, {"method", head.method}, {"tracks", head.tracks}, {"parameters", head.parameters}};
    row["run"] = head.run ? Json(value(*head.run)) : Json(nullptr);
    row["kl"] = head.method == "tsne" ? Json(head.kl) : Json(nullptr);
    row["created_at"] = head.createdAt;
    return row;
}

int listMaps(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    Json document{{"maps", Json::array()}};
    for (const auto& head : workspace.maps().heads())
        document["maps"].push_back(headJson(head));
    context.result(document, [&](std::ostream& out) {
        for (const auto& map : document["maps"])
            out << map["map"] << "  " << map["created_at"].get<std::string>() << "  " << map["method"].get<std::string>() << " of "
                << map["of"].get<std::string>() << ", " << map["tracks"] << " tracks\n";
        if (document["maps"].empty()) out << "no maps yet; map makes one\n";
    });
    return kSuccess;
}

engine::store::TrackMap mapOf(engine::store::Workspace& workspace, std::int64_t number)
{
    auto map = workspace.maps().find(engine::MapId{number});
    if (!map) throw engine::Error(engine::ErrorCode::NotFound, std::to_string(number), "no map of this number; maps list shows them");
    return std::move(*map);
}

int exportMap(CommandContext& context, std::int64_t number, const std::filesystem::path& output)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto map = mapOf(workspace, number);
    engine::CsvWriter table;
    for (const char* name : {"id", "x", "y", "cluster", "path", "title", "artist"})
        table.text(name);
    table.endRow();
    for (std::size_t i = 0; i < map.tracks.size(); ++i) {
        const auto facts = trackFacts(workspace, map.tracks[i]);
        table.text(engine::toHex(map.tracks[i]));
        table.number(static_cast<double>(map.points[2 * i])).number(static_cast<double>(map.points[2 * i + 1]));
        table.text(map.clusters.empty() ? std::string() : std::to_string(map.clusters[i]));
        for (const char* name : {"path", "title", "artist"})
            table.text(facts.value(name, std::string()));
        table.endRow();
        context.control().step("map", static_cast<std::int64_t>(i), static_cast<std::int64_t>(map.tracks.size()));
    }
    engine::writeFileAtomically(output, table.document());
    const Json document{{"map", number}, {"tracks", map.tracks.size()}, {"path", engine::store::displayText(output.native())}};
    context.result(document, [&](std::ostream& out) { out << map.tracks.size() << " tracks\n" << printable(output.string()) << '\n'; });
    return kSuccess;
}

int removeMap(CommandContext& context, std::int64_t number)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    mapOf(workspace, number);
    workspace.maps().remove(engine::MapId{number});
    context.result({{"removed", number}}, [&](std::ostream& out) { out << "Map " << number << " is removed\n"; });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* maps = root.add_subcommand("maps", "The maps that are kept in the workspace");
    maps->require_subcommand(1);
    sink.bind(maps->add_subcommand("list", "All maps with their method, parameters and seed, oldest first"), listMaps);

    struct ExportOptions { std::int64_t number = 0; std::filesystem::path output; };
    const auto options = std::make_shared<ExportOptions>();
    auto* out = maps->add_subcommand("export", "Write a map as a table: id,x,y,cluster,path,title,artist");
    out->add_option("MAP", options->number, "Number of the map")->required();
    out->add_option("-o,--output", options->output, "Where the table goes")->required()->type_name("FILE.csv");
    sink.bind(out, [options](CommandContext& context) { return exportMap(context, options->number, options->output); });

    const auto gone = std::make_shared<std::int64_t>(0);
    auto* remove = maps->add_subcommand("remove", "Forget a map; nothing else is touched");
    remove->add_option("MAP", *gone, "Number of the map")->required();
    sink.bind(remove, [gone](CommandContext& context) { return removeMap(context, *gone); });
}

}  // namespace

extern const CommandEntry maps_command;
const CommandEntry maps_command{add};

}  // namespace app
