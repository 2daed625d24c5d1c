#include "engine/evaluate/retrieval_scores.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/evaluate/ranking.h"

namespace engine::evaluate {

namespace {

constexpr std::size_t kFirst = 10;

RetrievalScore scoreOf(std::span<const double> similarity, std::span<const std::uint8_t> truth)
{
    const auto ranked = rank(similarity, truth);
    if (!ranked.hasBothClasses()) return {};
    const auto first = std::min(kFirst, ranked.size());
    const auto right = std::count(ranked.positive.begin(), ranked.positive.begin() + static_cast<std::ptrdiff_t>(first), 1);
    return {static_cast<double>(right) / static_cast<double>(first), averagePrecision(ranked), rocAuc(ranked)};
}

/// Means over scores that are there.
class MeanScore {
public:
    void add(const RetrievalScore& score)
    {
        if (!score.rocAuc) return;
        ++m_count;
        m_precision += *score.precisionAt10;
        m_averagePrecision += *score.averagePrecision;
        m_rocAuc += *score.rocAuc;
    }
    std::size_t count() const { return m_count; }
    RetrievalScore mean() const
    {
        if (m_count == 0) return {};
        const auto n = static_cast<double>(m_count);
        return {m_precision / n, m_averagePrecision / n, m_rocAuc / n};
    }

private:
    std::size_t m_count = 0;
    double m_precision = 0, m_averagePrecision = 0, m_rocAuc = 0;
};

Json optionalJson(const std::optional<double>& number)
{
    return number ? Json(*number) : Json(nullptr);
}

Json scoreJson(const RetrievalScore& score)
{
    return {{"precision_at_10", optionalJson(score.precisionAt10)}, {"map", optionalJson(score.averagePrecision)}, {"roc_auc", optionalJson(score.rocAuc)}};
}

}  // namespace

RetrievalScore randomFloor(std::size_t items, std::size_t positives)
{
    if (positives == 0 || positives >= items) return {};
    const auto n = static_cast<double>(items), r = static_cast<double>(positives);
    double harmonic = 0;
    for (std::size_t k = items; k > 0; --k)
        harmonic += 1 / static_cast<double>(k);
    return {r / n, (harmonic + (n - harmonic) * (r - 1) / (n - 1)) / n, 0.5};
}

RetrievalEvaluation evaluateRetrieval(const Scores& similarity, const Truth& truth, std::span<const std::string> tags,
                                      std::span<const std::string> categories)
{
    if (similarity.rows() != truth.columns() || similarity.columns() != truth.rows() || tags.size() != similarity.rows() || categories.size() != tags.size())
        throw Error(ErrorCode::Mismatch, "retrieval", "similarities are [tags, tracks], truth is [tracks, tags], with a name and a category for each tag");
    RetrievalEvaluation evaluation;
    evaluation.tracks = truth.rows();
    MeanScore mean, floor;
    std::vector<std::pair<MeanScore, MeanScore>> perCategory;
    for (std::size_t tag = 0; tag < tags.size(); ++tag) {
        const auto column = truth.column(tag);
        TagRetrieval row{tags[tag], categories[tag], static_cast<std::size_t>(std::count(column.begin(), column.end(), 1)), {}, {}};
        row.score = scoreOf(similarity.row(tag), column);
        row.floor = randomFloor(truth.rows(), row.positives);
        auto at = std::find_if(evaluation.categories.begin(), evaluation.categories.end(), [&](const auto& known) { return known.category == row.category; });
        if (at == evaluation.categories.end()) {
            at = evaluation.categories.insert(at, {row.category, 0, {}, {}});
            perCategory.emplace_back();
        }
        auto& own = perCategory[static_cast<std::size_t>(at - evaluation.categories.begin())];
        for (auto* sum : {&mean, &own.first})
            sum->add(row.score);
        for (auto* sum : {&floor, &own.second})
            sum->add(row.floor);
        evaluation.tags.push_back(std::move(row));
    }
    evaluation.mean = mean.mean();
    evaluation.floor = floor.mean();
    for (std::size_t i = 0; i < perCategory.size(); ++i) {
        evaluation.categories[i].tags = perCategory[i].first.count();
        evaluation.categories[i].score = perCategory[i].first.mean();
        evaluation.categories[i].floor = perCategory[i].second.mean();
    }
    return evaluation;
}

Json toJson(const RetrievalEvaluation& evaluation)
{
    auto categories = Json::array(), tags = Json::array();
    for (const auto& row : evaluation.categories) {
        Json json{{"category", row.category}, {"tags", row.tags}};
        json.update(scoreJson(row.score));
        json["floor"] = scoreJson(row.floor);
        categories.push_back(std::move(json));
    }
    for (const auto& row : evaluation.tags) {
        Json json{{"tag", row.tag}, {"category", row.category}, {"positives", row.positives}};
        json.update(scoreJson(row.score));
        json["floor"] = scoreJson(row.floor);
        tags.push_back(std::move(json));
    }
    return {{"tracks", evaluation.tracks}, {"mean", scoreJson(evaluation.mean)}, {"floor", scoreJson(evaluation.floor)}, {"categories", std::move(categories)},
            {"tags", std::move(tags)}};
}

}  // namespace engine::evaluate
