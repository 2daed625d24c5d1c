#include "engine/neural/metric_learning.h"

#include "engine/core/error.h"

namespace engine::neural
{

MetricModel::~MetricModel() = default;
MetricSink::~MetricSink() = default;

std::string_view songInputName(SongInput input)
{
    switch (input) {
        case SongInput::Acoustic: return "spec";
        case SongInput::Cultural: return "cf";
        case SongInput::Hybrid: return "hybrid";
    }
    return {};
}

SongInput songInputFrom(std::string_view name)
{
    for (const auto input : {SongInput::Acoustic, SongInput::Cultural, SongInput::Hybrid})
        if (name == songInputName(input)) return input;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "a song is known by spec, cf or hybrid");
}

}  // namespace engine::neural
