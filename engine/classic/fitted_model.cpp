#include "engine/classic/fitted_model.h"

#include <algorithm>
#include <sstream>

#include "engine/classic/state.h"
#include "engine/core/error.h"

namespace engine::classic {

namespace {

/// Places of the classes that occur among the rows, and the data a model sees of them.
LearningData dataOf(const Table& table, const TrainingRows& rows, std::vector<int>& classAt)
{
    LearningData data;
    data.rows = rows.rows().size();
    data.columns = table.columns.size();
    data.names = table.columns;
    std::vector<int> encoded(table.classes.size(), -1);
    for (const auto r : rows.rows())
        encoded[static_cast<std::size_t>(table.labels[r])] = 0;
    for (std::size_t c = 0; c < encoded.size(); ++c)
        if (encoded[c] == 0) {
            encoded[c] = static_cast<int>(classAt.size());
            classAt.push_back(static_cast<int>(c));
        }
    if (classAt.size() < 2) throw Error(ErrorCode::TooShort, table.subject, "the training rows are of one class; at least two are needed");
    data.classes = classAt.size();
    for (const auto r : rows.rows()) {
        data.labels.push_back(encoded[static_cast<std::size_t>(table.labels[r])]);
        const auto row = table.row(r);
        data.values.insert(data.values.end(), row.begin(), row.end());
    }
    return data;
}

ModelChoice memberChoice(const ModelChoice& vote, const std::string& id)
{
    return {id, vote.members.contains(id) ? vote.members[id] : Json::object(), Json::object()};
}

}  // namespace

Json toJson(const ModelChoice& choice)
{
    const auto& entry = findModel(choice.id);
    Json json{{"id", choice.id}, {"settings", Settings(entry.id, entry.parameters, choice.changes).json()}};
    if (choice.id == "vote") json["members"] = choice.members;
    return json;
}

ModelChoice choiceFromJson(const Json& json)
{
    return {json.at("id").get<std::string>(), json.value("settings", Json::object()), json.value("members", Json::object())};
}

std::vector<std::string> membersOf(const ModelChoice& choice)
{
    if (choice.id != "vote") return {};
    const auto& entry = findModel("vote");
    const Settings settings(entry.id, entry.parameters, choice.changes);
    std::istringstream words(settings.word("members"));
    std::vector<std::string> members;
    for (std::string id; std::getline(words, id, '+');) {
        if (findModel(id).id == "vote") throw Error(ErrorCode::InvalidArgument, "vote.members", "a vote cannot vote in itself");
        if (std::find(members.begin(), members.end(), id) == members.end()) members.push_back(id);
    }
    if (members.size() < 2) throw Error(ErrorCode::InvalidArgument, "vote.members", "two models at least, with + between them");
    return members;
}

FittedModel FittedModel::fit(const ModelChoice& choice, const Table& table, const TrainingRows& rows, const FitOptions& options)
{
    if (choice.id == "vote") {
        auto voting = options;
        voting.probabilities = true;
        std::vector<std::shared_ptr<const FittedModel>> members;
        for (const auto& id : membersOf(choice))
            members.push_back(std::make_shared<const FittedModel>(fit(memberChoice(choice, id), table, rows, voting)));
        return voteOf(choice, std::move(members), voteWeights(choice, table, rows, voting));
    }
    const auto& entry = findModel(choice.id);
    const Settings settings(entry.id, entry.parameters, choice.changes);
    FittedModel model;
    model.m_choice = choice;
    model.m_columns = table.columns;
    model.m_classNames = table.classes;
    auto data = dataOf(table, rows, model.m_classAt);
    model.m_preparation.fit(data.values, data.columns, settings.word("scale"));
    data.values = model.m_preparation.apply(data.values);
    model.m_classifier = entry.make(settings);
    model.m_classifier->fit(data, options);
    return model;
}

FittedModel FittedModel::voteOf(const ModelChoice& choice, std::vector<std::shared_ptr<const FittedModel>> members, std::vector<double> weights)
{
    FittedModel model;
    model.m_choice = choice;
    model.m_columns = members.front()->m_columns;
    model.m_classNames = members.front()->m_classNames;
    model.m_members = std::move(members);
    model.m_weights = std::move(weights);
    return model;
}

Json FittedModel::state() const
{
    Json state{{"model", m_choice.id}, {"changes", m_choice.changes}, {"members", m_choice.members}, {"columns", m_columns}, {"classes", m_classNames}};
    if (!m_classifier) {
        state["voters"] = Json::array();
        for (const auto& member : m_members)
            state["voters"].push_back(member->state());
        state["weights"] = packed(m_weights);
        return state;
    }
    state["class_at"] = packed(m_classAt);
    state["preparation"] = m_preparation.state();
    state["learnt"] = m_classifier->state();
    return state;
}

FittedModel FittedModel::fromState(const Json& state)
{
    try {
        FittedModel model;
        model.m_choice = {state.at("model").get<std::string>(), state.at("changes"), state.at("members")};
        model.m_columns = state.at("columns").get<std::vector<std::string>>();
        model.m_classNames = state.at("classes").get<std::vector<std::string>>();
        if (model.m_columns.empty() || model.m_classNames.size() < 2) throwBadState("columns");
        if (model.m_choice.id == "vote") {
            for (const auto& voter : state.at("voters")) {
                if (voter.at("model") == "vote") throwBadState("voters");
                auto member = fromState(voter);
                if (member.m_columns != model.m_columns || member.m_classNames != model.m_classNames) throwBadState("voters");
                model.m_members.push_back(std::make_shared<const FittedModel>(std::move(member)));
            }
            if (model.m_members.empty()) throwBadState("voters");
            model.m_weights = unpacked<double>(state, "weights", model.m_members.size());
            return model;
        }
        const auto& entry = findModel(model.m_choice.id);
        const auto own = packedCount<int>(state, "class_at");
        if (own < 2 || own > model.m_classNames.size()) throwBadState("class_at");
        model.m_classAt = unpacked<int>(state, "class_at", own);
        for (const int place : model.m_classAt)
            if (place < 0 || static_cast<std::size_t>(place) >= model.m_classNames.size()) throwBadState("class_at");
        model.m_preparation.restore(state.at("preparation"), model.m_columns.size());
        model.m_classifier = entry.make(Settings(entry.id, entry.parameters, model.m_choice.changes));
        model.m_classifier->restore(state.at("learnt"), own, model.m_columns.size());
        return model;
    } catch (const Json::exception&) {   // a key that is missing or of another type
        throwBadState("model");
    }
}

Prediction FittedModel::predict(std::span<const double> values, bool probabilities) const
{
    const std::size_t rows = values.size() / m_columns.size(), classes = m_classNames.size();
    if (!m_classifier) {
        std::vector<Prediction> votes;
        for (const auto& member : m_members)
            votes.push_back(member->predict(values));
        return softVote(votes, m_weights, classes);
    }
    const auto prepared = m_preparation.apply(values);
    Prediction result{m_classifier->classesOf(prepared, rows), {}};
    for (auto& c : result.classes)
        c = m_classAt[static_cast<std::size_t>(c)];
    if (!probabilities) return result;
    const auto own = m_classifier->probabilities(prepared, rows);
    result.probabilities.assign(rows * classes, 0);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t k = 0; k < m_classAt.size(); ++k)
            result.probabilities[r * classes + static_cast<std::size_t>(m_classAt[k])] = own[r * m_classAt.size() + k];
    return result;
}

