#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/classic/classifier.h"
#include "engine/classic/plan.h"
#include "engine/classic/preparation.h"
#include "engine/classic/table.h"

namespace engine::classic {

/// A model by its id and what was changed of its standard settings. For `vote`, `members` holds the changes of its members by id.
struct ModelChoice {
    std::string id;
    Json changes = Json::object();
    Json members = Json::object();
};
Json toJson(const ModelChoice& choice);
ModelChoice choiceFromJson(const Json& json);
/// Ids of the models that vote; empty for others. Throws Error{NotFound, InvalidArgument}.
std::vector<std::string> membersOf(const ModelChoice& choice);

struct Prediction {
    std::vector<int> classes;             ///< [rows], places in the table's classes
    std::vector<double> probabilities;    ///< [rows, classes]
};

/// A model with its own scaling and label encoding, all learnt from the same training rows.
class FittedModel {
public:
    /// Throws Error{TooShort} where the rows are of one class, Cancelled.
    static FittedModel fit(const ModelChoice& choice, const Table& table, const TrainingRows& rows, const FitOptions& options);
    /// The models of a vote that have been fitted already. weights: [members], of sum 1.
    static FittedModel voteOf(const ModelChoice& choice, std::vector<std::shared_ptr<const FittedModel>> members, std::vector<double> weights);

    /// All of it, votes with their members, for writeModel().
    Json state() const;
    /// Throws Error{Corrupt, NotFound}.
    static FittedModel fromState(const Json& state);

    const ModelChoice& choice() const { return m_choice; }
    /// values: [rows, columns] of the columns it was fitted on. Classes that were not in its training have probability 0.
    Prediction predict(std::span<const double> values, bool probabilities = true) const;
    /// As predict(), the class alone.
    std::vector<int> classesOf(std::span<const double> values) const { return predict(values, false).classes; }

    std::span<const std::string> columns() const { return m_columns; }
    std::span<const std::string> classes() const { return m_classNames; }
    std::vector<double> gains() const;
    std::size_t treeCount() const { return m_classifier ? m_classifier->treeCount() : 0; }
    /// Thresholds in the columns' own units, class weights and the boosted class in the table's classes.
    /// Throws Error{NotFound}.
    Tree tree(std::size_t number) const;
    std::optional<std::size_t> rounds() const { return m_classifier ? m_classifier->rounds() : std::nullopt; }

private:
    ModelChoice m_choice;
    std::vector<std::string> m_columns, m_classNames;
    Preparation m_preparation;
    std::vector<int> m_classAt;                ///< [classes of the model] place in the table's classes
    std::unique_ptr<Classifier> m_classifier;  ///< null: a vote
    std::vector<std::shared_ptr<const FittedModel>> m_members;
    std::vector<double> m_weights;             ///< [members]
};

/// What each member of a vote counts, sum 1: alike, or (setting "weights" learnt) the mixture of them that makes the truth of inner folds of
/// the training rows likeliest, found by expectation maximisation (Dempster et al. 1977). No other row is looked at.
std::vector<double> voteWeights(const ModelChoice& vote, const Table& table, const TrainingRows& rows, const FitOptions& options);

/// Weighted mean of the members' probabilities, and the class where it is highest. weights: [members], of sum 1.
Prediction softVote(std::span<const Prediction> members, std::span<const double> weights, std::size_t classes);

}  // namespace engine::classic
