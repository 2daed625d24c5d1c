#include <algorithm>
#include <cmath>
#include <exception>
#include <iomanip>
#include <numbers>
#include <ostream>
#include <random>
#include <sstream>
#include <system_error>

#include "app/commands/command.h"
#include "app/commands/neural_session.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/dsp/melgram.h"
#include "engine/neural/model_card.h"

namespace app
{

namespace
{

namespace neural = engine::neural;
namespace fs = std::filesystem;

struct Check {
    std::string name;
    bool ok = false;
    std::string detail;
};

std::string rounded(double value)
{
    std::ostringstream text;
    text << std::setprecision(2) << value;
    return text.str();
}

/// Size of the difference against the size of the reference.
double relativeError(const std::vector<float>& found, const std::vector<float>& wanted)
{
    double difference = 0, size = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        difference += (found[i] - wanted[i]) * (found[i] - wanted[i]);
        size += wanted[i] * wanted[i];
    }
    return std::sqrt(difference / std::max(size, 1e-30));
}

std::vector<float> allGradients(const neural::Gradients& gradients)
{
    std::vector<float> values;
    for (const auto& parameter : gradients.parameters)
        values.insert(values.end(), parameter.values.begin(), parameter.values.end());
    return values;
}

/// Forward and backward on the device against the CPU with one thread.
Check checkArchitecture(NeuralSession& session, const neural::ModelCard& card, int threads)
{
    constexpr std::size_t kRows = 1, kTags = 50;
    const auto frames = std::max<std::size_t>(card.minFrames, 16);  // the shortest window, to be quick
    std::mt19937 random(1);
    const bool waveform = card.mels == 1;
    std::normal_distribution<float> level(waveform ? 0.0f : -20.0f, waveform ? 0.1f : 20.0f);  // samples or dB
    std::vector<float> input(kRows * card.mels * frames), targets(kRows * kTags);
    std::generate(input.begin(), input.end(), [&] { return level(random); });
    std::generate(targets.begin(), targets.end(), [&] { return static_cast<float>(random() % 2); });
    const neural::InputBatch batch{input, kRows, card.mels, frames};

    auto model = session.engine->makeModel(card.id, kTags, 0);
    model->fillDeterministic();
    session.engine->setThreads(1);
    const auto wantedLogits = model->forward(batch).logits;
    const auto wantedGradients = allGradients(model->gradients(batch, targets));
    session.engine->setThreads(threads);
    model->to(session.device.id);
    const double forward = relativeError(model->forward(batch).logits, wantedLogits);
    const double backward = relativeError(allGradients(model->gradients(batch, targets)), wantedGradients);
    // CPU: order of summation in float32, by which some unit of a deep network crosses zero and passes its gradient or not.
    // CUDA: convolutions in TensorFloat-32, 10 bits of mantissa.
    const double tolerance = session.device.id == "cpu" ? 1e-3 : 2e-2;
    return {"network " + card.id, forward <= tolerance && backward <= tolerance,
            "relative difference " + rounded(forward) + " forward, " + rounded(backward) + " backward; at most " +
                rounded(tolerance)};
}

/// A mel band that is one triangle over a direct DFT of one frame, against the extractor: FFT, window, filterbank, dB.
Check checkSpectrum()
{
    auto preset = engine::dsp::loadPreset("sota-96");
    preset.center = false;
    const auto size = static_cast<std::size_t>(preset.fftSize);
    std::mt19937 random(2);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::vector<float> samples(size);
    std::generate(samples.begin(), samples.end(), [&] { return uniform(random); });

    // HTK mel points and triangles of peak 1, as the preset says.
    const auto mel = [](double hz) { return 2595 * std::log10(1 + hz / 700); };
    const auto hz = [](double m) { return 700 * (std::pow(10, m / 2595) - 1); };
    const double top = mel(preset.maxHz);
    std::vector<double> points;
    for (int i = 0; i < preset.mels + 2; ++i)
        points.push_back(hz(top * i / (preset.mels + 1)));
    std::vector<double> power(size / 2 + 1);
    for (std::size_t bin = 0; bin < power.size(); ++bin) {
        double re = 0, im = 0;
        for (std::size_t n = 0; n < size; ++n) {
            const double turn = 2 * std::numbers::pi / static_cast<double>(size);
            const double windowed = samples[n] * (0.5 - 0.5 * std::cos(turn * static_cast<double>(n)));
            re += windowed * std::cos(turn * static_cast<double>(bin * n % size));
            im -= windowed * std::sin(turn * static_cast<double>(bin * n % size));
        }
        power[bin] = re * re + im * im;
    }
    const auto melgram = engine::dsp::MelExtractor(preset)(samples);
    double worst = 0;
    for (std::size_t band = 0; band < melgram.mels; ++band) {
        double energy = 0;
        for (std::size_t bin = 0; bin < power.size(); ++bin) {
            const double f = static_cast<double>(bin) * preset.sampleRateHz / static_cast<double>(size);
            const double up = (f - points[band]) / (points[band + 1] - points[band]);
            const double down = (points[band + 2] - f) / (points[band + 2] - points[band + 1]);
            energy += power[bin] * std::max(0.0, std::min(up, down));
        }
        if (energy > 1e-6) worst = std::max(worst, std::abs(10 * std::log10(energy) - melgram.at(band, 0)));
    }
    return {"FFT against a direct DFT", worst < 0.01, "largest difference " + rounded(worst) + " dB; at most 0.01"};
}

Check checkWorkspace(const fs::path& folder)
{
    // The nearest folder that is there: checking must not make a workspace.
    auto existing = folder;
    std::error_code ignored;
    while (!fs::exists(existing, ignored) && existing.has_parent_path() && existing != existing.parent_path())
        existing = existing.parent_path();
    const auto probe = existing / ".tagbench-selfcheck";
    engine::writeFileAtomically(probe, "");
    fs::remove(probe);
    return {"workspace writable", true, existing.string()};
}

/// A check that throws has failed with its sentence.
template <typename Work>
void attempt(std::vector<Check>& checks, const std::string& name, Work&& work)
{
    try {
        checks.push_back(work());
    } catch (const engine::Error& error) {
        checks.push_back({name, false, engine::toText(engine::describe(std::current_exception()))});
    }
}

int report(CommandContext& context, const std::vector<Check>& checks, const engine::Json& surroundings)
{
    const bool ok = std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.ok; });
    engine::Json document = surroundings;
    document["ok"] = ok;
    document["checks"] = engine::Json::array();
    for (const auto& check : checks)
        document["checks"].push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
    if (!ok) {
        // stdout stays empty on failure, so the reasons go to stderr.
        for (const auto& check : checks)
            if (!check.ok) context.note("failed: " + check.name + ": " + check.detail);
        return kFailed;
    }
    context.result(document, [&](std::ostream& out) {
        for (const auto& [name, version] : document["libraries"].items())
            out << name << ' ' << version.get<std::string>() << '\n';
        out << document["device"].get<std::string>() << '\n';
        for (const auto& check : checks)
            out << "ok  " << check.name << " (" << printable(check.detail) << ")\n";
    });
    return kSuccess;
}

