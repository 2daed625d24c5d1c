#include "ui/pages/inspect/explanation.h"

#include <algorithm>

#include <QCoreApplication>

#include "engine/neural/attribution.h"

namespace ui::inspect {

namespace {

std::vector<BandShare> bandsOf(const engine::Json& result)
{
    std::vector<BandShare> bands;
    if (result.at("method") != "attention") return bands;
    const auto& rows = result.at("rows_hz");
    for (std::size_t row = 0; row < rows.size(); ++row)
        bands.push_back({rows[row][0].get<double>(), rows[row][1].get<double>(), result.at("row_shares")[row].get<double>()});
    return bands;
}

/// The times' shares as parts of the largest.
std::vector<float> timesOf(const engine::Json& result)
{
    auto times = result.at("time_shares").get<std::vector<float>>();
    const float most = times.empty() ? 0 : *std::max_element(times.begin(), times.end());
    for (auto& time : times)
        time = most > 0 ? time / most : 0;
    return times;
}

QString unitOf(engine::neural::AttributionUnit unit)
{
    using enum engine::neural::AttributionUnit;
    if (unit == Logit) return QCoreApplication::translate("inspect", "logit");
    if (unit == Probability) return QCoreApplication::translate("inspect", "probability");
    return QCoreApplication::translate("inspect", "of the most");
}

/// Means over the windows, and by how much the worst of them is off.
QString accountOf(const engine::Json& result)
{
    if (!result.contains("incompleteness")) return {};
    double logit = 0, silence = 0, sum = 0;
    const auto& windows = result.at("windows");
    for (const auto& window : windows) {
        const double part = 1.0 / static_cast<double>(windows.size());
        logit += part * window.at("logit").get<double>();
        silence += part * window.at("baseline_logit").get<double>();
        sum += part * window.at("sum").get<double>();
    }
    const auto number = [](double value) { return QString::number(value, 'f', 3); };
    return QCoreApplication::translate("inspect", "All places together: %1. From silence (logit %2) to the music (%3): %4; off by %5 % at most, %6 passes a window.")
        .arg(number(sum), number(silence), number(logit), number(logit - silence), QString::number(100 * result.at("incompleteness").get<double>(), 'f', 2))
        .arg(result.at("passes").get<int>());
}

}  // namespace

QString checkText(const engine::Json& result)
{
    if (!result.contains("faithfulness")) return {};
    const auto& check = result.at("faithfulness");
    const auto number = [&](const char* key) { return QString::number(check.at(key).get<double>(), 'f', 3); };
    const QString figures = QCoreApplication::translate("inspect", "Check: %1 as it is, %2 without the hottest tenth, %3 without a tenth by chance.")
                                .arg(number("probability"), number("without_hottest"), number("without_random"));
    if (check.at("explains").get<bool>()) return figures;
    return figures + QLatin1Char(' ') + QCoreApplication::translate("inspect", "This map does not explain the decision.");
}

std::optional<widgets::TimeSpan> hottestSpan(const widgets::Saliency& saliency)
{
    constexpr double kShortest = 0.5;
    if (saliency.isBlank()) return std::nullopt;
    std::vector<double> heat(saliency.columns, 0.0);
    for (std::size_t column = 0; column < saliency.columns; ++column) {
        if (saliency.overTime.size() == saliency.columns) heat[column] = static_cast<double>(saliency.overTime[column]);
        else
            for (std::size_t row = 0; row < saliency.rows; ++row)
                heat[column] += static_cast<double>(saliency.at(row, column));
    }
    const auto peak = static_cast<std::size_t>(std::max_element(heat.begin(), heat.end()) - heat.begin());
    auto first = peak, last = peak;
    while (first > 0 && heat[first - 1] >= heat[peak] / 2)
        --first;
    while (last + 1 < heat.size() && heat[last + 1] >= heat[peak] / 2)
        ++last;
    double from = static_cast<double>(first) * saliency.secondsPerColumn, to = static_cast<double>(last + 1) * saliency.secondsPerColumn;
    if (to - from < kShortest) {
        from = std::max(0.0, (from + to - kShortest) / 2);
        to = from + kShortest;
    }
    return widgets::TimeSpan{from, to};
}

QString attributionText(std::string_view text)
{
    return QCoreApplication::translate("Attribution", std::string(text).c_str());
}

Explanation explanationFromResult(const engine::Json& result)
{
    Explanation found;
    found.tag = QString::fromStdString(result.at("tag").get<std::string>());
    found.probability = result.at("probability").get<double>();
    const bool attention = found.isAttention = result.at("method") == "attention";
    const auto& card = engine::neural::attributionCard(result.at("method").get<std::string>());
    found.reading = attributionText(card.reading);
    found.madeBy = QCoreApplication::translate("inspect", "%1 at %2 of %3, model %4")
        .arg(attributionText(card.name), QString::fromStdString(result.at("layer").get<std::string>()), QString::fromStdString(result.at("architecture").get<std::string>()),
             QString::fromStdString(result.at("model").get<std::string>()));
    found.account = accountOf(result);
    found.preset = engine::dsp::presetFromJson(result.at("preset"));
    for (const auto& window : result.at("windows"))
        found.windows.push_back({{window.at("start_s").get<double>(), window.at("end_s").get<double>()}, window.at("probability").get<double>()});
    auto saliency = std::make_shared<widgets::Saliency>();
    saliency->rows = result.at("rows").get<std::size_t>();
    saliency->columns = result.at("columns").get<std::size_t>();
    saliency->secondsPerColumn = result.at("seconds_per_column").get<double>();
    saliency->values = result.at("values").get<std::vector<float>>();
    for (auto& value : saliency->values)
        value = std::max(value, 0.0F);   // shown is what speaks for the tag
    if (attention) saliency->overTime = timesOf(result);
    saliency->caption = QStringLiteral("%1 \u00b7 %2").arg(found.tag, found.madeBy);
    const bool hasMeasure = card.unit == engine::neural::AttributionUnit::Logit || card.unit == engine::neural::AttributionUnit::Probability;
    saliency->peak = hasMeasure ? result.at("peak").get<double>() : 1.0;
    saliency->unit = unitOf(card.unit);
    found.saliency = std::move(saliency);
    found.bands = bandsOf(result);
    found.check = checkText(result);
    return found;
}

std::pair<QString, std::vector<InputWindow>> windowsOfTaggram(const widgets::TaggramContent& taggram)
{
    std::pair<QString, std::vector<InputWindow>> found;
    if (taggram.chunks() == 0 || taggram.tags.empty()) return found;
    std::vector<double> sums(taggram.tags.size(), 0.0);
    for (std::size_t chunk = 0; chunk < taggram.chunks(); ++chunk)
        for (std::size_t tag = 0; tag < sums.size(); ++tag)
            sums[tag] += static_cast<double>(taggram.at(chunk, tag));
    const auto strongest = static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
    found.first = taggram.tags[strongest];
    for (std::size_t chunk = 0; chunk < taggram.chunks(); ++chunk) {
        const double start = taggram.startsSeconds[chunk];
        found.second.push_back({{start, start + taggram.chunkSeconds}, static_cast<double>(taggram.at(chunk, strongest))});
    }
    return found;
}

}  // namespace ui::inspect
