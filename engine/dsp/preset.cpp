#include "engine/dsp/preset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "engine/core/error.h"
#include "engine/core/limits.h"
#include "engine/core/resources.h"
#include "engine/core/sha256.h"

namespace engine::dsp {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxFftSize = 65'536;
constexpr int kMaxMels = 1'024;
constexpr double kMaxSeconds = static_cast<double>(limits::kMaxDecodedSeconds);

/// Takes fields out of a preset's JSON one by one; what is left over at the end is unknown.
class FieldReader {
public:
    explicit FieldReader(const Json& json) : m_left(json)
    {
        if (!json.is_object()) throw Error(ErrorCode::InvalidArgument, "preset", "a JSON object is wanted");
        if (json.contains("name") && json["name"].is_string()) m_subject = "preset " + json["name"].get<std::string>();
    }

    std::string text(const char* field)
    {
        const Json value = take(field);
        if (!value.is_string()) refuse(field, "a text is wanted, found " + value.dump());
        return value.get<std::string>();
    }
    std::string oneOf(const char* field, std::initializer_list<const char*> choices)
    {
        auto found = text(field);
        if (std::find(choices.begin(), choices.end(), found) != choices.end()) return found;
        std::string list;
        for (const auto* choice : choices) list += std::string(list.empty() ? "" : ", ") + choice;
        refuse(field, "one of " + list + " is wanted, found \"" + found + "\"");
    }
    /// A field that older presets do not have.
    std::string oneOf(const char* field, std::initializer_list<const char*> choices, const char* otherwise)
    {
        return m_left.contains(field) ? oneOf(field, choices) : otherwise;
    }
    bool flag(const char* field)
    {
        const Json value = take(field);
        if (!value.is_boolean()) refuse(field, "true or false is wanted, found " + value.dump());
        return value.get<bool>();
    }
    double number(const char* field, double low, double high)
    {
        const Json value = take(field);
        if (!value.is_number()) refuse(field, "a number is wanted, found " + value.dump());
        const auto found = value.get<double>();
        if (!(found >= low && found <= high))
            refuse(field, "a number from " + Json(low).dump() + " to " + Json(high).dump() + " is wanted, found " + value.dump());
        return found;
    }
    int integer(const char* field, int low, int high)
    {
        const double found = number(field, low, high);
        if (found != std::floor(found)) refuse(field, "a whole number is wanted, found " + Json(found).dump());
        return static_cast<int>(found);
    }

    [[noreturn]] void refuse(const std::string& field, const std::string& why) const
    {
        throw Error(ErrorCode::InvalidArgument, m_subject, "field \"" + field + "\": " + why);
    }
    void refuseLeftovers() const
    {
        if (!m_left.empty()) refuse(m_left.begin().key(), "no preset has such a field");
    }

private:
    Json take(const char* field)
    {
        if (!m_left.contains(field)) refuse(field, "it is missing");
        Json value = m_left[field];
        m_left.erase(field);
        return value;
    }

