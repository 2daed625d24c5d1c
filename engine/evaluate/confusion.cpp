#include "engine/evaluate/confusion.h"

#include <cmath>
#include <string>

#include "engine/core/error.h"

namespace engine::evaluate {

namespace {

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

double ratio(std::size_t part, std::size_t whole)
{
    return ratio(static_cast<double>(part), static_cast<double>(whole));
}

void requireSameShape(std::size_t rowsA, std::size_t columnsA, std::size_t rowsB, std::size_t columnsB)
{
    if (rowsA == rowsB && columnsA == columnsB) return;
    throw Error(ErrorCode::Mismatch, "predictions",
                "[" + std::to_string(rowsA) + ", " + std::to_string(columnsA) + "] compared with [" + std::to_string(rowsB) + ", " +
                    std::to_string(columnsB) + "]");
}

struct Margins {
    std::vector<double> rows;
    std::vector<double> columns;
    double total = 0;
    double diagonal = 0;
};

Margins margins(const CountTable& table)
{
    Margins sums{std::vector<double>(table.size), std::vector<double>(table.size), 0, 0};
    for (std::size_t i = 0; i < table.size; ++i) {
        for (std::size_t j = 0; j < table.size; ++j) {
            const auto cell = static_cast<double>(table(i, j));
            sums.rows[i] += cell;
            sums.columns[j] += cell;
            sums.total += cell;
        }
        sums.diagonal += static_cast<double>(table(i, i));
    }
    return sums;
}

/// Agreement beyond what the margins give by chance.
void addChanceCorrected(Confusion& result, const Margins& sums)
{
    double cross = 0;
    double rowSquares = 0;
    double columnSquares = 0;
    for (std::size_t i = 0; i < result.table.size; ++i) {
        cross += sums.rows[i] * sums.columns[i];
        rowSquares += sums.rows[i] * sums.rows[i];
        columnSquares += sums.columns[i] * sums.columns[i];
    }
    const double squared = sums.total * sums.total;
    result.kappa = ratio(sums.diagonal * sums.total - cross, squared - cross);
    result.mcc = ratio(sums.diagonal * sums.total - cross, std::sqrt((squared - rowSquares) * (squared - columnSquares)));
}

}  // namespace

double precision(const Counts& counts)
{
    return ratio(counts.tp, counts.tp + counts.fp);
}

double recall(const Counts& counts)
{
    return ratio(counts.tp, counts.tp + counts.fn);
}

double f1(const Counts& counts)
{
    return ratio(2 * counts.tp, 2 * counts.tp + counts.fp + counts.fn);
}

double accuracy(const Counts& counts)
{
    return ratio(counts.tp + counts.tn, counts.total());
}

std::optional<double> balancedAccuracy(const Counts& counts)
{
    if (counts.tp + counts.fn == 0 || counts.tn + counts.fp == 0) return std::nullopt;
    return (recall(counts) + ratio(counts.tn, counts.tn + counts.fp)) / 2;
}

std::vector<std::uint8_t> decide(const Scores& scores, std::span<const double> thresholds, Decision decision)
{
    if (thresholds.size() != scores.columns())
        throw Error(ErrorCode::Mismatch, "thresholds",
                    std::to_string(thresholds.size()) + " thresholds for " + std::to_string(scores.columns()) + " tags");
    std::vector<std::uint8_t> yes(scores.values().size());
    for (std::size_t i = 0; i < yes.size(); ++i) {
        const double score = scores.values()[i];
        const double threshold = thresholds[i % scores.columns()];
        yes[i] = (decision == Decision::AtLeast ? score >= threshold : score > threshold) ? 1 : 0;
    }
    return yes;
}

std::vector<Counts> countPerTag(const Truth& predicted, const Truth& truth)
{
    requireSameShape(predicted.rows(), predicted.columns(), truth.rows(), truth.columns());
    std::vector<Counts> counts(truth.columns());
    for (std::size_t r = 0; r < truth.rows(); ++r)
        for (std::size_t c = 0; c < truth.columns(); ++c) {
            auto& tag = counts[c];
            if (truth(r, c) != 0)
                ++(predicted(r, c) != 0 ? tag.tp : tag.fn);
            else
                ++(predicted(r, c) != 0 ? tag.fp : tag.tn);
        }
    return counts;
}

std::vector<double> CountTable::rowNormalised() const
{
    std::vector<double> result(cells.size());
    for (std::size_t i = 0; i < size; ++i) {
        std::size_t sum = 0;
        for (std::size_t j = 0; j < size; ++j)
            sum += (*this)(i, j);
        for (std::size_t j = 0; j < size; ++j)
            result[i * size + j] = ratio((*this)(i, j), sum);
    }
    return result;
}

Confusion confusion(std::span<const int> truth, std::span<const int> predicted, std::size_t classes)
{
    requireSameShape(truth.size(), 1, predicted.size(), 1);
    Confusion result;
    result.table = {classes, std::vector<std::size_t>(classes * classes)};
    const auto known = [classes](int label) { return label >= 0 && static_cast<std::size_t>(label) < classes; };
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (!known(truth[i]) || !known(predicted[i]))
            throw Error(ErrorCode::InvalidArgument, "item " + std::to_string(i), "its class is none of 0.." + std::to_string(classes - 1));
        ++result.table.cells[static_cast<std::size_t>(truth[i]) * classes + static_cast<std::size_t>(predicted[i])];
    }
    const auto sums = margins(result.table);
    result.accuracy = ratio(sums.diagonal, sums.total);
    double occurring = 0;
    for (std::size_t i = 0; i < classes; ++i) {
        const auto hit = static_cast<double>(result.table(i, i));
        result.precision.push_back(ratio(hit, sums.columns[i]));
        result.recall.push_back(ratio(hit, sums.rows[i]));
        result.f1.push_back(ratio(2 * hit, sums.rows[i] + sums.columns[i]));
        result.balancedAccuracy += result.recall.back();
        result.macroF1 += result.f1.back() / static_cast<double>(classes);
        occurring += sums.rows[i] > 0 ? 1 : 0;
    }
    result.balancedAccuracy = ratio(result.balancedAccuracy, occurring);
    addChanceCorrected(result, sums);
    return result;
}

CountTable tagConfusion(const Truth& truth, const Truth& predicted)
{
    requireSameShape(predicted.rows(), predicted.columns(), truth.rows(), truth.columns());
    const std::size_t tags = truth.columns();
    CountTable table{tags, std::vector<std::size_t>(tags * tags)};
    for (std::size_t r = 0; r < truth.rows(); ++r)
        for (std::size_t i = 0; i < tags; ++i) {
            if (truth(r, i) == 0) continue;
            for (std::size_t j = 0; j < tags; ++j)
                table.cells[i * tags + j] += predicted(r, j) != 0 ? 1 : 0;
        }
    return table;
}

}  // namespace engine::evaluate
