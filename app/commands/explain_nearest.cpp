#include "app/commands/explain_nearest.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <string>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"

namespace app {

namespace {

long percent(double share)
{
    return std::lround(100 * share);
}

/// "rock*, bass": a star at the explained tag.
std::string labelList(const engine::Json& example, const std::string& tag)
{
    std::string list;
    for (const auto& label : example["labels"]) {
        const auto name = label["tag"].get<std::string>();
        list += (list.empty() ? "" : ", ") + printable(name) + (name == tag ? "*" : "");
    }
    return list.empty() ? "no label" : list;
}

void showShare(std::ostream& out, const engine::Json& document, const std::string& tag)
{
    std::size_t carriers = 0;
    for (const auto& example : document["examples"])
        carriers += std::ranges::any_of(example["labels"], [&](const auto& label) { return label["tag"] == tag; }) ? 1 : 0;
    const auto known = std::ranges::find_if(document["tags"], [&](const auto& entry) { return entry["tag"] == tag; });
    if (known == document["tags"].end()) return;
    const double all = (*known)["tracks"].get<double>() / document["pool"]["tracks"].get<double>();
    out << "  * " << printable(tag) << ": on " << carriers << " of these " << document["examples"].size() << ", on " << percent(all) << " % of all "
        << document["pool"]["tracks"] << '\n';
}

void showTypical(std::ostream& out, const engine::Json& document)
{
    const auto& typical = document["typical"];
    if (typical.is_null()) return;
    const bool isHeldOut = typical["of"] == "held-out";
    out << "  compared with " << typical["tracks"] << (isHeldOut ? " tracks of its validation and test parts" : " of the examples themselves") << ": for "
        << percent(typical["farther_share"].get<double>()) << " % of them the nearest is farther away than here (median " << typical["median"].get<double>() << ")\n";
}

}  // namespace

void requireExamples(const engine::Json& document)
{
    if (document["pool"]["with_vectors"] > 0) return;
    throw engine::Error(engine::ErrorCode::NotFound, "run " + document["model"].get<std::string>(),
                        "has not listened to its " + document["pool"]["tracks"].dump() + " examples yet; let it predict the library first (predict --library --model " +
                            document["run"].dump() + ")");
}

void showNearest(std::ostream& out, const engine::Json& document)
{
    const auto model = printable(document["model"].get<std::string>()), tag = document["tag"].get<std::string>();
    const auto& pool = document["pool"];
    if (document["of"] == "training")
        out << model << " learned from these; they are nearest to the track in its last but one layer (cosine), of " << pool["with_vectors"] << " tracks:\n";
    else
        out << model << " was trained elsewhere: what it learned from is not here. Labelled tracks of the library that are nearest in its last but one layer (cosine), of "
            << pool["with_vectors"] << ":\n";
    out << std::fixed << std::setprecision(3);
    for (const auto& example : document["examples"])
        out << "  " << example["cosine"].get<double>() << "  " << trackLine(example) << "  [" << labelList(example, tag) << "]"
            << (example["same_audio"].get<bool>() ? " (a copy of the track)" : "") << '\n';
    showShare(out, document, tag);
    if (document["learned_from_this"].get<bool>()) out << "  " << model << " has learned from this very track, too; it is left out\n";
    if (pool["with_vectors"] < pool["tracks"])
        out << "  " << pool["tracks"].get<long>() - pool["with_vectors"].get<long>() << " others are left out: the model has not listened to them since (predict --library --model "
            << document["run"] << ")\n";
    showTypical(out, document);
}

}  // namespace app
