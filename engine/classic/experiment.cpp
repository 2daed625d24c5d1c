#include "engine/classic/experiment.h"

#include <algorithm>
#include <ctime>
#include <numeric>

#include "engine/jobs/map_parallel.h"

namespace engine::classic {

namespace {

/// CPU seconds of this thread: what a fit costs, whatever else the machine does.
double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Examination answersFor(const FittedModel& model, const Table& table, std::span<const std::size_t> rows)
{
    std::vector<double> values;
    for (const auto r : rows) {
        const auto row = table.row(r);
        values.insert(values.end(), row.begin(), row.end());
    }
    return {{rows.begin(), rows.end()}, model.predict(values)};
}

/// A model that is fitted in each round; votes are made of these.
struct Fitted {
    ModelChoice choice;
    std::vector<Json> perRound;                 ///< changes; the choice's own without a grid search
    std::vector<Examination> examined;          ///< [rounds]
    double seconds = 0;
};

/// What the answers to one model's question are made of: one fit, or those of the voters.
struct Question {
    ModelChoice choice;
    std::vector<std::size_t> fits;   ///< places among the fitted ones
    std::vector<std::vector<double>> weights = {};   ///< of a vote: [rounds, members]
    double seconds = 0;              ///< learning them
};

std::size_t placeOf(std::vector<Fitted>& fits, const ModelChoice& choice)
{
    const auto found = std::find_if(fits.begin(), fits.end(), [&](const auto& fit) { return fit.choice.id == choice.id && fit.choice.changes == choice.changes; });
    if (found != fits.end()) return static_cast<std::size_t>(found - fits.begin());
    fits.push_back({choice, {}, {}, 0});
    return fits.size() - 1;
}

/// A voter's settings: those the vote names, else those it takes part with itself, else the standard ones.
Json changesOfMember(const ModelChoice& vote, const std::string& id, const std::vector<ModelChoice>& models)
{
    if (vote.members.contains(id)) return vote.members[id];
    const auto own = std::find_if(models.begin(), models.end(), [&](const auto& model) { return model.id == id; });
    return own == models.end() ? Json::object() : own->changes;
}

std::vector<Question> questionsFor(const std::vector<ModelChoice>& models, std::vector<Fitted>& fits)
{
    std::vector<Question> questions;
    for (const auto& model : models) {
        Question question{model, {}, {}, 0};
        if (model.id != "vote") question.fits.push_back(placeOf(fits, model));
        for (const auto& id : membersOf(model)) {
            const ModelChoice member{id, changesOfMember(model, id, models), Json::object()};
            question.choice.members[id] = member.changes;
            question.fits.push_back(placeOf(fits, member));
        }
        questions.push_back(std::move(question));
    }
    return questions;
}

void chooseByGrid(std::vector<Fitted>& fits, const Table& table, const Plan& plan, const ExperimentOptions& options, RunControl& control)
{
    for (auto& fit : fits)
        for (const auto& round : plan.rounds()) {
            const auto* validation = round.validation ? &*round.validation : nullptr;
            fit.perRound.push_back(gridSearch(table, round.training, validation, fit.choice, options, control).front().settings);
        }
}

struct Item {
    std::size_t fit = 0, round = 0;
};
struct Answer {
    Item item;
    Examination examined;
    double seconds = 0;
};

/// Long fits first, so that no worker is left with one at the end.
std::vector<Item> itemsOf(const std::vector<Fitted>& fits, std::size_t rounds)
{
    std::vector<Item> items;
    for (std::size_t f = 0; f < fits.size(); ++f)
        for (std::size_t r = 0; r < rounds; ++r)
            items.push_back({f, r});
    std::stable_sort(items.begin(), items.end(), [&](const auto& a, const auto& b) { return findModel(fits[a.fit].choice.id).cost > findModel(fits[b.fit].choice.id).cost; });
    return items;
}

void fitAll(std::vector<Fitted>& fits, const Table& table, const Plan& plan, const ExperimentOptions& options, RunControl& control)
{
    const auto items = itemsOf(fits, plan.rounds().size());
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(items.size());
    control.step("models", 0, total);
    const auto source = [&]() -> std::optional<Item> { return next < items.size() ? std::optional(items[next++]) : std::nullopt; };
    const auto work = [&](const Item& item) {
        const double begun = threadSeconds();
        const auto& round = plan.rounds()[item.round];
        const ModelChoice choice{fits[item.fit].choice.id, fits[item.fit].perRound[item.round], Json::object()};
        const auto model = FittedModel::fit(choice, table, round.training, {options.seed, true, options.deciding, control.stop()});
        auto examined = examine(model, table, round.test);
        return Answer{item, std::move(examined), threadSeconds() - begun};
    };
    jobs::mapParallel(options.threads, control.stop(), source, work, [&](Answer answer) {
        auto& fit = fits[answer.item.fit];
        fit.examined[answer.item.round] = std::move(answer.examined);
        fit.seconds += answer.seconds;
        control.step("models", ++done, total);
    });
    control.step("models", done, total);   // a stop between two results
}

/// What the voters count in each round. Each is fitted again on inner folds of that round's training rows, where the vote says so.
void learnWeights(Question& question, const std::vector<Fitted>& fits, const Table& table, const Plan& plan, const ExperimentOptions& options, RunControl& control)
{
    const auto rounds = plan.rounds().size();
    question.weights.resize(rounds);
    std::size_t next = 0;
    std::int64_t done = 0;
    struct Learnt {
        std::size_t round = 0;
        std::vector<double> weights;
        double seconds = 0;
    };
    const auto source = [&]() -> std::optional<std::size_t> { return next < rounds ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t round) {
        const double begun = threadSeconds();
        auto choice = question.choice;
        for (const auto fit : question.fits)
            choice.members[fits[fit].choice.id] = fits[fit].perRound[round];
        auto weights = voteWeights(choice, table, plan.rounds()[round].training, {options.seed, true, options.deciding, control.stop()});
        return Learnt{round, std::move(weights), threadSeconds() - begun};
    };
    jobs::mapParallel(options.threads, control.stop(), source, work, [&](Learnt learnt) {
        question.weights[learnt.round] = std::move(learnt.weights);
        question.seconds += learnt.seconds;
        control.step("votes", ++done, static_cast<std::int64_t>(rounds));
    });
    control.step("votes", done, static_cast<std::int64_t>(rounds));
}

void addRound(ModelResult& result, const Table& table, const Examination& examined, Metric deciding)
{
    std::vector<int> truth;
    for (const auto r : examined.rows)
        truth.push_back(table.labels[r]);
    const auto scores = scoresOf(truth, examined.prediction.classes, examined.prediction.probabilities, table.classes.size());
    result.accuracies.push_back(scores.accuracy);
    result.decidingPerRound.push_back(scores.value(deciding));
    result.rows.insert(result.rows.end(), examined.rows.begin(), examined.rows.end());
    auto& all = result.prediction;
    all.classes.insert(all.classes.end(), examined.prediction.classes.begin(), examined.prediction.classes.end());
    all.probabilities.insert(all.probabilities.end(), examined.prediction.probabilities.begin(), examined.prediction.probabilities.end());
}

ModelResult resultOf(const Question& question, const std::vector<Fitted>& fits, const Table& table, const Plan& plan, const ExperimentOptions& options)
{
    ModelResult result;
    result.choice = question.choice;
    for (std::size_t round = 0; round < plan.rounds().size(); ++round) {
        const auto& first = fits[question.fits.front()].examined[round];
        if (question.fits.size() == 1) {
            addRound(result, table, first, options.deciding);
            if (options.grid) result.chosen.push_back(fits[question.fits.front()].perRound[round]);
            continue;
        }
        std::vector<Prediction> votes;
        auto chosen = Json::object();
        for (const auto fit : question.fits) {
            votes.push_back(fits[fit].examined[round].prediction);
            chosen[fits[fit].choice.id] = fits[fit].perRound[round];
        }
        addRound(result, table, {first.rows, softVote(votes, question.weights[round], table.classes.size())}, options.deciding);
        if (options.grid) result.chosen.push_back(std::move(chosen));
    }
    for (const auto fit : question.fits)
        result.seconds += fits[fit].seconds;
    result.seconds += question.seconds;
    if (question.choice.changes.value("weights", std::string("equal")) == "learnt") result.weights = question.weights;
    std::vector<int> truth;
    for (const auto r : result.rows)
        truth.push_back(table.labels[r]);
    result.scores = scoresOf(truth, result.prediction.classes, result.prediction.probabilities, table.classes.size());
    return result;
}

}  // namespace

Examination examine(const FittedModel& model, const Table& table, const TestRows& rows)
{
    return answersFor(model, table, rows.m_rows);
}

Examination examine(const FittedModel& model, const Table& table, const ValidationRows& rows)
{
    return answersFor(model, table, rows.m_rows);
}

double ModelResult::mean() const
{
    return std::accumulate(accuracies.begin(), accuracies.end(), 0.0) / static_cast<double>(accuracies.size());
}

double ModelResult::least() const
{
    return *std::min_element(accuracies.begin(), accuracies.end());
}

double ModelResult::most() const
{
    return *std::max_element(accuracies.begin(), accuracies.end());
}

std::vector<ModelResult> compare(const Table& table, const Plan& plan, const std::vector<ModelChoice>& models, const ExperimentOptions& options, RunControl& control)
{
    std::vector<Fitted> fits;
    auto questions = questionsFor(models, fits);
    for (auto& fit : fits) {
        fit.examined.resize(plan.rounds().size());
        if (!options.grid) fit.perRound.assign(plan.rounds().size(), fit.choice.changes);
    }
    if (options.grid) chooseByGrid(fits, table, plan, options, control);
    fitAll(fits, table, plan, options, control);
    for (auto& question : questions)
        if (question.fits.size() > 1) learnWeights(question, fits, table, plan, options, control);
    std::vector<ModelResult> results;
    for (const auto& question : questions)
        results.push_back(resultOf(question, fits, table, plan, options));
    return results;
}

std::vector<std::size_t> bestOf(const std::vector<ModelResult>& results, Metric deciding, std::size_t count, bool withVotes)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < results.size(); ++i)
        if (withVotes || results[i].choice.id != "vote") order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return results[a].scores.value(deciding) > results[b].scores.value(deciding); });
    order.resize(std::min(order.size(), count));
    return order;
}

}  // namespace engine::classic
