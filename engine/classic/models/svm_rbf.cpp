#include "engine/classic/models/svm.h"

namespace engine::classic {

extern const ModelEntry svm_rbf_entry;
const ModelEntry svm_rbf_entry{
    "svm-rbf", "Support vectors, radial", "Curved borders with the widest margin; libsvm.", 60,
    {{"C", 3, {1, 3, 10, 30}, 1e-6, 1e6, {}, "price of a row on the wrong side"},
     {"gamma", 0, {0, 0.005, 0.01, 0.03}, 0, 1e6, {}, "how local the kernel is, 0 = from the data"},
     scaleParameter("z-score")},
    [](const Settings& settings) { return makeSvm(true, settings); }};

}  // namespace engine::classic
