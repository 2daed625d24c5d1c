#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/classic/table.h"

namespace engine::classic {

class FittedModel;
struct Examination;

/// Rows a model may learn from.
class TrainingRows {
public:
    explicit TrainingRows(std::vector<std::size_t> rows) : m_rows(std::move(rows)) {}
    std::span<const std::size_t> rows() const { return m_rows; }

private:
    std::vector<std::size_t> m_rows;
};

/// Rows to choose parameters by. They come out of training rows, or of the validation part of a file; never out of a test part.
class ValidationRows {
public:
    std::size_t count() const { return m_rows.size(); }

private:
    friend class Plan;
    friend std::vector<std::pair<TrainingRows, ValidationRows>> innerFolds(const Table&, const TrainingRows&, std::size_t, std::uint64_t);
    friend Examination examine(const FittedModel&, const Table&, const ValidationRows&);
    explicit ValidationRows(std::vector<std::size_t> rows) : m_rows(std::move(rows)) {}
    std::vector<std::size_t> m_rows;
};

/// Rows nothing is chosen by. Which they are is known to examine() alone, so no search can look at them: it would not compile.
class TestRows {
public:
    std::size_t count() const { return m_rows.size(); }

private:
    friend class Plan;
    friend Examination examine(const FittedModel&, const Table&, const TestRows&);
    explicit TestRows(std::vector<std::size_t> rows) : m_rows(std::move(rows)) {}
    std::vector<std::size_t> m_rows;
};

struct Round {
    TrainingRows training;
    std::optional<ValidationRows> validation;   ///< where the plan names one
    TestRows test;
};

/// What stays together in one fold.
enum class Together { Nothing, Duplicates, Groups };   ///< groups: equal rows and rows of one group

/// Who learns from what, and is examined on what.
class Plan {
public:
    /// Stratified k-fold over all rows, shuffled by seed. Groups by iterative stratification of whole groups.
    /// Throws Error{InvalidArgument} for k < 2 or more folds than rows, Error{NotFound} for groups the table does not know.
    static Plan folds(const Table& table, std::size_t k, std::uint64_t seed, Together together = Together::Nothing);
    /// One round of 80 % training, 10 % validation, 10 % test, stratified.
    static Plan eightyTenTen(const Table& table, std::uint64_t seed, Together together = Together::Nothing);
    /// A file with `row` (from 0) and a column that names the fold of each row, or train, val(id), test, excluded. Every row of the table
    /// once; a `label` column must agree. Throws Error{BadRow, Mismatch, NotFound}.
    static Plan fromFile(const Table& table, const std::filesystem::path& file, const std::string& column);

    /// The same from one word a row. Throws Error{BadRow, Mismatch} about `subject`.
    static Plan fromWords(const std::vector<std::string>& words, const std::string& subject, std::string description);

    const std::vector<Round>& rounds() const { return m_rounds; }
    const std::string& description() const { return m_description; }
    /// How many sets of rows that stay together by `together` have members on both sides of a round.
    std::size_t straddling(const Table& table, Together together) const;

private:
    Plan() = default;
    static Plan fromFolds(const std::vector<int>& foldOf, std::size_t folds);
    std::vector<Round> m_rounds;
    std::string m_description;
};

/// Training rows cut into k stratified folds for choosing parameters; equal rows stay together.
std::vector<std::pair<TrainingRows, ValidationRows>> innerFolds(const Table& table, const TrainingRows& training, std::size_t k, std::uint64_t seed);

/// All rows, for a model that is to be used.
TrainingRows allRows(const Table& table);

}  // namespace engine::classic
