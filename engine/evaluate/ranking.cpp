#include "engine/evaluate/ranking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "engine/core/error.h"

namespace engine::evaluate {

namespace {

struct Entry {
    std::uint64_t key;    // smaller = higher score
    std::uint32_t item;
};

/// Maps a double to an integer with the opposite order. +0 and -0 are one score.
std::uint64_t fallingKey(double score)
{
    const auto bits = std::bit_cast<std::uint64_t>(score + 0.0);
    return (bits >> 63) != 0 ? bits : ~(bits | 0x8000000000000000ULL);
}

/// Least significant digit first; a digit that is the same everywhere costs no pass, so scores that come from float32
/// need about half of the eight.
void radixSort(std::vector<Entry>& entries)
{
    std::array<std::array<std::uint32_t, 256>, 8> counts{};
    for (const auto& entry : entries)
        for (std::size_t digit = 0; digit < 8; ++digit)
            ++counts[digit][(entry.key >> (8 * digit)) & 255];
    std::vector<Entry> other(entries.size());
    for (std::size_t digit = 0; digit < 8; ++digit) {
        const auto& count = counts[digit];
        if (count[(entries.front().key >> (8 * digit)) & 255] == entries.size()) continue;
        std::array<std::uint32_t, 256> next{};
        for (std::size_t value = 1; value < 256; ++value)
            next[value] = next[value - 1] + count[value - 1];
        for (const auto& entry : entries)
            other[next[(entry.key >> (8 * digit)) & 255]++] = entry;
        entries.swap(other);
    }
}

/// Calls visit(true positives, false positives, threshold) after each group of equal scores, from the highest.
template <typename Visit>
void forEachThreshold(const Ranked& ranked, Visit visit)
{
    std::size_t positives = 0;
    for (std::size_t k = 0; k < ranked.size(); ++k) {
        positives += ranked.positive[k];
        if (ranked.tieEnd[k] != 0) visit(positives, k + 1 - positives, ranked.scores[k]);
    }
}

}  // namespace

Ranked rank(std::span<const double> scores, std::span<const std::uint8_t> truth)
{
    if (scores.size() != truth.size() || scores.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error(ErrorCode::Mismatch, "scores", std::to_string(scores.size()) + " scores for " + std::to_string(truth.size()) + " labels");
    Ranked ranked;
    const std::size_t count = scores.size();
    if (count == 0) return ranked;
    std::vector<Entry> entries(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (!std::isfinite(scores[i]))
            throw Error(ErrorCode::NonFinite, "scores", "the score of item " + std::to_string(i) + " is not a finite number");
        entries[i] = {fallingKey(scores[i]), static_cast<std::uint32_t>(i)};
    }
    radixSort(entries);
    ranked.scores.resize(count);
    ranked.positive.resize(count);
    ranked.tieEnd.resize(count);
    ranked.item.resize(count);
    for (std::size_t k = 0; k < count; ++k) {
        const auto item = entries[k].item;
        ranked.item[k] = item;
        ranked.scores[k] = scores[item];
        ranked.positive[k] = truth[item] != 0 ? 1 : 0;
        ranked.tieEnd[k] = k + 1 == count || entries[k + 1].key != entries[k].key ? 1 : 0;
        ranked.positives += ranked.positive[k];
    }
    return ranked;
}

std::optional<double> rocAuc(const Ranked& ranked)
{
    if (!ranked.hasBothClasses()) return std::nullopt;
    // Twice the number of (positive, negative) pairs in the right order, ties counted once: an integer, hence exact.
    std::uint64_t twice = 0;
    std::size_t lastTp = 0;
    std::size_t lastFp = 0;
    forEachThreshold(ranked, [&](std::size_t tp, std::size_t fp, double) {
        twice += static_cast<std::uint64_t>(fp - lastFp) * (tp + lastTp);
        lastTp = tp;
        lastFp = fp;
    });
    return static_cast<double>(twice) / (2.0 * static_cast<double>(ranked.positives) * static_cast<double>(ranked.negatives()));
}

std::optional<double> averagePrecision(const Ranked& ranked)
{
    if (!ranked.hasBothClasses()) return std::nullopt;
    double sum = 0;
    std::size_t lastTp = 0;
    forEachThreshold(ranked, [&](std::size_t tp, std::size_t fp, double) {
        if (tp == lastTp) return;
        sum += static_cast<double>(tp - lastTp) * static_cast<double>(tp) / static_cast<double>(tp + fp);
        lastTp = tp;
    });
    return sum / static_cast<double>(ranked.positives);
}

std::vector<CurvePoint> rocCurve(const Ranked& ranked)
{
    if (!ranked.hasBothClasses()) return {};
    std::vector<CurvePoint> curve{{0, 0, std::numeric_limits<double>::infinity()}};
    const double positives = static_cast<double>(ranked.positives);
    const double negatives = static_cast<double>(ranked.negatives());
    forEachThreshold(ranked, [&](std::size_t tp, std::size_t fp, double threshold) {
        curve.push_back({static_cast<double>(fp) / negatives, static_cast<double>(tp) / positives, threshold});
    });
    return curve;
}

std::vector<CurvePoint> precisionRecallCurve(const Ranked& ranked)
{
    if (ranked.positives == 0) return {};
    std::vector<CurvePoint> curve;
    const double positives = static_cast<double>(ranked.positives);
    forEachThreshold(ranked, [&](std::size_t tp, std::size_t fp, double threshold) {
        curve.push_back({static_cast<double>(tp) / positives, static_cast<double>(tp) / static_cast<double>(tp + fp), threshold});
    });
    return curve;
}

std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& curve, std::size_t count)
{
    if (curve.size() <= count || count < 2) return curve;
    std::vector<CurvePoint> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(curve[i * (curve.size() - 1) / (count - 1)]);
    return result;
}

std::optional<double> trapezoidalPrAuc(const Ranked& ranked)
{
    if (!ranked.hasBothClasses()) return std::nullopt;
    double area = 0;
    CurvePoint last{0, 1, 0};
    for (const auto& point : precisionRecallCurve(ranked)) {
        area += (point.x - last.x) * (point.y + last.y) / 2;
        last = point;
    }
    return area;
}

std::optional<KerasAuc> kerasAuc(const Ranked& ranked)
{
    if (!ranked.hasBothClasses()) return std::nullopt;
    constexpr int kThresholds = 200;
    const double positives = static_cast<double>(ranked.positives);
    const double negatives = static_cast<double>(ranked.negatives());
    KerasAuc area;
    double lastTp = 0;
    double lastFp = 0;
    std::size_t k = 0;
    double tp = 0;
    double fp = 0;
    for (int i = kThresholds - 1; i >= 0; --i) {   // falling thresholds: counts only grow
        const double threshold = i == 0 ? -1e-7 : i == kThresholds - 1 ? 1 + 1e-7 : static_cast<double>(i) / (kThresholds - 1);
        for (; k < ranked.size() && ranked.scores[k] > threshold; ++k)
            (ranked.positive[k] != 0 ? tp : fp) += 1;
        if (i != kThresholds - 1) {
            area.roc += (fp - lastFp) / negatives * (tp + lastTp) / 2 / positives;
            const double called = tp + fp;
            const double lastCalled = lastTp + lastFp;
            const double slope = called > lastCalled ? (tp - lastTp) / (called - lastCalled) : 0;
            const double intercept = lastTp - slope * lastCalled;
            const double logRatio = called > 0 && lastCalled > 0 ? std::log(called / lastCalled) : 0;
            area.pr += slope * (tp - lastTp + intercept * logRatio) / positives;
        }
        lastTp = tp;
        lastFp = fp;
    }
    return area;
}

std::optional<BestThreshold> bestF1(const Ranked& ranked)
{
    if (ranked.positives == 0) return std::nullopt;
    BestThreshold best{0, -1};
    const double positives = static_cast<double>(ranked.positives);
    forEachThreshold(ranked, [&](std::size_t tp, std::size_t fp, double threshold) {
        // 2 tp / (tp + fp + positives) is F1 without a division by a zero precision; >= lets the lowest threshold win.
        const double f1 = 2.0 * static_cast<double>(tp) / (static_cast<double>(tp + fp) + positives);
        if (f1 >= best.f1) best = {threshold, f1};
    });
    return best;
}

}  // namespace engine::evaluate