std::vector<double> FittedModel::gains() const
{
    return m_classifier ? m_classifier->gains() : std::vector<double>{};
}

Tree FittedModel::tree(std::size_t number) const
{
    if (number >= treeCount())
        throw Error(ErrorCode::NotFound, m_choice.id, treeCount() == 0 ? "this model has no trees" : "it has trees 0 to " + std::to_string(treeCount() - 1));
    auto tree = m_classifier->tree(number);
    for (auto& node : tree.nodes) {
        if (node.feature >= 0) node.threshold = m_preparation.original(static_cast<std::size_t>(node.feature), node.threshold);
        if (node.classWeights.empty()) continue;
        std::vector<double> weights(m_classNames.size(), 0);
        for (std::size_t k = 0; k < m_classAt.size(); ++k)
            weights[static_cast<std::size_t>(m_classAt[k])] = node.classWeights[k];
        node.classWeights = std::move(weights);
    }
    if (tree.boostedClass >= 0) tree.boostedClass = m_classAt[static_cast<std::size_t>(tree.boostedClass)];
    return tree;
}

Prediction softVote(std::span<const Prediction> members, std::span<const double> weights, std::size_t classes)
{
    Prediction result{{}, std::vector<double>(members.front().probabilities.size(), 0)};
    for (std::size_t m = 0; m < members.size(); ++m)
        for (std::size_t i = 0; i < result.probabilities.size(); ++i)
            result.probabilities[i] += weights[m] * members[m].probabilities[i];
    for (std::size_t r = 0; r < result.probabilities.size() / classes; ++r) {
        const auto row = std::span(result.probabilities).subspan(r * classes, classes);
        result.classes.push_back(static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin()));
    }
    return result;
}

}  // namespace engine::classic
