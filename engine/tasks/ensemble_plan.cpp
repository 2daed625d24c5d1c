#include "engine/tasks/ensemble_plan.h"

#include "engine/core/error.h"

namespace engine::tasks {

namespace {

/// "ensemble_sample:small-vote" -> base "ensemble_sample", small, vote.
struct VariantParts {
    std::string base;
    bool small = false, vote = false;
};

VariantParts partsOf(const neural::ModelCard& card)
{
    const auto colon = card.id.find(':');
    const auto variant = colon == std::string::npos ? std::string() : card.id.substr(colon + 1);
    return {card.id.substr(0, colon), variant.starts_with("small"), variant.ends_with("vote")};
}

std::string archOf(const VariantParts& parts, const std::string& stage)
{
    return parts.base + ":" + (parts.small ? "small-" : "") + stage;
}

}  // namespace

bool isEnsemble(const neural::ModelCard& card)
{
    return card.document.contains("ensemble");
}

std::vector<EnsembleMember> ensembleMembers(const neural::ModelCard& card)
{
    const auto parts = partsOf(card);
    const auto scales = card.document.at("ensemble").at(parts.small ? "small_scales" : "scales").get<std::vector<std::size_t>>();
    std::vector<EnsembleMember> members;
    for (const auto samples : scales)
        members.push_back({archOf(parts, "member-" + std::to_string(samples)), samples, static_cast<int>(scales.back() / samples)});
    return members;
}

std::string songClassifierOf(const neural::ModelCard& card)
{
    const auto parts = partsOf(card);
    return parts.vote ? std::string() : archOf(parts, "song");
}

std::vector<std::size_t> stretchStarts(std::size_t frames, std::size_t window)
{
    const auto count = (frames + window - 1) / window;
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < count; ++i)
        starts.push_back(count == 1 ? 0 : i * (frames - window) / (count - 1));
    return starts;
}

void refuseForEnsemble(const Json& parameters, const neural::ModelCard& card)
{
    if (!isEnsemble(card)) return;
    if (parameters.value("freeze", std::string("none")) != "none")
        throw Error(ErrorCode::InvalidArgument, "freeze", card.displayName + " learns in stages of its own; to keep the members of an earlier run, start from that run (--from RUN)");
    if (parameters.contains("student_of") && parameters["student_of"] != "")
        throw Error(ErrorCode::InvalidArgument, "student_of", card.displayName + " learns in stages of its own and cannot be a student; choose an architecture of one stage");
    if (parameters.value("chunk_split", false))
        throw Error(ErrorCode::InvalidArgument, card.displayName, "learns from whole songs, which cannot be dealt out by chunks; measure the cost of a leak with another architecture");
}

}  // namespace engine::tasks
