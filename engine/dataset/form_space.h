#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/dataset/clean_vocabulary.h"

namespace engine::dataset {

/// Distinct token forms that have a vector, in the order in which they were added.
class FormSpace {
public:
    explicit FormSpace(const FormVector& vectorOf) : m_vectorOf(vectorOf) {}
    /// Place of the tag's form, or nothing where it has no vector. Throws Error{Mismatch} for vectors of different lengths.
    std::optional<std::size_t> add(const std::string& tag);
    const std::vector<double>& values() const { return m_values; }   ///< [forms, dimension]
    std::size_t dimension() const { return m_dimension; }
    std::int64_t missing() const { return m_missing; }

private:
    const FormVector& m_vectorOf;
    std::unordered_map<std::string, std::optional<std::size_t>> m_forms;
    std::vector<double> m_values;
    std::size_t m_dimension = 0, m_count = 0;
    std::int64_t m_missing = 0;
};

/// A word that stage 3 collapses onto.
struct CollapseTarget {
    std::string word, category;
    std::size_t form = 0;
};

/// The tags of a vocabulary and the targets, placed by their vectors.
struct PlacedVocabulary {
    FormSpace space;
    std::vector<CollapseTarget> targets;                   ///< those with a vector, in the order of the lists; their forms come first
    std::vector<std::optional<std::size_t>> formOfRow;     ///< [rows]

    std::vector<std::size_t> targetForms() const;
};
/// Throws Error{InvalidArgument} where no target has a vector. `vectorOf` must outlive the result.
PlacedVocabulary placeVocabulary(const std::vector<VocabularyRow>& rows, const VocabularyCleaning& cleaning, const FormVector& vectorOf, RunControl& control);

/// Stage 2's own results stay: only what it left as junk, or (if wanted) as a number without a decade, is placed by stage 3.
bool isLeftToDistance(const VocabularyRow& row, const VocabularyCleaning& cleaning);

}  // namespace engine::dataset