int run(CommandContext& context)
{
    std::vector<Check> checks;
    attempt(checks, "workspace writable", [&] { return checkWorkspace(context.workspaceFolder()); });
    attempt(checks, "FFT against a direct DFT", checkSpectrum);
    auto session = openNeuralSession(context);
    engine::Json surroundings{{"libraries", {{"Tagbench", TAGBENCH_VERSION}}},
                              {"device", session.device.description},
                              {"threads", context.threads()}};
    for (const auto& [name, version] : session.engine->versions())
        surroundings["libraries"][name] = version;
    surroundings["devices"] = engine::Json::array();
    for (const auto& device : session.engine->devices())
        surroundings["devices"].push_back({{"id", device.id}, {"description", device.description}});
    const auto cards = neural::modelCards();
    for (std::size_t i = 0; i < cards.size(); ++i) {
        context.control().step("networks", static_cast<std::int64_t>(i), static_cast<std::int64_t>(cards.size()));
        attempt(checks, "network " + cards[i].id,
                [&] { return checkArchitecture(session, cards[i], context.threads()); });
    }
    return report(context, checks, surroundings);
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* sub =
        root.add_subcommand("selfcheck", "Check this machine: libraries, device, every network, FFT, workspace");
    sub->footer(
        "Each architecture runs forward and backward on --device and is compared with the CPU on one thread.\n"
        "Exit status 1 when anything is wrong, with the reason on stderr.");
    sink.bind(sub, run);
}

}  // namespace

extern const CommandEntry selfcheck_command;
const CommandEntry selfcheck_command{add};

}  // namespace app
