#include "engine/classic/classifier.h"

#include <algorithm>

#include "engine/core/error.h"

#define CLASSIFIER(id) extern const ModelEntry id##_entry;
namespace engine::classic {
#include "engine/classic/registry.def"
}
#undef CLASSIFIER

namespace engine::classic {

std::vector<int> Classifier::classesOf(std::span<const double> values, std::size_t rows) const
{
    const auto shares = probabilities(values, rows);
    std::vector<int> classes(rows);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto row = std::span(shares).subspan(r * m_classes, m_classes);
        classes[r] = static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin());
    }
    return classes;
}

std::span<const ModelEntry* const> allModels()
{
#define CLASSIFIER(id) &id##_entry,
    static const std::vector<const ModelEntry*> entries = {
#include "engine/classic/registry.def"
    };
#undef CLASSIFIER
    return entries;
}

const ModelEntry& findModel(std::string_view id)
{
    std::string known;
    for (const auto* entry : allModels()) {
        if (entry->id == id) return *entry;
        known += (known.empty() ? "" : ", ") + std::string(entry->id);
    }
    throw Error(ErrorCode::NotFound, std::string(id), "no such model; there are " + known);
}

Parameter scaleParameter(std::string_view standard)
{
    return {"scale", std::string(standard), {}, 0, 0, {"none", "minmax", "z-score"}, "scaling of each feature, fitted on the training part"};
}

}  // namespace engine::classic
