#include "ui/pages/inspect/nearest_result.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

namespace ui::inspect {

namespace {

// One in twenty is as far from everything by chance.
constexpr double kRareShare = 0.05;

QString textOf(const engine::Json& entry, const char* key)
{
    return QString::fromStdString(entry.value(key, std::string()));
}

QString percentText(double share)
{
    return QLocale().toString(100 * share, 'f', 0);
}

QString typicalText(const NearestResult::Typical& typical, double nearest)
{
    const auto nearer = percentText(1 - typical.fartherShare), farther = percentText(typical.fartherShare), median = QLocale().toString(typical.median, 'f', 2),
               own = QLocale().toString(nearest, 'f', 2);
    if (typical.fartherShare <= kRareShare)
        return typical.isHeldOut
                   ? QCoreApplication::translate("inspect", "Nothing it learned from is much like this track: %1 % of its validation and test tracks have something nearer (as a rule %2, here %3).").arg(nearer, median, own)
                   : QCoreApplication::translate("inspect", "Nothing else here is much like this track: %1 % of the examples have another one nearer (as a rule %2, here %3).").arg(nearer, median, own);
    return typical.isHeldOut
               ? QCoreApplication::translate("inspect", "The nearest is at %3, nearer than that of %1 % of its validation and test tracks (as a rule %2).").arg(farther, median, own)
               : QCoreApplication::translate("inspect", "The nearest is at %3, nearer than that of %1 % of the examples themselves (as a rule %2).").arg(farther, median, own);
}

}  // namespace

QString NearExample::name() const
{
    return artist.isEmpty() ? title : QStringLiteral("%1 \u2013 %2").arg(title, artist);
}

NearestResult nearestFromResult(const engine::Json& result)
{
    NearestResult found;
    found.model = textOf(result, "model");
    found.isTraining = result.at("of") == "training";
    found.learnedFromThis = result.at("learned_from_this").get<bool>();
    found.tracks = result.at("pool").at("tracks").get<qint64>();
    found.withVectors = result.at("pool").at("with_vectors").get<qint64>();
    for (const auto& entry : result.at("examples")) {
        NearExample example;
        example.track = engine::trackIdFromHex(entry.at("id").get<std::string>());
        example.title = textOf(entry, "title").isEmpty() ? textOf(entry, "path").section(QLatin1Char('/'), -1) : textOf(entry, "title");
        example.artist = textOf(entry, "artist");
        example.cosine = entry.at("cosine").get<double>();
        for (const auto& label : entry.at("labels"))
            example.labels << textOf(label, "tag");
        example.isCopy = entry.at("same_audio").get<bool>();
        example.isReady = textOf(entry, "state") == QLatin1String("ready");
        found.examples.push_back(std::move(example));
    }
    for (const auto& tag : result.at("tags"))
        found.carriers[textOf(tag, "tag")] = tag.at("tracks").get<qint64>();
    if (const auto& typical = result.at("typical"); !typical.is_null())
        found.typical = {typical.at("of") == "held-out", typical.at("median").get<double>(), typical.at("farther_share").get<double>()};
    return found;
}

QString nearestHeading(const NearestResult& result)
{
    auto of = QLocale().toString(result.withVectors);
    if (const auto unheard = result.tracks - result.withVectors; unheard > 0)
        of = QCoreApplication::translate("inspect", "%1 (without %2 it has not listened to since)").arg(of, QLocale().toString(unheard));
    if (result.isTraining) return QCoreApplication::translate("inspect", "%1 learned from these: nearest of %2 in its last but one layer (cosine, 1 = alike).").arg(result.model, of);
    return QCoreApplication::translate("inspect", "%1 was trained elsewhere: what it learned from is not here. Instead, nearest of %2 labelled tracks of your library in its last but one layer (cosine, 1 = alike).")
        .arg(result.model, of);
}

QString nearestReading(const NearestResult& result, const QString& tag)
{
    QStringList lines;
    if (result.examples.empty()) return {};
    if (const auto all = result.carriers.find(tag); all != result.carriers.end() && result.tracks > 0) {
        const auto here = std::ranges::count_if(result.examples, [&](const NearExample& example) { return example.has(tag); });
        lines << QCoreApplication::translate("inspect", "\u2713 %1: on %2 of these %3, on %4 % of all.")
                     .arg(tag, QString::number(here), QString::number(result.examples.size()), percentText(static_cast<double>(all->second) / static_cast<double>(result.tracks)));
    }
    if (result.typical) lines << typicalText(*result.typical, result.examples.front().cosine);
    if (result.learnedFromThis) lines << QCoreApplication::translate("inspect", "It learned from this very track, too; that is left out.");
    return lines.join(QLatin1Char('\n'));
}

}  // namespace ui::inspect
