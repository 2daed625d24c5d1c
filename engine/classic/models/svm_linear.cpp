#include "engine/classic/models/svm.h"

namespace engine::classic {

extern const ModelEntry svm_linear_entry;
const ModelEntry svm_linear_entry{
    "svm-linear", "Support vectors, linear", "Straight borders with the widest margin; libsvm.", 50,
    {{"C", 1, {0.1, 0.3, 1, 3, 10}, 1e-6, 1e6, {}, "price of a row on the wrong side"}, scaleParameter("minmax")},
    [](const Settings& settings) { return makeSvm(false, settings); }};

}  // namespace engine::classic
