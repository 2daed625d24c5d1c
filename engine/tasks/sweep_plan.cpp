#include "engine/tasks/sweep_plan.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/sha256.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

bool isRange(const Json& choice)
{
    return choice.is_object();
}

void check(const Json& vary, const std::string& method)
{
    if (method != "grid" && method != "random") throw Error(ErrorCode::InvalidArgument, method, "grid or random is wanted");
    if (!vary.is_object() || vary.empty()) throw Error(ErrorCode::InvalidArgument, "vary", "nothing is varied; for instance lr=1e-4,1e-3");
    for (const auto& [name, choice] : vary.items()) {
        const bool fixed = name == "name" || name == "notes" || name == "epochs" || name == "split" || name == "device";
        if (fixed || !trainDefaults().contains(name)) throw Error(ErrorCode::InvalidArgument, name, "is no setting of a training that can be varied");
        if (isRange(choice)) {
            const double low = choice.value("low", 0.0), high = choice.value("high", 0.0);
            if (method == "grid") throw Error(ErrorCode::InvalidArgument, name, "a grid wants values, a range suits a random search");
            if (!(low < high) || (choice.value("log", false) && !(low > 0)))
                throw Error(ErrorCode::InvalidArgument, name, "a range goes from a smaller to a larger number, both above 0 if it is logarithmic");
        } else if (!choice.is_array() || choice.empty()) {
            throw Error(ErrorCode::InvalidArgument, name, "a list of values is wanted");
        }
    }
}

Json drawn(const Json& choice, SplitMix& random)
{
    if (!isRange(choice)) return choice[static_cast<std::size_t>(random.uniform() * static_cast<double>(choice.size()))];
    const double low = choice["low"].get<double>(), high = choice["high"].get<double>(), share = random.uniform();
    if (choice.value("log", false)) return low * std::pow(high / low, share);
    return low + (high - low) * share;
}

/// A number, true, false, or else a word.
Json valueOf(const std::string& text)
{
    auto value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    return value.is_discarded() ? Json(text) : value;
}

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

Json sweepChoices(const std::string& given)
{
    auto text = trimmed(given);
    if (text.starts_with('{')) return valueOf(text);
    const bool log = text.ends_with(":log");
    if (log) text.resize(text.size() - 4);
    if (const auto dots = text.find(".."); dots != std::string::npos)
        return {{"low", valueOf(trimmed(text.substr(0, dots)))}, {"high", valueOf(trimmed(text.substr(dots + 2)))}, {"log", log}};
    auto values = Json::array();
    for (std::size_t start = 0; start <= text.size();) {
        const auto comma = std::min(text.find(',', start), text.size());
        values.push_back(valueOf(trimmed(text.substr(start, comma - start))));
        start = comma + 1;
    }
    return values;
}

std::string sweepName(const Json& parameters)
{
    const auto given = parameters.value("name", std::string());
    if (!given.empty()) return given;
    auto identity = parameters;
    identity.erase("name");
    identity.erase("then");
    return "sweep " + sha256Hex(identity.dump()).substr(0, 6);
}

std::string trialName(const std::string& sweep, std::size_t place)
{
    return sweep + " " + std::to_string(place + 1);
}

std::string finalName(const std::string& sweep)
{
    return sweep + " final";
}

Json trialTraining(const Json& sweep, const SweepPoint& point, const std::string& name)
{
    auto training = sweep.value("train", Json::object());
    training.update(point);
    training["name"] = name;
    training["prepare"] = true;
    return training;
}

std::vector<SweepPoint> sweepPoints(const Json& vary, const std::string& method, int trials, std::uint64_t seed)
{
    check(vary, method);
    if (method == "random") {
        if (trials < 1 || trials > kMostTrials) throw Error(ErrorCode::InvalidArgument, "trials", "1 to 1000 are possible");
        SplitMix random{seed};
        std::vector<SweepPoint> points;
        for (int i = 0; i < trials; ++i) {
            SweepPoint point = Json::object();
            for (const auto& [name, choice] : vary.items())
                point[name] = drawn(choice, random);
            points.push_back(std::move(point));
        }
        return points;
    }
    std::vector<SweepPoint> points{Json::object()};
    for (const auto& [name, choice] : vary.items()) {
        if (points.size() * choice.size() > kMostTrials) throw Error(ErrorCode::TooLarge, "vary", "makes more than 1000 combinations; draw some at random");
        std::vector<SweepPoint> wider;
        for (const auto& point : points)
            for (const auto& value : choice) {
                wider.push_back(point);
                wider.back()[name] = value;
            }
        points = std::move(wider);
    }
    return points;
}

std::vector<SweepRung> sweepRungs(int points, int epochs, int eta)
{
    if (eta < 1) throw Error(ErrorCode::InvalidArgument, "eta", "1 (no halving) or more is wanted");
    std::vector<SweepRung> rungs{{points, epochs}};
    while (eta > 1 && rungs.back().points > 1 && rungs.back().epochs > 1)
        rungs.push_back({std::max(1, rungs.back().points / eta), std::max(1, rungs.back().epochs / eta)});
    // So far points and epochs both fell; the fewer points are left, the longer they train.
    for (std::size_t i = 0; i < rungs.size() / 2; ++i)
        std::swap(rungs[i].epochs, rungs[rungs.size() - 1 - i].epochs);
    return rungs;
}

std::int64_t epochsOf(const std::vector<SweepRung>& rungs)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < rungs.size(); ++i)
        sum += static_cast<std::int64_t>(rungs[i].points) * (rungs[i].epochs - (i == 0 ? 0 : rungs[i - 1].epochs));
    return sum;
}

}  // namespace engine::tasks
