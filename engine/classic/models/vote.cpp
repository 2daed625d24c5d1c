#include "engine/classic/classifier.h"
#include "engine/core/error.h"

namespace engine::classic {

extern const ModelEntry vote_entry;
/// Its members are models with their own scaling, so FittedModel fits them and averages; there is nothing to make here.
const ModelEntry vote_entry{
    "vote", "Soft vote", "Mean of the probabilities of several models; the standard ones err in different ways.", 900,
    {{"members", "svm-rbf+gradient-boosting+mlp+extra-trees+knn", {}, 0, 0, {}, "ids with + between them"},
     {"weights", "equal", {}, 0, 0, {"equal", "learnt"}, "each counts alike, or by how likely it made the truth in three inner folds of the training rows (three times the work)"}},
    [](const Settings&) -> std::unique_ptr<Classifier> { throw Error(ErrorCode::Internal, "vote", "a vote is made of fitted models"); }};

}  // namespace engine::classic
