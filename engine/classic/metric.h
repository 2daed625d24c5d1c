#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"
#include "engine/evaluate/confusion.h"

namespace engine::classic {

/// What decides: ranking, grid search and early stopping follow the one that the user chose.
enum class Metric { MacroRecall, Accuracy, MacroPrecision, MacroF1, MacroAuc };
/// The first is the one offered.
inline constexpr std::array kMetrics{Metric::MacroRecall, Metric::Accuracy, Metric::MacroPrecision, Metric::MacroF1, Metric::MacroAuc};
/// "macro-recall", "accuracy", "macro-precision", "macro-f1", "macro-auc"
std::string_view metricName(Metric metric);
/// Throws Error{NotFound}.
Metric metricFromName(std::string_view name);

struct ClassScores {
    double precision = 0, recall = 0, f1 = 0;
    std::optional<double> auc;      ///< this class against all others
    std::size_t support = 0;
};
/// Classes that do not occur in the truth stand in no mean.
struct ClassificationScores {
    double accuracy = 0, precision = 0, recall = 0, f1 = 0;   ///< the last three macro
    std::optional<double> auc;                                ///< macro, one against all others
    std::vector<ClassScores> perClass;
    evaluate::CountTable confusion;                           ///< row = truth
    double value(Metric metric) const;
};

/// truth, predicted: [rows]; probabilities: [rows, classes], or empty: then no AUC.
ClassificationScores scoresOf(std::span<const int> truth, std::span<const int> predicted, std::span<const double> probabilities, std::size_t classes);
Json toJson(const ClassificationScores& scores, std::span<const std::string> classes);

}  // namespace engine::classic
