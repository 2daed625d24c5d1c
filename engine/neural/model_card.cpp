#include "engine/neural/model_card.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/resources.h"

namespace engine::neural
{

namespace fs = std::filesystem;

namespace
{

template <typename T>
T field(const Json& json, const char* name, const std::string& file)
{
    try {
        return json.at(name).get<T>();
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, file,
                    std::string("the field \"") + name + "\" is missing or of the wrong type");
    }
}

ModelCard readCard(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    const auto json = Json::parse(in, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) throw Error(ErrorCode::Corrupt, path.string(), "is not a JSON object");
    return modelCardFromJson(json, path.string());
}

constexpr std::array<std::pair<std::string_view, FilterKind>, 5> kFilterKinds{{{"waveform", FilterKind::Waveform},
                                                                               {"temporal", FilterKind::Temporal},
                                                                               {"timbral", FilterKind::Timbral},
                                                                               {"square", FilterKind::Square},
                                                                               {"harmonic", FilterKind::Harmonic}}};

FilterLayer filterLayerFromJson(const Json& json, const std::string& file)
{
    const auto kind = field<std::string>(json, "kind", file);
    const auto* known = std::find_if(kFilterKinds.begin(), kFilterKinds.end(), [&](const auto& entry) { return entry.first == kind; });
    if (known == kFilterKinds.end()) throw Error(ErrorCode::Corrupt, file, "\"filters\" has a kind that is not known: " + kind);
    FilterLayer layer{field<std::string>(json, "tensor", file), known->second, field<std::vector<std::int64_t>>(json, "kernel", file),
                      field<std::size_t>(json, "filters", file), 1, {}, {}};
    if (json.contains("stride")) layer.stride = field<std::size_t>(json, "stride", file);
    if (json.contains("variants")) layer.variants = field<std::vector<std::string>>(json, "variants", file);
    if (layer.kind == FilterKind::Harmonic) layer.harmonic = field<Json>(json, "harmonic", file);
    return layer;
}

void keepFiltersOf(ModelCard& card, const std::string& variant)
{
    std::erase_if(card.filters, [&](const FilterLayer& layer) {
        return !layer.variants.empty() && std::find(layer.variants.begin(), layer.variants.end(), variant) == layer.variants.end();
    });
}

ModelCard inSize(ModelCard card, const std::string& name)
{
    std::string known;
    for (const auto& variant : card.variants) {
        known += (known.empty() ? "" : ", ") + variant.name;
        if (variant.name != name) continue;
        card.id += ":" + name;
        card.displayName += " (" + name + ")";
        card.parameters = card.document["parameters"] = variant.parameters;
        card.embeddingSize = card.document["embedding_size"] = variant.embeddingSize;
        card.document["id"] = card.id;
        card.document["display_name"] = card.displayName;
        keepFiltersOf(card, name);
        return card;
    }
    throw Error(ErrorCode::NotFound, card.id + ":" + name,
                known.empty() ? "this architecture has one size only" : "no such size; there are " + known);
}

}  // namespace

ModelCard modelCardFromJson(const Json& json, const std::string& fileName)
{
    ModelCard card;
    card.id = field<std::string>(json, "id", fileName);
    card.displayName = field<std::string>(json, "display_name", fileName);
    card.summary = field<std::string>(json, "summary", fileName);
    card.citation = field<std::string>(json, "citation", fileName);
    card.licence = field<std::string>(json, "licence", fileName);
    card.implementedIn = field<std::vector<std::string>>(json, "implemented_in", fileName);
    card.complexity = field<std::string>(json, "complexity", fileName);
    const auto input = field<Json>(json, "input", fileName);
    card.preset = field<std::string>(input, "preset", fileName);
    card.sampleRateHz = field<int>(input, "sample_rate_hz", fileName);
    card.inputSamples = field<std::int64_t>(input, "samples", fileName);
    card.mels = field<std::size_t>(input, "mels", fileName);
    card.frames = field<std::size_t>(input, "frames", fileName);
    card.minFrames = field<std::size_t>(input, "min_frames", fileName);
    card.maxFrames = field<std::size_t>(input, "max_frames", fileName);
    card.parameters = field<std::int64_t>(json, "parameters", fileName);
    card.embeddingSize = field<std::size_t>(json, "embedding_size", fileName);
    for (const auto& variant : json.value("variants", Json::array()))
        card.variants.push_back({field<std::string>(variant, "name", fileName),
                                 field<std::int64_t>(variant, "parameters", fileName),
                                 field<std::size_t>(variant, "embedding_size", fileName)});
    for (const auto& note : json.value("notes", Json::array()))
        card.notes.push_back(note.get<std::string>());
    for (const auto& result : field<Json>(json, "published_results", fileName))
        card.results.push_back({field<std::string>(result, "dataset", fileName),
                                field<double>(result, "roc_auc", fileName), field<double>(result, "pr_auc", fileName),
                                field<std::string>(result, "source", fileName)});
    for (const auto& layer : json.value("filters", Json::array()))
        card.filters.push_back(filterLayerFromJson(layer, fileName));
    card.document = json;
    return card;
}

std::string_view filterKindName(FilterKind kind)
{
    return std::find_if(kFilterKinds.begin(), kFilterKinds.end(), [&](const auto& entry) { return entry.second == kind; })->first;
}

std::vector<ModelCard> modelCards()
{
    std::vector<ModelCard> cards;
    for (const auto& entry : fs::directory_iterator(resourceFolder() / "models"))
        if (entry.path().extension() == ".json") cards.push_back(readCard(entry.path()));
    std::sort(cards.begin(), cards.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return cards;
}

ModelCard loadModelCard(const std::string& id)
{
    const auto plain = id.substr(0, id.find(':'));
    std::string known;
    for (auto& card : modelCards()) {
        if (card.id == id) {
            keepFiltersOf(card, "");
            return card;
        }
        if (card.id == plain) return inSize(card, id.substr(plain.size() + 1));
        known += (known.empty() ? "" : ", ") + card.id;
    }
    throw Error(ErrorCode::NotFound, id, "no such architecture; there are " + known);
}

}  // namespace engine::neural
