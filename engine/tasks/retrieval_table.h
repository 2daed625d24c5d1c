#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/evaluate/retrieval_scores.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// One way to find tracks by tags, as a column beside others.
struct RetrievalColumn {
    enum class Kind { Model, Tags, Random, Published };   ///< Tags: predicted by a classifier; Random: what a random order gives on average
    Kind kind = Kind::Model;
    std::int64_t model = 0;          ///< metric model (Tags, Random: beside which it was measured); 0 = published
    std::string name;                ///< of the model or the run; of the data for a published one
    std::string input;               ///< spec, cf, hybrid, or tags
    std::string sampling, split, taste;   ///< "" where there is none
    bool isTested = false;           ///< else nothing below is known
    bool mayHaveHeard = false;       ///< Tags: the run was trained on another split, perhaps on these very tracks
    std::size_t tracks = 0;
    evaluate::RetrievalScore mean;
    std::map<std::string, evaluate::RetrievalScore> categories, tags;
};
struct RetrievalRow {
    enum class Level { All, Category, Tag };
    Level level = Level::All;
    std::string name, category;
    std::size_t count = 0;           ///< of a tag its tracks, else the tags
};
struct RetrievalTable {
    std::string part;
    std::vector<RetrievalColumn> columns;   ///< split by split: trained models newest first, predicted tags, random; then what was published
    std::vector<RetrievalRow> rows;         ///< all, categories, tags, the latter by category and name
};

/// What the stored evaluations say ("test_retrieval" makes them), the tables of Won et al. 2020 (arXiv 2010.16030) beside them.
/// part: train|valid|test.
RetrievalTable readRetrievalTable(store::Workspace& workspace, const std::string& part);
/// Nothing where the column has no such row.
evaluate::RetrievalScore scoreIn(const RetrievalColumn& column, const RetrievalRow& row);
/// "metric model 3 (balanced cf)", "predicted tags of run 2 (musicnn-1)", "random order", "published: Million Song Dataset, 100 tags, spec".
std::string columnLabel(const RetrievalColumn& column);
/// One line a row, three measures a column. Text in quotes where it needs them.
std::string retrievalCsv(const RetrievalTable& table, std::span<const std::size_t> columns);
Json retrievalJson(const RetrievalTable& table, std::span<const std::size_t> columns);

/// Tables 1 and 2 of the paper: rows {"data", "input", "sampling", "map", "precision_at_10"}.
const Json& publishedSamplings();
const Json& publishedInputs();

}  // namespace engine::tasks
