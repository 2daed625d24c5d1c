#include "engine/tasks/word_lookup.h"

#include "engine/core/error.h"
#include "engine/dataset/unicode.h"

namespace engine::tasks {

WordMatch wordMatchFrom(std::string_view name)
{
    if (name == "exact") return WordMatch::Exact;
    if (name == "any") return WordMatch::Any;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "tags are looked up exact or any");
}

dataset::TagVector lookUpWord(store::WordStore words, const store::WordSet& set, std::string_view text, WordMatch match)
{
    if (match == WordMatch::Exact) {
        const auto word = dataset::foldCase(text);
        dataset::TagVector found;
        if (const auto vector = words.vector(set.id, word)) {
            found.how = dataset::TagVector::How::Whole;
            found.keys = {word};
            found.values.assign(vector->begin(), vector->end());
        }
        return found;
    }
    dataset::WordVectors near(set.dimension);
    for (const auto& key : dataset::lookUpKeys(text))
        if (const auto vector = words.vector(set.id, key)) near.add(key, *vector);
    return dataset::lookUpTag(near, text);
}

}  // namespace engine::tasks
