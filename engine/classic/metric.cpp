#include "engine/classic/metric.h"

#include "engine/core/error.h"
#include "engine/evaluate/ranking.h"

namespace engine::classic {

namespace {

std::optional<double> aucOf(std::span<const int> truth, std::span<const double> probabilities, std::size_t classes, std::size_t c)
{
    std::vector<double> scores(truth.size());
    std::vector<std::uint8_t> positive(truth.size());
    for (std::size_t r = 0; r < truth.size(); ++r) {
        scores[r] = probabilities[r * classes + c];
        positive[r] = truth[r] == static_cast<int>(c) ? 1 : 0;
    }
    return evaluate::rocAuc(evaluate::rank(scores, positive));
}

}  // namespace

std::string_view metricName(Metric metric)
{
    static constexpr std::array<std::string_view, 5> kNames{"macro-recall", "accuracy", "macro-precision", "macro-f1", "macro-auc"};
    return kNames[static_cast<std::size_t>(metric)];
}

Metric metricFromName(std::string_view name)
{
    for (const auto metric : kMetrics)
        if (metricName(metric) == name) return metric;
    throw Error(ErrorCode::NotFound, std::string(name), "a deciding metric is macro-recall, accuracy, macro-precision, macro-f1 or macro-auc");
}

double ClassificationScores::value(Metric metric) const
{
    switch (metric) {
    case Metric::MacroRecall: return recall;
    case Metric::Accuracy: return accuracy;
    case Metric::MacroPrecision: return precision;
    case Metric::MacroF1: return f1;
    case Metric::MacroAuc: return auc.value_or(0);
    }
    return 0;
}

ClassificationScores scoresOf(std::span<const int> truth, std::span<const int> predicted, std::span<const double> probabilities, std::size_t classes)
{
    const auto counted = evaluate::confusion(truth, predicted, classes);
    ClassificationScores scores;
    scores.accuracy = counted.accuracy;
    scores.confusion = counted.table;
    std::size_t present = 0, withAuc = 0;
    double aucSum = 0;
    for (std::size_t c = 0; c < classes; ++c) {
        ClassScores one{counted.precision[c], counted.recall[c], counted.f1[c], {}, 0};
        for (std::size_t k = 0; k < classes; ++k)
            one.support += counted.table(c, k);
        if (!probabilities.empty()) one.auc = aucOf(truth, probabilities, classes, c);
        if (one.support > 0) {
            ++present;
            scores.precision += one.precision;
            scores.recall += one.recall;
            scores.f1 += one.f1;
        }
        if (one.auc) {
            ++withAuc;
            aucSum += *one.auc;
        }
        scores.perClass.push_back(one);
    }
    for (auto* mean : {&scores.precision, &scores.recall, &scores.f1})
        *mean /= static_cast<double>(present);
    if (withAuc > 0) scores.auc = aucSum / static_cast<double>(withAuc);
    return scores;
}

Json toJson(const ClassificationScores& scores, std::span<const std::string> classes)
{
    const auto optional = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
    auto perClass = Json::array(), confusion = Json::array();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const auto& one = scores.perClass[c];
        perClass.push_back({{"class", classes[c]}, {"precision", one.precision}, {"recall", one.recall}, {"f1", one.f1}, {"roc_auc", optional(one.auc)},
                            {"support", one.support}});
        auto row = Json::array();
        for (std::size_t k = 0; k < classes.size(); ++k)
            row.push_back(scores.confusion(c, k));
        confusion.push_back(std::move(row));
    }
    return {{"macro", {{"precision", scores.precision}, {"recall", scores.recall}, {"f1", scores.f1}, {"roc_auc", optional(scores.auc)}}},
            {"per_class", std::move(perClass)}, {"confusion", std::move(confusion)}};
}

}  // namespace engine::classic
