#include "engine/tasks/retrieval_settings.h"

#include <array>
#include <string_view>

#include "engine/core/error.h"

namespace engine::tasks {

namespace {

void wantWhole(const Json& config, const char* name, std::int64_t least, std::int64_t most)
{
    const auto& value = config[name];
    if (!value.is_number_integer() || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most)
        throw Error(ErrorCode::InvalidArgument, name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most) + " is wanted");
}

void wantNumber(const Json& config, const char* name, double least, double most, const char* sentence)
{
    const auto& value = config[name];
    if (!value.is_number() || !(value.get<double>() >= least) || !(value.get<double>() <= most)) throw Error(ErrorCode::InvalidArgument, name, sentence);
}

void applySampling(Json& config)
{
    const auto name = config["sampling"].get<std::string>();
    if (name.empty()) return;
    if (name != "random" && name != "balanced" && name != "balanced-weighted")
        throw Error(ErrorCode::InvalidArgument, "sampling", "random, balanced or balanced-weighted is wanted");
    config["balanced"] = name != "random";
    config["weighted"] = name == "balanced-weighted";
    config["sampling"] = "";
}

}  // namespace

const Json& retrievalDefaults()
{
    static const Json defaults{{"split", "retrieval"}, {"words", ""}, {"input", "spec"}, {"taste", ""}, {"preset", "retrieval"}, {"batch", 128}, {"chunks", 8},
                               {"frames", 173}, {"margin", 0.4}, {"balanced", false}, {"weighted", false}, {"negatives", "linear"}, {"sampling", ""},
                               {"epochs", 200}, {"lr", 1e-4}, {"weight_decay", 1e-4}, {"items", 10'000}, {"workers", 0}, {"hold_out", Json::array()},
                               {"seed", std::uint64_t{0}}, {"prepare", false}, {"name", ""}};
    return defaults;
}

Json completeRetrieval(const Json& parameters)
{
    Json config = retrievalDefaults();
    for (const auto& [key, value] : parameters.items())
        if (config.contains(key)) config[key] = value;
    applySampling(config);
    neural::songInputFrom(config["input"].get<std::string>());
    if (retrieval::negativeWeightsFrom(config["negatives"].get<std::string>()) == retrieval::NegativeWeights::Plain)
        throw Error(ErrorCode::InvalidArgument, "negatives", "weighted negatives are linear or distance");
    wantWhole(config, "batch", 2, 4096);
    wantWhole(config, "chunks", 1, 1000);
    wantWhole(config, "frames", static_cast<std::int64_t>(neural::kFewestMetricFrames), 100'000);
    wantWhole(config, "epochs", 1, 100'000);
    wantWhole(config, "items", 2, 1'000'000'000);
    wantWhole(config, "workers", 0, 64);
    wantNumber(config, "margin", 0, 2, "a margin from 0 to 2 is wanted");
    wantNumber(config, "lr", 1e-12, 10, "a learning rate above 0 and up to 10 is wanted");
    wantNumber(config, "weight_decay", 0, 1, "0 to 1 is wanted");
    return config;
}

bool sameRetrieval(const Json& a, const Json& b)
{
    constexpr std::array<std::string_view, 2> kBesidesTraining = {"prepare", "workers"};
    auto one = completeRetrieval(a), other = completeRetrieval(b);
    for (const auto key : kBesidesTraining) {
        one.erase(std::string(key));
        other.erase(std::string(key));
    }
    return one == other;
}

std::string samplingName(const Json& config)
{
    const bool balanced = config.value("balanced", false), weighted = config.value("weighted", false);
    return balanced ? (weighted ? "balanced-weighted" : "balanced") : weighted ? "weighted" : "random";
}

retrieval::AnchorSampling anchorSamplingOf(const Json& config)
{
    return config.value("balanced", false) ? retrieval::AnchorSampling::Balanced : retrieval::AnchorSampling::Random;
}

retrieval::NegativeWeights negativeWeightsOf(const Json& config)
{
    return config.value("weighted", false) ? retrieval::negativeWeightsFrom(config.value("negatives", std::string("linear"))) : retrieval::NegativeWeights::Plain;
}

}  // namespace engine::tasks
