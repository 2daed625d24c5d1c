#include "ui/pages/inspect/explanation.h"

#include <algorithm>

#include <QCoreApplication>

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

QString checkOf(const engine::Json& result)
{
    if (!result.contains("faithfulness")) return {};
    const auto& check = result.at("faithfulness");
    const auto number = [&](const char* key) { return QString::number(check.at(key).get<double>(), 'f', 3); };
    const QString figures = QCoreApplication::translate("inspect", "Check: %1 as it is, %2 without the hottest tenth, %3 without a tenth by chance.")
                                .arg(number("probability"), number("without_hottest"), number("without_random"));
    if (check.at("explains").get<bool>()) return figures;
    return figures + QLatin1Char(' ') + QCoreApplication::translate("inspect", "This map does not explain the decision.");
}

}  // namespace

Explanation explanationFromResult(const engine::Json& result)
{
    Explanation found;
    found.tag = QString::fromStdString(result.at("tag").get<std::string>());
    found.probability = result.at("probability").get<double>();
    const bool attention = found.isAttention = result.at("method") == "attention";
    const QString method = attention ? QCoreApplication::translate("inspect", "Attention") : QCoreApplication::translate("inspect", "Grad-CAM");
    found.madeBy = QCoreApplication::translate("inspect", "%1 at %2 of %3, model %4")
        .arg(method, QString::fromStdString(result.at("layer").get<std::string>()), QString::fromStdString(result.at("architecture").get<std::string>()),
             QString::fromStdString(result.at("model").get<std::string>()));
    found.preset = engine::dsp::presetFromJson(result.at("preset"));
    for (const auto& window : result.at("windows"))
        found.windows.push_back({{window.at("start_s").get<double>(), window.at("end_s").get<double>()}, window.at("probability").get<double>()});
    auto saliency = std::make_shared<widgets::Saliency>();
    saliency->rows = result.at("rows").get<std::size_t>();
    saliency->columns = result.at("columns").get<std::size_t>();
    saliency->secondsPerColumn = result.at("seconds_per_column").get<double>();
    saliency->values = result.at("values").get<std::vector<float>>();
    if (attention) saliency->overTime = timesOf(result);
    found.saliency = std::move(saliency);
    found.bands = bandsOf(result);
    found.check = checkOf(result);
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
