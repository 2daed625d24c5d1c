#include <algorithm>
#include <numeric>

#include "engine/classic/experiment.h"

namespace engine::classic {

namespace {

constexpr std::size_t kInnerFolds = 3;
constexpr int kSteps = 200;
constexpr double kFloor = 1e-4;   // a member that is sure and wrong once shall not be out of the vote for it

ModelChoice voterOf(const ModelChoice& vote, const std::string& id)
{
    return {id, vote.members.contains(id) ? vote.members[id] : Json::object(), Json::object()};
}

/// likelihood: [rows, members], what each gave the true class. The mixture of highest likelihood.
std::vector<double> likeliestMixture(const std::vector<double>& likelihood, std::size_t members)
{
    const auto rows = likelihood.size() / members;
    std::vector<double> weights(members, 1.0 / static_cast<double>(members));
    for (int step = 0; step < kSteps; ++step) {
        std::vector<double> next(members, 0);
        for (std::size_t r = 0; r < rows; ++r) {
            const double* row = likelihood.data() + r * members;
            const double sum = std::inner_product(weights.begin(), weights.end(), row, 0.0);
            for (std::size_t m = 0; m < members; ++m)
                next[m] += weights[m] * row[m] / sum / static_cast<double>(rows);
        }
        weights = std::move(next);
    }
    return weights;
}

}  // namespace

std::vector<double> voteWeights(const ModelChoice& vote, const Table& table, const TrainingRows& rows, const FitOptions& options)
{
    const auto members = membersOf(vote);
    if (vote.changes.value("weights", std::string("equal")) != "learnt") return std::vector<double>(members.size(), 1.0 / static_cast<double>(members.size()));
    std::vector<double> likelihood;
    for (const auto& [learn, judge] : innerFolds(table, rows, kInnerFolds, options.seed)) {
        const auto first = likelihood.size();
        for (std::size_t m = 0; m < members.size(); ++m) {
            const auto examined = examine(FittedModel::fit(voterOf(vote, members[m]), table, learn, options), table, judge);
            likelihood.resize(first + examined.rows.size() * members.size());
            for (std::size_t r = 0; r < examined.rows.size(); ++r) {
                const auto truth = static_cast<std::size_t>(table.labels[examined.rows[r]]);
                likelihood[first + r * members.size() + m] = std::max(kFloor, examined.prediction.probabilities[r * table.classes.size() + truth]);
            }
        }
    }
    return likeliestMixture(likelihood, members.size());
}

}  // namespace engine::classic
