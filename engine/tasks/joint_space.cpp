#include "engine/tasks/joint_space.h"

#include <algorithm>
#include <cmath>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/neural/metric_learning.h"
#include "engine/tasks/word_lookup.h"

namespace engine::tasks {

namespace {

store::MetricRun trainedRun(store::Workspace& workspace, std::int64_t id)
{
    auto run = workspace.metrics().resolve(std::to_string(id));
    if (run.bestEpoch == 0) throw Error(ErrorCode::TooShort, run.name, "has no finished epoch yet");
    return run;
}

std::vector<checkpoint::TensorBytes> bestState(store::Workspace& workspace, std::int64_t id)
{
    return checkpoint::readSafetensors(workspace.checkpointFolder() / trainedRun(workspace, id).folder / "best.safetensors").tensors;
}

const char* inputWords(const Json& config)
{
    const auto input = config.value("input", std::string());
    return input == "cf" ? "by taste" : input == "hybrid" ? "by sound and taste" : "by sound";
}

}  // namespace

double cosineBetween(std::span<const float> a, std::span<const float> b)
{
    double product = 0, lengthA = 0, lengthB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += static_cast<double>(a[i]) * static_cast<double>(b[i]);
        lengthA += static_cast<double>(a[i]) * static_cast<double>(a[i]);
        lengthB += static_cast<double>(b[i]) * static_cast<double>(b[i]);
    }
    return lengthA > 0 && lengthB > 0 ? product / std::sqrt(lengthA * lengthB) : 0;
}

std::optional<std::int64_t> JointSpace::newest(store::Workspace& workspace)
{
    const auto runs = workspace.metrics().list();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        if (run->state == "trained" && run->bestEpoch > 0) return run->id;
    return {};
}

std::string jointSpaceName(const store::MetricRun& run)
{
    return "metric model " + std::to_string(run.id) + " (" + run.name + ", " + inputWords(run.config) + ")";
}

JointSpace::JointSpace(store::Workspace& workspace, std::int64_t metricRun, Tracks which) : m_branch(bestState(workspace, metricRun)), m_dims(neural::kJointDims)
{
    const auto run = trainedRun(workspace, metricRun);
    m_name = jointSpaceName(run);
    m_wordSet = run.config.value("words", std::string());
    m_tags = run.tags;
    m_tagWords = run.words;
    for (std::size_t tag = 0; tag < m_tags.size(); ++tag) {
        const auto place = m_branch.embed(std::span(m_tagWords).subspan(tag * m_branch.wordDims(), m_branch.wordDims()));
        m_tagPlaces.insert(m_tagPlaces.end(), place.begin(), place.end());
    }
    if (which == Tracks::Leave) return;
    auto vectors = workspace.metrics().vectors(run.id);
    if (vectors.tracks.empty()) throw Error(ErrorCode::TooShort, run.name, "has no tracks placed yet; go on with its training (retrieval train --resume)");
    if (vectors.width != m_dims) throw Error(ErrorCode::Mismatch, run.name, "has stored tracks of another size than its words");
    m_tracks = std::move(vectors.tracks);
    m_values = std::move(vectors.values);
}

std::optional<JointWord> JointSpace::embed(store::Workspace& workspace, const std::string& words) const
{
    for (std::size_t tag = 0; tag < m_tags.size(); ++tag)
        if (m_tags[tag].name == words) {
            const auto place = m_tagPlaces.begin() + static_cast<std::ptrdiff_t>(tag * m_dims);
            return JointWord{{place, place + static_cast<std::ptrdiff_t>(m_dims)}, {words}};
        }
    const auto set = workspace.words().find(m_wordSet);
    if (!set || set->dimension != m_branch.wordDims()) return {};
    const auto found = lookUpWord(workspace.words(), *set, words);
    if (found.how == dataset::TagVector::How::Missing) return {};
    return JointWord{m_branch.embed(std::vector<float>(found.values.begin(), found.values.end())), found.keys};
}

std::vector<JointTag> JointSpace::nearestTags(std::span<const float> place, std::size_t count) const
{
    std::vector<JointTag> near;
    for (std::size_t tag = 0; tag < m_tags.size(); ++tag)
        near.push_back({m_tags[tag].name, m_tags[tag].type, cosineBetween(place, tagPlace(tag))});
    std::stable_sort(near.begin(), near.end(), [](const JointTag& a, const JointTag& b) { return a.cosine > b.cosine; });
    near.resize(std::min(count, near.size()));
    return near;
}

}  // namespace engine::tasks
