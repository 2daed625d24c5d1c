#include "ui/pages/explore/map_data.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "engine/store/workspace.h"
#include "ui/widgets/map_scene.h"

namespace ui::explore {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("explore", text);
}

QString sourceName(const std::string& source)
{
    if (source == "tags") return say(QT_TRANSLATE_NOOP("explore", "tag vectors"));
    if (source == "embedding") return say(QT_TRANSLATE_NOOP("explore", "embeddings"));
    return say(QT_TRANSLATE_NOOP("explore", "timbre"));
}

QString methodName(const std::string& method)
{
    return method == "pca" ? say(QT_TRANSLATE_NOOP("explore", "PCA")) : say(QT_TRANSLATE_NOOP("explore", "t-SNE"));
}

QString number(std::size_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

/// The newest split's parts by track.
std::vector<std::string> partsOf(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks)
{
    std::unordered_map<engine::TrackId, std::string> parts;
    const auto splits = workspace.splits().list();
    if (!splits.empty()) {
        const auto newest = std::ranges::max(splits, {}, [](const auto& split) { return engine::value(split.id); });
        for (const auto& member : workspace.splits().members(newest.id)) {
            const char* name = member.part == engine::Part::Train   ? QT_TRANSLATE_NOOP("explore", "training")
                               : member.part == engine::Part::Valid ? QT_TRANSLATE_NOOP("explore", "validation")
                                                                    : QT_TRANSLATE_NOOP("explore", "test");
            parts.emplace(member.track, say(name).toStdString());
        }
    }
    std::vector<std::string> names;
    for (const auto track : tracks) {
        const auto found = parts.find(track);
        names.push_back(found == parts.end() ? std::string() : found->second);
    }
    return names;
}

std::vector<std::string> carriersOf(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks, const QString& tag)
{
    std::unordered_map<engine::TrackId, bool> carriers;
    for (const auto& known : workspace.tags().list())
        if (known.name == tag.toStdString())
            for (const auto track : workspace.tags().tracksOf(known.id))
                carriers.emplace(track, true);
    std::vector<std::string> names;
    for (const auto track : tracks)
        names.push_back(carriers.contains(track) ? tag.toStdString() : std::string());
    return names;
}

}  // namespace

Groups groupByName(const std::vector<std::string>& names, const QString& none, const std::vector<std::string>& order)
{
    std::map<std::string, std::size_t> counts;
    for (const auto& name : names)
        ++counts[name];
    const auto nameless = counts[""];
    counts.erase("");
    std::vector<std::pair<std::string, std::size_t>> ranked(counts.begin(), counts.end());
    const auto place = [&](const std::string& name) { return std::ranges::find(order, name) - order.begin(); };
    std::ranges::stable_sort(ranked, [&](const auto& a, const auto& b) { return order.empty() ? a.second > b.second : place(a.first) < place(b.first); });
    Groups groups;
    std::unordered_map<std::string, std::uint8_t> markOf;
    std::size_t others = 0, otherTracks = 0;
    for (const auto& [name, tracks] : ranked) {
        if (groups.legend.size() < widgets::kOtherGroup) {
            const auto mark = static_cast<std::uint8_t>(groups.legend.size());
            markOf[name] = mark;
            groups.legend.push_back({QString::fromStdString(name), tracks, mark});
        } else {
            ++others;
            otherTracks += tracks;
        }
    }
    if (others > 0 || nameless > 0) {
        const auto rest = QCoreApplication::translate("explore", "%n other(s)", nullptr, static_cast<int>(others));
        const auto name = others == 0 ? none : nameless == 0 ? rest : say(QT_TRANSLATE_NOOP("explore", "%1 or %2")).arg(rest, none);
        groups.legend.push_back({name, otherTracks + nameless, widgets::kOtherGroup});
    }
    auto of = std::make_shared<std::vector<std::uint8_t>>();
    of->reserve(names.size());
    for (const auto& name : names) {
        const auto found = markOf.find(name);
        of->push_back(found == markOf.end() ? widgets::kOtherGroup : found->second);
    }
    groups.of = std::move(of);
    return groups;
}

