#include "engine/tasks/learned_filters.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/state_names.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/model_source.h"

namespace engine::tasks {

namespace {

using Shape = std::vector<std::int64_t>;

std::string shapeText(const Shape& shape)
{
    std::string text;
    for (const auto size : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return "[" + text + "]";
}

/// Axes of one are left out: [64, 1, 115, 1] and {115, 1} say the same of a kernel.
Shape withoutOnes(Shape shape)
{
    std::erase(shape, 1);
    return shape;
}

FilterBank emptyBank(const neural::FilterLayer& layer, std::size_t filters)
{
    FilterBank bank{layer, filters, 1, 1, {}};
    bank.columns = static_cast<std::size_t>(layer.kernel.back());
    if (layer.kernel.size() > 1) bank.rows = static_cast<std::size_t>(layer.kernel.front());
    return bank;
}

FilterBank bankOf(const neural::FilterLayer& layer, const checkpoint::TensorBytes& tensor, const std::string& subject)
{
    const bool isOneQ = layer.kind != neural::FilterKind::Harmonic || tensor.shape == layer.kernel;
    const bool fits = isOneQ && !tensor.shape.empty() && tensor.shape.front() > 0 &&
                      withoutOnes({tensor.shape.begin() + 1, tensor.shape.end()}) == withoutOnes(layer.kernel);
    if (!fits)
        throw Error(ErrorCode::Mismatch, subject,
                    layer.tensor + " has the shape " + shapeText(tensor.shape) + ", wanted are kernels of " + shapeText(layer.kernel));
    auto bank = emptyBank(layer, static_cast<std::size_t>(tensor.shape.front()));
    bank.values = checkpoint::toFloats(tensor);
    if (!std::ranges::all_of(bank.values, [](float value) { return std::isfinite(value); }))
        throw Error(ErrorCode::NonFinite, subject, layer.tensor + " holds NaN or infinity: these weights are broken");
    if (layer.kind == neural::FilterKind::Harmonic && bank.values.front() <= 0)
        throw Error(ErrorCode::Mismatch, subject, layer.tensor + " is " + std::to_string(bank.values.front()) + "; filters have a Q above 0");
    return bank;
}

LearnedFilters ofSource(const ModelSource& source, const std::string& subject)
{
    return {source.run.name, source.run.architecture, source.preset, false, banksOf(neural::loadModelCard(source.run.architecture), source.weights, subject)};
}

LearnedFilters ofFile(const std::string& path, const std::string& architecture)
{
    if (!architecture.empty()) {
        const auto card = neural::loadModelCard(architecture);
        const auto tensors = checkpoint::networkTensors(checkpoint::readCheckpoint(path));
        return {store::displayText(std::filesystem::path(path).filename().native()), card.id, dsp::loadPreset(card.preset), false, banksOf(card, tensors, path)};
    }
    try {
        return ofSource(sourceOfFile(path), path);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) throw;
        throw Error(ErrorCode::NotFound, path, "does not say which architecture it is of; name one of `models list` (--arch)");
    }
}

}  // namespace

std::size_t LearnedFilters::placeOf(const std::string& tensor) const
{
    std::string known;
    for (std::size_t i = 0; i < banks.size(); ++i) {
        if (tensor.empty() || banks[i].layer.tensor == tensor) return i;
        known += (known.empty() ? "" : ", ") + banks[i].layer.tensor;
    }
    throw Error(ErrorCode::NotFound, tensor, "no such layer of filters; there are " + known);
}

double LearnedFilters::columnRateHz(const FilterBank& bank) const
{
    return bank.layer.kind == neural::FilterKind::Waveform ? preset.sampleRateHz : static_cast<double>(preset.sampleRateHz) / preset.hopSamples;
}

LearnedFilters filtersOfRun(store::Workspace& workspace, const store::Run& run)
{
    return ofSource(sourceOfRun(workspace, run), run.name);
}

LearnedFilters filtersOfStart(const neural::ModelCard& card)
{
    LearnedFilters start{card.displayName, card.id, dsp::loadPreset(card.preset), true, {}};
    if (card.id.find(':') != std::string::npos)
        throw Error(ErrorCode::Unsupported, card.id, "of another size than the usual the start is not drawn; name a run or a weight file");
    for (const auto& layer : card.filters)
        start.banks.push_back(untrainedTwin(emptyBank(layer, layer.filters)));
    if (start.banks.empty()) throw Error(ErrorCode::Unsupported, card.id, "its card names no filters to look at");
    return start;
}

LearnedFilters learnedFilters(store::Workspace& workspace, const std::string& what, const std::string& architecture)
{
    for (const auto& run : workspace.runs().list())
        if (run.name == what) return filtersOfRun(workspace, run);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(what, ignored)) return ofFile(what, architecture);
    const auto plain = what.substr(0, what.find(':'));
    if (std::ranges::any_of(neural::modelCards(), [&](const auto& card) { return card.id == plain; })) return filtersOfStart(neural::loadModelCard(what));
    return filtersOfRun(workspace, workspace.runs().resolve(what));
}

std::vector<FilterBank> banksOf(const neural::ModelCard& card, std::span<const checkpoint::TensorBytes> tensors, const std::string& subject)
{
    if (card.filters.empty()) throw Error(ErrorCode::Unsupported, card.id, "its card names no filters to look at");
    const auto names = checkpoint::plainNames(tensors);
    std::vector<FilterBank> banks;
    for (const auto& layer : card.filters) {
        const auto found = std::ranges::find(names, layer.tensor);
        if (found == names.end())
            throw Error(ErrorCode::Mismatch, subject, "the tensor " + layer.tensor + " of " + card.displayName + " is missing");
        banks.push_back(bankOf(layer, tensors[static_cast<std::size_t>(found - names.begin())], subject));
    }
    return banks;
}

FilterBank untrainedTwin(const FilterBank& bank, std::uint64_t seed)
{
    auto twin = bank;
    if (bank.layer.kind == neural::FilterKind::Harmonic) {
        twin.values = {1};
        return twin;
    }
    SplitMix random(seed);
    const double bound = 1 / std::sqrt(static_cast<double>(bank.rows * bank.columns));
    twin.values.resize(bank.filters * bank.rows * bank.columns);
    std::ranges::generate(twin.values, [&] { return static_cast<float>(bound * (2 * random.uniform() - 1)); });
    return twin;
}

dsp::HarmonicBank harmonicBankOf(const neural::FilterLayer& layer, const dsp::Preset& preset)
{
    try {
        return {static_cast<double>(preset.sampleRateHz), layer.harmonic.at("fft_size").get<std::size_t>(), layer.harmonic.at("notes").get<std::size_t>(),
                layer.harmonic.at("notes_per_semitone").get<std::size_t>(), layer.harmonic.at("lowest_midi").get<double>(),
                layer.harmonic.at("harmonics").get<std::size_t>()};
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, layer.tensor, "the card's numbers of the harmonic filters are incomplete");
    }
}

}  // namespace engine::tasks