    Json m_left;
    std::string m_subject = "preset";
};

/// 5 and 5.0 are the same preset, hence whole numbers have one spelling.
Json plainNumber(double value)
{
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

void checkSpectrum(const Preset& preset, const FieldReader& reader)
{
    if (preset.fftSize % 2 != 0) reader.refuse("n_fft", "an even number is wanted, found " + std::to_string(preset.fftSize));
    if (preset.windowLength > preset.fftSize) reader.refuse("window_length", "it must not be longer than n_fft");
    if (preset.hopSamples > preset.fftSize) reader.refuse("hop", "it must not be longer than n_fft, or samples would be skipped");
    if (preset.maxHz <= preset.minHz) reader.refuse("f_max_hz", "it must be above f_min_hz");
    if (preset.maxHz > preset.sampleRateHz / 2.0) reader.refuse("f_max_hz", "it must not be above half the sample rate");
}

void checkChunks(const Preset& preset, const FieldReader& reader)
{
    if (preset.chunkHopSeconds > preset.chunkSeconds) reader.refuse("chunk_hop_s", "it must not be longer than chunk_s");
    if (preset.randomCrop && preset.cropSeconds == 0) reader.refuse("random_crop", "a random crop needs crop_s above 0");
}

void readSpectrum(Preset& preset, FieldReader& reader)
{
    preset.fftSize = reader.integer("n_fft", 16, kMaxFftSize);
    preset.windowLength = reader.integer("window_length", 2, kMaxFftSize);
    preset.hopSamples = reader.integer("hop", 1, kMaxFftSize);
    preset.mels = reader.integer("n_mels", 1, kMaxMels);
    preset.minHz = reader.number("f_min_hz", 0, limits::kMaxSampleRateHz);
    preset.maxHz = reader.number("f_max_hz", 0, limits::kMaxSampleRateHz);
    preset.melScale = reader.oneOf("mel_scale", {"htk", "slaney"});
    preset.melNorm = reader.oneOf("mel_norm", {"none", "slaney"});
    preset.center = reader.flag("center");
    preset.padMode = reader.oneOf("pad_mode", {"reflect", "constant"});
    preset.power = reader.number("power", 2, 2);
    preset.log = reader.oneOf("log", {"10log10", "20log10"});
    preset.floor = reader.number("floor", std::numeric_limits<float>::min(), 1);
    checkSpectrum(preset, reader);
}

/// One band, one sample a frame: everything that counts in frames then counts samples.
void setWaveform(Preset& preset)
{
    preset.fftSize = preset.windowLength = preset.hopSamples = preset.mels = 1;
    preset.maxHz = preset.sampleRateHz / 2.0;
    preset.center = false;
    preset.log = "none";
}

Json spectrumJson(const Preset& preset)
{
    return {{"n_fft", preset.fftSize},
            {"window_length", preset.windowLength},
            {"hop", preset.hopSamples},
            {"n_mels", preset.mels},
            {"f_min_hz", plainNumber(preset.minHz)},
            {"f_max_hz", plainNumber(preset.maxHz)},
            {"mel_scale", preset.melScale},
            {"mel_norm", preset.melNorm},
            {"center", preset.center},
            {"pad_mode", preset.padMode},
            {"power", plainNumber(preset.power)},
            {"log", preset.log},
            {"floor", preset.floor}};
}

Preset presetFromFile(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw Error(ErrorCode::Missing, path.string(), "the preset cannot be opened");
    std::string text(limits::kMaxJsonBytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > limits::kMaxJsonBytes) throw Error(ErrorCode::TooLarge, path.string(), "too large for a preset");
    int depth = 0;
    const auto shallow = [&depth](int, Json::parse_event_t event, Json&) {
        if (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start) ++depth;
        if (event == Json::parse_event_t::object_end || event == Json::parse_event_t::array_end) --depth;
        return depth <= limits::kMaxNesting;
    };
    const Json json = Json::parse(text, shallow, false);
    if (json.is_discarded()) throw Error(ErrorCode::InvalidArgument, path.string(), "this is not JSON");
    return presetFromJson(json);
}

std::vector<fs::path> builtinFiles()
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(resourceFolder() / "presets"))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::string Preset::hash() const
{
    Json json = toJson(*this);
    json.erase("name");
    return sha256Hex(nlohmann::json(json).dump());   // nlohmann::json keeps keys sorted
}

std::size_t Preset::framesOf(std::size_t samples) const
{
    const auto hop = static_cast<std::size_t>(hopSamples);
    const auto window = static_cast<std::size_t>(fftSize);
    if (center) return samples == 0 ? 0 : 1 + samples / hop;
    return samples < window ? 0 : 1 + (samples - window) / hop;
}

Preset presetFromJson(const Json& json)
{
    FieldReader reader(json);
    Preset preset;
    preset.name = reader.text("name");
    preset.sampleRateHz = reader.integer("sample_rate_hz", limits::kMinSampleRateHz, limits::kMaxSampleRateHz);
    preset.minSampleRateHz = reader.integer("min_sample_rate_hz", 0, limits::kMaxSampleRateHz);
    preset.resampler = reader.oneOf("resampler", {"auto", "samplerate-best", "samplerate-medium", "samplerate-fast",
                                                  "soxr-hq", "polyphase"});
    preset.frontEnd = reader.oneOf("front_end", {"mel", "waveform"}, "mel");
    if (preset.isWaveform())
        setWaveform(preset);
    else
        readSpectrum(preset, reader);
    preset.cutStartSeconds = reader.number("cut_start_s", 0, kMaxSeconds);
    preset.cutEndSeconds = reader.number("cut_end_s", 0, kMaxSeconds);
    preset.cropSeconds = reader.number("crop_s", 0, kMaxSeconds);
    preset.randomCrop = reader.flag("random_crop");
    preset.chunkSeconds = reader.number("chunk_s", 0.01, kMaxSeconds);
    preset.chunkHopSeconds = reader.number("chunk_hop_s", 0.001, kMaxSeconds);
    preset.tail = reader.oneOf("tail", {"drop", "pad"});
    preset.normalise = reader.oneOf("normalise", {"none", "clip"}, "none");
    reader.refuseLeftovers();
    checkChunks(preset, reader);
    return preset;
}

Json toJson(const Preset& preset)
{
    // What a field's absence means is not written: presets made before it keep their hash.
    Json json{{"name", preset.name},
              {"sample_rate_hz", preset.sampleRateHz},
              {"min_sample_rate_hz", preset.minSampleRateHz},
              {"resampler", preset.resampler}};
    if (preset.isWaveform())
        json["front_end"] = preset.frontEnd;
    else
        json.update(spectrumJson(preset));
    json.update({{"cut_start_s", plainNumber(preset.cutStartSeconds)},
                 {"cut_end_s", plainNumber(preset.cutEndSeconds)},
                 {"crop_s", plainNumber(preset.cropSeconds)},
                 {"random_crop", preset.randomCrop},
                 {"chunk_s", plainNumber(preset.chunkSeconds)},
                 {"chunk_hop_s", plainNumber(preset.chunkHopSeconds)},
                 {"tail", preset.tail}});
    if (preset.normalise != "none") json["normalise"] = preset.normalise;
    return json;
}

Preset loadPreset(const std::string& nameOrFile)
{
    std::string names;
    for (const auto& file : builtinFiles()) {
        if (file.stem() == nameOrFile) return presetFromFile(file);
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    std::error_code ignored;
    if (fs::is_regular_file(nameOrFile, ignored)) return presetFromFile(nameOrFile);
    throw Error(ErrorCode::NotFound, nameOrFile, "no preset and no file of that name; there are " + names);
}

std::vector<Preset> builtinPresets()
{
    std::vector<Preset> presets;
    for (const auto& file : builtinFiles()) presets.push_back(presetFromFile(file));
    return presets;
}

}  // namespace engine::dsp