Groups readGroups(engine::store::Workspace& workspace, const std::vector<engine::TrackId>& tracks, const std::vector<std::uint32_t>& clusters, const ColourBy& by)
{
    switch (by.kind) {
    case ColourBy::Kind::Nothing: return {};
    case ColourBy::Kind::Type:
        return groupByName(workspace.maps().strongestTags(tracks, by.value.toStdString()), say(QT_TRANSLATE_NOOP("explore", "none")));
    case ColourBy::Kind::Tag:
        return groupByName(carriersOf(workspace, tracks, by.value), say(QT_TRANSLATE_NOOP("explore", "not %1")).arg(by.value));
    case ColourBy::Kind::Artist: return groupByName(workspace.maps().artists(tracks), say(QT_TRANSLATE_NOOP("explore", "no artist")));
    case ColourBy::Kind::Split: return groupByName(partsOf(workspace, tracks), say(QT_TRANSLATE_NOOP("explore", "in no part")));
    case ColourBy::Kind::Cluster: break;
    }
    if (clusters.size() != tracks.size()) return {};
    std::vector<std::string> names, order;
    for (const auto cluster : clusters)
        names.push_back(say(QT_TRANSLATE_NOOP("explore", "cluster %1")).arg(cluster + 1).toStdString());
    for (std::uint32_t cluster = 0; cluster <= *std::ranges::max_element(clusters); ++cluster)
        order.push_back(say("cluster %1").arg(cluster + 1).toStdString());
    return groupByName(names, {}, order);
}

QString mapFacts(const engine::store::MapHead& head)
{
    const auto& parameters = head.parameters;
    auto text = say(QT_TRANSLATE_NOOP("explore", "%1 of %2")).arg(methodName(head.method), sourceName(head.source));
    if (const auto layer = parameters.value("layer", std::string()); head.source == "embedding" && !layer.empty())
        text += say(QT_TRANSLATE_NOOP("explore", ", layer %1")).arg(QString::fromStdString(layer));
    if (head.run) text += say(QT_TRANSLATE_NOOP("explore", ", run %1")).arg(engine::value(*head.run));
    if (head.method == "tsne") {
        text += say(QT_TRANSLATE_NOOP("explore", ": perplexity %1, %2 iterations"))
                    .arg(QLocale().toString(parameters.value("perplexity", 0.0), 'g', 4), QLocale().toString(parameters.value("iterations", 0)));
        text += say(QT_TRANSLATE_NOOP("explore", ", KL %1")).arg(QLocale().toString(head.kl, 'f', 3));
    }
    text += say(QT_TRANSLATE_NOOP("explore", ", seed %1")).arg(parameters.value("seed", std::uint64_t{0}));
    if (const auto part = parameters.value("part", std::string()); !part.empty())
        text += say(QT_TRANSLATE_NOOP("explore", ", part %1")).arg(QString::fromStdString(part));
    if (const auto filter = parameters.value("filter", std::string()); !filter.empty())
        text += say(QT_TRANSLATE_NOOP("explore", ", filter %1")).arg(QString::fromStdString(filter));
    return text;
}

QString mapTitle(const engine::store::MapHead& head)
{
    const auto made = QDateTime::fromString(QString::fromStdString(head.createdAt), Qt::ISODate).toLocalTime();
    return say(QT_TRANSLATE_NOOP("explore", "#%1  %2 of %3, %4"))
        .arg(engine::value(head.id))
        .arg(methodName(head.method), sourceName(head.source), QCoreApplication::translate("explore", "%n track(s)", nullptr, static_cast<int>(head.tracks))) +
        (made.isValid() ? QStringLiteral(", ") + QLocale().toString(made.date(), QLocale::ShortFormat) + made.toString(QStringLiteral(" HH:mm")) : QString());
}

QString samplingNotice(const engine::store::MapHead& head)
{
    const auto available = head.parameters.value("available", std::size_t{0});
    if (available <= head.tracks) return {};
    const auto by = head.parameters.value("sampled_by", std::string()) == "genre" ? say(QT_TRANSLATE_NOOP("explore", "stratified by genre"))
                                                                                    : say(QT_TRANSLATE_NOOP("explore", "stratified by strongest tag"));
    return say(QT_TRANSLATE_NOOP("explore", "Showing %1 of %2 tracks, %3.")).arg(number(head.tracks), number(available), by);
}

}  // namespace ui::explore
