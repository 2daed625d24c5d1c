#include "engine/tasks/codified_options.h"

#include "engine/core/error.h"

namespace engine::tasks {

namespace {

/// Both as the fact sheet of the project has them: what two cores learn in minutes, and what a graphics card learns in an hour.
const Json& sizes()
{
    static const Json table{
        {"toy",
         {{"rate", 4000}, {"stages", 5}, {"codes", 128}, {"code_width", 24}, {"channels", 32}, {"residual_depth", 1}, {"width", 96}, {"layers", 4}, {"heads", 4},
          {"context", 256}, {"code_rounds", 8}, {"language_rounds", 12}, {"steps", 50}, {"batch", 8}}},
        {"workstation",
         {{"rate", 16000}, {"stages", 7}, {"codes", 512}, {"code_width", 64}, {"channels", 64}, {"residual_depth", 3}, {"width", 384}, {"layers", 8}, {"heads", 6},
          {"context", 1024}, {"code_rounds", 100}, {"language_rounds", 200}, {"steps", 100}, {"batch", 16}}}};
    return table;
}

}  // namespace

std::vector<std::string> codifiedSizes()
{
    std::vector<std::string> names;
    for (const auto& [name, size] : sizes().items())
        names.push_back(name);
    return names;
}

Json codifiedSize(const std::string& size)
{
    if (!sizes().contains(size)) throw Error(ErrorCode::InvalidArgument, size, "no such size; there are toy and workstation");
    return sizes()[size];
}

const Json& codifiedDefaults()
{
    static const Json defaults{{"size", "toy"}, {"seconds", 30.0}, {"split", ""}, {"seed", std::uint64_t{0}}, {"name", ""}, {"device", "auto"}};
    return defaults;
}

Json completeCodified(const Json& parameters)
{
    auto config = codifiedDefaults();
    config.update(codifiedSize(parameters.value("size", std::string("toy"))));
    for (const auto& [key, value] : parameters.items())
        if (config.contains(key)) config[key] = value;
    for (const auto* count : {"code_rounds", "language_rounds", "steps", "batch"})
        if (!config[count].is_number_integer() || config[count].get<int>() < 1) throw Error(ErrorCode::InvalidArgument, count, "1 or more are wanted");
    if (config["batch"].get<int>() < 4 || config["batch"].get<int>() % 2 != 0) throw Error(ErrorCode::InvalidArgument, "batch", "an even number of clips from 4 on is wanted");
    if (!(config["seconds"].get<double>() >= 0)) throw Error(ErrorCode::InvalidArgument, "seconds", "0 (all) or more are wanted");
    return config;
}

neural::CodifiedShape shapeOf(const Json& config)
{
    neural::CodifiedShape shape;
    shape.sampleRateHz = config["rate"].get<int>();
    shape.stages = config["stages"].get<int>();
    shape.codes = config["codes"].get<std::int64_t>();
    shape.codeWidth = config["code_width"].get<std::int64_t>();
    shape.channels = config["channels"].get<std::int64_t>();
    shape.residualDepth = config["residual_depth"].get<std::int64_t>();
    shape.width = config["width"].get<std::int64_t>();
    shape.layers = config["layers"].get<std::int64_t>();
    shape.heads = config["heads"].get<std::int64_t>();
    shape.context = config["context"].get<std::int64_t>();
    return shape;
}

dsp::Preset presetOf(const neural::CodifiedShape& shape)
{
    auto preset = dsp::loadPreset("waveform-16k");
    preset.sampleRateHz = shape.sampleRateHz;
    preset.name = "waveform-" + std::to_string(shape.sampleRateHz);
    return preset;
}

}  // namespace engine::tasks
