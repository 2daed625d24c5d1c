#include "engine/classic/importance.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/random.h"
#include "engine/jobs/map_parallel.h"

namespace engine::classic {

namespace {

/// Features and labels of the rows looked at.
struct Judged {
    std::vector<double> values;   ///< [rows, columns]
    std::vector<int> truth;
    std::size_t columns = 0, classes = 0;
};

double metricOf(const FittedModel& model, const Judged& judged, const std::vector<double>& values, Metric deciding)
{
    const auto said = model.predict(values, deciding == Metric::MacroAuc);
    return scoresOf(judged.truth, said.classes, said.probabilities, judged.classes).value(deciding);
}

/// [repeats] of one column. The order depends on seed, column and repeat alone.
std::vector<double> falls(const FittedModel& model, const Judged& judged, std::size_t column, std::size_t repeats, double whole, const ExperimentOptions& options)
{
    std::vector<double> result;
    auto shuffled = judged.values;
    const auto rows = judged.truth.size();
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        const auto order = SplitMix({options.seed, 0x7065726d, column, repeat}).permutation(rows);
        for (std::size_t r = 0; r < rows; ++r)
            shuffled[r * judged.columns + column] = judged.values[order[r] * judged.columns + column];
        result.push_back(whole - metricOf(model, judged, shuffled, options.deciding));
    }
    return result;
}

struct Column {
    std::size_t place = 0;
    std::vector<double> falls;
};

}  // namespace

PermutationImportance permutationImportance(const FittedModel& model, const Table& table, const ValidationRows& rows, std::size_t repeats,
                                            const ExperimentOptions& options, RunControl& control)
{
    Judged judged;
    judged.columns = table.columns.size();
    judged.classes = table.classes.size();
    for (const auto r : examine(model, table, rows).rows) {
        judged.values.insert(judged.values.end(), table.row(r).begin(), table.row(r).end());
        judged.truth.push_back(table.labels[r]);
    }
    PermutationImportance importance;
    importance.whole = metricOf(model, judged, judged.values, options.deciding);
    importance.rows = judged.truth.size();
    importance.repeats = repeats;
    importance.mean.assign(judged.columns, 0);
    importance.deviation.assign(judged.columns, 0);
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(judged.columns);
    control.step("importance", 0, total);
    const auto source = [&]() -> std::optional<std::size_t> { return next < judged.columns ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t column) { return Column{column, falls(model, judged, column, repeats, importance.whole, options)}; };
    jobs::mapParallel(options.threads, control.stop(), source, work, [&](const Column& column) {
        double mean = 0, squares = 0;
        for (const double fall : column.falls)
            mean += fall / static_cast<double>(repeats);
        for (const double fall : column.falls)
            squares += (fall - mean) * (fall - mean) / static_cast<double>(repeats);
        importance.mean[column.place] = mean;
        importance.deviation[column.place] = std::sqrt(squares);
        control.step("importance", ++done, total);
    });
    control.step("importance", done, total);
    return importance;
}

PermutationImportance permutationImportance(const ModelChoice& choice, const Table& table, const TrainingRows& training, std::size_t repeats,
                                            const ExperimentOptions& options, RunControl& control)
{
    const auto folds = innerFolds(table, training, options.innerFolds, options.seed);
    PermutationImportance all;
    const auto share = 1.0 / static_cast<double>(folds.size());
    const auto columns = table.columns.size();
    all.mean.assign(columns, 0);
    all.deviation.assign(columns, 0);
    for (const auto& [learn, judge] : folds) {
        const auto model = FittedModel::fit(choice, table, learn, {options.seed, true, options.deciding, control.stop()});
        const auto one = permutationImportance(model, table, judge, repeats, options, control);
        all.whole += share * one.whole;
        all.rows += one.rows;
        all.repeats += repeats;
        for (std::size_t c = 0; c < columns; ++c) {
            all.mean[c] += share * one.mean[c];
            all.deviation[c] += share * (one.deviation[c] * one.deviation[c] + one.mean[c] * one.mean[c]);   // second moment first
        }
    }
    for (std::size_t c = 0; c < columns; ++c)
        all.deviation[c] = std::sqrt(std::max(0.0, all.deviation[c] - all.mean[c] * all.mean[c]));
    return all;
}

}  // namespace engine::classic
