#include "engine/classic/plan.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "engine/classic/health.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/dataset/stratify.h"

namespace engine::classic {

namespace {

/// [rows] number of the set a row stays with; sets are numbered by their first row.
std::vector<std::size_t> setsOf(const Table& table, Together together)
{
    std::vector<std::size_t> parent(table.rows());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const std::function<std::size_t(std::size_t)> root = [&](std::size_t r) { return parent[r] == r ? r : parent[r] = root(parent[r]); };
    const auto join = [&](std::size_t a, std::size_t b) { parent[std::max(root(a), root(b))] = std::min(root(a), root(b)); };
    if (together != Together::Nothing)
        for (const auto& rows : equalRows(table))
            for (const auto r : rows)
                join(rows.front(), r);
    if (together == Together::Groups) {
        if (table.groups.empty()) throw Error(ErrorCode::NotFound, table.subject, "no column names the group of a row; name one, or keep only duplicates together");
        std::map<std::string, std::size_t> first;
        for (std::size_t r = 0; r < table.rows(); ++r)
            if (!table.groups[r].empty()) join(first.try_emplace(table.groups[r], r).first->second, r);   // unknown artists are no group
    }
    for (std::size_t r = 0; r < table.rows(); ++r)
        parent[r] = root(r);
    return parent;
}

/// [rows.size()] part of each. `sets`: [table rows].
std::vector<int> stratified(const Table& table, std::span<const std::size_t> rows, std::span<const std::size_t> sets, std::span<const double> ratios,
                            std::uint64_t seed)
{
    std::map<std::size_t, std::vector<std::size_t>> members;   // set -> places in rows
    for (std::size_t i = 0; i < rows.size(); ++i)
        members[sets[rows[i]]].push_back(i);
    std::vector<const std::vector<std::size_t>*> units;
    for (const auto& [set, places] : members)
        units.push_back(&places);
    const auto order = SplitMix({seed, 0x666f6c64}).permutation(units.size());
    std::vector<dataset::SplitUnit> described;
    for (const auto u : order) {
        std::map<std::size_t, double> counts;
        for (const auto i : *units[u])
            ++counts[static_cast<std::size_t>(table.labels[rows[i]])];
        dataset::SplitUnit unit{static_cast<double>(units[u]->size()), {}};
        for (const auto& [label, count] : counts)
            unit.tags.push_back({label, count});
        described.push_back(std::move(unit));
    }
    const auto parts = dataset::iterativeStratification(described, table.classes.size(), ratios);
    std::vector<int> partOf(rows.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        for (const auto i : *units[order[k]])
            partOf[i] = parts[k];
    return partOf;
}

std::vector<std::size_t> every(const Table& table)
{
    std::vector<std::size_t> rows(table.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

std::string said(Together together)
{
    return together == Together::Nothing ? "" : together == Together::Duplicates ? ", duplicates together" : ", groups and duplicates together";
}

/// The words a file has for each row of the table.
std::vector<std::string> wordsOf(const Table& table, const std::filesystem::path& file, const std::string& column)
{
    const auto subject = file.string();
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, subject, "no header");
    const auto place = [&](const std::string& name) {
        const auto found = std::find(row.fields.begin(), row.fields.end(), name);
        return found == row.fields.end() ? -1 : static_cast<int>(found - row.fields.begin());
    };
    const int rowAt = place("row"), wordAt = place(column), labelAt = place("label");
    if (rowAt < 0 || wordAt < 0) throw Error(ErrorCode::NotFound, subject, "columns row and " + column + " wanted");
    const auto width = row.fields.size();
    std::vector<std::string> words(table.rows());
    while (reader.next(row)) {
        const auto where = "line " + std::to_string(row.line) + ": ";
        if (!row.problem.empty() || row.fields.size() != width)
            throw Error(ErrorCode::BadRow, subject, where + (row.problem.empty() ? "not as wide as the header" : row.problem));
        const auto& number = row.fields[static_cast<std::size_t>(rowAt)];
        std::size_t r = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), r);
        if (error != std::errc{} || end != number.data() + number.size() || r >= table.rows())
            throw Error(ErrorCode::Mismatch, subject, where + "row \"" + number + "\" is not in the table, which has rows 0 to " + std::to_string(table.rows() - 1));
        const auto& word = row.fields[static_cast<std::size_t>(wordAt)];
        if (word.empty()) throw Error(ErrorCode::BadRow, subject, where + "nothing in column " + column);
        if (!words[r].empty()) throw Error(ErrorCode::BadRow, subject, where + "row " + number + " for the second time");
        words[r] = word;
        const auto& label = table.classes[static_cast<std::size_t>(table.labels[r])];
        if (labelAt >= 0 && row.fields[static_cast<std::size_t>(labelAt)] != label)
            throw Error(ErrorCode::Mismatch, subject, where + "row " + number + " is " + row.fields[static_cast<std::size_t>(labelAt)] + " here and " + label + " in the table");
    }
    if (const auto none = std::find(words.begin(), words.end(), ""); none != words.end())
        throw Error(ErrorCode::Mismatch, subject, "row " + std::to_string(none - words.begin()) + " of the table is not in it");
    return words;
}

}  // namespace

Plan Plan::fromFolds(const std::vector<int>& foldOf, std::size_t folds)
{
    Plan plan;
    for (std::size_t f = 0; f < folds; ++f) {
        std::vector<std::size_t> training, test;
        for (std::size_t r = 0; r < foldOf.size(); ++r)
            (foldOf[r] == static_cast<int>(f) ? test : training).push_back(r);
        plan.m_rounds.push_back({TrainingRows(std::move(training)), {}, TestRows(std::move(test))});
    }
    return plan;
}

Plan Plan::folds(const Table& table, std::size_t k, std::uint64_t seed, Together together)
{
    if (k < 2 || k > table.rows()) throw Error(ErrorCode::InvalidArgument, "k", "2 to " + std::to_string(table.rows()) + " folds are possible");
    const std::vector<double> ratios(k, 1.0 / static_cast<double>(k));
    auto plan = fromFolds(stratified(table, every(table), setsOf(table, together), ratios, seed), k);
    for (const auto& round : plan.m_rounds)
        if (round.test.count() == 0) throw Error(ErrorCode::TooShort, table.subject, "too few groups for " + std::to_string(k) + " folds");
    plan.m_description = std::to_string(k) + " stratified folds, seed " + std::to_string(seed) + said(together);
    return plan;
}

Plan Plan::eightyTenTen(const Table& table, std::uint64_t seed, Together together)
{
    constexpr double kRatios[] = {0.8, 0.1, 0.1};
    const auto partOf = stratified(table, every(table), setsOf(table, together), kRatios, seed);
    std::vector<std::size_t> rows[3];
    for (std::size_t r = 0; r < partOf.size(); ++r)
        rows[partOf[r]].push_back(r);
    if (rows[1].empty() || rows[2].empty()) throw Error(ErrorCode::TooShort, table.subject, "too few rows for parts of 80, 10 and 10 %");
    Plan plan;
    plan.m_rounds.push_back({TrainingRows(rows[0]), ValidationRows(rows[1]), TestRows(rows[2])});
    plan.m_description = "80-10-10, stratified, seed " + std::to_string(seed) + said(together);
    return plan;
}

Plan Plan::fromFile(const Table& table, const std::filesystem::path& file, const std::string& column)
{
    return fromWords(wordsOf(table, file, column), file.string(), file.filename().string() + ", column " + column);
}

Plan Plan::fromWords(const std::vector<std::string>& words, const std::string& subject, std::string description)
{
    static const std::map<std::string, int> kParts{{"train", 0}, {"val", 1}, {"valid", 1}, {"validation", 1}, {"test", 2}, {"excluded", 3}};
    std::map<std::string, int> folds;
    for (const auto& word : words)
        folds.emplace(word, 0);
    Plan plan;
    if (folds.contains("train")) {
        std::vector<std::size_t> rows[4];
        for (std::size_t r = 0; r < words.size(); ++r) {
            const auto part = kParts.find(words[r]);
            if (part == kParts.end()) throw Error(ErrorCode::BadRow, subject, "\"" + words[r] + "\" is no part: train, valid, test or excluded");
            rows[part->second].push_back(r);
        }
        if (rows[2].empty()) throw Error(ErrorCode::Mismatch, subject, "no row is in the test part");
        std::optional<ValidationRows> validation;
        if (!rows[1].empty()) validation = ValidationRows(rows[1]);
        plan.m_rounds.push_back({TrainingRows(rows[0]), std::move(validation), TestRows(rows[2])});
    } else {
        if (folds.size() < 2) throw Error(ErrorCode::Mismatch, subject, "one fold only is named");
        int number = 0;
        for (auto& [word, place] : folds)
            place = number++;
        std::vector<int> foldOf;
        for (const auto& word : words)
            foldOf.push_back(folds[word]);
        plan = fromFolds(foldOf, folds.size());
    }
    plan.m_description = std::move(description);
    return plan;
}

std::size_t Plan::straddling(const Table& table, Together together) const
{
    const auto sets = setsOf(table, together);
    std::set<std::size_t> torn;
    for (const auto& round : m_rounds) {
        std::set<std::size_t> learnt;
        for (const auto r : round.training.rows())
            learnt.insert(sets[r]);
        for (const auto r : round.test.m_rows)
            if (learnt.contains(sets[r])) torn.insert(sets[r]);
    }
    return torn.size();
}

std::vector<std::pair<TrainingRows, ValidationRows>> innerFolds(const Table& table, const TrainingRows& training, std::size_t k, std::uint64_t seed)
{
    const std::vector<double> ratios(k, 1.0 / static_cast<double>(k));
    const auto together = table.groups.empty() ? Together::Duplicates : Together::Groups;
    const auto partOf = stratified(table, training.rows(), setsOf(table, together), ratios, seed);
    std::vector<std::pair<TrainingRows, ValidationRows>> folds;
    for (std::size_t f = 0; f < k; ++f) {
        std::vector<std::size_t> learn, judge;
        for (std::size_t i = 0; i < partOf.size(); ++i)
            (partOf[i] == static_cast<int>(f) ? judge : learn).push_back(training.rows()[i]);
        if (learn.empty() || judge.empty()) throw Error(ErrorCode::TooShort, table.subject, "too few rows to choose parameters by");
        folds.emplace_back(TrainingRows(std::move(learn)), ValidationRows(std::move(judge)));
    }
    return folds;
}

TrainingRows allRows(const Table& table)
{
    return TrainingRows(every(table));
}

}  // namespace engine::classic
